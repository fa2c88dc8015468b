import { describe, expect } from 'vitest'
import { someId, test } from './testing.ts'
import { TestOutcome } from './tests/test.ts'

// No officer handles the health of their own household; what they count and what an inspector sees is not cut.

const LISTS = `query ($unit: ID!) {
  tests(unit: $unit) { totalCount edges { node { person { id } } } }
  cases(unit: $unit) { totalCount edges { node { person { id } } } }
  doses(unit: $unit) { totalCount edges { node { person { id } } } }
  quarantineOrders(unit: $unit) { totalCount edges { node { person { id } } } }
  pools(unit: $unit) { totalCount edges { node { samples { person { id } } } } }
}`

const REFERENCES = `query ($keys: [_Any!]!) { _entities(representations: $keys) {
  ... on Person { tests(first: 1) { totalCount pageInfo { hasNextPage } edges { node { id } } } doses { id } quarantineOrders { id } quarantineAttestations { id } }
  ... on Test { outcome }
  ... on Dose { doseNumber }
  ... on QuarantineOrder { place }
} }`

const STATISTICS = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on AdminUnit {
  testing(asOf: "2021-09-27T17:00:00+07:00") { personsTested personsPositive tests byResidentialGroup { personsTested } }
  vaccination(asOf: "2021-09-27T17:00:00+07:00") { doses personsVaccinated adverseEvents }
} } }`

const OUTCOME = `mutation ($input: RecordTestOutcomeInput!) { recordTestOutcome(input: $input) { __typename ... on UserError { message } } }`
const EVENT = `mutation ($input: RecordAdverseEventInput!) { recordAdverseEvent(input: $input) { __typename ... on UserError { message } } }`

const keysOf = ({ references }: { references: Record<string, string> }) =>
  ['Person', 'Test', 'Dose', 'QuarantineOrder'].map((__typename) => ({ __typename, id: references[__typename] }))

interface Lists {
  [list: string]: {
    totalCount: number
    edges: { node: { person?: { id: string }; samples?: { person: { id: string } }[] } }[]
  }
}

const personsIn = (lists: Lists) =>
  new Set(
    Object.values(lists)
      .flatMap(({ edges }) =>
        edges.flatMap(({ node }) => [node.person, ...(node.samples ?? []).map(({ person }) => person)]),
      )
      .flatMap((person) => (person ? [person.id] : [])),
  )

describe('an officer of the health station', () => {
  test('has nobody of the own household in any list, nor in its total', async ({ as, given, unit }) => {
    const [own, other] = [await given.world(), await given.world()]
    const [kin, neighbour] = [own.references.Person ?? '', other.references.Person ?? '']
    const all = await as('HEALTH_STAFF').run<Lists>(LISTS, { unit })
    expect(personsIn(all)).toEqual(new Set([kin, neighbour]))
    const cut = await as('HEALTH_STAFF', { kin: [kin] }).run<Lists>(LISTS, { unit })
    expect(personsIn(cut)).toEqual(new Set([neighbour]))
    for (const [name, { totalCount, edges }] of Object.entries(cut)) {
      expect(edges, name).toHaveLength(totalCount)
      // Of a pool the examination is nobody's; whose swabs were in it is what is left out.
      const ownRows = { tests: 2, pools: 0 }[name] ?? 1
      expect(totalCount, name).toBe((all[name]?.totalCount ?? 0) - ownRows)
    }
  })

  test('comes to nothing of theirs by reference: it looks like nobody and nothing', async ({ as, given }) => {
    const own = await given.world()
    const kin = own.references.Person ?? ''
    const officer = as('HEALTH_STAFF', { kin: [kin] })
    const theirs = await officer.ask(REFERENCES, { keys: keysOf(own) })
    const nothing = await officer.ask(REFERENCES, { keys: keysOf(own).map((key) => ({ ...key, id: someId() })) })
    expect(theirs).toEqual(nothing)
    expect(theirs.data._entities).toEqual([
      {
        tests: { totalCount: 0, pageInfo: { hasNextPage: false }, edges: [] },
        doses: [],
        quarantineOrders: [],
        quarantineAttestations: [],
      },
      null,
      null,
      null,
    ])
    const seen = await as('HEALTH_STAFF').run<{ _entities: object[] }>(REFERENCES, { keys: keysOf(own) })
    expect(seen._entities[0]).toMatchObject({ tests: { totalCount: 2, pageInfo: { hasNextPage: true } } })
  })

  test('writes nothing about them', async ({ as, given }) => {
    const own = await given.world()
    const kin = own.references.Person ?? ''
    const officer = as('HEALTH_STAFF', { kin: [kin] })
    const { recordTestOutcome, recordAdverseEvent, ...mutations } = own.mutations
    for (const [name, input] of [
      ['recordTest', { ...mutations.recordTest, personId: kin }],
      ['recordTest', { ...mutations.recordTest, personId: kin.toUpperCase() }],
      ['recordDose', { ...mutations.recordDose, personId: kin }],
      ['issueQuarantineOrder', { ...mutations.issueQuarantineOrder, personId: kin }],
    ] as const) {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
      const { data, errors } = await officer.ask(
        `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`,
        { input: asVariables(input) },
      )
      expect(data, name).toEqual({})
      expect(errors, name).toMatchObject([{ code: 'FORBIDDEN' }])
    }
    for (const [document, input, id] of [
      [OUTCOME, recordTestOutcome, 'testId'],
      [EVENT, recordAdverseEvent, 'doseId'],
    ] as const) {
      const theirs = await officer.ask(document, { input: asVariables(input) })
      expect(Object.values(theirs.data)).toMatchObject([{ __typename: expect.stringMatching(/NotFound$/) }])
      expect(theirs).toEqual(await officer.ask(document, { input: { ...asVariables(input), [id]: someId() } }))
    }
  })

  test('works for everybody else as before', async ({ as, given }) => {
    const { mutations } = await given.world()
    const officer = as('HEALTH_STAFF', { kin: [someId()] })
    expect(await officer.run(OUTCOME, { input: asVariables(mutations.recordTestOutcome) })).toEqual({
      recordTestOutcome: { __typename: 'RecordTestOutcomeSuccess' },
    })
    expect(await officer.run(EVENT, { input: asVariables(mutations.recordAdverseEvent) })).toEqual({
      recordAdverseEvent: { __typename: 'RecordAdverseEventSuccess' },
    })
  })

  test('counts them in the statistics all the same', async ({ as, given, unit }) => {
    const own = await given.world()
    const keys = [{ __typename: 'AdminUnit', code: unit }]
    const all = await as('HEALTH_STAFF').run(STATISTICS, { keys })
    expect(await as('HEALTH_STAFF', { kin: [own.references.Person ?? ''] }).run(STATISTICS, { keys })).toEqual(all)
    expect(all).toMatchObject({
      _entities: [{ testing: { personsTested: 1, tests: 3 }, vaccination: { doses: 1, adverseEvents: 1 } }],
    })
  })

  test('pages through a list of others without a gap', async ({ as, given, unit }) => {
    const kin = someId()
    for (let day = 1; day <= 6; day++) {
      await given.test({ personId: day % 2 ? kin : someId(), sampledAt: `2021-09-0${day}T08:00:00+07:00` })
    }
    const officer = as('HEALTH_STAFF', { kin: [kin] })
    const PAGE = `query ($unit: ID!, $after: String) { tests(unit: $unit, first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { sampledAt } } } }`
    type Page = {
      tests: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; edges: object[] }
    }
    const one = (await officer.run<Page>(PAGE, { unit })).tests
    const two = (await officer.run<Page>(PAGE, { unit, after: one.pageInfo.endCursor })).tests
    expect([one.edges.length, two.edges.length]).toEqual([2, 1])
    expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false])
    expect([one.totalCount, two.totalCount]).toEqual([3, 3])
  })
})

test('an inspector is not restricted', async ({ as, given, unit }) => {
  const own = await given.world()
  const kin = [own.references.Person ?? '']
  for (const [document, variables] of [
    [LISTS, { unit }],
    [REFERENCES, { keys: keysOf(own) }],
  ] as const) {
    expect(await as('INSPECTOR', { kin }).run(document, variables)).toEqual(
      await as('INSPECTOR').run(document, variables),
    )
  }
})

test('a positive test of somebody else opens a case for an officer with a household', async ({ as, given }) => {
  const pending = await given.test({ outcome: TestOutcome.PENDING })
  const OPENED = `mutation ($input: RecordTestOutcomeInput!) { recordTestOutcome(input: $input) { ... on RecordTestOutcomeSuccess { openedCase { status } } } }`
  expect(
    await as('HEALTH_STAFF', { kin: [someId()] }).run(OPENED, { input: { testId: pending.id, outcome: 'POSITIVE' } }),
  ).toEqual({ recordTestOutcome: { openedCase: { status: 'OPEN' } } })
})

/** The world writes enum values as they stand in a document; as variables they are texts. */
function asVariables(input: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input ?? {}).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && 'name' in value ? value.name : value,
    ]),
  )
}
