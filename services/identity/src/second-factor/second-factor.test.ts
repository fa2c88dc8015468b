import { afterAll, beforeAll, expect, test } from 'vitest'
import { Account } from '../accounts/account.ts'
import { authenticate } from '../accounts/authentication.ts'
import { demoPassword } from '../demo.ts'
import { identityDatabase, startIdentity, testTotpKey } from '../testing.ts'
import { readSigningKeys } from '../tokens/signing-keys.ts'
import { Receipts } from './receipt.ts'
import { decryptSecret, encryptSecret, newSecret, stepOfCode, usableCode } from './totp.ts'

let identity: Awaited<ReturnType<typeof startIdentity>>

beforeAll(async () => {
  identity = await startIdentity({ appUrl: (await identityDatabase()).appUrl, publicUrl: 'http://localhost:4999' })
})
afterAll(() => identity.stop())

const demoCode = async (who: string) => (await identity.ask(who, '/me')).body.stepUp.demoCode as string
const prove = async (who: string, code: string) => {
  const { status, body } = await identity.ask(who, '/step-up', { code }, { isSteppedUp: false, sid: 'here' })
  return { status, ...body }
}
const resetFor = (who: string) =>
  identity.orm.em
    .fork()
    .nativeUpdate(Account, { signInName: who }, { totpSecret: null, totpConfirmedAt: null, totpLastStep: null })

test('a secret is encrypted, and in another account’s row it opens nothing', () => {
  const secret = newSecret()
  const kept = encryptSecret(secret, testTotpKey, 'a')
  expect(kept).not.toContain(secret)
  expect(decryptSecret(kept, testTotpKey, 'a')).toBe(secret)
  expect(() => decryptSecret(kept, testTotpKey, 'b')).toThrow()
  expect(() => decryptSecret(kept, Buffer.alloc(32, 9), 'a')).toThrow()
})

test('a code is right for its half minute and the ones next to it, and only forwards', () => {
  const secret = newSecret()
  const now = new Date('2021-09-27T10:00:10Z')
  const code = usableCode(secret, undefined, now)
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const step = stepOfCode(secret, code, undefined, now) ?? 0
  expect(step).toBe(Math.floor(now.getTime() / 30_000))
  expect(stepOfCode(secret, code, undefined, after(40))).toBe(step)
  expect(stepOfCode(secret, code, undefined, after(90))).toBeUndefined()
  expect(stepOfCode(secret, code, step, now)).toBeUndefined()
  expect(stepOfCode(secret, '000000', step - 1, now)).toBeUndefined()
  expect(stepOfCode(secret, usableCode(secret, step, now), step, now)).toBe(step + 1)
})

test('a code is accepted once, also of several at the same moment', async () => {
  const code = await demoCode('cashier')
  const answers = await Promise.all([prove('cashier', code), prove('cashier', code), prove('cashier', code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  expect((await prove('cashier', code)).code).toBe('WRONG_CODE')
  expect((await prove('cashier', await demoCode('cashier'))).status).toBe(200)
})

test('five wrong codes lock the account, also for the right one', async () => {
  const code = await demoCode('clerk')
  const wrong = code === '123456' ? '654321' : '123456'
  const answers = []
  for (let turn = 0; turn < 5; turn += 1) answers.push((await prove('clerk', wrong)).code)
  expect(answers).toEqual(['WRONG_CODE', 'WRONG_CODE', 'WRONG_CODE', 'WRONG_CODE', 'LOCKED'])
  expect((await prove('clerk', code)).code).toBe('LOCKED')
})

test('whoever knows the password cannot go on guessing codes by signing in between', async () => {
  const answers = []
  const who = 'welfare-officer'
  for (let turn = 0; turn < 7; turn += 1) {
    for (let guess = 0; guess < 3; guess += 1) answers.push((await prove(who, '000000')).code)
    const credentials = { signInName: who, password: demoPassword }
    await authenticate(identity.orm.em.fork(), credentials, { now: new Date(), requestId: 'test' })
  }
  expect(answers).toEqual([...Array.from({ length: 20 }, () => 'WRONG_CODE'), 'RATE_LIMITED'])
  expect((await prove(who, await demoCode(who))).code).toBe('RATE_LIMITED')
  for (let turn = 0; turn < 25; turn += 1) {
    expect((await prove('registrar', await demoCode('registrar'))).status).toBe(200)
    await identity.orm.em.fork().nativeUpdate(Account, { signInName: 'registrar' }, { totpLastStep: null })
  }
})

test('whoever has none installs one: shown once, valid after the first code, replaced only by the administrator', async () => {
  await resetFor('approver')
  expect((await prove('approver', '123456')).code).toBe('NOT_ENROLLED')
  const shown = (await identity.ask('approver', '/me/second-factor', {})).body
  expect(shown.uri).toContain(`secret=${shown.secret}`)
  expect(shown.qr).toMatch(/^data:image\/svg\+xml;base64,/)
  expect((await prove('approver', usableCode(shown.secret, undefined, new Date()))).code).toBe('NOT_ENROLLED')
  const confirm = (code: string) => identity.ask('approver', '/me/second-factor/confirm', { code })
  expect((await confirm('000000')).body.code).toBe('WRONG_CODE')
  expect((await confirm(usableCode(shown.secret, undefined, new Date()))).status).toBe(200)
  expect((await identity.ask('approver', '/me')).body.stepUp.enrolled).toBe(true)
  expect((await identity.ask('approver', '/me/second-factor', {})).body.code).toBe('ALREADY_ENROLLED')
  expect((await prove('approver', await demoCode('approver'))).status).toBe(200)
})

test('the receipt is for one account, one sign-in and ten minutes', async () => {
  const { receipt, until } = await prove('inspector', await demoCode('inspector'))
  expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(600_000)
  const receipts = new Receipts(await readSigningKeys(identity.keysFile), identity.issuer)
  const { id: accountId } = await identity.orm.em.fork().findOneOrFail(Account, { signInName: 'inspector' })
  expect(await receipts.read(receipt, { accountId, sessionId: 'here' })).toBeCloseTo(Date.now() / 1000, -2)
  expect(await receipts.read(receipt, { accountId, sessionId: 'there' })).toBeUndefined()
  expect(await receipts.read(receipt, { accountId: 'x', sessionId: 'here' })).toBeUndefined()
  const token = await identity.tokenOf('inspector', { sid: 'here' })
  expect(await receipts.read(token, { accountId, sessionId: 'here' })).toBeUndefined()
  const old = await receipts.issue({ accountId, sessionId: 'here' }, new Date(Date.now() - 601_000))
  expect(await receipts.read(old.receipt, { accountId, sessionId: 'here' })).toBeUndefined()
})

test('the code of a demonstration account is told only where there are such accounts', async () => {
  const { appUrl } = await identityDatabase()
  const options = { appUrl, publicUrl: 'http://localhost:4998' }
  const demonstration = await startIdentity(options)
  expect((await demonstration.ask('chair', '/me')).body.stepUp.demoCode).toMatch(/^\d{6}$/)
  await demonstration.stop()
  const real = await startIdentity({ ...options, hasDemoAccounts: false })
  expect((await real.ask('chair', '/me')).body.stepUp).toEqual({ enrolled: true, until: expect.any(String) })
  await real.stop()
})
