import { describe, expect } from 'vitest'
import { Residence, ResidenceKind } from '../movements/residence.ts'
import { Person } from '../people/person.ts'
import { Visit, VisitMet, VisitResult } from '../rounds/visit.ts'
import { test } from '../testing.ts'
import { Household, HouseholdRelation } from './household.ts'
import { onCommitmentsChanged } from './signed-commitment.ts'

const LIST = `query ($unit: ID!, $search: String, $group: ID, $lacking: HouseholdLack, $orderBy: HouseholdOrder! = CODE, $first: Int! = 20, $after: String) {
  households(unit: $unit, search: $search, residentialGroup: $group, lacking: $lacking, orderBy: $orderBy, first: $first, after: $after) {
    edges { node { code memberCount presentCount lastVisit { visitedAt result } } } pageInfo { hasNextPage endCursor } totalCount } }`

interface Listed {
  households: {
    edges: {
      node: { code: string; memberCount: number; presentCount: number; lastVisit: { visitedAt: string } | null }
    }[]
    pageInfo: { hasNextPage: boolean; endCursor: string | null }
    totalCount: number
  }
}

const now = new Date('2021-09-27T17:00:00+07:00')

describe('the list of households', () => {
  test('says who is registered, who is here tonight, and who called last; sorted and narrowed down as asked', async ({
    as,
    given,
    unit,
  }) => {
    const [group, other] = [await given.group(), await given.group()]
    const homes = [await given.household(group), await given.household(group), await given.household(group)]
    const [h1, h2, h3] = homes as [Household, Household, Household]
    const h4 = await given.household(other)
    await given.person('Trần Văn Yên', { household: h1, relation: HouseholdRelation.HEAD })
    const away = await given.person('Trần Thị Vắng', { household: h1 })
    await given.person('Lê Thị An', { household: h2, relation: HouseholdRelation.HEAD })
    await given.person('Lê Văn Đi', { household: h4, toOn: '2021-09-26' })
    const stops = await given.round(group, [h1, h2])
    await given.save(async (em) => {
      em.create(Residence, {
        unitCode: unit,
        person: em.getReference(Person, away.id),
        household: em.getReference(Household, h1.id),
        kind: ResidenceKind.ABSENT,
        fromOn: '2021-09-01',
      })
      const rows = await em.execute<{ id: string; household_id: string }[]>(
        'select id, household_id from round_stop where round_id = ?',
        [stops.id],
      )
      const visit = (household: Household, at: string, annulledAt?: Date) =>
        em.create(Visit, {
          unitCode: unit,
          stop: rows.find((row) => row.household_id === household.id)?.id as never,
          household: em.getReference(Household, household.id),
          result: VisitResult.HOME,
          met: VisitMet.HEAD,
          visitedAt: new Date(at),
          recordedAt: new Date(at),
          accountId: crypto.randomUUID(),
          byName: 'Ai đó',
          byPost: 'Tổ trưởng',
          annulledAt: annulledAt ?? null,
        })
      visit(h1, '2021-09-20T09:00:00+07:00')
      visit(h1, '2021-09-24T09:00:00+07:00')
      visit(h2, '2021-09-25T09:00:00+07:00', now)
    })
    const registrar = as('REGISTRAR', { now })
    const codes = async (variables: Record<string, unknown>) =>
      (await registrar.run<Listed>(LIST, { unit, ...variables })).households.edges.map(({ node }) => node.code)

    const { households } = await registrar.run<Listed>(LIST, { unit })
    expect(households.edges.map(({ node }) => node)).toEqual([
      {
        code: h1.code,
        memberCount: 2,
        presentCount: 1,
        lastVisit: { visitedAt: '2021-09-24T02:00:00.000Z', result: 'HOME' },
      },
      { code: h2.code, memberCount: 1, presentCount: 1, lastVisit: null },
      { code: h3.code, memberCount: 0, presentCount: 0, lastVisit: null },
      { code: h4.code, memberCount: 1, presentCount: 0, lastVisit: null },
    ])

    const ofHousehold = `query ($id: ID!) { household(id: $id) { visits { visitedAt annulledAt } } }`
    expect(await registrar.run(ofHousehold, { id: h1.id })).toEqual({
      household: {
        visits: [
          { visitedAt: '2021-09-24T02:00:00.000Z', annulledAt: null },
          { visitedAt: '2021-09-20T02:00:00.000Z', annulledAt: null },
        ],
      },
    })

    expect(await codes({ lacking: 'VISIT' })).toEqual([h2.code, h3.code, h4.code])
    expect(await codes({ lacking: 'VISIT', group: group.id })).toEqual([h2.code, h3.code])
    expect(await codes({ lacking: 'PRESENCE' })).toEqual([h3.code, h4.code])
    expect(await codes({ lacking: 'HEAD' })).toEqual([h3.code, h4.code])
    expect(await codes({ lacking: 'PLACE' })).toEqual([h1.code, h2.code, h3.code, h4.code])
    await given.selfManagementGroup(group, [h1, h3])
    expect(await codes({ lacking: 'SELF_MANAGEMENT_GROUP' })).toEqual([h2.code, h4.code])
    expect(await codes({ search: 'Lê Văn Đi', lacking: 'PRESENCE' })).toEqual([h4.code])
    expect(await codes({ search: 'Lê Thị An' })).toEqual([h2.code])
    expect(await codes({ search: 'Lê Thị An', lacking: 'PRESENCE' })).toEqual([])

    expect(await codes({ orderBy: 'HEAD' })).toEqual([h2.code, h1.code, h3.code, h4.code])
    expect(await codes({ orderBy: 'MEMBERS' })).toEqual([h1.code, h2.code, h4.code, h3.code])
    expect(await codes({ orderBy: 'LAST_VISIT' })).toEqual([h2.code, h3.code, h4.code, h1.code])
    expect(await codes({ orderBy: 'HEAD', group: crypto.randomUUID() })).toEqual([])
  })

  test('goes on page by page in the order that was asked for, whole and without a row twice', async ({
    as,
    given,
    unit,
  }) => {
    const group = await given.group()
    for (const name of ['Nguyễn Văn Dũng', 'Nguyễn Thị Xuân', 'Trần Dũng', 'Lê An', 'Lê Bình']) {
      const household = await given.household(group)
      await given.person(name, { household, relation: HouseholdRelation.HEAD })
    }
    const registrar = as('REGISTRAR', { now })
    const seen: string[] = []
    let after: string | null = null
    do {
      const { households }: Listed = await registrar.run<Listed>(LIST, { unit, orderBy: 'HEAD', first: 2, after })
      expect(households.totalCount).toBe(5)
      seen.push(...households.edges.map(({ node }) => node.code))
      after = households.pageInfo.hasNextPage ? households.pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(['H4', 'H5', 'H1', 'H3', 'H2'])
  })

  test('who may not see visits is told so, instead of a list in which nobody was called on', async ({
    as,
    given,
    unit,
  }) => {
    await given.household(await given.group())
    for (const variables of [{ lacking: 'VISIT' }, { orderBy: 'LAST_VISIT' }]) {
      const { errors } = await as('WELFARE_OFFICER', { now }).ask(LIST, { unit, ...variables })
      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    }
    const { data, errors } = await as('WELFARE_OFFICER', { now }).ask(LIST, { unit })
    expect(data).toMatchObject({ households: { edges: [{ node: { code: 'H1', lastVisit: null } }] } })
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  test('costs the same number of statements for 2 households as for 20', async ({ as, given, unit }) => {
    const group = await given.group()
    for (let count = 0; count < 20; count++) {
      const household = await given.household(group)
      await given.person(`Lê ${count}`, { household, relation: HouseholdRelation.HEAD })
    }
    const registrar = as('REGISTRAR', { now })
    const cost = async (first: number, orderBy: string) => {
      const { errors, statements } = await registrar.ask(LIST, { unit, first, orderBy })
      expect(errors).toEqual([])
      return statements
    }
    for (const orderBy of ['CODE', 'LAST_VISIT']) expect(await cost(20, orderBy)).toBe(await cost(2, orderBy))
  })
})

test('who has signed nothing is found from what directives tells, and again when the paper is withdrawn', async ({
  as,
  given,
  hear,
  unit,
}) => {
  const group = await given.group()
  const [one, other] = [await given.household(group), await given.household(group)]
  const lacking = async (role: 'REGISTRAR' | 'HEALTH_STAFF' = 'REGISTRAR') =>
    (
      await as(role).run<{ households: { totalCount: number; edges: { node: { code: string } }[] } }>(
        `query ($unit: ID!) { households(unit: $unit, lacking: COMMITMENT) { totalCount edges { node { code } } } }`,
        { unit },
      )
    ).households.edges.map(({ node }) => node.code)
  const [paper, later] = [crypto.randomUUID(), crypto.randomUUID()]
  const document = crypto.randomUUID()
  const say = (signed: object[], ended: string[] = []) => hear(onCommitmentsChanged, document, { signed, ended })
  expect(await lacking()).toEqual([one.code, other.code])
  await say([{ id: paper, householdId: one.id }])
  expect(await lacking('HEALTH_STAFF')).toEqual([other.code])
  // One for another in its place, and then none.
  await say([{ id: later, householdId: one.id }], [paper])
  expect(await lacking()).toEqual([other.code])
  await say([], [later, crypto.randomUUID()])
  expect(await lacking()).toEqual([one.code, other.code])
  const officer = await as('WELFARE_OFFICER').ask(
    'query ($unit: ID!) { households(unit: $unit, lacking: COMMITMENT) { totalCount } }',
    { unit },
  )
  expect(officer.errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})
