import { expect } from 'vitest'
import { someId, test } from '../testing.ts'
import { TestOutcome } from './test.ts'

const now = new Date('2021-09-27T17:00:00+07:00')
const NEEDS = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on RoundStop { testedInTime } } }`
const DAYS = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on RoundStop { testedInTime lastTestedOn } } }`
const stop = (personIds: string[]) => ({ __typename: 'RoundStop', id: someId(), personIds, testWithinDays: 7 })

test('tells the station when somebody of a household was last sampled, alone or in a pool', async ({ as, given }) => {
  const [tested, pooled, before, never] = [someId(), someId(), someId(), someId()]
  await given.test({ personId: tested, sampledAt: '2021-09-25T08:00:00+07:00' })
  await given.test({ personId: tested, sampledAt: '2021-09-01T08:00:00+07:00' })
  await given.test({ personId: before, sampledAt: '2021-09-20T08:00:00+07:00' })
  await given.pool(
    [{ personId: pooled, residentialGroupId: someId() }],
    TestOutcome.NEGATIVE,
    '2021-09-26T08:00:00+07:00',
  )
  const keys = [stop([tested, never]), stop([pooled]), stop([before]), stop([never]), stop([])]
  expect(await as('HEALTH_STAFF', { now }).run(DAYS, { keys })).toEqual({
    _entities: [
      { testedInTime: true, lastTestedOn: '2021-09-25' },
      { testedInTime: true, lastTestedOn: '2021-09-26' },
      { testedInTime: false, lastTestedOn: '2021-09-20' },
      { testedInTime: false, lastTestedOn: null },
      { testedInTime: null, lastTestedOn: null },
    ],
  })
})

test('tells a community team yes or no and never the day, and the registry nothing', async ({ as, given }) => {
  const person = someId()
  await given.test({ personId: person, sampledAt: '2021-09-25T08:00:00+07:00' })
  const keys = [stop([person])]
  const team = await as('COMMUNITY_TEAM', { now }).ask(DAYS, { keys })
  expect(team.data).toEqual({ _entities: [{ testedInTime: true, lastTestedOn: null }] })
  expect(team.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  for (const role of ['REGISTRAR', 'TEAM_LEADER', 'CLERK', 'WELFARE_OFFICER'] as const)
    expect((await as(role, { now }).ask(NEEDS, { keys })).data, role).toEqual({ _entities: [null] })
})

test('knows nothing of the viewer’s own household', async ({ as, given }) => {
  const kin = someId()
  await given.test({ personId: kin, sampledAt: '2021-09-25T08:00:00+07:00' })
  expect(await as('COMMUNITY_TEAM', { now, kin: [kin] }).run(NEEDS, { keys: [stop([kin])] })).toEqual({
    _entities: [{ testedInTime: null }],
  })
})

test('seventy households are one statement, as three are', async ({ as, given }) => {
  const person = someId()
  await given.test({ personId: person })
  const cost = async (count: number) => {
    const keys = Array.from({ length: count }, () => stop([person, someId(), someId()]))
    const { errors, statements } = await as('COMMUNITY_TEAM', { now }).ask(NEEDS, { keys })
    expect(errors).toEqual([])
    return statements
  }
  expect(await cost(70)).toBe(await cost(3))
})
