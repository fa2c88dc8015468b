import { expect } from 'vitest'
import { test } from '../testing.ts'
import { HouseholdRelation } from './household.ts'

const PREVIEW = `query ($input: BulkEditInput!) {
  bulkEditPreview(input: $input) { changes { id name from to leaves } refused { id name reason } }
}`
const APPLY = `mutation ($input: ApplyBulkEditInput!) {
  applyBulkEdit(input: $input) {
    __typename
    ... on BulkEditSuccess { bulkEdit { id changed kind undoneAt } }
    ... on PreviewOutdated { changes }
    ... on InvalidInput { field }
    ... on UserError { message }
  }
}`
const UNDO = `mutation ($id: ID!) {
  undoBulkEdit(id: $id) { __typename ... on BulkEditSuccess { bulkEdit { undoneAt } } ... on ChangedSince { names } }
}`

interface Preview {
  bulkEditPreview: {
    changes: { id: string; name: string; from: string; to: string; leaves: string | null }[]
    refused: { id: string; name: string; reason: string }[]
  }
}
interface Applied {
  applyBulkEdit: { __typename: string; bulkEdit?: { id: string; changed: number }; changes?: number; field?: string }
}
interface Undone {
  undoBulkEdit: { __typename: string; names?: string[] }
}

const on = '2026-11-20'
const now = new Date('2026-11-20T10:00:00+07:00')

test('all that match are moved to another group: the preview says which, that number changes, and all goes back', async ({
  as,
  given,
  unit,
}) => {
  const [from, to] = [await given.group(), await given.group()]
  for (let count = 0; count < 3; count++) await given.household(from)
  await given.household(to)
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'HOUSEHOLD_GROUP', matching: {}, residentialGroupId: to.id, on }
  const { bulkEditPreview } = await registrar.run<Preview>(PREVIEW, { input: edit })
  expect(bulkEditPreview.changes.map((change) => [change.name, change.from, change.to])).toEqual([
    ['H1', from.name, to.name],
    ['H2', from.name, to.name],
    ['H3', from.name, to.name],
  ])
  expect(bulkEditPreview.refused).toMatchObject([{ name: 'H4', reason: `Hộ đang ở ${to.name}.` }])

  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 3 } })
  expect(applyBulkEdit.bulkEdit).toMatchObject({ changed: 3 })
  const inGroup = async (group: { id: string }) =>
    Number((await given.select('select count(*) from household where residential_group_id = ?', [group.id]))[0]?.count)
  expect(await inGroup(to)).toBe(4)
  const { undoBulkEdit } = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(undoBulkEdit.__typename).toBe('BulkEditSuccess')
  expect([await inGroup(from), await inGroup(to)]).toEqual([3, 1])
})

test('households do not go back into a group that was closed once it was empty', async ({ as, given, unit }) => {
  const [from, to] = [await given.group(), await given.group()]
  await given.household(from)
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'HOUSEHOLD_GROUP', matching: {}, residentialGroupId: to.id, on }
  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 1 } })
  await given.select('update residential_group set closed_on = ? where id = ? returning id', [on, from.id])
  const undo = async () => (await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })).undoBulkEdit
  expect(await undo()).toEqual({ __typename: 'ChangedSince', names: [from.name] })
  await given.select('update residential_group set closed_on = null where id = ? returning id', [from.id])
  expect(await undo()).toMatchObject({ __typename: 'BulkEditSuccess' })
})

test('the number in the preview is the number changed: when the book has moved on, nothing is written', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  const people = [await given.person('Lê A', { household }), await given.person('Lê B', { household })]
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'ABSENCE', ids: people.map(({ id }) => id), on, place: 'Bắc Ninh' }
  await registrar.run('mutation ($input: RecordAbsenceInput!) { recordAbsence(input: $input) { __typename } }', {
    input: { householdId: household.id, personIds: [people[0]?.id], on },
  })
  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 2 } })
  expect(applyBulkEdit).toMatchObject({ __typename: 'PreviewOutdated', changes: 1 })
  const { bulkEditPreview } = await registrar.run<Preview>(PREVIEW, { input: edit })
  expect(bulkEditPreview.changes.map(({ name }) => name)).toEqual(['Lê B'])
  expect(bulkEditPreview.refused).toMatchObject([{ name: 'Lê A', reason: 'Lê A đang tạm vắng rồi.' }])
})

const PRESENT = `query ($id: ID!, $on: LocalDate!) { household(id: $id) { present(on: $on) { id } history { kind undoneAt } } }`

test('absences of two households are two events of one batch, and are taken back together', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const [one, other] = [await given.household(group), await given.household(group)]
  const people = [
    await given.person('Lê A', { household: one, relation: HouseholdRelation.HEAD }),
    await given.person('Lê B', { household: one }),
    await given.person('Lê C', { household: other }),
  ]
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'ABSENCE', ids: people.map(({ id }) => id), on }
  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 3 } })
  const state = async (id: string) =>
    (
      await registrar.run<{ household: { present: unknown[]; history: { undoneAt: string | null }[] } }>(PRESENT, {
        id,
        on,
      })
    ).household
  expect((await state(one.id)).present).toHaveLength(0)
  expect((await state(one.id)).history).toMatchObject([{ kind: 'ABSENT', undoneAt: null }])
  await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect((await state(one.id)).present).toHaveLength(2)
  expect((await state(other.id)).present).toHaveLength(1)
  expect((await state(one.id)).history[0]?.undoneAt).not.toBeNull()
  const again = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(again.undoBulkEdit.__typename).toBe('EventUndone')
})

test('who had another event since keeps the batch from being taken back, by name; the day after it is too late', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  const people = [await given.person('Lê A', { household }), await given.person('Lê B', { household })]
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'RESIDENCE_KIND', residenceKind: 'TEMPORARY', ids: people.map(({ id }) => id), on }
  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 2 } })
  const [row] = await given.select(
    `select array_agg(kind || ' ' || from_on || ' ' || coalesce(to_on::text, '-') order by from_on) as kinds from residence where person_id = ?`,
    [people[0]?.id],
  )
  expect(row?.kinds).toEqual(['PERMANENT 2020-01-01 2026-11-19', 'TEMPORARY 2026-11-20 -'])
  const tomorrow = as('REGISTRAR', { now: new Date('2026-11-21T08:00:00+07:00') })
  const late = await tomorrow.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(late.undoBulkEdit.__typename).toBe('UndoTooLate')
  await registrar.run('mutation ($input: RecordAbsenceInput!) { recordAbsence(input: $input) { __typename } }', {
    input: { householdId: household.id, personIds: [people[1]?.id], on },
  })
  const { undoBulkEdit } = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(undoBulkEdit).toEqual({ __typename: 'ChangedSince', names: ['Lê B'] })
})

test('a street gets its new name in every address that has it, search finds it, and the old one comes back', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const homes = [await given.household(group), await given.household(group), await given.household(group)]
  await given.select(`update household set address = address || ' Phố Trạm' where unit_code = ? and code <> 'H2'`, [
    unit,
  ])
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'ADDRESS', ids: homes.map(({ id }) => id), addressFrom: 'phố  Trạm', on }
  const asked = { ...edit, addressTo: 'Phố Vũ Đức Thận' }
  const { bulkEditPreview } = await registrar.run<Preview>(PREVIEW, { input: asked })
  expect(bulkEditPreview.changes.map(({ from, to }) => [from, to])).toEqual([
    ['Số 1 Phố Trạm', 'Số 1 Phố Vũ Đức Thận'],
    ['Số 3 Phố Trạm', 'Số 3 Phố Vũ Đức Thận'],
  ])
  expect(bulkEditPreview.refused).toMatchObject([{ name: 'H2', reason: 'Địa chỉ “Số 2” không có “phố Trạm”.' }])
  const nothing = await registrar.run<Applied>(APPLY, { input: { edit: { ...edit, addressTo: ' ' }, expected: 2 } })
  expect(nothing.applyBulkEdit).toMatchObject({ __typename: 'InvalidInput', field: 'addressTo' })

  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit: asked, expected: 2 } })
  const found = async (search: string) =>
    (
      await registrar.run<{ households: { edges: { node: { address: string } }[] } }>(
        `query ($unit: ID!, $search: String) { households(unit: $unit, search: $search) { edges { node { address } } } }`,
        { unit, search },
      )
    ).households.edges.map(({ node }) => node.address)
  expect(await found('vu duc than')).toEqual(['Số 1 Phố Vũ Đức Thận', 'Số 3 Phố Vũ Đức Thận'])
  await given.select(`update household set address = 'Số 3 ngõ mới' where id = ?`, [homes[2]?.id])
  const kept = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(kept.undoBulkEdit).toEqual({ __typename: 'ChangedSince', names: ['H3'] })
  await given.select(`update household set address = 'Số 3 Phố Vũ Đức Thận' where id = ?`, [homes[2]?.id])
  const { undoBulkEdit } = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(undoBulkEdit.__typename).toBe('BulkEditSuccess')
  expect(await found('pho tram')).toEqual(['Số 1 Phố Trạm', 'Số 3 Phố Trạm'])
})

test('many households go to one self-management group from wherever they were, and back', async ({
  as,
  given,
  unit,
}) => {
  const [group, elsewhere] = [await given.group(), await given.group()]
  const [h1, h2, h3] = [await given.household(group), await given.household(group), await given.household(group)]
  const h4 = await given.household(elsewhere)
  const former = await given.selfManagementGroup(group, [h1])
  const target = await given.selfManagementGroup(group, [h3])
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'SELF_MANAGEMENT_GROUP', matching: {}, selfManagementGroupId: target.id, on }
  const { bulkEditPreview } = await registrar.run<Preview>(PREVIEW, { input: edit })
  expect(bulkEditPreview.changes.map(({ name, from, to }) => [name, from, to])).toEqual([
    [h1.code, former.name, target.name],
    [h2.code, 'UNGROUPED', target.name],
  ])
  expect(bulkEditPreview.refused.map(({ name, reason }) => [name, reason])).toEqual([
    [h3.code, `Hộ đang ở ${target.name}.`],
    [h4.code, `Hộ không ở ${group.name}, là nơi của ${target.name}.`],
  ])
  const early = await registrar.run<Applied>(APPLY, { input: { edit: { ...edit, on: '2019-12-31' }, expected: 2 } })
  expect(early.applyBulkEdit).toMatchObject({ __typename: 'InvalidInput', field: 'on' })

  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 2 } })
  const memberships = async () =>
    (
      await given.select(
        `select household.code || ' ' || self_management_group.name as line from self_management_member as member
         join household on household.id = household_id join self_management_group on self_management_group.id = group_id
         where member.unit_code = ? and to_on is null order by 1`,
        [unit],
      )
    ).map(({ line }) => line)
  const moved = [`${h1.code} ${target.name}`, `${h2.code} ${target.name}`, `${h3.code} ${target.name}`]
  expect(await memberships()).toEqual(moved)
  const { undoBulkEdit } = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(undoBulkEdit.__typename).toBe('BulkEditSuccess')
  expect(await memberships()).toEqual([`${h1.code} ${former.name}`, `${h3.code} ${target.name}`])

  const again = await registrar.run<Applied>(APPLY, { input: { edit, expected: 2 } })
  await registrar.run(
    `mutation ($input: SelfManagementMembersInput!) { removeHouseholdsFromGroup(input: $input) { __typename } }`,
    { input: { id: target.id, householdIds: [h2.id], on } },
  )
  const kept = await registrar.run<Undone>(UNDO, { id: again.applyBulkEdit.bulkEdit?.id })
  expect(kept.undoBulkEdit).toEqual({ __typename: 'ChangedSince', names: [h2.code] })
})

test('who moves to another residential group leaves the self-management group of the old one that day, as the preview says', async ({
  as,
  given,
  unit,
}) => {
  const [from, to] = [await given.group(), await given.group()]
  const [h1, h2, h3] = [await given.household(from), await given.household(from), await given.household(from)]
  const left = await given.selfManagementGroup(from, [h1])
  // Whoever was in a group of where they go to stays in it.
  const there = await given.selfManagementGroup(to, [h2])
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'HOUSEHOLD_GROUP', matching: {}, residentialGroupId: to.id, on }
  const { bulkEditPreview } = await registrar.run<Preview>(PREVIEW, { input: edit })
  expect(bulkEditPreview.changes.map(({ name, leaves }) => [name, leaves])).toEqual([
    [h1.code, left.name],
    [h2.code, null],
    [h3.code, null],
  ])
  const memberships = async () =>
    (
      await given.select(
        `select household_id as home, group_id as "group", to_on::text as until from self_management_member where unit_code = ? order by from_on, id`,
        [unit],
      )
    ).toSorted((one) => (one.home === h1.id ? -1 : 1))
  const stays = { home: h2.id, group: there.id, until: null }
  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 3 } })
  expect(await memberships()).toEqual([{ home: h1.id, group: left.id, until: on }, stays])
  const { undoBulkEdit } = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(undoBulkEdit.__typename).toBe('BulkEditSuccess')
  expect(await memberships()).toEqual([{ home: h1.id, group: left.id, until: null }, stays])

  const again = await registrar.run<Applied>(APPLY, { input: { edit, expected: 3 } })
  await registrar.run(`mutation ($input: AddHouseholdsInput!) { addHouseholdsToGroup(input: $input) { __typename } }`, {
    input: { id: there.id, householdIds: [h1.id], on },
  })
  const kept = await registrar.run<Undone>(UNDO, { id: again.applyBulkEdit.bulkEdit?.id })
  expect(kept.undoBulkEdit).toEqual({ __typename: 'ChangedSince', names: [h1.code] })
})

test('the relation of many is corrected at once, heads stay heads, and every household has its event', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const [one, other] = [await given.household(group), await given.household(group)]
  const head = await given.person('Lê A', { household: one, relation: HouseholdRelation.HEAD })
  const people = [
    await given.person('Lê B', { household: one }),
    await given.person('Lê C', { household: one, relation: HouseholdRelation.TENANT }),
    await given.person('Lê D', { household: other }),
  ]
  const registrar = as('REGISTRAR', { now })
  const edit = { unit, kind: 'RELATION', relation: 'TENANT', ids: [head, ...people].map(({ id }) => id), on }
  const { bulkEditPreview } = await registrar.run<Preview>(PREVIEW, { input: edit })
  expect(new Map(bulkEditPreview.changes.map(({ name, from, to }) => [name, `${from} ${to}`]))).toEqual(
    new Map([
      ['Lê B', 'OTHER TENANT'],
      ['Lê D', 'OTHER TENANT'],
    ]),
  )
  expect(bulkEditPreview.refused.map(({ name }) => name).toSorted()).toEqual(['Lê A', 'Lê C'])
  const asHead = { edit: { ...edit, relation: 'HEAD' }, expected: 2 }
  const refused = await registrar.run<Applied>(APPLY, { input: asHead })
  expect(refused.applyBulkEdit).toMatchObject({ __typename: 'InvalidInput', field: 'relation' })

  const { applyBulkEdit } = await registrar.run<Applied>(APPLY, { input: { edit, expected: 2 } })
  expect(applyBulkEdit.bulkEdit).toMatchObject({ changed: 2 })
  const relations = async () =>
    (
      await registrar.run<{ household: { members: { relation: string }[]; history: { kind: string }[] } }>(
        `query ($id: ID!) { household(id: $id) { members { relation } history { kind } } }`,
        { id: one.id },
      )
    ).household
  expect((await relations()).members.map(({ relation }) => relation).toSorted()).toEqual(['HEAD', 'TENANT', 'TENANT'])
  expect((await relations()).history).toEqual([{ kind: 'RELATION_CHANGED' }])
  const { undoBulkEdit } = await registrar.run<Undone>(UNDO, { id: applyBulkEdit.bulkEdit?.id })
  expect(undoBulkEdit.__typename).toBe('BulkEditSuccess')
  expect((await relations()).members.map(({ relation }) => relation).toSorted()).toEqual(['HEAD', 'OTHER', 'TENANT'])
})

test('a preview costs the same number of statements for 2 people as for 20', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const ids: string[] = []
  for (let count = 0; count < 20; count++) ids.push((await given.person(`Lê ${count}`, { household })).id)
  const registrar = as('REGISTRAR', { now })
  const cost = async (some: string[]) =>
    (await registrar.ask(PREVIEW, { input: { unit, kind: 'ABSENCE', ids: some, on } })).statements
  expect(await cost(ids)).toBe(await cost(ids.slice(0, 2)))
})
