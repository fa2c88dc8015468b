import { expect } from 'vitest'
import type { Household } from '../households/household.ts'
import { test } from '../testing.ts'

type Result = {
  __typename: string
  message?: string
  field?: string
  round?: { id: string; stops: Stop[] }
  visit?: { id: string; result: string }
}
interface Stop {
  id: string
  household: { code: string }
}
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

const REFUSED = `... on UserError { message } ... on InvalidInput { field }`

const open = async (asking: Asking, input: Record<string, unknown>): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($input: OpenRoundInput!) { done: openRound(input: $input) {
         __typename ... on RoundSuccess { round { id stops { id household { code } } } } ${REFUSED} } }`,
      { input },
    )
  ).done

const record = async (asking: Asking, input: Record<string, unknown>): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($input: RecordVisitInput!) { done: recordVisit(input: $input) {
         __typename ... on VisitSuccess { visit { id result } } ${REFUSED} } }`,
      { input },
    )
  ).done

const byId = async (asking: Asking, name: string, id: string): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($id: ID!) { done: ${name}(id: $id) { __typename ... on UserError { message } } }`,
      { id },
    )
  ).done

const visit = (stopId: string | undefined, changes: Record<string, unknown> = {}) => ({
  id: crypto.randomUUID(),
  stopId,
  result: 'HOME',
  met: 'HEAD',
  presentTonight: 3,
  visitedAt: new Date().toISOString(),
  ...changes,
})

const ROUND = `query ($id: ID!) { round(id: $id) {
  purpose closedAt progress { households met nobodyHome refused movedAway left }
  residentialGroup { name } selfManagementGroup { name } commitmentDocument { id }
  stops { id household { id code address } visits { id result met presentTonight note byName annulledAt }
    lastVisit { result presentTonight } expectedPresent } } }`

test('a round holds the households of the day on which it was opened', async ({ as, given, unit }) => {
  const residentialGroup = await given.group()
  const homes = [await given.household(residentialGroup), await given.household(residentialGroup)]
  const group = await given.selfManagementGroup(residentialGroup, homes.slice(0, 1))
  const input = { unit, residentialGroupId: residentialGroup.id, purpose: 'Ký cam kết', testWithinDays: 7 }
  const registrar = as('REGISTRAR')
  const whole = await open(registrar, input)
  const part = await open(registrar, { ...input, selfManagementGroupId: group.id })
  await given.household(residentialGroup)
  const codes = ({ round }: Result) => round?.stops.map(({ household }) => household.code)
  expect(codes(whole)).toHaveLength(2)
  expect(codes(part)).toEqual([homes[0]?.code])
  expect(await open(registrar, { ...input, purpose: '' })).toMatchObject({ field: 'purpose' })
  expect(await open(registrar, { ...input, unit: '00001' })).toMatchObject({ __typename: 'UnitOutOfScope' })
  expect(await open(registrar, { ...input, residentialGroupId: 'x' })).toMatchObject({ __typename: 'GroupNotFound' })
  const empty = await given.group()
  expect(await open(registrar, { ...input, residentialGroupId: empty.id })).toMatchObject({
    __typename: 'NoHouseholdsToVisit',
  })
})

test('a visit sent twice is one visit, even at once', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const [home, other] = [await given.household(residentialGroup), await given.household(residentialGroup)]
  const { id } = await given.round(residentialGroup, [home, other])
  const { round } = await as('COMMUNITY_TEAM').run<{ round: { stops: Stop[] } }>(ROUND, { id })
  const [first, second] = round.stops
  const input = visit(first?.id)
  const answers = await Promise.all([1, 2, 3].map(() => record(as('COMMUNITY_TEAM'), input)))
  for (const answer of answers) expect(answer).toMatchObject({ visit: { id: input.id, result: 'HOME' } })
  expect(await record(as('COMMUNITY_TEAM'), { ...input, result: 'REFUSED', met: null })).toMatchObject({
    visit: { result: 'HOME' },
  })
  expect(await record(as('COMMUNITY_TEAM'), { ...input, stopId: second?.id })).toMatchObject({ field: 'id' })
  expect(await record(as('COMMUNITY_TEAM'), visit('x'))).toMatchObject({ __typename: 'StopNotFound' })
  expect(await record(as('COMMUNITY_TEAM'), { ...visit(second?.id), met: null })).toMatchObject({ field: 'met' })
  expect(await as('REGISTRAR').run(ROUND, { id })).toMatchObject({
    round: { progress: { households: 2, met: 1, left: 1 } },
  })
})

test('the newest visit says how a household stands; one that was taken back says nothing', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const home = await given.household(residentialGroup)
  await given.person('Trần Văn Nhà', { household: home })
  const { id } = await given.round(residentialGroup, [home])
  const team = as('TEAM_LEADER')
  const { round } = await team.run<{ round: { stops: Stop[] } }>(ROUND, { id })
  const stopId = round.stops[0]?.id
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const nobody = visit(stopId, { result: 'NOBODY_HOME', met: null, presentTonight: null, visitedAt: at(60) })
  await record(team, nobody)
  expect(await team.run(ROUND, { id })).toMatchObject({ round: { progress: { nobodyHome: 1, left: 1 } } })
  const met = visit(stopId, { visitedAt: at(5) })
  await record(team, met)
  expect(await team.run(ROUND, { id })).toMatchObject({
    round: {
      progress: { met: 1, nobodyHome: 0, left: 0 },
      stops: [{ lastVisit: { result: 'HOME' }, expectedPresent: 1 }],
    },
  })
  expect(await byId(team, 'annulVisit', met.id)).toMatchObject({ __typename: 'VisitSuccess' })
  expect(await byId(team, 'annulVisit', met.id)).toMatchObject({ __typename: 'VisitNotAnnullable' })
  expect(await team.run(ROUND, { id })).toMatchObject({
    round: { progress: { met: 0, nobodyHome: 1, left: 1 }, stops: [{ lastVisit: { result: 'NOBODY_HOME' } }] },
  })
  const tomorrow = as('TEAM_LEADER', { now: new Date(Date.now() + 86_400_000) })
  expect(await byId(tomorrow, 'annulVisit', nobody.id)).toMatchObject({ __typename: 'VisitNotAnnullable' })
})

test('after a round is closed it takes what was written down before, and nothing new', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const { id } = await given.round(residentialGroup, [await given.household(residentialGroup)])
  const { round } = await as('REGISTRAR').run<{ round: { stops: Stop[] } }>(ROUND, { id })
  const stopId = round.stops[0]?.id
  expect(await byId(as('REGISTRAR'), 'closeRound', id)).toMatchObject({ __typename: 'RoundSuccess' })
  expect(await byId(as('REGISTRAR'), 'closeRound', id)).toMatchObject({ __typename: 'RoundClosed' })
  const team = as('COMMUNITY_TEAM', { now: new Date(Date.now() + 60_000) })
  const late = new Date(Date.now() + 30_000).toISOString()
  const early = new Date(Date.now() - 60_000).toISOString()
  expect(await record(team, visit(stopId, { visitedAt: late }))).toMatchObject({ __typename: 'RoundClosed' })
  expect(await record(team, visit(stopId, { visitedAt: early }))).toMatchObject({ __typename: 'VisitSuccess' })
  expect(await byId(as('REGISTRAR'), 'reopenRound', id)).toMatchObject({ __typename: 'RoundSuccess' })
  expect(await byId(as('REGISTRAR'), 'reopenRound', id)).toMatchObject({ __typename: 'RoundStillOpen' })
  expect(await record(team, visit(stopId, { visitedAt: late }))).toMatchObject({ __typename: 'VisitSuccess' })
})

test('the order of a walk comes from the addresses until somebody arranges it, and is kept', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const homes: Household[] = []
  for (let count = 0; count < 4; count++) homes.push(await given.household(residentialGroup))
  const { id } = await given.round(residentialGroup, homes)
  const walk = async () => {
    const { round } = await as('REGISTRAR').run<{ round: { stops: { household: { address: string } }[] } }>(ROUND, {
      id,
    })
    return round.stops.map(({ household }) => household.address)
  }
  // Up the odd side, back along the even one.
  expect(await walk()).toEqual(['Số 1', 'Số 3', 'Số 4', 'Số 2'])
  const arrange = (householdIds: (string | undefined)[]) =>
    as('REGISTRAR').run(
      `mutation ($input: ArrangeWalkInput!) { done: arrangeWalk(input: $input) {
         __typename ... on ArrangeWalkSuccess { arranged } ... on InvalidInput { field } } }`,
      { input: { residentialGroupId: residentialGroup.id, householdIds } },
    )
  expect(await arrange([homes[1]?.id, homes[0]?.id])).toEqual({
    done: { __typename: 'ArrangeWalkSuccess', arranged: 4 },
  })
  expect(await walk()).toEqual(['Số 2', 'Số 3', 'Số 4', 'Số 1'])
  await given.household(residentialGroup)
  expect(await walk()).toEqual(['Số 2', 'Số 3', 'Số 4', 'Số 1'])
  expect(await arrange([crypto.randomUUID()])).toMatchObject({ done: { field: 'householdIds' } })
})

test('a round of seventy households costs as many statements as one of three', async ({ as, given, unit }) => {
  const cost = async (count: number) => {
    const residentialGroup = await given.group()
    const homes: Household[] = []
    for (let number = 0; number < count; number++) {
      const home = await given.household(residentialGroup)
      await given.person(`Trần Văn ${number}`, { household: home })
      homes.push(home)
    }
    const { id } = await given.round(residentialGroup, homes)
    const { round } = await as('REGISTRAR').run<{ round: { stops: Stop[] } }>(ROUND, { id })
    for (const stop of round.stops.slice(0, 3)) await record(as('COMMUNITY_TEAM'), visit(stop.id))
    return as('COMMUNITY_TEAM').ask(ROUND, { id })
  }
  const [few, many] = [await cost(3), await cost(70)]
  expect(many.errors).toEqual([])
  expect(many.statements).toBe(few.statements)
  const LIST = `query ($unit: ID!, $open: Boolean) { rounds(unit: $unit, open: $open) { totalCount edges { node {
    purpose progress { households met left } residentialGroup { name } } } } }`
  const list = await as('COMMUNITY_TEAM').ask(LIST, { unit, open: true })
  expect(list.data).toMatchObject({ rounds: { totalCount: 2 } })
  expect((await as('COMMUNITY_TEAM').ask(LIST, { unit, open: false })).data).toMatchObject({
    rounds: { totalCount: 0 },
  })
})

test('nobody writes down a visit to their own household', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const home = await given.household(residentialGroup)
  const { id } = await given.round(residentialGroup, [home])
  const team = as('COMMUNITY_TEAM', { kin: [home.id] })
  const { round } = await team.run<{ round: { stops: Stop[] } }>(ROUND, { id })
  const { __typename } = await record(team, visit(round.stops[0]?.id)).catch(() => ({ __typename: 'FORBIDDEN' }))
  expect(__typename).toBe('FORBIDDEN')
})

test('a residential group is walked from door to door by whoever may see addresses, with its open rounds', async ({
  as,
  given,
  unit,
}) => {
  const WALK = `query ($id: ID!) { residentialGroup(id: $id) { number
    walk { id address selfManagementGroup { id } } openRounds { id purpose progress { households } } } }`
  interface Walk {
    walk: { address: string }[] | null
    openRounds: { id: string }[] | null
  }
  const group = await given.group()
  for (let number = 1; number <= 3; number++) await given.household(group)
  await given.household(await given.group())
  const input = { unit, residentialGroupId: group.id }
  const closed = await open(as('REGISTRAR'), { ...input, purpose: 'Vòng cũ' })
  await byId(as('REGISTRAR'), 'closeRound', closed.round?.id ?? '')
  const current = await open(as('REGISTRAR'), { ...input, purpose: 'Rà soát' })
  const ask = async (role: 'COMMUNITY_TEAM' | 'CLERK', id = group.id) => {
    const { data, ...answer } = await as(role).ask(WALK, { id })
    return { ...answer, group: (data as { residentialGroup: Walk }).residentialGroup }
  }
  const few = await ask('COMMUNITY_TEAM')
  expect(few.errors).toEqual([])
  // Up the odd side, and back along the even one.
  expect(few.group.walk?.map(({ address }) => address)).toEqual(['Số 1', 'Số 3', 'Số 2'])
  expect(few.group.openRounds?.map(({ id }) => id)).toEqual([current.round?.id])
  for (let more = 0; more < 12; more++) await given.household(group)
  const many = await ask('COMMUNITY_TEAM')
  expect(many.group.walk).toHaveLength(15)
  expect(many.statements).toBe(few.statements)
  expect((await ask('CLERK')).group).toMatchObject({ walk: null, openRounds: null })
  expect((await ask('CLERK', 'x')).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})
