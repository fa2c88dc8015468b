import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { database as directives } from '@vungxanh/directives/database'
import { database as health } from '@vungxanh/health/database'
import { database as residents } from '@vungxanh/residents/database'
import { loadingPurpose, signedContext } from '@vungxanh/subgraph'
import { cloneDatabase, testContextKey } from '@vungxanh/testing'
import { database as welfare } from '@vungxanh/welfare/database'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Department, departments } from './platform/paths.ts'
import { CountDiffers, type Erasing, retain } from './retention/erase.ts'
import { dueBefore, readRetention, rulesOn } from './retention/rules.ts'

const unit = '00121'
const on = '2026-11-23'
const definitions = { residents, health, welfare, directives }
const clones = {} as Record<Department, Awaited<ReturnType<typeof cloneDatabase>>>
const databases = {} as Erasing['databases']

beforeAll(async () => {
  for (const name of departments) {
    clones[name] = await cloneDatabase(definitions[name])
    databases[name] = { ...clones[name], contextKey: testContextKey.toString('hex') }
  }
  await sql(
    'residents',
    `insert into admin_unit (code, name, level) values ('${unit}', 'Phường Giang Biên', 'COMMUNE')`,
  )
})
afterAll(() => Promise.all(Object.values(clones).map((clone) => clone.drop())))

async function sql(department: Department, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: clones[department].migratorUrl })
  await client.connect()
  try {
    const scope = { units: [unit], purpose: loadingPurpose, role: '', actor: '', request: '', assignment: '' }
    await client.query('begin')
    await client.query(`select set_config('app.context', $1, true)`, [signedContext(scope, testContextKey)])
    const { rows } = await client.query(text)
    await client.query('commit')
    return rows
  } finally {
    await client.end()
  }
}

async function addPerson(name: string, toOn: string | null): Promise<string> {
  const [person, group, household] = [randomUUID(), randomUUID(), randomUUID()]
  const day = toOn ? `'${toOn}'` : 'null'
  await sql(
    'residents',
    `insert into residential_group (id, unit_code, number, name) values ('${group}', '${unit}', ${Math.floor(Math.random() * 1e6)}, 'Tổ');
     insert into household (id, unit_code, code, address, residential_group_id) values ('${household}', '${unit}', '${household}', 'Số 1', '${group}');
     insert into person (id, unit_code, full_name, sex, name_key, sort_key) values ('${person}', '${unit}', '${name}', 'UNKNOWN', '', '');
     insert into residence (id, unit_code, person_id, household_id, kind, from_on, to_on) values (gen_random_uuid(), '${unit}', '${person}', '${household}', 'PERMANENT', '2000-01-01', ${day});
     insert into household_member (id, unit_code, person_id, household_id, relation, left_on) values (gen_random_uuid(), '${unit}', '${person}', '${household}', 'HEAD', ${day})`,
  )
  return person
}

async function addTest(sampledOn: string, isCase: boolean): Promise<void> {
  const [sample, found] = [randomUUID(), randomUUID()]
  await sql(
    'health',
    `insert into sample (id, unit_code, code, person_id, sampled_at) values ('${sample}', '${unit}', '${sample}', gen_random_uuid(), '${sampledOn}T08:00:00+07');
     insert into test (id, unit_code, sample_id, person_id, method, outcome, sampled_at) values ('${found}', '${unit}', '${sample}', gen_random_uuid(), 'RT_PCR', 'POSITIVE', '${sampledOn}T08:00:00+07')`,
  )
  if (isCase)
    await sql(
      'health',
      `insert into confirmed_case (id, unit_code, person_id, status, confirmed_on, opened_by_id) values (gen_random_uuid(), '${unit}', gen_random_uuid(), 'OPEN', '2022-01-15', '${found}')`,
    )
}

test('every table of every department is erased by a rule or kept with a reason', async () => {
  for (const department of departments) {
    const { rules, kept } = readRetention(department)
    const named = [
      ...rules.flatMap(({ erase }) => erase.map(({ table }) => table)),
      ...kept.flatMap(({ tables }) => tables),
    ]
    const rows = await sql(
      department,
      `select case nspname when 'public' then relname else nspname || '.' || relname end as name from pg_class join pg_namespace n on n.oid = relnamespace
       where nspname in ('public', 'audit', 'events') and relkind = 'r' and relname <> 'migration'`,
    )
    expect([...new Set(named)].sort(), department).toEqual(rows.map(({ name }) => name).sort())
  }
})

test('no rule erases the audit, and payments are kept ten years at least', () => {
  for (const department of departments) {
    for (const { erase, keepYears } of readRetention(department).rules) {
      const tables = erase.map(({ table }) => table)
      expect(tables.some((table) => table.startsWith('audit'))).toBe(false)
      if (tables.includes('payout')) expect(keepYears).toBeGreaterThanOrEqual(10)
    }
  }
})

test.each([
  [5, '2026-11-23', '2021-11-23'],
  [5, '2028-02-29', '2023-02-28'],
  [4, '2028-02-29', '2024-02-29'],
  [10, '2026-01-01', '2016-01-01'],
])('kept %d years, on %s is due what lies before %s', (years, day, before) =>
  expect(dueBefore(years, day)).toBe(before),
)

test('a rule counts from its day on, until its next version', () => {
  const rule = { ...readRetention('health').rules[0], name: 'x' } as ReturnType<typeof rulesOn>[number]
  const retention = {
    rules: [
      { ...rule, inForceFrom: '2026-01-01', keepYears: 5 },
      { ...rule, inForceFrom: '2027-01-01', keepYears: 3 },
    ],
    kept: [],
  }
  const years = (day: string) => rulesOn(retention, day).map(({ keepYears }) => keepYears)
  expect([years('2025-12-31'), years('2026-12-31'), years('2027-01-01')]).toEqual([[], [5], [3]])
})

test('a dry run counts and writes nothing; erasing asks for the same count and says what it erased', async () => {
  await addTest('2021-11-22', false)
  await addTest('2021-11-23', false)
  // Its case is younger than five years, and would point at nothing.
  await addTest('2021-11-01', true)
  const gone = await addPerson('Đã đi', '2015-01-01')
  await addPerson('Mới đi', '2020-01-01')
  await addPerson('Còn ở', null)

  const due = await retain({ databases, on })
  const rows = due.filter((entry) => entry.rows > 0).map((entry) => `${entry.rule} ${entry.table} ${entry.rows}`)
  expect(rows).toEqual([
    'people-who-left household_member 1',
    'people-who-left residence 1',
    'people-who-left person 1',
    'tests test 1',
    'samples sample 1',
  ])
  expect(await sql('health', 'select 1 from test')).toHaveLength(3)

  const wrong = retain({ databases, on, erase: { confirmed: 4, by: 'Quách Thị Thu Hiền' } })
  await expect(wrong).rejects.toBeInstanceOf(CountDiffers)
  expect(await sql('health', 'select 1 from test')).toHaveLength(3)
  expect(await sql('residents', 'select 1 from app.erasure')).toEqual([])

  await retain({ databases, on, erase: { confirmed: 5, by: 'Quách Thị Thu Hiền' } })
  expect(await sql('health', 'select 1 from test')).toHaveLength(2)
  expect(await sql('residents', `select 1 from person where id = '${gone}'`)).toEqual([])
  expect(await sql('residents', 'select 1 from person')).toHaveLength(2)
  expect(
    await sql(
      'residents',
      `select rule, "table", rows::int, before::text, erased_by, verified from app.erasure order by id`,
    ),
  ).toEqual(
    ['household_member', 'residence', 'person'].map((table) => ({
      rule: 'people-who-left',
      table,
      rows: 1,
      before: '2016-11-23',
      erased_by: 'Quách Thị Thu Hiền',
      verified: false,
    })),
  )
  expect((await retain({ databases, on })).every((entry) => entry.rows === 0)).toBe(true)
})

test('withdrawn consents and answered requests go; a consent that stands stays', async () => {
  const person = await addPerson('Lê An', null)
  const consent = (purpose: string, act: string, actedOn: string) =>
    sql(
      'residents',
      `insert into consent (id, unit_code, person_id, purpose, act, acted_on, method, recorded_at, account_id, by_name, by_post)
       values (gen_random_uuid(), '${unit}', '${person}', '${purpose}', '${act}', '${actedOn}', 'PAPER', '${actedOn}', gen_random_uuid(), '', '')`,
    )
  await consent('OLD', 'GIVEN', '2019-01-01')
  await consent('OLD', 'WITHDRAWN', '2020-01-01')
  await consent('AGAIN', 'GIVEN', '2019-01-01')
  await consent('AGAIN', 'WITHDRAWN', '2020-01-01')
  await consent('AGAIN', 'GIVEN', '2020-02-01')
  const due = await retain({ databases, on })
  expect(due.find(({ rule }) => rule === 'withdrawn-consents')).toMatchObject({ table: 'consent', rows: 2 })
})

test('events that were told and heard go, but for the last of each subject and what still waits', async () => {
  const old = `'2024-01-01T08:00:00+07'`
  const say = (subject: string, seq: number, deliveredAt: string, at = old) =>
    sql(
      'residents',
      `with said as (insert into events.outbox (id, type, subject, unit_code, request, at, payload)
         values (gen_random_uuid(), 't', '${subject}', '${unit}', 'r', ${at}, '{}') returning id)
       insert into events.delivery (consumer, subject, seq, event_id, delivered_at) select 'health', '${subject}', ${seq}, id, ${deliveredAt} from said`,
    )
  for (const seq of [1, 2, 3]) await say('told', seq, old)
  await say('late', 1, 'now()')
  await say('late', 2, 'now()')
  await say('waiting', 1, 'null')
  await say('waiting', 2, 'null')
  for (const seq of [1, 2, 3])
    await sql(
      'health',
      `insert into events.inbox (id, producer, subject, seq, type, applied_at) values (gen_random_uuid(), 'residents', 's', ${seq}, 't', ${seq === 2 ? 'now()' : old})`,
    )
  const due = (await retain({ databases, on })).filter(({ rule, rows }) => /-events$/.test(rule) && rows > 0)
  expect(due.map(({ rule, table, rows }) => `${rule} ${table} ${rows}`)).toEqual([
    'told-events events.delivery 2',
    'told-events events.outbox 2',
    'heard-events events.inbox 1',
  ])
})

test('what an event says of who somebody is goes with its line or question, though it is the last of its subject', async () => {
  const [old, recent] = [`'2024-01-01T08:00:00+07'`, `'2026-10-01T08:00:00+07'`]
  const checkpoint = randomUUID()
  await sql(
    'directives',
    `insert into checkpoint (id, unit_code, name, kind, place, active_from, account_id, by_name)
     values ('${checkpoint}', '${unit}', 'Chốt', 'OTHER', 'Ngã ba', '2024-01-01', gen_random_uuid(), '')`,
  )
  const say = (department: Department, consumer: string, subject: string, type: string, at: string, deliveredAt = at) =>
    sql(
      department,
      `with said as (insert into events.outbox (id, type, subject, unit_code, request, at, payload)
         values (gen_random_uuid(), '${type}', '${subject}', '${unit}', 'r', ${at}, '{}') returning id)
       insert into events.delivery (consumer, subject, seq, event_id, delivered_at) select '${consumer}', '${subject}', 1, id, ${deliveredAt} from said`,
    )
  for (const at of [old, recent]) {
    const line = randomUUID()
    await sql(
      'directives',
      `insert into checkpoint_entry (id, unit_code, checkpoint_id, said_name, direction, people, purpose, paper, decision, from_epidemic_area, at, recorded_at, account_id, by_name)
       values ('${line}', '${unit}', '${checkpoint}', 'Trần Thị Lượt', 'IN', 1, 'STAY', 'NONE', 'LET_THROUGH', false, ${at}, ${at}, gen_random_uuid(), '')`,
    )
    await say('directives', 'residents', `entry/${line}`, 'directives.stayReported', at)
    // Of a person of the register: the numbers of the subject go on from it.
    await say('directives', 'residents', `person/${line}`, 'directives.stayReported', at)
    await say('welfare', 'residents', `confirmation ${line}`, 'welfare.identityAsked', at)
    await say('residents', 'welfare', `confirmation ${line}`, 'residents.identityTold', at)
  }
  await say('welfare', 'residents', 'confirmation waiting', 'welfare.identityAsked', old, 'null')
  const due = (await retain({ databases, on })).filter(
    ({ rule, rows }) => ['passages', 'identity-events'].includes(rule) && rows > 0,
  )
  expect(due.map(({ department, table, rows }) => `${department} ${table} ${rows}`)).toEqual([
    'residents events.delivery 1',
    'residents events.outbox 1',
    'welfare events.delivery 1',
    'welfare events.outbox 1',
    'directives events.delivery 1',
    'directives events.outbox 1',
    'directives checkpoint_entry 1',
  ])
})
