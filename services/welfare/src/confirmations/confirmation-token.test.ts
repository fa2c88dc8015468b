import { expect, test } from 'vitest'
import { type Claims, newKeyPair, readToken, seconds, signToken, type TrustedKey } from './confirmation-token.ts'

const now = new Date('2021-09-27T08:00:00+07:00')
const days = (number: number): Date => new Date(now.getTime() + number * 86_400_000)

const pair = await newKeyPair()
const signer = { keyId: 'k1', ...pair }
const key: TrustedKey = { issuerCode: '00124', keyId: 'k1', publicKey: pair.x, validFrom: days(-30) }

const claims: Claims<'answer'> = {
  iss: '00124',
  aud: '00121',
  jti: crypto.randomUUID(),
  req: crypto.randomUUID(),
  prg: 'NQ68-FREELANCE',
  who: ['abc'],
  ans: 'RECEIVED',
  stg: 'PAID',
  day: '2021-08-12',
  by: 'Trần Thị Đào',
  ask: seconds(days(-1)),
  iat: seconds(now),
  exp: seconds(days(30)),
}
const at = { key, unit: '00121', now }
const token = await signToken('answer', claims, signer)
const [head = '', body = '', signature = ''] = token.split('.')

test('gives back what was signed, as a text that a code on paper can hold', async () => {
  expect(await readToken('answer', token, at)).toEqual(claims)
  expect(token.length).toBeLessThan(900)
})

test('names nobody: no name of the person, no number, no amount', () => {
  expect(Object.keys(JSON.parse(Buffer.from(body, 'base64url').toString())).sort()).toEqual(
    Object.keys(claims).toSorted(),
  )
})

test('is refused when a letter of it was changed', async () => {
  const changed = Buffer.from(body, 'base64url').toString().replace('"RECEIVED"', '"NOT_RECEIVED"')
  const forged = [head, Buffer.from(changed).toString('base64url'), signature].join('.')
  expect(await readToken('answer', forged, at)).toBe('FORGED')
  const cut = `${token.slice(0, -8)}AAAAAAAA`
  expect(await readToken('answer', cut, at)).toBe('FORGED')
})

test('is refused when another key signed it under the same name, and without a signature', async () => {
  const other = await newKeyPair()
  const forged = await signToken('answer', claims, { keyId: 'k1', ...other })
  expect(await readToken('answer', forged, at)).toBe('FORGED')
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'vx-answer+jwt', kid: 'k1' })).toString('base64url')
  expect(await readToken('answer', `${none}.${body}.`, at)).toBe('FORGED')
})

test('a ward that is believed does not speak for another', async () => {
  const forOther = await signToken('answer', { ...claims, iss: '00127' }, signer)
  expect(await readToken('answer', forOther, at)).toBe('UNKNOWN_ISSUER')
  expect(await readToken('answer', token, { ...at, key: null })).toBe('UNKNOWN_ISSUER')
  expect(await readToken('answer', token, { ...at, key: { ...key, keyId: 'k2' } })).toBe('UNKNOWN_ISSUER')
})

test('ends on its day, and with the key that signed it', async () => {
  expect(await readToken('answer', token, { ...at, now: days(31) })).toBe('EXPIRED')
  expect(await readToken('answer', token, { ...at, now: days(29) })).toEqual(claims)
  const ended = { ...key, validUntil: days(5) }
  expect(await readToken('answer', token, { ...at, key: ended, now: days(4) })).toEqual(claims)
  expect(await readToken('answer', token, { ...at, key: ended, now: days(6) })).toBe('KEY_NOT_IN_FORCE')
  expect(await readToken('answer', token, { ...at, key: { ...key, validFrom: days(1) }, now: days(2) })).toBe(
    'KEY_NOT_IN_FORCE',
  )
})

test('is for the ward it is addressed to, and of the kind that is asked for', async () => {
  expect(await readToken('answer', token, { ...at, unit: '00127' })).toBe('FOR_ANOTHER_UNIT')
  expect(await readToken('question', token, at)).toBe('UNREADABLE')
  for (const text of ['', 'x', 'a.b.c', '....', `${head}.${body}`])
    expect(await readToken('answer', text, at)).toBe('UNREADABLE')
})
