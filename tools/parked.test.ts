import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { database as residents } from '@vungxanh/residents/database'
import { cloneDatabase } from '@vungxanh/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parkedEvents, unparkEvents } from './events/parked.ts'

let clone: Awaited<ReturnType<typeof cloneDatabase>>
let client: pg.Client
beforeAll(async () => {
  clone = await cloneDatabase(residents)
  client = new pg.Client({ connectionString: clone.migratorUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await clone.drop()
})

async function say(subject: string, seq: number, parked: boolean, consumer = 'health'): Promise<string> {
  const id = randomUUID()
  await client.query(
    `insert into events.outbox (id, type, subject, unit_code, request, payload)
     values ($1, 'residents.said', $2, '00121', 'r', '{"person": "secret"}')`,
    [id, subject],
  )
  await client.query(
    `insert into events.delivery (consumer, subject, seq, event_id, tries, parked_at, fault)
     values ($1, $2, $3, $4, $5, case when $6 then now() end, case when $6 then 'FAILED' end)`,
    [consumer, subject, seq, id, parked ? 10 : 0, parked],
  )
  return id
}

test('what was given up is listed without what it says, put back one or all, and the worker is woken', async () => {
  const [one, two] = [await say('a', 1, true), await say('b', 1, true, 'welfare')]
  await say('a', 2, false)
  const listed = await parkedEvents(clone.migratorUrl)
  expect(listed).toMatchObject([
    { id: one, consumer: 'health', type: 'residents.said', tries: 10, fault: 'FAILED', behind: 1 },
    { id: two, consumer: 'welfare', behind: 0 },
  ])
  expect(JSON.stringify(listed)).not.toContain('secret')

  expect(await unparkEvents(clone.migratorUrl, randomUUID())).toBe(0)
  expect(await unparkEvents(clone.migratorUrl, one)).toBe(1)
  expect((await parkedEvents(clone.migratorUrl)).map(({ id }) => id)).toEqual([two])
  const due = await client.query(
    `select tries, due_at <= now() as due from events.delivery where event_id = $1 and parked_at is null`,
    [one],
  )
  expect(due.rows).toEqual([{ tries: 0, due: true }])
  const woken = async () =>
    (await client.query(`select key from graphile_worker.jobs where task_identifier = 'deliver' order by key`)).rows
  expect(await woken()).toEqual([{ key: 'later health' }])

  expect(await unparkEvents(clone.migratorUrl)).toBe(1)
  expect(await parkedEvents(clone.migratorUrl)).toEqual([])
  expect(await woken()).toEqual([{ key: 'later health' }, { key: 'later welfare' }])
})
