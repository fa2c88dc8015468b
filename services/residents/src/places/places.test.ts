import { expect } from 'vitest'
import type { Household } from '../households/household.ts'
import { test } from '../testing.ts'

type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }
type Done = { __typename: string; message?: string; reason?: string; warnings?: string[]; event?: { id: string } }

/** Each act at its own moment, as people act: who asks is made with the time at which they ask. */
const atOnce = (as: (role: 'REGISTRAR') => Asking): Asking => ({
  run: (document, variables) => as('REGISTRAR').run(document, variables),
})

const ring = (west: number, south: number, size = 0.01) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]

async function place(asking: Asking, { id }: Household, at: [number, number] | null): Promise<Done> {
  const document = `mutation ($input: PlaceHouseholdInput!) { done: placeHousehold(input: $input) {
    __typename ... on UserError { message } ... on PlaceHouseholdSuccess { warnings event { id } } } }`
  const point = at && { longitude: at[0], latitude: at[1], source: 'MAP' }
  return (await asking.run<{ done: Done }>(document, { input: { householdId: id, place: point } })).done
}

const HOUSEHOLD = `query ($id: ID!) { household(id: $id) { latitude longitude placeSource
  history { kind undoneAt corrections { field oldValue newValue } } } }`

test('a household is placed, warned about, moved, made unknown and put back', async ({ as, given }) => {
  const group = await given.group()
  const household = await given.household(group)
  const clerk = atOnce(as)
  const draw = `mutation ($input: DrawGroupOutlineInput!) { done: drawGroupOutline(input: $input) { __typename } }`
  await clerk.run(draw, { input: { residentialGroupId: group.id, ring: ring(105.91, 21.06) } })
  expect(await place(clerk, household, [21.065, 105.915])).toMatchObject({ __typename: 'InvalidInput' })
  expect(await place(clerk, household, null)).toMatchObject({ __typename: 'InvalidInput' })
  const first = await place(clerk, household, [105.915_123_456, 21.065])
  expect(first).toMatchObject({ __typename: 'PlaceHouseholdSuccess', warnings: [] })
  const second = await place(clerk, household, [105.93, 21.065])
  expect(second.warnings).toEqual([expect.stringContaining('ngoài ranh giới')])
  expect(await clerk.run(HOUSEHOLD, { id: household.id })).toMatchObject({
    household: {
      longitude: 105.93,
      placeSource: 'MAP',
      history: [
        {
          kind: 'PLACED',
          corrections: [{ field: 'PLACE', oldValue: '21.065, 105.915123', newValue: '21.065, 105.93' }],
        },
        { kind: 'PLACED' },
      ],
    },
  })
  const undo = `mutation ($id: ID!) { done: undoLifeEvent(id: $id) { __typename } }`
  await clerk.run(undo, { id: second.event?.id })
  expect(await clerk.run(HOUSEHOLD, { id: household.id })).toMatchObject({ household: { longitude: 105.915_123 } })
  await place(clerk, household, null)
  expect(await clerk.run(HOUSEHOLD, { id: household.id })).toMatchObject({
    household: { longitude: null, placeSource: null },
  })
})

test('an outline is drawn, replaced, taken back and taken away; what crosses itself is refused', async ({
  as,
  given,
  unit,
}) => {
  await given.unit()
  const group = await given.group()
  const clerk = atOnce(as)
  const DRAW = `mutation ($input: DrawGroupOutlineInput!) { done: drawGroupOutline(input: $input) { __typename ... on UserError { message }
    ... on GroupOutlineSuccess { outline { id } residentialGroup { outline { ring } } } } }`
  const UNDO = `mutation ($id: ID!) { done: undoGroupOutline(id: $id) { __typename ... on NotUndoable { reason }
    ... on GroupOutlineSuccess { residentialGroup { outline { ring } } } } }`
  type Drawn = { done: { outline: { id: string } } }
  const draw = (of: number[][] | null) => clerk.run<Drawn>(DRAW, { input: { residentialGroupId: group.id, ring: of } })
  const seen = async () =>
    (
      await as('CHAIR').run<{ adminUnit: { residentialGroups: { outline: { ring: number[][] } | null }[] } }>(
        `query ($unit: ID!) { adminUnit(code: $unit) { residentialGroups { outline { ring byName } householdCount placedCount } } }`,
        { unit },
      )
    ).adminUnit.residentialGroups[0]
  expect(await draw(ring(105.91, 21.06).slice(1))).toMatchObject({ done: { __typename: 'InvalidInput' } })
  const first = await draw(ring(105.91, 21.06))
  const second = await draw(ring(105.92, 21.06))
  expect((await seen())?.outline?.ring[0]).toEqual([105.92, 21.06])
  expect(await clerk.run(UNDO, { id: first.done.outline.id })).toMatchObject({ done: { reason: 'NOT_LATEST' } })
  expect(await clerk.run(UNDO, { id: second.done.outline.id })).toMatchObject({
    done: { residentialGroup: { outline: { ring: ring(105.91, 21.06) } } },
  })
  await draw(null)
  expect(await seen()).toEqual({ outline: null, householdCount: 0, placedCount: 0 })
})

const MAP = `query ($unit: ID!, $box: MapBox, $group: ID) { householdMap(unit: $unit, box: $box, residentialGroup: $group) {
  total households { code latitude longitude } clusters { latitude longitude count } } }`

test('the map shows households one by one where they are few, counts by squares where they are many', async ({
  as,
  given,
  unit,
}) => {
  const [group, other] = [await given.group(), await given.group()]
  await given.save(async (em) => {
    await em.execute(
      `insert into household (id, unit_code, code, address, residential_group_id, latitude, longitude, place_source)
       select gen_random_uuid(), ?, 'M' || n, 'Số ' || n, ?, 21.06 + (n % 40) * 0.0005, 105.91 + (n / 40) * 0.001, 'IMPORTED'
       from generate_series(0, 999) as n`,
      [unit, group.id],
    )
  })
  await given.household(other)
  type Answer = { householdMap: { total: number; households: { code: string }[]; clusters: { count: number }[] } }
  const clerk = atOnce(as)
  const whole = (await clerk.run<Answer>(MAP, { unit })).householdMap
  expect(whole).toMatchObject({ total: 1000, households: [] })
  expect(whole.clusters.length).toBeLessThanOrEqual(81)
  expect(whole.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(1000)
  const box = { west: 105.9095, south: 21.0595, east: 105.9125, north: 21.07 }
  const part = (await clerk.run<Answer>(MAP, { unit, box })).householdMap
  expect(part.clusters).toEqual([])
  expect(part.households).toHaveLength(part.total)
  expect(part.total).toBe(63)
  expect((await clerk.run<Answer>(MAP, { unit, group: other.id })).householdMap.total).toBe(0)
  const LIST = `query ($unit: ID!, $isPlaced: Boolean) { householdsByPlace(unit: $unit, isPlaced: $isPlaced) { totalCount } }`
  const counted = async (isPlaced?: boolean) =>
    (await clerk.run<{ householdsByPlace: { totalCount: number } }>(LIST, { unit, isPlaced })).householdsByPlace
      .totalCount
  expect([await counted(), await counted(true), await counted(false)]).toEqual([1001, 1000, 1])
})
