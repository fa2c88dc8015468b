import { expect, test } from 'vitest'
import { HouseholdRelation } from '../households/household.ts'
import { LifeEventKind } from './life-event.ts'
import { moveKind, refuseEventDate, refuseHeads, refuseOrder, refuseParent, refuseUndo } from './life-event-rules.ts'

const { HEAD, CHILD } = HouseholdRelation

test.each([
  { isWhole: false, isNew: true, kind: LifeEventKind.SPLIT },
  { isWhole: true, isNew: false, kind: LifeEventKind.MERGED },
  { isWhole: true, isNew: true, kind: LifeEventKind.MOVED },
  { isWhole: false, isNew: false, kind: LifeEventKind.MOVED },
])('whole: $isWhole, into a new household: $isNew is $kind', ({ kind, ...move }) => {
  expect(moveKind(move)).toBe(kind)
})

test('an event is of today or before', () => {
  expect(refuseEventDate('2021-09-28', '2021-09-28')).toBeUndefined()
  expect(refuseEventDate('2021-09-29', '2021-09-28')?.field).toBe('on')
  expect(refuseEventDate('1899-12-31', '2021-09-28', 'bornOn')?.field).toBe('bornOn')
})

test('an event is not before what the book says of the person', () => {
  expect(refuseOrder('A', '2021-09-28', [null, '2021-09-28', undefined, '2020-01-01'])).toBeUndefined()
  expect(refuseOrder('A', '2021-09-27', ['2020-01-01', '2021-09-28'])).toMatchObject({
    since: '2021-09-28',
    message: expect.stringContaining('28/09/2021'),
  })
})

test.each([
  { relations: [HEAD, CHILD], isNew: true, hasHead: false, field: undefined },
  { relations: [CHILD], isNew: true, hasHead: false, field: 'relations' },
  { relations: [HEAD, HEAD], isNew: true, hasHead: false, field: 'relations' },
  { relations: [HEAD], isNew: false, hasHead: true, field: 'relations' },
  { relations: [HEAD], isNew: false, hasHead: false, field: undefined },
  { relations: [CHILD], isNew: false, hasHead: false, field: undefined },
])('$relations, new: $isNew, with a head: $hasHead', ({ relations, field, ...place }) => {
  expect(refuseHeads(relations, place)?.field).toBe(field)
})

test('a parent is ten years older, and had not been dead for longer than a pregnancy', () => {
  const parent = { fullName: 'A', birthYear: 1990 }
  expect(refuseParent(parent, '2000-01-01')).toBeUndefined()
  expect(refuseParent(parent, '1999-12-31')).toBeDefined()
  expect(refuseParent({ fullName: 'A' }, '1999-12-31')).toBeUndefined()
  expect(refuseParent({ ...parent, diedOn: '2021-01-01' }, '2021-10-29')).toBeUndefined()
  expect(refuseParent({ ...parent, diedOn: '2021-01-01' }, '2021-10-30')).toBeDefined()
})

test('an event is taken back once, on the day on which it was written down here', () => {
  const recordedAt = new Date('2021-09-28T00:10:00+07:00')
  expect(refuseUndo({ recordedAt }, new Date('2021-09-28T23:50:00+07:00'))).toBeUndefined()
  expect(refuseUndo({ recordedAt }, new Date('2021-09-29T00:05:00+07:00'))?.code).toBe('UndoTooLate')
  expect(refuseUndo({ recordedAt, undoneAt: recordedAt }, recordedAt)?.code).toBe('EventUndone')
})
