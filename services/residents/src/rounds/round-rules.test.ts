import { expect, test } from 'vitest'
import { progressOf, refuseRound, refuseVisit } from './round-rules.ts'
import { VisitMet, VisitResult } from './visit.ts'

const { HOME, NOBODY_HOME, REFUSED, MOVED_AWAY } = VisitResult

test.each([
  [{}, undefined],
  [{ testWithinDays: 7, assignedTo: 'Tổ Covid 3', stationPhone: '02438271234' }, undefined],
  [{ purpose: ' ' }, 'purpose'],
  [{ testWithinDays: 0 }, 'testWithinDays'],
  [{ testWithinDays: 91 }, 'testWithinDays'],
  [{ stationPhone: '024-3827' }, 'stationPhone'],
  [{ assignedTo: 'a'.repeat(201) }, 'assignedTo'],
])('a round with %o', (changes, field) => {
  expect(refuseRound({ purpose: 'Ký cam kết', ...changes })?.field).toBe(field)
})

const now = new Date('2021-09-27T17:00:00+07:00')
test.each([
  [{}, undefined],
  [{ presentTonight: 0 }, undefined],
  [{ met: null }, 'met'],
  [{ result: REFUSED }, 'met'],
  [{ result: NOBODY_HOME, met: null }, undefined],
  [{ result: NOBODY_HOME, met: null, presentTonight: 2 }, 'presentTonight'],
  [{ presentTonight: 100 }, 'presentTonight'],
  [{ note: 'a\0' }, 'note'],
  [{ visitedAt: new Date('2021-09-27T17:09:00+07:00') }, undefined],
  [{ visitedAt: new Date('2021-09-27T17:11:00+07:00') }, 'visitedAt'],
  [{ visitedAt: new Date('2021-08-27T17:00:00+07:00') }, 'visitedAt'],
])('a visit with %o', (changes, field) => {
  expect(refuseVisit({ result: HOME, met: VisitMet.HEAD, visitedAt: now, ...changes }, now)?.field).toBe(field)
})

test('of a round, those who were not at home are left, those who refused or went away are not', () => {
  expect(progressOf(7, [HOME, HOME, NOBODY_HOME, REFUSED, MOVED_AWAY])).toEqual({
    households: 7,
    met: 2,
    nobodyHome: 1,
    refused: 1,
    movedAway: 1,
    left: 3,
  })
})
