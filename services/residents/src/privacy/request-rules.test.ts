import { describe, expect, test } from 'vitest'
import { LegalBasis, lawOn, purposesOn, SubjectRequestKind } from './legal-data.ts'
import {
  addWorkingDays,
  deadlinesFor,
  extended,
  isWorkingDay,
  mayStep,
  refuseCorrection,
  refuseReception,
  standingOf,
} from './request-rules.ts'
import {
  CorrectableField,
  Requester,
  RequestStanding,
  SubjectRequestState,
  SubjectRequestStepKind,
} from './subject-request.ts'

const today = '2026-11-23'

describe('working days', () => {
  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-09-02', false],
    ['2026-04-30', false],
  ])('%s is one: %s', (on, expected) => expect(isWorkingDay(on)).toBe(expected))

  test.each([
    ['2026-11-18', '2026-11-20', 'within the week'],
    ['2026-11-19', '2026-11-23', 'over a weekend'],
    ['2026-11-21', '2026-11-24', 'received on a Saturday'],
    ['2026-08-31', '2026-09-04', 'over the national day'],
    ['2026-02-13', '2026-02-24', 'over Tết'],
    ['2026-12-31', '2027-01-05', 'over the new year'],
  ])('two after %s end on %s: %s', (from, until) => expect(addWorkingDays(from, 2)).toBe(until))
})

describe('deadlines', () => {
  test.each([
    [SubjectRequestKind.ACCESS, false, '2026-12-03'],
    [SubjectRequestKind.CORRECTION, false, '2026-12-03'],
    [SubjectRequestKind.WITHDRAWAL, false, '2026-12-08'],
    [SubjectRequestKind.WITHDRAWAL, true, '2026-12-13'],
    [SubjectRequestKind.RESTRICTION, true, '2026-12-13'],
    [SubjectRequestKind.ACCESS, true, '2026-12-03'],
    [SubjectRequestKind.DELETION, false, '2026-12-13'],
  ])('%s, with third parties %s, is answered by %s', (kind, shared, answerBy) => {
    expect(deadlinesFor(kind, today, shared)).toMatchObject({
      acknowledgeBy: '2026-11-25',
      answerBy,
      law: { verified: false },
    })
  })

  test('every kind has one, and there is none before the law', () => {
    for (const kind of Object.values(SubjectRequestKind)) {
      expect(deadlinesFor(kind, today, false)?.answerBy).toMatch(/^2026-12-/)
      expect(deadlinesFor(kind, '2025-12-31', false)).toBeUndefined()
    }
  })

  test('the extension is as long as the first period', () =>
    expect(extended({ receivedOn: '2026-11-23', answerBy: '2026-12-03' })).toBe('2026-12-13'))
})

test('a later version of a law counts from its day on', () => {
  const laws = [
    { inForceFrom: '2026-01-01', source: 'first', verified: false },
    { inForceFrom: '2027-01-01', source: 'second', verified: true },
  ]
  expect(lawOn(laws, '2026-12-31')?.source).toBe('first')
  expect(lawOn(laws, '2027-01-01')?.source).toBe('second')
  expect(lawOn(laws, '2025-12-31')).toBeUndefined()
  expect(purposesOn('2025-12-31')).toEqual([])
  expect(new Set(purposesOn(today).map(({ basis }) => basis))).toEqual(new Set(Object.values(LegalBasis)))
})

test('nobody is answered before they were told that they were heard, and nothing follows an answer', () => {
  const { RECEIVED, ACKNOWLEDGED, ACCEPTED, FULFILLED, REFUSED } = SubjectRequestState
  const may = (step: SubjectRequestStepKind) =>
    Object.values(SubjectRequestState).filter((state) => mayStep(state, step))
  expect(may(SubjectRequestStepKind.RECEIVED)).toEqual([])
  expect(may(SubjectRequestStepKind.ACKNOWLEDGED)).toEqual([RECEIVED])
  expect(may(SubjectRequestStepKind.EXTENDED)).toEqual([RECEIVED, ACKNOWLEDGED])
  expect(may(SubjectRequestStepKind.ACCEPTED)).toEqual([ACKNOWLEDGED])
  expect(may(SubjectRequestStepKind.REFUSED)).toEqual([ACKNOWLEDGED])
  expect(may(SubjectRequestStepKind.FULFILLED)).toEqual([ACKNOWLEDGED, ACCEPTED])
  for (const step of Object.values(SubjectRequestStepKind))
    for (const state of [FULFILLED, REFUSED]) expect(mayStep(state, step)).toBe(false)
})

test.each([
  [SubjectRequestState.RECEIVED, '2026-11-25', '2026-12-03', null, RequestStanding.ON_TIME],
  [SubjectRequestState.RECEIVED, '2026-11-24', '2026-12-03', null, RequestStanding.DUE_SOON],
  [SubjectRequestState.RECEIVED, '2026-11-20', '2026-12-03', null, RequestStanding.OVERDUE],
  [SubjectRequestState.ACKNOWLEDGED, '2026-11-20', '2026-12-03', null, RequestStanding.ON_TIME],
  [SubjectRequestState.ACKNOWLEDGED, '2026-11-20', '2026-11-23', null, RequestStanding.DUE_SOON],
  [SubjectRequestState.ACCEPTED, '2026-11-10', '2026-11-22', null, RequestStanding.OVERDUE],
  [SubjectRequestState.FULFILLED, '2026-11-10', '2026-11-20', '2026-11-20', RequestStanding.ANSWERED],
  [SubjectRequestState.REFUSED, '2026-11-10', '2026-11-20', '2026-11-21', RequestStanding.ANSWERED_LATE],
])(
  '%s, to be acknowledged by %s and answered by %s, answered %s, stands %s',
  (state, acknowledgeBy, answerBy, answeredOn, standing) =>
    expect(standingOf({ state, acknowledgeBy, answerBy, answeredOn }, today)).toBe(standing),
)

test.each([
  [{}, undefined],
  [{ receivedOn: '2026-11-24' }, 'receivedOn'],
  [{ receivedOn: '2025-12-31' }, 'receivedOn'],
  [{ requester: Requester.GUARDIAN }, 'requesterName'],
  [{ requester: Requester.GUARDIAN, requesterName: 'Lê Thị Mẹ' }, undefined],
  [{ identityChecked: false }, 'identityChecked'],
  [{ detail: '  ' }, 'detail'],
  [{ detail: 'a'.repeat(2001) }, 'detail'],
])('a request with %j is refused at %s', (changes, field) => {
  const reception = { receivedOn: today, requester: Requester.SUBJECT, identityChecked: true, detail: 'Xin xem' }
  expect(refuseReception({ ...reception, ...changes }, today)?.field).toBe(field)
})

test.each([
  [CorrectableField.FULL_NAME, 'Lê Thị Ấn', undefined],
  [CorrectableField.FULL_NAME, '123', 'newValue'],
  [CorrectableField.BORN_ON, '1980-02-29', undefined],
  [CorrectableField.BORN_ON, '29/02/1980', 'newValue'],
  [CorrectableField.BORN_ON, '2027-01-01', 'newValue'],
  [CorrectableField.BIRTH_YEAR, '1980', undefined],
  [CorrectableField.BIRTH_YEAR, '80', 'newValue'],
  [CorrectableField.SEX, 'FEMALE', undefined],
  [CorrectableField.SEX, 'nữ', 'newValue'],
  [CorrectableField.FULL_NAME, 'Lê Thị An', 'newValue'],
  [null, 'Lê', 'correctField'],
  [CorrectableField.SEX, '', 'newValue'],
])('a wish to write %s as %j is refused at %s', (field, value, refused) =>
  expect(refuseCorrection(field, value, 'Lê Thị An', today)?.field).toBe(refused),
)
