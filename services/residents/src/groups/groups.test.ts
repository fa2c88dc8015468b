import { expect } from 'vitest'
import { type Household, HouseholdRelation } from '../households/household.ts'
import { test } from '../testing.ts'

type Result = {
  __typename: string
  message?: string
  field?: string
  count?: number
  group?: { id: string; householdCount: number; dissolvedOn: string | null }
  leader?: { person: { fullName: string } } | null
}
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

const DONE = `__typename
  ... on SelfManagementGroupSuccess { group { id householdCount dissolvedOn } }
  ... on UserError { message } ... on InvalidInput { field }`

async function act(asking: Asking, name: string, type: string, input: Record<string, unknown>): Promise<Result> {
  const extra = name === 'addHouseholdsToGroup' ? '... on HouseholdsInAnotherGroup { count }' : ''
  return (
    await asking.run<{ done: Result }>(
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${DONE} ${extra} } }`,
      { input },
    )
  ).done
}

const found = (asking: Asking, input: Record<string, unknown>) =>
  act(asking, 'foundSelfManagementGroup', 'FoundSelfManagementGroupInput', input)
const add = (asking: Asking, input: Record<string, unknown>) =>
  act(asking, 'addHouseholdsToGroup', 'AddHouseholdsInput', input)
const remove = (asking: Asking, input: Record<string, unknown>) =>
  act(asking, 'removeHouseholdsFromGroup', 'SelfManagementMembersInput', input)
const dissolve = (asking: Asking, input: Record<string, unknown>) =>
  act(asking, 'dissolveSelfManagementGroup', 'DissolveSelfManagementGroupInput', input)
const lead = async (asking: Asking, input: Record<string, unknown>): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($input: SetGroupLeaderInput!) { done: setGroupLeader(input: $input) {
         __typename ... on SetGroupLeaderSuccess { leader { person { fullName } } }
         ... on UserError { message } ... on InvalidInput { field } } }`,
      { input },
    )
  ).done

const on = '2021-09-20'
const ids = (households: Household[]) => households.map(({ id }) => id)

test('a group is founded, and its number is taken until it is dissolved', async ({ as, given, unit }) => {
  await given.unit()
  const residentialGroup = await given.group()
  const input = { unit, residentialGroupId: residentialGroup.id, number: 1, name: ' Tổ  tự quản 1 ', on }
  const registrar = as('REGISTRAR')
  const { group } = await found(registrar, input)
  expect(await found(registrar, input)).toMatchObject({ __typename: 'GroupNumberTaken' })
  expect(await found(registrar, { ...input, number: 0 })).toMatchObject({ field: 'number' })
  expect(await found(registrar, { ...input, unit: '00001' })).toMatchObject({ __typename: 'UnitOutOfScope' })
  const elsewhere = await given.group()
  expect(await found(registrar, { ...input, residentialGroupId: elsewhere.id })).toMatchObject({ group: {} })
  expect(await dissolve(registrar, { id: group?.id, on })).toMatchObject({ group: { dissolvedOn: on } })
  expect(await found(registrar, input)).toMatchObject({ group: { householdCount: 0 } })
  const LISTED = `query ($unit: ID!, $all: Boolean!) { adminUnit(code: $unit) { residentialGroups {
    selfManagementGroups(withDissolved: $all) { dissolvedOn } } } }`
  type Listed = { adminUnit: { residentialGroups: { selfManagementGroups: { dissolvedOn: string | null }[] }[] } }
  const listed = async (all: boolean) =>
    (await registrar.run<Listed>(LISTED, { unit, all })).adminUnit.residentialGroups[0]?.selfManagementGroups.map(
      ({ dissolvedOn }) => dissolvedOn,
    )
  expect(await listed(false)).toEqual([null])
  expect((await listed(true))?.toSorted()).toEqual([on, null])
})

test('a household is in one group at a time, whoever writes it down at once', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const households = await Promise.all([given.household(residentialGroup), given.household(residentialGroup)])
  const [one, two] = [
    await given.selfManagementGroup(residentialGroup),
    await given.selfManagementGroup(residentialGroup),
  ]
  const registrar = as('REGISTRAR')
  const answers = await Promise.all(
    [one, two].map(({ id }) => add(as('REGISTRAR'), { id, householdIds: ids(households), on })),
  )
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    'HouseholdsInAnotherGroup',
    'SelfManagementGroupSuccess',
  ])
  const [taken, free] = answers[0]?.group ? [one, two] : [two, one]
  expect(await add(registrar, { id: free.id, householdIds: ids(households), on })).toMatchObject({ count: 2 })
  const moved = { id: free.id, householdIds: ids(households.slice(0, 1)), on, move: true }
  expect(await add(registrar, moved)).toMatchObject({ group: { householdCount: 1 } })
  expect(await remove(registrar, { id: taken.id, householdIds: ids(households), on })).toMatchObject({
    field: 'householdIds',
  })
  expect(await remove(registrar, { id: taken.id, householdIds: ids(households.slice(1)), on })).toMatchObject({
    group: { householdCount: 0 },
  })
  expect(
    await add(registrar, { id: taken.id, householdIds: ids(households.slice(1)), on: '2021-09-19' }),
  ).toMatchObject({ field: 'on' })
})

test('takes only households of its own residential group that still exist', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const group = await given.selfManagementGroup(residentialGroup)
  const foreign = await given.household(await given.group())
  for (const householdIds of [[foreign.id], [], ['x'], [crypto.randomUUID()]])
    expect(await add(as('REGISTRAR'), { id: group.id, householdIds, on })).toMatchObject({ field: 'householdIds' })
})

test('who leads is dated, for a residential group as for a self-management group', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const household = await given.household(residentialGroup)
  const group = await given.selfManagementGroup(residentialGroup, [household])
  const first = await given.person('Trần Văn Một', { household, relation: HouseholdRelation.HEAD })
  const second = await given.person('Trần Văn Hai', { household })
  const registrar = as('REGISTRAR')
  for (const whose of [{ residentialGroupId: residentialGroup.id }, { selfManagementGroupId: group.id }]) {
    expect(await lead(registrar, { ...whose, on })).toMatchObject({ field: 'personId' })
    await lead(registrar, { ...whose, personId: first.id, on })
    expect(await lead(registrar, { ...whose, personId: first.id, on })).toMatchObject({ field: 'personId' })
    expect(await lead(registrar, { ...whose, personId: second.id, on: '2021-09-19' })).toMatchObject({ field: 'on' })
    expect(await lead(registrar, { ...whose, personId: second.id, on: '2021-09-25' })).toMatchObject({
      leader: { person: { fullName: 'Trần Văn Hai' } },
    })
  }
  expect(await lead(registrar, { on })).toMatchObject({ field: 'selfManagementGroupId' })
  const LEADERS = `query ($id: ID!) { selfManagementGroup(id: $id) { leader { person { fullName } } leaders { fromOn toOn } } }`
  expect(await registrar.run(LEADERS, { id: group.id })).toEqual({
    selfManagementGroup: {
      leader: { person: { fullName: 'Trần Văn Hai' } },
      leaders: [
        { fromOn: '2021-09-25', toOn: null },
        { fromOn: on, toOn: '2021-09-25' },
      ],
    },
  })
})

test('a group that was dissolved by mistake comes back with those who have gone nowhere else', async ({
  as,
  given,
}) => {
  const residentialGroup = await given.group()
  const [stays, goes] = [await given.household(residentialGroup), await given.household(residentialGroup)]
  const group = await given.selfManagementGroup(residentialGroup, [stays, goes])
  const other = await given.selfManagementGroup(residentialGroup)
  const registrar = as('REGISTRAR')
  expect(await dissolve(registrar, { id: group.id, on })).toMatchObject({ group: { householdCount: 0 } })
  await add(registrar, { id: other.id, householdIds: [goes.id], on })
  const { done } = await registrar.run<{ done: Result }>(
    `mutation ($id: ID!) { done: reopenSelfManagementGroup(id: $id) { ${DONE} } }`,
    { id: group.id },
  )
  expect(done).toMatchObject({ group: { householdCount: 1, dissolvedOn: null } })
})

const BOARD = `query ($unit: ID!) {
  adminUnit(code: $unit) { residentialGroups {
    ungroupedCount leader { fromOn } selfManagementGroups { householdCount leader { person { fullName } } } } }
  ungroupedHouseholds(unit: $unit, first: 50) { totalCount edges { node { code selfManagementGroup { id } } } }
}`

test('the board of groups costs as many statements for thirty households as for three', async ({ as, given, unit }) => {
  await given.unit()
  const cost = async (households: number) => {
    const residentialGroup = await given.group()
    const homes: Household[] = []
    for (let count = 0; count < households; count++) homes.push(await given.household(residentialGroup))
    await given.selfManagementGroup(residentialGroup, homes.slice(1, homes.length / 2))
    await given.selfManagementGroup(residentialGroup, homes.slice(homes.length / 2))
    return as('REGISTRAR').ask(BOARD, { unit })
  }
  const [few, many] = [await cost(3), await cost(30)]
  expect(many.errors).toEqual([])
  expect(many.statements).toBe(few.statements)
  expect(many.data).toMatchObject({
    adminUnit: {
      residentialGroups: [
        { ungroupedCount: 1 },
        {
          ungroupedCount: 1,
          selfManagementGroups: [{ householdCount: 14 }, { householdCount: 15 }],
        },
      ],
    },
    ungroupedHouseholds: { totalCount: 2 },
  })
})

test('who walks from door to door sees groups and addresses, and nobody’s name', async ({ as, given }) => {
  const residentialGroup = await given.group()
  const household = await given.household(residentialGroup)
  const person = await given.person('Trần Thị Kín', { household })
  const group = await given.selfManagementGroup(residentialGroup, [household])
  await lead(as('REGISTRAR'), { selfManagementGroupId: group.id, personId: person.id, on })
  const SEEN = `query ($id: ID!) { selfManagementGroup(id: $id) { name leader { fromOn person { fullName } }
    members { household { address selfManagementGroup { name } } } } }`
  for (const role of ['TEAM_LEADER', 'COMMUNITY_TEAM'] as const) {
    const { data, errors } = await as(role).ask(SEEN, { id: group.id })
    expect(data, role).toMatchObject({
      selfManagementGroup: { leader: { fromOn: on, person: null }, members: [{ household: { address: 'Số 1' } }] },
    })
    expect(errors, role).toMatchObject([{ code: 'FORBIDDEN' }])
  }
  const { data } = await as('CLERK').ask(SEEN, { id: group.id })
  expect(data).toMatchObject({ selfManagementGroup: { name: group.name, members: null } })
})

test('each household has in its history what it joined and left, whoever wrote the group down', async ({
  as,
  given,
}) => {
  const residentialGroup = await given.group()
  const home = await given.household(residentialGroup)
  const [one, two] = [
    await given.selfManagementGroup(residentialGroup),
    await given.selfManagementGroup(residentialGroup),
  ]
  const at = (hour: number) => as('REGISTRAR', { now: new Date(`${on}T${hour}:00:00+07:00`) })
  const whom = { householdIds: [home.id], on }
  await add(at(10), { id: one.id, ...whom })
  await add(at(11), { id: one.id, ...whom })
  await add(at(12), { id: two.id, ...whom })
  await add(at(13), { id: two.id, ...whom, move: true })
  await remove(at(14), { id: two.id, ...whom })
  await add(at(15), { id: two.id, ...whom })
  await dissolve(at(16), { id: two.id, on })
  await at(17).run(`mutation ($id: ID!) { reopenSelfManagementGroup(id: $id) { __typename } }`, { id: two.id })
  const EDITS = `query ($id: ID!) { household(id: $id) { edits { oldValue newValue recordedAt isOfBulkEdit byPost } } }`
  type Edits = { household: { edits: { oldValue: string | null; newValue: string | null; isOfBulkEdit: boolean }[] } }
  const { edits } = (await at(18).run<Edits>(EDITS, { id: home.id })).household
  expect(edits.map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([
    [null, two.name],
    [two.name, null],
    [null, two.name],
    [two.name, null],
    [one.name, two.name],
    [null, one.name],
  ])
  expect(edits.every(({ isOfBulkEdit }) => !isOfBulkEdit)).toBe(true)
})
