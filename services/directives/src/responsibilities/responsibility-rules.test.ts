import { expect, test } from 'vitest'
import { holderKey, isHeldOn, isTakenFrom, refuseEnd, refuseResponsibility } from './responsibility-rules.ts'

const today = '2021-09-27'
const group = '4f2b3c1e-0000-4000-8000-000000000001'
const cell = '4f2b3c1e-0000-4000-8000-000000000002'
const facts = { residentialGroupId: group, holderName: 'Lê Văn Hoà', fromOn: '2021-09-01' }

test.each([
  [{}, undefined],
  [{ holderName: null, organisationId: cell }, undefined],
  [{ holderName: null }, 'holderName'],
  [{ holderName: 'a'.repeat(101) }, 'holderName'],
  [{ residentialGroupId: null }, 'area'],
  [{ residentialGroupId: 'x' }, 'area'],
  [{ householdId: cell }, 'area'],
  [{ fromOn: '2021-09-28' }, 'fromOn'],
  [{ fromOn: '1921-09-01' }, 'fromOn'],
])('an assignment with %o', (changes, field) => {
  expect(refuseResponsibility({ ...facts, ...changes }, today)?.field).toBe(field)
})

test('a name is one holder however its tone is placed and whoever sent them', () => {
  expect(holderKey({ holderName: 'Lê Văn Hoà' })).toBe(holderKey({ holderName: 'lê văn Hòa', organisationId: cell }))
  expect(holderKey({ organisationId: cell })).not.toBe(holderKey({ organisationId: cell, postId: group }))
})

test.each([
  [{}, undefined],
  [{ on: '2021-09-01' }, undefined],
  [{ on: '2021-08-31' }, 'on'],
  [{ on: '2021-09-28' }, 'on'],
  [{ reason: '' }, 'reason'],
])('the end of an assignment with %o', (changes, field) => {
  expect(refuseEnd({ on: today, reason: 'Nghỉ hưu', fromOn: '2021-09-01', ...changes }, today)?.field).toBe(field)
})

test('is held from its first day to the day before its end; one that ended at once never was', () => {
  const days = { fromOn: '2021-09-01', toOn: '2021-09-10' }
  expect(['2021-08-31', '2021-09-01', '2021-09-09', '2021-09-10'].map((day) => isHeldOn(days, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect([isTakenFrom(days, '2021-09-09'), isTakenFrom(days, '2021-09-10')]).toEqual([true, false])
  const mistaken = { fromOn: '2021-09-05', toOn: '2021-09-05' }
  expect([isHeldOn(mistaken, '2021-09-05'), isTakenFrom(mistaken, '2021-09-01')]).toEqual([false, false])
})
