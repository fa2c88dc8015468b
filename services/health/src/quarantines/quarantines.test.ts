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
