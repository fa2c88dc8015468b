import { describe, expect, test } from 'vitest'
import { CheckpointDecision, CheckpointDirection, CheckpointPurpose } from './checkpoint-entry.ts'
import { type EntryFacts, isStay, refuseEntry, tidyPlate } from './checkpoint-rules.ts'

const now = new Date('2021-09-27T09:00:00+07:00')
const passage: EntryFacts = {
  at: new Date('2021-09-27T08:55:00+07:00'),
  direction: CheckpointDirection.IN,
  saidName: 'Trần Thị Lượt',
  people: 1,
  purpose: CheckpointPurpose.WORK,
  decision: CheckpointDecision.LET_THROUGH,
}
const fault = (changes: Partial<EntryFacts>) => refuseEntry({ ...passage, ...changes }, '2021-09-01', now)?.field

describe('a line of a checkpoint', () => {
  test.for<[Partial<EntryFacts>, string | undefined]>([
    [{}, undefined],
    [{ at: new Date('2021-09-27T09:01:30+07:00') }, undefined],
    [{ at: new Date('2021-09-27T09:03:00+07:00') }, 'at'],
    [{ at: new Date('2021-09-01T00:00:00+07:00') }, undefined],
    [{ at: new Date('2021-08-31T23:59:59+07:00') }, 'at'],
    [{ saidName: null }, 'saidName'],
    [{ saidName: null, plate: '29H-123.45' }, undefined],
    [{ saidName: null, personId: crypto.randomUUID() }, undefined],
    [{ people: 0 }, 'people'],
    [{ people: 1.5 }, 'people'],
    [{ people: 101 }, 'people'],
    [{ plate: '29H 1' }, 'plate'],
    [{ birthYear: 1899 }, 'birthYear'],
    [{ birthYear: 2022 }, 'birthYear'],
    [{ phone: '12' }, 'phone'],
    [{ identityNumber: '12345' }, 'identityNumber'],
    [{ identityNumber: 'C1234567' }, undefined],
    [{ temperature: 33.9 }, 'temperature'],
    [{ temperature: 369 }, 'temperature'],
    [{ temperature: 38.5 }, undefined],
    [{ decision: CheckpointDecision.TURNED_BACK }, 'reason'],
    [{ decision: CheckpointDecision.TURNED_BACK, decisionReason: 'Không có giấy' }, undefined],
    [{ decision: CheckpointDecision.SENT_TO_STATION }, undefined],
  ])('%o is refused at %s', ([changes, field]) => expect(fault(changes)).toBe(field))

  test.for<[Partial<EntryFacts>, string | undefined]>([
    [{}, 'fromPlace'],
    [{ fromPlace: 'Bắc Ninh' }, undefined],
    [{ originCode: '27' }, undefined],
    [{ originCode: '27', saidName: null, plate: '29H-123.45' }, 'saidName'],
    [{ originCode: '27', departedOn: '2021-09-28' }, 'departedOn'],
    [{ originCode: '27', departedOn: '2021-08-27' }, 'departedOn'],
    [{ originCode: '27', departedOn: '2021-08-28' }, undefined],
    // Whoever is turned back or leaves does not come to stay.
    [{ direction: CheckpointDirection.OUT }, undefined],
    [{ decision: CheckpointDecision.TURNED_BACK, decisionReason: 'Từ vùng phong tỏa' }, undefined],
  ])('of somebody who comes to stay: %o is refused at %s', ([changes, field]) =>
    expect(fault({ purpose: CheckpointPurpose.STAY, ...changes })).toBe(field),
  )
})

test('whoever is let in or taken to the station to stay has come; who is turned back or leaves has not', () => {
  const stay = { direction: CheckpointDirection.IN, purpose: CheckpointPurpose.STAY }
  expect(isStay({ ...stay, decision: CheckpointDecision.LET_THROUGH })).toBe(true)
  expect(isStay({ ...stay, decision: CheckpointDecision.SENT_TO_STATION })).toBe(true)
  expect(isStay({ ...stay, decision: CheckpointDecision.TURNED_BACK })).toBe(false)
  expect(isStay({ ...stay, direction: CheckpointDirection.OUT, decision: CheckpointDecision.LET_THROUGH })).toBe(false)
  expect(isStay({ ...stay, purpose: CheckpointPurpose.HOME, decision: CheckpointDecision.LET_THROUGH })).toBe(false)
})

test('a plate is written in one way', () => {
  expect(['29h 123.45', ' 29H-123.45 ', '29H – 123.45'].map(tidyPlate)).toEqual(Array(3).fill('29H-123.45'))
  expect([tidyPlate(' '), tidyPlate(null)]).toEqual([null, null])
})
