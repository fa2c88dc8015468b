import type { Role } from '@vungxanh/access'
import { expect } from 'vitest'
import { OrganisationKind } from '../organisations/organisation.ts'
import { TaskState } from '../tasks/task.ts'
import { test } from '../testing.ts'

type Result = { __typename: string; field?: string; responsibility?: { responsible: string; byName: string } }
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

const now = new Date('2021-09-27T17:00:00+07:00')

const assign = async (asking: Asking, input: Record<string, unknown>): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($input: AssignResponsibilityInput!) { done: assignResponsibility(input: $input) { __typename
         ... on ResponsibilitySuccess { responsibility { responsible byName } } ... on InvalidInput { field } } }`,
      { input },
    )
  ).done

const end = async (asking: Asking, input: Record<string, unknown>): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($input: EndResponsibilityInput!) { done: endResponsibility(input: $input) { __typename
         ... on InvalidInput { field } } }`,
      { input },
    )
  ).done

const OF_GROUPS = `query ($keys: [_Any!]!, $asOf: LocalDate, $withEnded: Boolean) { _entities(representations: $keys) {
  ... on ResidentialGroup { responsibilities(asOf: $asOf, withEnded: $withEnded) { kind responsible fromOn toOn endReason } } } }`
const NUMBERS = `query ($keys: [_Any!]!, $asOf: LocalDate) { _entities(representations: $keys) {
  ... on ResidentialGroup { signedHouseholdCount(asOf: $asOf) openTasks { title } responsibilities { responsible } } } }`

const key = (id: string, householdIds: string[] = []) => ({ __typename: 'ResidentialGroup', id, householdIds })
const uuid = () => crypto.randomUUID()
const assignment = (unit: string, changes: object = {}) => ({
  id: uuid(),
  unit,
  kind: 'EPIDEMIC_CONTROL',
  fromOn: '2021-09-01',
  holderName: 'Lê Văn Hoà',
  ...changes,
})

test('a cell and a person of it answer for a group; sent twice it is one assignment', async ({ as, given, unit }) => {
  const cell = await given.organisation('Chi bộ 5', OrganisationKind.PARTY)
  const post = await given.post('Bí thư chi bộ', { organisation: cell })
  const group = uuid()
  const clerk = as('CLERK', { now })
  const person = assignment(unit, { residentialGroupId: group, organisationId: cell.id })
  const answers = await Promise.all([1, 2, 3].map(() => assign(clerk, person)))
  for (const answer of answers) expect(answer).toMatchObject({ responsibility: { responsible: 'Lê Văn Hoà' } })
  const body = assignment(unit, { residentialGroupId: group, holderName: ' ', postId: post.id, fromOn: '2021-09-02' })
  expect(await assign(clerk, body)).toMatchObject({ responsibility: { responsible: 'Bí thư chi bộ, Chi bộ 5' } })
  const { _entities } = await as('TEAM_LEADER', { now }).run<{ _entities: { responsibilities: object[] }[] }>(
    OF_GROUPS,
    { keys: [key(group)] },
  )
  expect(_entities[0]?.responsibilities).toMatchObject([
    { responsible: 'Bí thư chi bộ, Chi bộ 5', fromOn: '2021-09-02', toOn: null },
    { responsible: 'Lê Văn Hoà', kind: 'EPIDEMIC_CONTROL' },
  ])
})

test('nobody holds the same for the same place twice, whoever writes at once', async ({ as, unit }) => {
  const group = uuid()
  const twice = await Promise.all(
    ['Lê Văn Hoà', 'lê văn Hòa'].map((holderName) =>
      assign(as('CLERK', { now }), assignment(unit, { residentialGroupId: group, holderName })),
    ),
  )
  expect(twice.map(({ __typename }) => __typename).sort()).toEqual([
    'ResponsibilityAlreadyHeld',
    'ResponsibilitySuccess',
  ])
  const other = assignment(unit, { residentialGroupId: group, kind: 'GENERAL' })
  expect(await assign(as('CLERK', { now }), other)).toMatchObject({ __typename: 'ResponsibilitySuccess' })
})

test('is ended with a reason and stays; the day says who answered', async ({ as, unit }) => {
  const group = uuid()
  const clerk = as('CLERK', { now })
  const first = assignment(unit, { residentialGroupId: group })
  await assign(clerk, first)
  expect(await end(clerk, { id: first.id, on: '2021-09-20', reason: ' ' })).toMatchObject({ field: 'reason' })
  expect(await end(clerk, { id: first.id, on: '2021-08-20', reason: 'Nghỉ' })).toMatchObject({ field: 'on' })
  expect(await end(clerk, { id: first.id, on: '2021-09-20', reason: 'Nghỉ hưu' })).toMatchObject({
    __typename: 'ResponsibilitySuccess',
  })
  expect(await end(clerk, { id: first.id, on: '2021-09-20', reason: 'Nghỉ hưu' })).toMatchObject({
    __typename: 'ResponsibilityNotFound',
  })
  expect(await assign(clerk, { ...first, id: uuid(), fromOn: '2021-09-19' })).toMatchObject({
    __typename: 'ResponsibilityAlreadyHeld',
  })
  await assign(clerk, { ...first, id: uuid(), fromOn: '2021-09-25' })
  const held = async (variables: object) => {
    const { _entities } = await clerk.run<{ _entities: { responsibilities: { fromOn: string }[] }[] }>(OF_GROUPS, {
      keys: [key(group)],
      ...variables,
    })
    return _entities[0]?.responsibilities.map(({ fromOn }) => fromOn)
  }
  expect(await held({ asOf: '2021-09-19' })).toEqual(['2021-09-01'])
  expect(await held({ asOf: '2021-09-22' })).toEqual([])
  expect(await held({})).toEqual(['2021-09-25'])
  expect(await held({ withEnded: true })).toEqual(['2021-09-25', '2021-09-01'])
})

test('says what is wrong with an assignment', async ({ as, given, unit }) => {
  const issuer = await given.issuer('Thành ủy')
  const input = assignment(unit, { residentialGroupId: uuid() })
  const fault = async (changes: object) => {
    const { field, __typename } = await assign(as('CLERK', { now }), { ...input, ...changes })
    return field ?? __typename
  }
  expect(await fault({ unit: '00001' })).toBe('UnitOutOfScope')
  expect(await fault({ id: 'x' })).toBe('id')
  expect(await fault({ organisationId: issuer.id })).toBe('organisationId')
  expect(await fault({ postId: uuid() })).toBe('postId')
  expect(await fault({ documentId: uuid() })).toBe('DocumentNotFound')
  expect(await fault({ householdId: uuid() })).toBe('area')
  await assign(as('CLERK', { now }), input)
  expect(await fault({ holderName: 'Người khác' })).toBe('id')
})

test('gets, changes and loses an account while it is held, and who set it is kept', async ({ as, given, unit }) => {
  const cell = await given.organisation('Chi bộ 5', OrganisationKind.PARTY)
  const [group, first, second] = [uuid(), uuid(), uuid()]
  const named = assignment(unit, { residentialGroupId: group })
  const [ofBody, ofHome] = [
    assignment(unit, { residentialGroupId: group, holderName: null, organisationId: cell.id }),
    assignment(unit, { householdId: uuid() }),
  ]
  for (const one of [named, ofBody, ofHome]) await assign(as('CLERK', { now }), one)
  const set = async (id: string, holderAccountId: string | null, at = '17:00') => {
    const SET = `mutation ($input: SetResponsibilityAccountInput!) { done: setResponsibilityAccount(input: $input) { __typename
      ... on ResponsibilitySuccess { responsibility { hasAccount mayHaveAccount accountChanges { byName at isSet } } } ... on InvalidInput { field } } }`
    const registrar = as('REGISTRAR', { now: new Date(`2021-09-27T${at}:00+07:00`) })
    return (await registrar.run<{ done: Result }>(SET, { input: { id, holderAccountId } })).done
  }
  const by = { byName: expect.any(String) }
  const changes = (times: [string, boolean][]) => times.map(([at, isSet]) => ({ ...by, at, isSet }))
  expect(await set(named.id, first)).toMatchObject({ responsibility: { hasAccount: true, mayHaveAccount: true } })
  // Sent again it is no second change.
  expect(await set(named.id, first, '17:01')).toMatchObject({
    responsibility: { accountChanges: changes([['2021-09-27T10:00:00.000Z', true]]) },
  })
  await set(named.id, second, '17:02')
  expect(await set(named.id, null, '17:03')).toMatchObject({
    responsibility: {
      hasAccount: false,
      accountChanges: changes([
        ['2021-09-27T10:03:00.000Z', false],
        ['2021-09-27T10:02:00.000Z', true],
        ['2021-09-27T10:00:00.000Z', true],
      ]),
    },
  })
  expect(await set(ofBody.id, first)).toMatchObject({ field: 'holderName' })
  expect(await set(ofHome.id, first)).toMatchObject({ field: 'holderAccountId' })
  for (const { id } of [ofBody, ofHome])
    expect(await set(id, null)).toMatchObject({ responsibility: { hasAccount: false, mayHaveAccount: false } })
  expect(await set(named.id, 'x')).toMatchObject({ field: 'holderAccountId' })
  await end(as('CLERK', { now }), { id: named.id, on: '2021-09-20', reason: 'Nghỉ hưu' })
  for (const id of [named.id, uuid()]) expect((await set(id, first)).__typename).toBe('ResponsibilityNotFound')
})

test('which body sends somebody is not for who only has to know whom to call', async ({ as, given, unit }) => {
  const cell = await given.organisation('Chi bộ 5', OrganisationKind.PARTY)
  const householdId = uuid()
  await assign(as('REGISTRAR', { now }), assignment(unit, { householdId, organisationId: cell.id }))
  const seen = async (role: Role) => {
    const { data } = await as(role, { now }).ask(
      `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Household {
         responsibilities { responsible organisation { name } } } } }`,
      { keys: [{ __typename: 'Household', id: householdId }] },
    )
    return data._entities
  }
  const named = (organisation: object | null) => [{ responsibilities: [{ responsible: 'Lê Văn Hoà', organisation }] }]
  expect(await seen('CHAIR')).toEqual(named({ name: 'Chi bộ 5' }))
  expect(await seen('TEAM_LEADER')).toEqual(named(null))
  expect(await seen('REGISTRAR')).toEqual(named(null))
  expect(await seen('WELFARE_OFFICER')).toEqual([null])
})

test('a group’s numbers: households that have signed on a day, and what is still to be done', async ({
  as,
  given,
  unit,
}) => {
  const group = uuid()
  const document = await given.document('08/PA-UBND')
  const homes = [uuid(), uuid(), uuid()]
  const RECORD = `mutation ($input: RecordCommitmentsInput!) { recordCommitments(input: $input) { __typename } }`
  for (const [day, some] of [
    ['2021-09-10', homes.slice(0, 1)],
    ['2021-09-20', homes.slice(1, 2)],
  ] as const)
    await as('CLERK', { now }).run(RECORD, {
      input: {
        unit,
        documentId: document.id,
        signedOn: day,
        households: some.map((householdId) => ({ id: uuid(), householdId })),
      },
    })
  const team = await given.organisation('Tổ Covid 5', OrganisationKind.COMMUNITY_TEAM, group)
  await given.task('Rà soát người mới về', { assignee: team })
  await given.task('Đã xong', { assignee: team, state: TaskState.DONE })
  await given.task('Của nơi khác')
  const numbers = async (asOf: string | null) =>
    (await as('CHAIR', { now }).run<{ _entities: object[] }>(NUMBERS, { keys: [key(group, homes), key(uuid())], asOf }))
      ._entities
  const none = { signedHouseholdCount: 0, openTasks: [], responsibilities: [] }
  const tasks = { openTasks: [{ title: 'Rà soát người mới về' }], responsibilities: [] }
  expect(await numbers('2021-09-15')).toEqual([{ signedHouseholdCount: 1, ...tasks }, none])
  expect(await numbers(null)).toEqual([{ signedHouseholdCount: 2, ...tasks }, none])
})

test('households that signed are not counted by a group of a unit in whose place others stand', async ({
  as,
  unit,
}) => {
  const ward = { __typename: 'AdminUnit', code: unit, name: 'Phường Cũ', validTo: '2021-09-16' }
  const keys = [{ ...key(uuid()), unit: { ...ward, successorNames: ['Phường Mới (90999)'] } }]
  const ask = (asOf: string) => as('CHAIR', { now }).ask(NUMBERS, { keys, asOf })
  expect((await ask('2021-09-16')).errors).toEqual([])
  const { data, errors } = await ask('2021-09-17')
  expect(data).toMatchObject({ _entities: [{ signedHouseholdCount: null, openTasks: [] }] })
  expect(errors).toMatchObject([{ code: 'UNIT_ENDED', message: expect.stringContaining('Phường Mới (90999)') }])
})

test('of each group the most urgent open tasks come, as many as are asked for, by the statements of one', async ({
  as,
  given,
}) => {
  const [five, six] = [uuid(), uuid()]
  const [team, cell, other] = [
    await given.organisation('Tổ Covid 5', OrganisationKind.COMMUNITY_TEAM, five),
    await given.organisation('Chi bộ 5', OrganisationKind.PARTY, five),
    await given.organisation('Tổ Covid 6', OrganisationKind.COMMUNITY_TEAM, six),
  ]
  const due = (day: number) => `2021-10-0${day}T08:00:00+07:00`
  await given.task('Không hạn', { assignee: team })
  await given.task('Thứ ba', { assignee: team, dueAt: due(3) })
  await given.task('Thứ nhất', { assignee: cell, dueAt: due(1) })
  await given.task('Thứ hai', { assignee: team, dueAt: due(2) })
  await given.task('Đã xong', { assignee: team, dueAt: due(1), state: TaskState.DONE })
  await given.task('Của tổ 6', { assignee: other })
  const document = `query ($keys: [_Any!]!, $first: Int) { _entities(representations: $keys) {
    ... on ResidentialGroup { openTasks(first: $first) { title assignee { name } } } } }`
  const ask = (first: number | null, ...groups: string[]) =>
    as('CHAIR', { now }).ask(document, { keys: groups.map((group) => key(group)), first })
  const titles = ({ data }: { data: Record<string, unknown> }) =>
    (data._entities as { openTasks: { title: string }[] }[]).map(({ openTasks }) => openTasks.map(({ title }) => title))
  const both = await ask(2, five, six)
  expect(titles(both)).toEqual([['Thứ nhất', 'Thứ hai'], ['Của tổ 6']])
  expect(titles(await ask(null, five))).toEqual([['Thứ nhất', 'Thứ hai', 'Thứ ba', 'Không hạn']])
  expect(both.statements).toBe((await ask(2, six)).statements)
  expect((await ask(0, five)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('twenty-four groups are as many statements as two', async ({ as, given, unit }) => {
  const cell = await given.organisation('Chi bộ 5', OrganisationKind.PARTY)
  const post = await given.post('Đảng viên', { organisation: cell })
  const cost = async (count: number) => {
    const groups = Array.from({ length: count }, uuid)
    for (const residentialGroupId of groups)
      await assign(as('CLERK', { now }), assignment(unit, { residentialGroupId, holderName: null, postId: post.id }))
    const keys = groups.map((group) => key(group, [uuid(), uuid()]))
    const { statements, errors } = await as('CHAIR', { now }).ask(NUMBERS, { keys })
    expect(errors).toEqual([])
    return statements
  }
  expect(await cost(24)).toBe(await cost(2))
})
