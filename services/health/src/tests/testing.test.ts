import { expect } from 'vitest'
import { someId, test } from '../testing.ts'
import { TestOutcome } from './test.ts'

const AS_OF = '2021-09-27T17:00:00+07:00'

const SUMMARY = `query ($unit: ID!, $asOf: DateTime!) {
  _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit {
    testing(asOf: $asOf) {
      personsTested personsPositive tests
      byResidentialGroup { residentialGroup { id } personsTested personsPositive }
      byDay { day personsTested tests positive }
    }
  } }
}`

const TOTALS = `query ($unit: ID!, $asOf: DateTime!) {
  _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit {
    testing(asOf: $asOf) { personsTested personsPositive tests }
  } }
}`

const RECORDS = `query ($unit: ID!, $asOf: DateTime!, $first: Int, $after: String) {
  _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit {
    testing(asOf: $asOf) { records(first: $first, after: $after) {
      edges { node { id method outcome sampledAt sampleCode residentialGroup { id } } }
      pageInfo { hasNextPage endCursor }
      totalCount
    } }
  } }
}`

interface Counts {
  personsTested: number
  personsPositive: number
  tests: number
}

interface Summary extends Counts {
  byResidentialGroup: { residentialGroup: { id: string } | null; personsTested: number; personsPositive: number }[]
  byDay: { day: string; personsTested: number; tests: number; positive: number }[]
}

interface Entities<T> {
  _entities: [{ testing: T }]
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

test('counts persons once, in the group and on the day of the first test', async ({ as, given, unit }) => {
  const [one, two] = [someId(), someId()]
  const mover = someId()
  await given.test({ personId: mover, residentialGroupId: one, sampledAt: '2021-09-10T08:00:00+07:00' })
  await given.test({
    personId: mover,
    residentialGroupId: two,
    sampledAt: '2021-09-12T08:00:00+07:00',
    outcome: TestOutcome.POSITIVE,
  })
  await given.test({ residentialGroupId: two, sampledAt: '2021-09-12T23:59:00+07:00' })
  await given.test({ residentialGroupId: null, sampledAt: '2021-09-13T00:00:00+07:00' })
  await given.test({ residentialGroupId: one, sampledAt: '2021-09-27T17:00:01+07:00' })

  const { _entities } = await as('CHAIR').run<Entities<Summary>>(SUMMARY, { unit, asOf: AS_OF })
  const summary = _entities[0].testing
  expect(summary).toMatchObject({ personsTested: 3, personsPositive: 1, tests: 4 })
  expect(summary.byResidentialGroup).toHaveLength(3)
  expect(summary.byResidentialGroup).toEqual(
    expect.arrayContaining([
      { residentialGroup: { id: one }, personsTested: 1, personsPositive: 1 },
      { residentialGroup: { id: two }, personsTested: 1, personsPositive: 0 },
      { residentialGroup: null, personsTested: 1, personsPositive: 0 },
    ]),
  )
  expect(summary.byDay).toEqual([
    { day: '2021-09-10', personsTested: 1, tests: 1, positive: 0 },
    { day: '2021-09-12', personsTested: 1, tests: 2, positive: 1 },
    { day: '2021-09-13', personsTested: 1, tests: 1, positive: 0 },
  ])
})

test('adds up, however people are tested, moved and pooled', async ({ as, given, unit }) => {
  const groups = [someId(), someId(), someId()]
  const people = Array.from({ length: 12 }, someId)
  const outcomes = [TestOutcome.NEGATIVE, TestOutcome.POSITIVE, TestOutcome.PENDING, TestOutcome.INCONCLUSIVE]
  for (let index = 0; index < 40; index++) {
    await given.test({
      personId: people[(index * 7) % people.length],
      residentialGroupId: groups[(index * 5) % groups.length],
      outcome: outcomes[(index * 3) % outcomes.length],
      sampledAt: `2021-09-${String(1 + ((index * 11) % 26)).padStart(2, '0')}T0${index % 9}:30:00+07:00`,
    })
  }
  for (const asOf of ['2021-09-05T00:00:00+07:00', '2021-09-14T12:00:00+07:00', AS_OF]) {
    const { _entities } = await as('INSPECTOR').run<Entities<Summary>>(SUMMARY, { unit, asOf })
    const { byDay, byResidentialGroup, ...totals } = _entities[0].testing
    expect(sum(byDay.map(({ personsTested }) => personsTested))).toBe(totals.personsTested)
    expect(sum(byDay.map(({ positive }) => positive))).toBe(totals.personsPositive)
    expect(sum(byDay.map(({ tests }) => tests))).toBe(totals.tests)
    expect(sum(byResidentialGroup.map(({ personsTested }) => personsTested))).toBe(totals.personsTested)
    expect(sum(byResidentialGroup.map(({ personsPositive }) => personsPositive))).toBe(totals.personsPositive)
  }
})

test('counts the members of a pool as tested, and none of them as positive', async ({ as, given, unit }) => {
  const residentialGroupId = someId()
  const members = Array.from({ length: 5 }, () => ({ personId: someId(), residentialGroupId }))
  await given.pool(members, TestOutcome.POSITIVE, '2021-09-20T08:00:00+07:00')
  const { _entities } = await as('CHAIR').run<Entities<Counts>>(TOTALS, { unit, asOf: AS_OF })
  expect(_entities[0].testing).toEqual({ personsTested: 5, personsPositive: 0, tests: 1 })

  await given.test({ ...members[0], outcome: TestOutcome.POSITIVE, sampledAt: '2021-09-21T08:00:00+07:00' })
  const after = await as('CHAIR').run<Entities<Counts>>(TOTALS, { unit, asOf: AS_OF })
  expect(after._entities[0].testing).toEqual({ personsTested: 5, personsPositive: 1, tests: 2 })
  const { pools } = await as('HEALTH_STAFF').run(
    `query ($unit: ID!) { pools(unit: $unit) { edges { node { status samples { person { id } } } } } }`,
    { unit },
  )
  expect(pools).toMatchObject({ edges: [{ node: { status: 'TO_RESAMPLE', samples: { length: 5 } } }] })
})

test('answers a moment before the first test with zeros', async ({ as, given, unit }) => {
  await given.test()
  const { _entities } = await as('CHAIR').run(SUMMARY, { unit, asOf: '2019-01-01T00:00:00+07:00' })
  expect(_entities).toEqual([
    { testing: { personsTested: 0, personsPositive: 0, tests: 0, byResidentialGroup: [], byDay: [] } },
  ])
})

test('refuses a moment in the future, a malformed one, and a unit outside the scope', async ({ as, unit }) => {
  const codes = async (variables: Record<string, unknown>) => {
    const { data, errors } = await as('CHAIR').ask(TOTALS, variables)
    return { testing: data._entities, codes: errors.map(({ code }) => code) }
  }
  expect(await codes({ unit, asOf: '2999-01-01T00:00:00+07:00' })).toEqual({
    testing: [{ testing: null }],
    codes: ['BAD_USER_INPUT'],
  })
  expect(await codes({ unit, asOf: '0000-01-01T00:00:00Z' })).toMatchObject({ codes: ['BAD_USER_INPUT'] })
  expect(await codes({ unit, asOf: '27/9/2021' })).toMatchObject({ codes: ['BAD_USER_INPUT'] })
  expect(await codes({ unit: '00001', asOf: AS_OF })).toEqual({ testing: [{ testing: null }], codes: ['NOT_FOUND'] })
})

test('shows the rows behind the number in pages, without the person', async ({ as, given, unit }) => {
  for (let day = 1; day <= 5; day++) {
    await given.test({ sampledAt: `2021-09-0${Math.ceil(day / 2)}T08:00:00+07:00`, code: `XN-${day}` })
  }
  const seen: string[] = []
  let after: string | undefined
  do {
    const { _entities } = await as('CHAIR').run<
      Entities<{
        records: {
          edges: { node: { id: string; sampledAt: string } }[]
          pageInfo: { hasNextPage: boolean; endCursor: string }
          totalCount: number
        }
      }>
    >(RECORDS, { unit, asOf: AS_OF, first: 2, after })
    const { edges, pageInfo, totalCount } = _entities[0].testing.records
    expect(totalCount).toBe(5)
    seen.push(...edges.map(({ node }) => node.id))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined
  } while (after)
  expect(new Set(seen).size).toBe(5)
  expect(seen).toHaveLength(5)

  const { errors, data } = await as('CHAIR').ask(
    `query ($unit: ID!) { tests(unit: $unit, first: 1) { edges { node { outcome person { id } } } } }`,
    { unit },
  )
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(data).toEqual({ tests: { edges: [{ node: { outcome: 'NEGATIVE', person: null } }] } })
})

test('refuses a page of 10,000 rows', async ({ as, unit }) => {
  const { errors } = await as('CHAIR').ask(RECORDS, { unit, asOf: AS_OF, first: 10_000 })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('refuses a cursor that it did not give', async ({ as, given, unit }) => {
  await given.test()
  const moments = [
    'x',
    '2021',
    '2021-02-30',
    '0000-01-01T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    'Sat Nov 20 2021',
  ]
  const cursors = [
    ...moments.map((moment) => [moment, someId()]),
    ['2021-09-20T01:00:00.000Z', 'x'],
    [{ $ne: null }, someId()],
    [1],
    {},
  ]
  for (const cursor of [...cursors.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')), '%']) {
    const { errors } = await as('CHAIR').ask(RECORDS, { unit, asOf: AS_OF, first: 2, after: cursor })
    expect(errors, cursor).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  }
})

test('gives an analyst the unit’s counts, and refuses groups and rows', async ({ as, given, unit }) => {
  await given.test({ residentialGroupId: someId() })
  const { data, errors } = await as('ANALYST').ask(
    `query ($unit: ID!, $asOf: DateTime!) {
      _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit {
        testing(asOf: $asOf) { personsTested byDay { day } byResidentialGroup { personsTested } records { totalCount } }
        vaccination(asOf: $asOf) { doses byDay { day } byResidentialGroup { doses } records { totalCount } }
      } }
    }`,
    { unit, asOf: AS_OF },
  )
  expect(data).toEqual({
    _entities: [
      {
        testing: { personsTested: 1, byDay: [{ day: '2021-09-20' }], byResidentialGroup: null, records: null },
        vaccination: { doses: 0, byDay: [], byResidentialGroup: null, records: null },
      },
    ],
  })
  expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
})

test('says nothing of health to welfare, payment, registry and the clerk’s office', async ({ as, given, unit }) => {
  const personId = someId()
  await given.test({ personId })
  for (const role of ['WELFARE_OFFICER', 'APPROVER', 'CASHIER', 'REGISTRAR', 'CLERK', 'CHAIR'] as const) {
    for (const field of ['doses { id }', 'tests { totalCount }', 'quarantineOrders { id }']) {
      const { data, errors } = await as(role).ask(
        `query ($id: ID!) { _entities(representations: [{ __typename: "Person", id: $id }]) { ... on Person { ${field} } } }`,
        { id: personId },
      )
      // Welfare comes to the person for the attestation, and finds nothing else.
      const seesPerson = role === 'WELFARE_OFFICER' || role === 'APPROVER'
      expect(data, role).toEqual({ _entities: [seesPerson ? { [field.split(' ')[0] ?? '']: null } : null] })
      expect(errors, role).toMatchObject([{ code: 'FORBIDDEN' }])
    }
  }
  const { errors } = await as('WELFARE_OFFICER').ask(TOTALS, { unit, asOf: AS_OF })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('no figure of a unit is given for a day after its last, once others stand in its place', async ({ as, unit }) => {
  const ask = (asOf: string, successorNames: string[]) =>
    as('CHAIR').ask(
      `query ($of: [_Any!]!, $asOf: DateTime!) { _entities(representations: $of) { ... on AdminUnit {
        testing(asOf: $asOf) { tests } vaccination(asOf: $asOf) { doses } } } }`,
      {
        of: [{ __typename: 'AdminUnit', code: unit, name: 'Phường Cũ', validTo: '2021-12-31', successorNames }],
        asOf,
      },
    )
  const successors = ['Phường Mới (90999)']
  const figures = { testing: { tests: 0 }, vaccination: { doses: 0 } }
  expect((await ask('2021-12-31T23:30:00+07:00', successors)).data).toEqual({ _entities: [figures] })
  expect((await ask('2022-01-01T00:30:00+07:00', [])).data).toEqual({ _entities: [figures] })
  const { data, errors } = await ask('2022-01-01T00:30:00+07:00', successors)
  expect(data).toEqual({ _entities: [{ testing: null, vaccination: null }] })
  const refusal = {
    code: 'UNIT_ENDED',
    message: `Phường Cũ (${unit}) hết hiệu lực sau ngày 31/12/2021. Từ đó hãy xem số liệu của Phường Mới (90999).`,
  }
  expect(errors).toMatchObject([refusal, refusal])
})
