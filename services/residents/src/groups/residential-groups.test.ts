import { expect } from 'vitest'
import { test } from '../testing.ts'

interface Result {
  __typename: string
  message?: string
  field?: string
  group?: { id: string; number: number; name: string; closedOn: string | null }
  households?: number
  selfManagementGroups?: number
  establishments?: number
}
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

const DONE = `__typename
  ... on ResidentialGroupSuccess { group { id number name closedOn } }
  ... on UserError { message }`
const INVALID = `... on InvalidInput { field }`

const act = async (asking: Asking, name: string, type: string, extra: string, input: unknown): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${DONE} ${extra} } }`,
      {
        input,
      },
    )
  ).done
const open = (asking: Asking, input: unknown) =>
  act(asking, 'openResidentialGroup', 'OpenResidentialGroupInput', INVALID, input)
const change = (asking: Asking, input: unknown) =>
  act(asking, 'changeResidentialGroup', 'ChangeResidentialGroupInput', INVALID, input)
const close = (asking: Asking, input: unknown) =>
  act(
    asking,
    'closeResidentialGroup',
    'CloseResidentialGroupInput',
    `${INVALID} ... on ResidentialGroupInUse { households selfManagementGroups establishments }`,
    input,
  )
const reopen = async (asking: Asking, id: string | undefined): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(`mutation ($id: ID!) { done: reopenResidentialGroup(id: $id) { ${DONE} } }`, {
      id,
    })
  ).done

const REGISTER = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { __typename
  ... on InvalidInput { field } ... on RegisterPersonSuccess { person { household { id code } } } } }`
const GROUPS = `query ($unit: ID!, $all: Boolean!) { adminUnit(code: $unit) { residentialGroups(withClosed: $all) { name } } }`

const on = '2021-09-20'
let people = 0
const newcomer = (unit: string, residentialGroupId: string | undefined) => ({
  ...{ unit, residentialGroupId, fullName: `Trần Văn Số ${++people}`, sex: 'MALE', birthYear: 1950 + people },
  ...{ address: `Số ${people}`, residenceKind: 'PERMANENT', residesFrom: on },
})
const register = async (asking: Asking, unit: string, groupId: string | undefined) =>
  (
    await asking.run<{
      registerPerson: { __typename: string; field?: string; person?: { household: { id: string; code: string } } }
    }>(REGISTER, { input: newcomer(unit, groupId) })
  ).registerPerson

test('a new ward opens its groups, and registers its first household', async ({ as, given, unit }) => {
  await given.unit()
  const registrar = as('REGISTRAR')
  const { group } = await open(registrar, { unit, number: 7, name: ' Tổ  dân phố 7 ' })
  expect(group).toMatchObject({ number: 7, name: 'Tổ dân phố 7', closedOn: null })
  expect(await open(registrar, { unit, number: 7, name: 'Khác' })).toMatchObject({
    __typename: 'ResidentialGroupNumberTaken',
    message: expect.stringContaining('Tổ dân phố 7'),
  })
  expect(await open(registrar, { unit, number: 0, name: 'Tổ' })).toMatchObject({ field: 'number' })
  expect(await open(registrar, { unit, number: 8, name: ' ' })).toMatchObject({ field: 'name' })
  expect(await open(registrar, { unit: '00001', number: 8, name: 'Tổ' })).toMatchObject({
    __typename: 'UnitOutOfScope',
  })
  expect((await register(registrar, unit, group?.id)).person?.household.code).toBe('T07-0001')
})

test('two who open the same number at once make one group', async ({ as, given, unit }) => {
  await given.unit()
  const outcomes = await Promise.all(
    [1, 2, 3].map((one) => open(as('REGISTRAR'), { unit, number: 7, name: `Tổ ${one}` })),
  )
  expect(outcomes.map(({ __typename }) => __typename).toSorted()).toEqual([
    'ResidentialGroupNumberTaken',
    'ResidentialGroupNumberTaken',
    'ResidentialGroupSuccess',
  ])
})

test('codes go on by their number, whatever households and groups have been through', async ({ as, given, unit }) => {
  await given.unit()
  const registrar = as('REGISTRAR')
  const seventh = (await open(registrar, { unit, number: 7, name: 'Tổ 7' })).group
  const eighth = (await open(registrar, { unit, number: 8, name: 'Tổ 8' })).group
  const code = async (group: typeof seventh) => (await register(registrar, unit, group?.id)).person?.household.code
  const moved = (await register(registrar, unit, seventh?.id)).person?.household.id
  expect(await code(seventh)).toBe('T07-0002')
  await given.select(`update household set residential_group_id = ? where id = ? returning id`, [eighth?.id, moved])
  expect(await code(seventh)).toBe('T07-0003')
  expect(await code(eighth)).toBe('T08-0001')
  expect(await change(registrar, { id: seventh?.id, number: 8, name: 'Tổ 8' })).toMatchObject({
    __typename: 'ResidentialGroupNumberTaken',
  })
  expect(await change(registrar, { id: seventh?.id, number: 70, name: 'Tổ 70' })).toMatchObject({
    group: { number: 70, name: 'Tổ 70' },
  })
  expect(await code(seventh)).toBe('T70-0001')
  const again = (await open(registrar, { unit, number: 7, name: 'Tổ 7 mới' })).group
  expect(await code(again)).toBe('T07-0004')
})

test('a group closes when nothing is in it, is offered no more, and opens again', async ({ as, given, unit }) => {
  await given.unit()
  const group = await given.group()
  const household = await given.household(group)
  const team = await given.selfManagementGroup(group)
  const registrar = as('REGISTRAR')
  const names = async (all: boolean) =>
    (
      await registrar.run<{ adminUnit: { residentialGroups: { name: string }[] } }>(GROUPS, { unit, all })
    ).adminUnit.residentialGroups.map(({ name }) => name)
  expect(await close(registrar, { id: group.id, on })).toMatchObject({
    ...{ __typename: 'ResidentialGroupInUse', households: 1, selfManagementGroups: 1, establishments: 0 },
    message: expect.stringMatching(/1 hộ .*1 tổ tự quản/),
  })
  await given.select(`update household set dissolved_on = ? where id = ? returning id`, [on, household.id])
  await given.select(`update self_management_group set dissolved_on = founded_on where id = ? returning id`, [team.id])
  expect(await close(registrar, { id: group.id, on: '2999-01-01' })).toMatchObject({ field: 'on' })
  // Its last household was there until that day.
  expect(await close(registrar, { id: group.id, on: '2021-09-19' })).toMatchObject({ field: 'on' })
  expect(await close(registrar, { id: group.id, on })).toMatchObject({ group: { closedOn: on } })
  expect(await close(registrar, { id: group.id, on })).toMatchObject({ __typename: 'GroupNotFound' })
  expect(await names(false)).toEqual([])
  expect(await names(true)).toEqual([group.name])
  expect(await register(registrar, unit, group.id)).toMatchObject({ field: 'residentialGroupId' })
  expect(await change(registrar, { id: group.id, number: 1, name: 'x' })).toMatchObject({ __typename: 'GroupNotFound' })
  expect(await reopen(registrar, group.id)).toMatchObject({ group: { closedOn: null } })
  expect(await reopen(registrar, group.id)).toMatchObject({ __typename: 'GroupNotFound' })
  expect(await register(registrar, unit, group.id)).toMatchObject({ __typename: 'RegisterPersonSuccess' })
})

test('who closes a group waits for who fills it', async ({ as, given, unit }) => {
  await given.unit()
  const group = await given.group()
  const [closed, registered] = await Promise.all([
    close(as('REGISTRAR'), { id: group.id, on }),
    register(as('REGISTRAR'), unit, group.id),
  ])
  const outcome = `${closed.__typename} ${registered.__typename}`
  expect(['ResidentialGroupSuccess InvalidInput', 'ResidentialGroupInUse RegisterPersonSuccess']).toContain(outcome)
})

test('the leader goes with the group, and comes back with it', async ({ as, given }) => {
  await given.unit()
  const group = await given.group()
  const elsewhere = await given.household(await given.group())
  const person = await given.person('Lê Thị Tổ Trưởng', { household: elsewhere })
  const registrar = as('REGISTRAR')
  const LEADER = `query ($id: ID!) { residentialGroup(id: $id) { leader { person { fullName } } } }`
  const leader = async () =>
    (
      await registrar.run<{ residentialGroup: { leader: { person: { fullName: string } } | null } }>(LEADER, {
        id: group.id,
      })
    ).residentialGroup.leader?.person.fullName ?? null
  await registrar.run(`mutation ($input: SetGroupLeaderInput!) { setGroupLeader(input: $input) { __typename } }`, {
    input: { residentialGroupId: group.id, personId: person.id, on },
  })
  expect(await leader()).toBe(person.fullName)
  expect(await close(registrar, { id: group.id, on: '2021-01-01' })).toMatchObject({ field: 'on' })
  await close(registrar, { id: group.id, on: '2021-09-25' })
  expect(await leader()).toBeNull()
  await reopen(registrar, group.id)
  expect(await leader()).toBe(person.fullName)
})

test('a household that became one with another does not come back into a group that was closed since', async ({
  as,
  given,
}) => {
  await given.unit()
  const group = await given.group()
  const household = await given.household(group)
  const person = await given.person('Trần Thị Cuối Cùng', { household })
  const now = new Date(`${on}T10:00:00+07:00`)
  const registrar = as('REGISTRAR', { now })
  const other = await given.household(await given.group())
  const { moveMembers } = await registrar.run<{ moveMembers: { event: { id: string } } }>(
    `mutation ($input: MoveMembersInput!) { moveMembers(input: $input) { ... on LifeEventSuccess { event { id } } } }`,
    { input: { householdId: household.id, personIds: [person.id], on, to: { householdId: other.id } } },
  )
  const undo = async () =>
    (
      await registrar.run<{ undoLifeEvent: { __typename: string; message?: string } }>(
        `mutation ($id: ID!) { undoLifeEvent(id: $id) { __typename ... on UserError { message } } }`,
        { id: moveMembers.event.id },
      )
    ).undoLifeEvent
  expect(await close(registrar, { id: group.id, on })).toMatchObject({ group: { closedOn: on } })
  expect(await undo()).toMatchObject({
    __typename: 'GroupClosedSince',
    message: expect.stringContaining(group.name),
  })
  await reopen(registrar, group.id)
  expect(await undo()).toMatchObject({ __typename: 'LifeEventSuccess' })
})
