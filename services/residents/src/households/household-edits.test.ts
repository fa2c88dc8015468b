import pg from 'pg'
import { expect } from 'vitest'
import { Migration20261122153925_fill_household_edits as FillHouseholdEdits } from '../../migrations/20261122153925-fill-household-edits.ts'
import { test } from '../testing.ts'
import type { Household } from './household.ts'

const APPLY = `mutation ($input: ApplyBulkEditInput!) {
  applyBulkEdit(input: $input) { __typename ... on BulkEditSuccess { bulkEdit { id } } }
}`
const UNDO = `mutation ($id: ID!) { undoBulkEdit(id: $id) { __typename } }`
const RECEIVE = `mutation ($input: ReceiveSubjectRequestInput!) { receiveSubjectRequest(input: $input) { __typename } }`
const EDITS = `query ($id: ID!) { household(id: $id) {
  edits { field oldValue newValue recordedAt byName byPost undoneAt undoneByName }
} }`

interface Edit {
  field: string
  oldValue: string | null
  newValue: string | null
  byPost: string | null
  undoneAt: string | null
}
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

const day = (hour: number) => new Date(`2026-11-20T${hour}:00:00+07:00`)

async function apply(asking: Asking, edit: Record<string, unknown>, expected: number): Promise<string | undefined> {
  const input = { edit: { on: '2026-11-20', ...edit }, expected }
  const { applyBulkEdit } = await asking.run<{ applyBulkEdit: { bulkEdit?: { id: string } } }>(APPLY, { input })
  return applyBulkEdit.bulkEdit?.id
}

const editsOf = async (asking: Asking, { id }: Household): Promise<Edit[]> =>
  (await asking.run<{ household: { edits: Edit[] } }>(EDITS, { id })).household.edits

const brief = ({ field, oldValue, newValue, undoneAt }: Edit) => [field, oldValue, newValue, undoneAt !== null]

test('what was edited of a household is in its history: the newest first, from what to what, by whom, taken back or not', async ({
  as,
  given,
  unit,
}) => {
  const [from, to] = [await given.group(), await given.group()]
  const [home, other] = [await given.household(from), await given.household(from)]
  const team = await given.selfManagementGroup(from)
  await apply(
    as('REGISTRAR', { now: day(10) }),
    {
      unit,
      kind: 'SELF_MANAGEMENT_GROUP',
      ids: [home.id, other.id],
      selfManagementGroupId: team.id,
    },
    2,
  )
  const address = { unit, kind: 'ADDRESS', ids: [home.id], addressFrom: 'Số 1', addressTo: 'Số 1 ngõ 2' }
  const taken = await apply(as('REGISTRAR', { now: day(11) }), address, 1)
  await apply(
    as('REGISTRAR', { now: day(12) }),
    { unit, kind: 'HOUSEHOLD_GROUP', ids: [home.id], residentialGroupId: to.id },
    1,
  )
  const registrar = as('REGISTRAR', { now: day(13) })
  expect(await registrar.run(UNDO, { id: taken })).toEqual({ undoBulkEdit: { __typename: 'BulkEditSuccess' } })
  // The old name was the name on that day, whatever the group is called now.
  await given.select(`update residential_group set name = 'Tổ dân phố Trạm' where id = ? returning id`, [from.id])

  const edits = await editsOf(registrar, home)
  expect(edits.map(brief)).toEqual([
    ['RESIDENTIAL_GROUP', from.name, to.name, false],
    ['SELF_MANAGEMENT_GROUP', team.name, null, false],
    ['ADDRESS', 'Số 1', 'Số 1 ngõ 2', true],
    ['SELF_MANAGEMENT_GROUP', null, team.name, false],
  ])
  const by = { byName: expect.any(String), byPost: expect.any(String) }
  expect(edits[2]).toMatchObject({
    ...by,
    recordedAt: day(11).toISOString(),
    undoneAt: day(13).toISOString(),
    undoneByName: edits[2] && (edits[2] as Edit & { byName: string }).byName,
  })
  expect((await editsOf(registrar, other)).map(brief)).toEqual([['SELF_MANAGEMENT_GROUP', null, team.name, false]])
})

test('an old address is for those who see the history of the household, and what was written stays as it is', async ({
  as,
  given,
  unit,
}) => {
  const home = await given.household(await given.group())
  const address = { unit, kind: 'ADDRESS', ids: [home.id], addressFrom: 'Số 1', addressTo: 'Số 1 ngõ 2' }
  await apply(as('REGISTRAR', { now: day(10) }), address, 1)
  for (const role of ['REGISTRAR', 'INSPECTOR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER'] as const)
    expect((await editsOf(as(role), home)).map(brief), role).toEqual([['ADDRESS', 'Số 1', 'Số 1 ngõ 2', false]])
  for (const role of ['TEAM_LEADER', 'COMMUNITY_TEAM', 'EMERGENCY_READER', 'CASHIER', 'CHAIR', 'ANALYST'] as const) {
    const { data, errors } = await as(role).ask(EDITS, { id: home.id })
    expect(JSON.stringify(data ?? null), role).not.toContain('Số 1')
    expect(errors, role).not.toEqual([])
  }
  const write = `update household_edit set old_value = 'Số 9' where household_id = ? returning id`
  await expect(given.select(write, [home.id])).rejects.toThrow('never changed')
})

test('the data-protection officer sees the old addresses of the home of who asked, and no self-management group', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const [home, other] = [await given.household(group), await given.household(group)]
  const asker = await given.person('Lê Thị An', { household: home })
  const team = await given.selfManagementGroup(group)
  const ids = [home.id, other.id]
  await apply(
    as('REGISTRAR', { now: day(10) }),
    { unit, kind: 'ADDRESS', ids, addressFrom: 'Số', addressTo: 'Nhà số' },
    2,
  )
  const join = { unit, kind: 'SELF_MANAGEMENT_GROUP', ids, selfManagementGroupId: team.id }
  await apply(as('REGISTRAR', { now: day(11) }), join, 2)
  await as('REGISTRAR', { now: day(12) }).run(RECEIVE, {
    input: {
      unit,
      personId: asker.id,
      kind: 'ACCESS',
      requester: 'SUBJECT',
      identityChecked: true,
      method: 'VERBAL',
      receivedOn: '2026-11-20',
      sharedWithThirdParties: false,
      detail: 'Xin biết phường giữ dữ liệu gì về tôi',
    },
  })
  const officer = as('DATA_PROTECTION_OFFICER', { now: day(12) })
  expect((await editsOf(officer, home)).map(brief)).toEqual([['ADDRESS', 'Số 1', 'Nhà số 1', false]])
  expect((await officer.ask(EDITS, { id: other.id })).errors).not.toEqual([])
})

test('the history of many households costs as many statements as that of few', async ({ as, given, unit }) => {
  const group = await given.group()
  for (let count = 0; count < 6; count++) await given.household(group)
  const registrar = as('REGISTRAR', { now: day(10) })
  await apply(registrar, { unit, kind: 'ADDRESS', matching: {}, addressFrom: 'Số', addressTo: 'Nhà số' }, 6)
  const document = `query ($unit: ID!, $first: Int) { households(unit: $unit, first: $first) { edges { node {
    edits { field newValue } } } } }`
  const few = await registrar.ask(document, { unit, first: 2 })
  const many = await registrar.ask(document, { unit, first: 6 })
  expect([few.errors, many.errors]).toEqual([[], []])
  expect(JSON.stringify(many.data).match(/Nhà số/g)).toHaveLength(6)
  expect(many.statements).toBe(few.statements)
})

test('bulk edits from before the history held them are filled in, once', async ({
  as,
  given,
  unit,
  database: { superuserUrl },
}) => {
  const [from, to] = [await given.group(), await given.group()]
  const [home, other] = [await given.household(from), await given.household(from)]
  const [former, next] = [await given.selfManagementGroup(from, [home]), await given.selfManagementGroup(from)]
  const registrar = as('REGISTRAR', { now: day(10) })
  const join = { unit, kind: 'SELF_MANAGEMENT_GROUP', ids: [home.id, other.id], selfManagementGroupId: next.id }
  await apply(registrar, join, 2)
  const address = { unit, kind: 'ADDRESS', ids: [home.id], addressFrom: 'Số 1', addressTo: 'Số 1 ngõ 2' }
  await registrar.run(UNDO, { id: await apply(as('REGISTRAR', { now: day(11) }), address, 1) })
  await apply(
    as('REGISTRAR', { now: day(12) }),
    { unit, kind: 'HOUSEHOLD_GROUP', ids: [home.id], residentialGroupId: to.id },
    1,
  )
  const written = await editsOf(registrar, home)
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query('delete from household_edit where unit_code = $1', [unit])
  expect(await editsOf(registrar, home)).toEqual([])
  for (let time = 0; time < 2; time++) {
    const migration = new FillHouseholdEdits(undefined as never, undefined as never)
    await migration.up()
    for (const statement of migration.getQueries()) await client.query(String(statement))
  }
  const { rows: guarded } = await client.query(
    `select relname from pg_class where relforcerowsecurity and relname in ('bulk_edit', 'household', 'household_edit')`,
  )
  await client.end()
  expect(written.map(brief)).toContainEqual(['SELF_MANAGEMENT_GROUP', former.name, next.name, false])
  expect(await editsOf(registrar, home)).toEqual(written.map((edit) => ({ ...edit, byPost: null })))
  expect((await editsOf(registrar, other)).map(brief)).toEqual([['SELF_MANAGEMENT_GROUP', null, next.name, false]])
  expect(guarded).toHaveLength(3)
})
