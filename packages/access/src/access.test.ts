import { expect, test } from 'vitest'
import { SignatureCheck, signRequest } from './gateway-signature.ts'
import { accessTable, grant, permits } from './table.ts'
import { claimsOf, isSteppedUp, type Viewer, viewerFromClaims } from './viewer.ts'

const viewer: Viewer = {
  accountId: 'a',
  name: 'Nguyễn Văn A',
  role: 'CASHIER',
  post: 'Thủ quỹ',
  organisation: 'UBND phường Giang Biên',
  assignmentId: 'b',
  units: ['00121'],
  purpose: 'PAYMENT',
  kin: ['c'],
  steppedUpAt: 1_000,
}

test('claims say all of a viewer, and anything less is nobody', () => {
  expect(viewerFromClaims({ ...claimsOf(viewer) })).toEqual(viewer)
  const { steppedUpAt: _, ...plain } = { ...viewer, kin: [] }
  expect(claimsOf(plain)).not.toHaveProperty('kin')
  expect(viewerFromClaims({ ...claimsOf(plain) })).toEqual(plain)
  for (const claim of ['sub', 'name', 'role', 'post', 'organisation', 'assignment', 'units', 'purpose']) {
    expect(viewerFromClaims({ ...claimsOf(viewer), [claim]: undefined }), claim).toBeUndefined()
    expect(viewerFromClaims({ ...claimsOf(viewer), [claim]: 7 }), claim).toBeUndefined()
  }
  expect(viewerFromClaims({ ...claimsOf(viewer), step_up: 'now' })).toBeUndefined()
  expect(
    viewerFromClaims({ ...claimsOf(viewer), purpose: 'EVENTS' }),
    'no token speaks for a department',
  ).toBeUndefined()
  expect(viewerFromClaims({ ...claimsOf(viewer), role: 'DEPARTMENT' })).toBeUndefined()
})

test('a household is the viewer’s own, however its ids were typed', () => {
  const kin = ['ABCDEF01-0000-4000-8000-00000000000A']
  expect(viewerFromClaims({ ...claimsOf(viewer), kin })?.kin).toEqual(['abcdef01-0000-4000-8000-00000000000a'])
})

test('the second factor opens doors for ten minutes', () => {
  expect(isSteppedUp(viewer, new Date(1_600_000))).toBe(true)
  expect(isSteppedUp(viewer, new Date(1_601_000))).toBe(false)
  expect(isSteppedUp({ ...viewer, steppedUpAt: undefined }, new Date(0))).toBe(false)
})

test('a grant asks for the role and for its purpose', () => {
  const payers = grant(['CASHIER'])
  expect(permits(payers, viewer)).toBe(true)
  expect(permits(payers, { role: 'CASHIER', purpose: 'STATISTICS' })).toBe(false)
  expect(permits(payers, { role: 'CLERK', purpose: 'PAYMENT' })).toBe(false)
  const narrower = grant(['CASHIER'], ['INSPECTION'])
  expect(permits(narrower, viewer)).toBe(false)
})

test('a table names every field once', () => {
  const payers = grant(['CASHIER'])
  const table = accessTable({ Payout: { subject: 'personId', rules: [['FINANCIAL', payers, 'id amount']] } })
  expect(table.get('Payout')?.fields.get('amount')).toMatchObject({ class: 'FINANCIAL', stepUp: false })
  expect(() =>
    accessTable({
      Payout: [
        ['FINANCIAL', payers, 'id'],
        ['INTERNAL', payers, 'id'],
      ],
    }),
  ).toThrow('twice')
})

test('a signature is for one request, one token, half a minute, once', () => {
  const key = Buffer.alloc(32, 7)
  const request = { method: 'POST', path: '/graphql', body: '{"query":"{ a }"}', authorization: 'Bearer x' }
  const now = 1_000_000_000
  const signature = signRequest(request, key, now)
  const check = () => new SignatureCheck(key)
  expect(check().accepts(request, signature, now + 29_000)).toBe(true)
  expect(check().accepts(request, signature, now + 32_000)).toBe(false)
  expect(check().accepts(request, signature, now - 32_000)).toBe(false)
  for (const changed of [{ body: '{}' }, { authorization: 'Bearer y' }, { path: '/other' }, { method: 'GET' }]) {
    expect(check().accepts({ ...request, ...changed }, signature, now)).toBe(false)
  }
  expect(new SignatureCheck(Buffer.alloc(32, 8)).accepts(request, signature, now)).toBe(false)
  for (const forged of [undefined, [signature], '', 'v1,1,2', `${signature},x`, signature.replace('v1', 'v2')]) {
    expect(check().accepts(request, forged, now)).toBe(false)
  }

  const once = check()
  expect(once.accepts(request, signature, now)).toBe(true)
  expect(once.accepts(request, signature, now + 1_000)).toBe(false)
  for (let later = now; later < now + 300_000; later += 20_000) {
    expect(once.accepts(request, signRequest(request, key, later), later)).toBe(true)
  }
  const late = signRequest(request, key, now + 300_000)
  expect(once.accepts(request, late, now + 300_000)).toBe(true)
  expect(once.accepts(request, late, now + 329_000)).toBe(false)
})
