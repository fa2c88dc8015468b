import { expect } from 'vitest'
import { test } from '../testing.ts'
import { HouseholdRelation } from './household.ts'

const PREVIEW = `query ($input: BulkEditInput!) {
  bulkEditPreview(input: $input) { changes { id name from to } refused { id name reason } }
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
    changes: { id: string; name: string; from: string; to: string }[]
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

test('a preview costs the same number of statements for 2 people as for 20', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const ids: string[] = []
  for (let count = 0; count < 20; count++) ids.push((await given.person(`Lê ${count}`, { household })).id)
  const registrar = as('REGISTRAR', { now })
  const cost = async (some: string[]) =>
    (await registrar.ask(PREVIEW, { input: { unit, kind: 'ABSENCE', ids: some, on } })).statements
  expect(await cost(ids)).toBe(await cost(ids.slice(0, 2)))
})
