import { readFileSync } from 'node:fs'
import { generateWorld, readScenario } from '@vungxanh/scenario'
import { testContextKey, testVaultKeys } from '@vungxanh/testing'
import { expect } from 'vitest'
import { seed } from './seed.ts'
import { test } from './testing.ts'

const officer = { id: '00000000-0000-0000-0000-000000000000', name: 'nobody' }
const officers = { welfareOfficer: officer, approver: officer, deputyApprover: officer, cashier: officer }
const scenario = new URL('../../../packages/scenario/scenarios/giang-bien.json', import.meta.url)
const world = generateWorld(readScenario(readFileSync(scenario, 'utf8')), officers)

const LISTS = `query { importBatches(unit: "00121", first: 10) { edges { node { state counts { verdict rows } } } } }`

const PROPOSALS = `query { changeProposals(unit: "00121") { edges { node { field values { isOutdated } } } } }`

const POPULATION = `query { adminUnit(code: "00121") { name parent { name parent { name } } residentialGroups { number }
  now: population(asOf: "2021-09-27T17:00:00+07:00") { households persons }
  before: population(asOf: "2020-12-31T17:00:00+07:00") { households persons } } }`

test('loads Giang Biên whole, twice over without doubling anyone', async ({ as, orm, database: { migratorUrl } }) => {
  for (let time = 0; time < 2; time++) {
    const load = await seed(world, { migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys })
    await load.commit()
    const counted = await orm.em.fork().execute(
      `select from pg_class where relnamespace = 'public'::regnamespace
         and relname in ('person', 'household_member', 'residence', 'person_word') and reltuples >= 19600`,
    )
    expect(counted.length, 'what was loaded is planned as what it is, from the first request on').toBe(4)
  }
  const { adminUnit } = await as('CHAIR', { units: ['00121'] }).run(POPULATION)
  expect(adminUnit).toMatchObject({
    name: 'Phường Giang Biên',
    parent: { name: 'Quận Long Biên', parent: { name: 'Thành phố Hà Nội' } },
    now: { households: 5400, persons: 19_600 },
    before: { households: 0, persons: 0 },
  })
  const { importBatches } = await as('REGISTRAR', { units: ['00121'] }).run(LISTS)
  const counts = (rows: Record<string, number>) =>
    Object.entries(rows).map(([verdict, number]) => ({ verdict, rows: number }))
  expect(importBatches).toEqual({
    edges: [
      { node: { state: 'READY', counts: counts({ DUPLICATE: 2, NEW: 5, UNCHANGED: 1, UPDATE: 1, WRONG: 2 }) } },
      { node: { state: 'COMMITTED', counts: counts({ UNCHANGED: 2, UPDATE: 8 }) } },
    ],
  })
  const { duplicatePairs, bulkEdits } = await as('REGISTRAR', { units: ['00121'] }).run<{
    duplicatePairs: { totalCount: number }
    bulkEdits: { kind: string; changed: number; undoneAt: string | null }[]
  }>(
    `query { duplicatePairs(unit: "00121", state: OPEN) { totalCount } bulkEdits(unit: "00121") { kind changed undoneAt } }`,
  )
  expect(duplicatePairs.totalCount, 'every double that was entered waits to be looked at').toBeGreaterThanOrEqual(14)
  expect(bulkEdits).toMatchObject([
    { kind: 'ADDRESS', changed: 12, undoneAt: expect.any(String) },
    { kind: 'SELF_MANAGEMENT_GROUP', changed: 12, undoneAt: null },
  ])
  const [merge] = world.merges ?? []
  const { personMerges, person } = await as('REGISTRAR', { units: ['00121'] }).run<{
    personMerges: object
    person: object
  }>(
    `query ($id: ID!) { personMerges(unit: "00121") { edges { node { undoUntil survivor { id } absorbed { id } } } }
      person(id: $id) { fullName mergedInto { id } } }`,
    { id: merge?.absorbed.id },
  )
  expect(personMerges).toMatchObject({
    edges: [{ node: { survivor: { id: merge?.survivorId }, absorbed: { id: merge?.absorbed.id } } }],
  })
  expect(person).toEqual({ fullName: merge?.absorbed.fullName, mergedInto: { id: merge?.survivorId } })
  const { changeProposals } = await as('REGISTRAR', { units: ['00121'] }).run(PROPOSALS)
  expect(changeProposals).toMatchObject({
    edges: ['BORN_ON', 'PHONE'].map((field) => ({ node: { field, values: { isOutdated: false } } })),
  })
  // Two loads of a whole ward: long where others work on the same machine.
}, 120_000)

test('loads what a unit became, once however often, and the code keeps its last day', async ({
  as,
  database: { migratorUrl },
}) => {
  const document = 'Nghị quyết thử'
  const city = { code: '90', name: 'Thành phố Thử', level: 'PROVINCE' }
  const merged = { code: '90999', name: 'Phường Mới', level: 'COMMUNE', validFrom: '2025-07-01', parent: city }
  const former = { code: '90000', name: 'Xã Cũ', level: 'COMMUNE', validTo: '2003-12-31', parent: city }
  const file = {
    ...JSON.parse(readFileSync(scenario, 'utf8')),
    ...{ payouts: [], establishments: {}, vaccination: { doses: 0, adverseEvents: 0 } },
    ...{ testing: { personsTested: 0, positive: 0 }, population: { residentialGroups: 1, households: 0, persons: 0 } },
    unit: {
      ...{ code: '90001', name: 'Phường Cũ', level: 'COMMUNE', validTo: '2025-06-30', parent: city },
      successors: [{ unit: merged, kind: 'MERGED', on: '2025-07-01', document }],
      predecessors: [{ unit: former, kind: 'RENAMED', on: '2004-01-01', document, verified: true }],
    },
  }
  const load = async () => {
    const reorganised = generateWorld(readScenario(JSON.stringify(file)), officers)
    await (await seed(reorganised, { migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys })).commit()
  }
  await load()
  await load()
  const { adminUnit } = await as('CHAIR').run<{ adminUnit: { successors: unknown[]; predecessors: unknown[] } }>(
    `{ adminUnit(code: "90001") { successors { unit { code parent { code } } kind fromOn document verified }
      predecessors { unit { code validTo } kind fromOn verified } } }`,
  )
  expect(adminUnit.predecessors).toEqual([
    { unit: { code: '90000', validTo: '2003-12-31' }, kind: 'RENAMED', fromOn: '2004-01-01', verified: true },
  ])
  expect(adminUnit.successors).toEqual([
    {
      unit: { code: '90999', parent: { code: '90' } },
      kind: 'MERGED',
      fromOn: '2025-07-01',
      document,
      verified: false,
    },
  ])
  file.unit.validTo = '2026-06-30'
  await expect(load()).rejects.toThrow('its code is not used again')
})

test('loads nothing when a fact breaks a rule', async ({ database: { migratorUrl } }) => {
  const [first, ...others] = world.people
  const broken = { ...world, people: [{ ...first, phone: '12' } as (typeof world.people)[0], ...others] }
  expect(() => seed(broken, { migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys })).toThrow(/phone/)
})

test('replacing a unit finds by an index whoever points at a person or a household', async ({ orm }) => {
  const unserved = await orm.em.execute(
    `select conrelid::regclass::text || '.' || attname as "column"
     from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'f' and confrelid in ('person'::regclass, 'household'::regclass)
       and not exists (select from pg_index where indrelid = conrelid and indpred is null and indkey[0] = conkey[1])`,
  )
  expect(unserved).toEqual([])
})
