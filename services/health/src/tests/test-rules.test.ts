import { expect, test } from 'vitest'
import { isTestedInTime, refuseTest, tidySampleCode } from './test-rules.ts'

const now = new Date('2021-09-27T17:00:00+07:00')

test.each([
  [' xn-001 ', 'XN-001'],
  ['', null],
  ['  ', null],
  [null, null],
  [undefined, null],
])('keeps %j as %j', (typed, kept) => expect(tidySampleCode(typed)).toBe(kept))

test.each([
  ['XN-001', undefined],
  ['GB/2021.09_1', undefined],
  [null, undefined],
  ['XN 001', 'sampleCode'],
  ['-1', 'sampleCode'],
  ['X'.repeat(40), undefined],
  ['X'.repeat(41), 'sampleCode'],
])('code %j: %s', (sampleCode, field) => {
  expect(refuseTest({ sampledAt: now, sampleCode }, now)?.field).toBe(field)
})

test('a sample is taken by now', () => {
  const later = new Date(now.getTime() + 1)
  expect(refuseTest({ sampledAt: now, sampleCode: null }, now)).toBeUndefined()
  expect(refuseTest({ sampledAt: later, sampleCode: null }, now)).toMatchObject({ field: 'sampledAt' })
})

test.each([
  [3, '2021-09-21', 7, true],
  [3, '2021-09-20', 7, false],
  [3, null, 7, false],
  [0, null, 7, null],
  [3, '2021-09-27', null, null],
])('of %i persons, last tested on %s, within %s days: %s', (persons, lastTestedOn, days, tested) => {
  expect(isTestedInTime({ persons, lastTestedOn }, days, '2021-09-27')).toBe(tested)
})
