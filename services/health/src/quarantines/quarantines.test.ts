import { expect } from 'vitest'
import { someId, test } from '../testing.ts'

const ISSUE = `mutation ($input: IssueQuarantineOrderInput!) {
  issueQuarantineOrder(input: $input) {
    __typename
    ... on IssueQuarantineOrderSuccess { warnings order { startsOn endsOn place contactClass ruleSource person { id } document { id } } }
    ... on QuarantineOverlaps { startsOn endsOn }
    ... on InvalidInput { field }
  }
}`

interface Issued {
  issueQuarantineOrder: { __typename: string; field?: string }
}

const order = (unit: string, changes: Record<string, unknown> = {}) => ({
  unit,
  personId: someId(),
  startsOn: '2021-09-01',
  endsOn: '2021-09-14',
  place: 'HOME',
  contactClass: 'F1',
  ...changes,
})

test('issues an order, which the person then has', async ({ as, unit }) => {
  const [personId, documentId] = [someId(), someId()]
  const { issueQuarantineOrder } = await as('HEALTH_STAFF').run(ISSUE, { input: order(unit, { personId, documentId }) })
  expect(issueQuarantineOrder).toEqual({
    __typename: 'IssueQuarantineOrderSuccess',
    warnings: [],
    order: {
      startsOn: '2021-09-01',
      endsOn: '2021-09-14',
      place: 'HOME',
      contactClass: 'F1',
      ruleSource: '5599/BYT-MT ngày 14/7/2021',
      person: { id: personId },
      document: { id: documentId },
    },
  })
  const { _entities } = await as('INSPECTOR').run(
    `query ($id: ID!) { _entities(representations: [{ __typename: "Person", id: $id }]) { ... on Person { quarantineOrders { startsOn endsOn document { id } } } } }`,
    { id: personId },
  )
  expect(_entities).toEqual([
    { quarantineOrders: [{ startsOn: '2021-09-01', endsOn: '2021-09-14', document: { id: documentId } }] },
  ])
})

test('lets one of two officers win who issue overlapping orders at once', async ({ as, unit }) => {
  const personId = someId()
  const answers = await Promise.all(
    ['2021-09-01', '2021-09-05', '2021-09-10'].map((startsOn) =>
      as('HEALTH_STAFF').run<Issued>(ISSUE, { input: order(unit, { personId, startsOn }) }),
    ),
  )
  expect(answers.map(({ issueQuarantineOrder }) => issueQuarantineOrder.__typename).sort()).toEqual([
    'IssueQuarantineOrderSuccess',
    'QuarantineOverlaps',
    'QuarantineOverlaps',
  ])
})

test('says which box is wrong', async ({ as, unit }) => {
  const field = async (changes: Record<string, unknown>) => {
    const { issueQuarantineOrder } = await as('HEALTH_STAFF').run<Issued>(ISSUE, { input: order(unit, changes) })
    return issueQuarantineOrder.field ?? issueQuarantineOrder.__typename
  }
  expect(await field({ endsOn: '2021-08-31' })).toBe('endsOn')
  expect(await field({ startsOn: '0000-01-01', endsOn: '0000-01-02' })).toBe('startsOn')
  expect(await field({ startsOn: '9999-12-30', endsOn: '9999-12-31' })).toBe('startsOn')
  expect(await field({ personId: 'x' })).toBe('personId')
  expect(await field({ documentId: '17/QĐ-UBND' })).toBe('documentId')
  expect(await field({ residentialGroupId: '7' })).toBe('residentialGroupId')
  expect(await field({ unit: '00001' })).toBe('UnitOutOfScope')
})

const IN_QUARANTINE = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Household { quarantinedCount } } }`
const home = (personIds: string[]) => ({ __typename: 'Household', id: someId(), personIds })

test('counts who of a household is in quarantine today, for the station and the inspector and nobody else', async ({
  as,
  given,
}) => {
  const [inside, lastDay, done, well] = [someId(), someId(), someId(), someId()]
  await given.order({ personId: inside, startsOn: '2021-09-20', endsOn: '2021-10-03' })
  await given.order({ personId: lastDay, startsOn: '2021-09-14', endsOn: '2021-09-27' })
  await given.order({ personId: done, startsOn: '2021-09-01', endsOn: '2021-09-26' })
  const now = new Date('2021-09-27T17:00:00+07:00')
  const keys = [home([inside, lastDay, done]), home([done, well]), home([])]
  const counts = { _entities: [{ quarantinedCount: 2 }, { quarantinedCount: 0 }, { quarantinedCount: 0 }] }
  for (const role of ['HEALTH_STAFF', 'INSPECTOR'] as const)
    expect(await as(role, { now }).run(IN_QUARANTINE, { keys }), role).toEqual(counts)
  for (const role of ['REGISTRAR', 'WELFARE_OFFICER', 'COMMUNITY_TEAM', 'CHAIR'] as const)
    expect((await as(role, { now }).ask(IN_QUARANTINE, { keys })).data, role).toEqual({ _entities: [null, null, null] })
  const own = await as('HEALTH_STAFF', { now, kin: [well] }).run(IN_QUARANTINE, { keys: [home([inside, well])] })
  expect(own).toEqual({ _entities: [{ quarantinedCount: null }] })
})

test('fifty households are as many statements as two', async ({ as, given }) => {
  const { personId } = await given.order()
  const cost = async (count: number) => {
    const keys = Array.from({ length: count }, () => home([personId, someId(), someId()]))
    const { errors, statements } = await as('HEALTH_STAFF').ask(IN_QUARANTINE, { keys })
    expect(errors).toEqual([])
    return statements
  }
  expect(await cost(50)).toBe(await cost(2))
})
