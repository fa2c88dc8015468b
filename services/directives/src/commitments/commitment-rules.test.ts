import { expect, test } from 'vitest'
import { refuseEnd, refuseRound, refuseSigning } from './commitment-rules.ts'

const today = '2021-09-27'

test.each([
  [{}, undefined],
  [{ signerName: 'Trần Thị Hoa', collectedBy: 'Tổ Covid 3' }, undefined],
  [{ signedOn: '2021-09-28' }, 'signedOn'],
  [{ signedOn: '1921-09-27' }, 'signedOn'],
  [{ signerName: 'a'.repeat(101) }, 'signerName'],
  [{ collectedBy: 'a\0' }, 'collectedBy'],
])('a signature with %o', (changes, field) => {
  expect(refuseSigning({ signedOn: today, ...changes }, today)?.field).toBe(field)
})

test.each([
  [{}, undefined],
  [{ reason: '' }, 'reason'],
  [{ on: '2021-09-28' }, 'on'],
  [{ on: '2021-08-31' }, 'on'],
])('the end of a commitment with %o', (changes, field) => {
  expect(refuseEnd({ on: today, reason: 'Hộ xin rút', signedOn: '2021-09-01', ...changes }, today)?.field).toBe(field)
})

test.each([
  [{}, undefined],
  [{ endsOn: null }, undefined],
  [{ title: ' ' }, 'title'],
  [{ startsOn: '2001-09-01' }, 'startsOn'],
  [{ endsOn: '2021-08-31' }, 'endsOn'],
])('a round of commitments with %o', (changes, field) => {
  expect(refuseRound({ title: 'Đợt 1', startsOn: '2021-09-01', endsOn: '2021-09-30', ...changes })?.field).toBe(field)
})
