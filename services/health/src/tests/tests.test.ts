import { expect } from 'vitest'
import { someId, test } from '../testing.ts'
import { TestOutcome } from './test.ts'

const RECORD = `mutation ($input: RecordTestInput!) {
  recordTest(input: $input) {
    __typename
    ... on RecordTestSuccess { test { id outcome sampleCode sampledAt person { id } residentialGroup { id } } openedCase { status confirmedOn person { id } openedBy { id } } }
    ... on DuplicateSampleCode { sampleCode }
    ... on InvalidInput { field }
    ... on UserError { message }
  }
}`

const OUTCOME = `mutation ($input: RecordTestOutcomeInput!) {
  recordTestOutcome(input: $input) {
    __typename
    ... on RecordTestOutcomeSuccess { test { outcome } openedCase { status } }
    ... on OutcomeAlreadyRecorded { outcome }
    ... on InvalidInput { field }
  }
}`

const CASES = `query ($unit: ID!) { cases(unit: $unit) { totalCount edges { node { status confirmedOn } } } }`

const PERSON_TESTS = `query ($people: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $people) { ... on Person { id tests(first: $first, after: $after) {
    totalCount pageInfo { endCursor } edges { node { outcome sampledAt sampleCode person { id } } }
  } } }
}`

const sampled = (unit: string, changes: Record<string, unknown> = {}) => ({
  unit,
  personId: someId(),
  residentialGroupId: someId(),
  method: 'RT_PCR',
  outcome: 'NEGATIVE',
  sampledAt: '2021-09-20T23:30:00+07:00',
  sampleCode: ' xn-001 ',
  ...changes,
})

interface Recorded {
  recordTest: {
    __typename: string
    field?: string
    message?: string
    test?: { id: string }
    openedCase?: object | null
  }
}

test('records a test of a person, with the code tidied', async ({ as, unit }) => {
  const input = sampled(unit)
  const { recordTest } = await as('HEALTH_STAFF').run<Recorded>(RECORD, { input })
  expect(recordTest).toMatchObject({
    __typename: 'RecordTestSuccess',
    test: {
      outcome: 'NEGATIVE',
      sampleCode: 'XN-001',
      person: { id: input.personId },
      residentialGroup: { id: input.residentialGroupId },
    },
    openedCase: null,
  })
})

test('opens a case with a positive test, once', async ({ as, unit }) => {
  const personId = someId()
  const input = sampled(unit, { personId, outcome: 'POSITIVE' })
  const { recordTest } = await as('HEALTH_STAFF').run<Recorded>(RECORD, { input })
  expect(recordTest).toMatchObject({
    openedCase: {
      status: 'OPEN',
      confirmedOn: '2021-09-20',
      person: { id: personId },
      openedBy: { id: recordTest.test?.id },
    },
  })
  const again = sampled(unit, { personId, outcome: 'POSITIVE', sampleCode: 'XN-002' })
  const second = await as('HEALTH_STAFF').run<Recorded>(RECORD, { input: again })
  expect(second.recordTest).toMatchObject({ __typename: 'RecordTestSuccess', openedCase: null })
  expect(await as('CHAIR').run(CASES, { unit })).toMatchObject({ cases: { totalCount: 1 } })
})

test('opens one case when two officers record a positive test of one person at once', async ({ as, unit }) => {
  const personId = someId()
  const answers = await Promise.all(
    [1, 2, 3, 4].map((number) =>
      as('HEALTH_STAFF').run<Recorded>(RECORD, {
        input: sampled(unit, { personId, outcome: 'POSITIVE', sampleCode: `XN-${number}` }),
      }),
    ),
  )
  expect(answers.map(({ recordTest }) => recordTest.__typename)).toEqual(Array(4).fill('RecordTestSuccess'))
  expect(answers.filter(({ recordTest }) => recordTest.openedCase)).toHaveLength(1)
  expect(await as('CHAIR').run(CASES, { unit })).toMatchObject({ cases: { totalCount: 1 } })
})

test('refuses a duplicate sample code and writes neither test nor case', async ({ as, unit }) => {
  await as('HEALTH_STAFF').run(RECORD, { input: sampled(unit) })
  const { recordTest } = await as('HEALTH_STAFF').run<Recorded>(RECORD, {
    input: sampled(unit, { outcome: 'POSITIVE', sampleCode: 'XN-001' }),
  })
  expect(recordTest).toMatchObject({ __typename: 'DuplicateSampleCode', sampleCode: 'XN-001' })
  expect(await as('CHAIR').run(CASES, { unit })).toMatchObject({ cases: { totalCount: 0 } })
})

test('lets one of several officers win who scan the same code at once', async ({ as, unit }) => {
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => as('HEALTH_STAFF').run<Recorded>(RECORD, { input: sampled(unit) })),
  )
  expect(answers.map(({ recordTest }) => recordTest.__typename).sort()).toEqual([
    'DuplicateSampleCode',
    'DuplicateSampleCode',
    'DuplicateSampleCode',
    'RecordTestSuccess',
  ])
})

test('takes any number of tests without a code', async ({ as, unit }) => {
  for (let index = 0; index < 2; index++) {
    const input = sampled(unit, { sampleCode: ' ', method: 'RAPID_ANTIGEN' })
    const { recordTest } = await as('HEALTH_STAFF').run<Recorded>(RECORD, { input })
    expect(recordTest).toMatchObject({ __typename: 'RecordTestSuccess', test: { sampleCode: null } })
  }
})

test('says which box is wrong', async ({ as, unit }) => {
  const field = async (changes: Record<string, unknown>) => {
    const { recordTest } = await as('HEALTH_STAFF').run<Recorded>(RECORD, { input: sampled(unit, changes) })
    return recordTest.field ?? recordTest.__typename
  }
  expect(await field({ sampledAt: '2999-01-01T00:00:00+07:00' })).toBe('sampledAt')
  expect(await field({ sampledAt: '0000-01-01T00:00:00Z' })).toBe('sampledAt')
  expect(await field({ sampleCode: 'XN\u0000' })).toBe('sampleCode')
  expect(await field({ personId: 'ai đó' })).toBe('personId')
  expect(await field({ residentialGroupId: '7' })).toBe('residentialGroupId')
  expect(await field({ sampleCode: 'a'.repeat(41) })).toBe('sampleCode')
  expect(await field({ unit: '00001' })).toBe('UnitOutOfScope')
})

test('refuses a malformed moment before anything runs', async ({ as, unit }) => {
  const { errors } = await as('HEALTH_STAFF').ask(RECORD, { input: sampled(unit, { sampledAt: '20/9/2021' }) })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('records an outcome that was awaited, once, and opens the case then', async ({ as, given }) => {
  const { id: testId } = await given.test({ outcome: TestOutcome.PENDING })
  const answer = async (input: Record<string, unknown>) =>
    (await as('HEALTH_STAFF').run(OUTCOME, { input })).recordTestOutcome
  expect(await answer({ testId, outcome: 'PENDING' })).toMatchObject({ field: 'outcome' })
  expect(await answer({ testId, outcome: 'POSITIVE' })).toEqual({
    __typename: 'RecordTestOutcomeSuccess',
    test: { outcome: 'POSITIVE' },
    openedCase: { status: 'OPEN' },
  })
  expect(await answer({ testId, outcome: 'NEGATIVE' })).toEqual({
    __typename: 'OutcomeAlreadyRecorded',
    outcome: 'POSITIVE',
  })
  expect(await answer({ testId: someId(), outcome: 'NEGATIVE' })).toEqual({ __typename: 'TestNotFound' })
  expect(await answer({ testId: 'x', outcome: 'NEGATIVE' })).toEqual({ __typename: 'TestNotFound' })
})

test('hides another unit’s test from who would record its outcome', async ({ as, given }) => {
  const { id: testId } = await given.test({ outcome: TestOutcome.PENDING })
  const { recordTestOutcome } = await as('HEALTH_STAFF', { units: ['00001'] }).run(OUTCOME, {
    input: { testId, outcome: 'NEGATIVE' },
  })
  expect(recordTestOutcome).toEqual({ __typename: 'TestNotFound' })
})

test('pages a person’s tests, at the same cost for one person as for fifty', async ({ as, given }) => {
  const people = Array.from({ length: 50 }, () => ({ __typename: 'Person', id: someId() }))
  for (const { id: personId } of people.slice(0, 10)) {
    for (const day of [1, 2, 3]) {
      await given.test({
        personId,
        sampledAt: `2021-09-0${day}T08:00:00+07:00`,
        code: `${personId.slice(0, 8)}/${day}`,
      })
    }
  }
  const one = await as('INSPECTOR').ask(PERSON_TESTS, { people: people.slice(0, 1), first: 2 })
  const fifty = await as('INSPECTOR').ask(PERSON_TESTS, { people, first: 2 })
  expect(one.errors).toEqual([])
  expect(fifty.errors).toEqual([])
  expect(fifty.statements).toBe(one.statements)
  expect(one.data._entities).toMatchObject([{ tests: { totalCount: 3, edges: { length: 2 } } }])

  const [first] = one.data._entities as [{ tests: { pageInfo: { endCursor: string } } }]
  const rest = await as('INSPECTOR').run(PERSON_TESTS, {
    people: people.slice(0, 1),
    first: 2,
    after: first.tests.pageInfo.endCursor,
  })
  expect(rest._entities).toMatchObject([{ tests: { edges: [{ node: { sampledAt: '2021-09-01T01:00:00.000Z' } }] } }])

  for (const after of [null, first.tests.pageInfo.endCursor]) {
    const few = await as('INSPECTOR').ask(PERSON_TESTS, { people: people.slice(0, 1), first: 2, after })
    const many = await as('INSPECTOR').ask(PERSON_TESTS, { people, first: 2, after })
    expect(many.errors).toEqual([])
    expect(many.statements).toBe(few.statements)
    expect((many.data._entities as object[]).slice(0, 1)).toEqual(few.data._entities)
  }
})
