import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Migration } from '@mikro-orm/migrations'
import { accessTable, everyone, grant } from '@vungxanh/access'
import { signatureHeader, signRequest } from '@vungxanh/access/gateway-signature'
import { freePort } from '@vungxanh/postgres'
import {
  buildSubgraph,
  type Context,
  cancelJob,
  type DepartmentEvents,
  defineDatabase,
  disagreements,
  enqueue,
  eventType,
  job,
  jobStatuses,
  mostTries,
  publish,
  serve,
  subscription,
  UnitRow,
  UserError,
  unitRows,
} from '@vungxanh/subgraph'
import pg from 'pg'
import { Arg, Ctx, createUnionType, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { viewerOf } from './department-test.ts'
import { cloneDatabase, type TestDatabase, testKeys } from './test-database.ts'

// Two departments as processes have them: one says something, the other acts on it, over HTTP and two databases.

const writers = grant(['CLERK'])
const unit = '00001'

/** What each of them keeps: here only what it did, in the order in which it did it. */
@Entity(unitRows(everyone, grant(['CLERK'], ['COMMAND', 'EVENTS'])))
class Entry extends UnitRow {
  @Property({ type: 'text' })
  what!: string
}

class CreateEntries extends Migration {
  override name = '20260201000000-create-entries'

  override up(): void {
    this.addSql(
      `create table entry (id uuid primary key, unit_code text not null, what text not null, no bigint generated always as identity)`,
    )
    this.addSql(`alter table entry enable row level security`)
    this.addSql(`alter table entry force row level security`)
    const inScope = (purposes: string) => `(unit_code = any ((select app.units_for('{${purposes}}'))::text[]))`
    this.addSql(`create policy read on entry for select using ${inScope([...everyone.purposes, 'EVENTS'].join(','))}`)
    this.addSql(`create policy add on entry for insert with check ${inScope('COMMAND,EVENTS')}`)
  }
}

const database = defineDatabase({
  name: 'events',
  entities: [Entry],
  migrations: [CreateEntries],
  migrationsPath: '/nowhere',
  publicTables: [],
})

const said = eventType('speaker.said', {
  to: ['listener'],
  payload: z.object({ word: z.string(), on: z.iso.date() }),
})

const counting = job('counting', z.object({ to: z.number().int() }), async ({ to }, { context, progress }) => {
  for (let at = 1; at <= to; at++) {
    context.em.create(Entry, { unitCode: unit, what: `counted ${at}` })
    await progress(at, to)
    if (to === 13) throw new Error('unlucky')
    if (to > 100) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { counted: to }
})

@ObjectType()
class SaySuccess {
  @Field(() => String)
  word!: string
}

@ObjectType({ implements: UserError })
class NotSaid extends UserError {
  readonly code = 'NotSaid'
}

const SayResult = createUnionType({ name: 'SayResult', types: () => [SaySuccess, NotSaid] as const })

@Resolver()
class SpeakerResolver {
  @Mutation(() => SayResult)
  async say(
    @Arg('subject', () => ID) subject: string,
    @Arg('word', () => String) word: string,
    @Ctx() context: Context,
  ): Promise<typeof SayResult> {
    context.em.create(Entry, { unitCode: unit, what: word })
    await publish(context, said, { subject, unit, payload: { word, on: '2021-07-24' } })
    if (word === 'refused') return new NotSaid('Không nói.')
    if (word === 'accident') throw new Error('not said')
    return Object.assign(new SaySuccess(), { word })
  }

  @Mutation(() => ID)
  count(@Arg('to', () => Int) to: number, @Ctx() context: Context): Promise<string> {
    return enqueue(context, counting, unit, { to })
  }

  @Mutation(() => Boolean)
  stopCounting(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<boolean> {
    return cancelJob(context, id)
  }

  @Query(() => String, { nullable: true })
  async counting(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<string | null> {
    const status = (await jobStatuses(context, [id])).get(id)
    return status ? `${status.state} ${status.done}/${status.total ?? '?'}` : null
  }
}

const subgraph = buildSubgraph({
  name: 'speaker',
  resolvers: [SpeakerResolver],
  references: [],
  access: accessTable({
    Query: [['INTERNAL', writers, 'counting']],
    Mutation: [['INTERNAL', writers, 'say count stopCounting']],
    SaySuccess: [['INTERNAL', writers, 'word']],
    NotSaid: [],
  }),
})

/** What the listener cannot take, for as long as it stands here. */
const cannotTake = new Set<string>()

const heard = subscription('speaker.said', z.object({ word: z.string() }), ({ unit: unitCode, payload }, { em }) => {
  em.create(Entry, { unitCode, what: payload.word })
  if (cannotTake.has(payload.word)) throw new Error(`cannot take ${payload.word}`)
  return Promise.resolve()
})

const speaks: DepartmentEvents = { publishes: [said], consumes: [] }
const listens: DepartmentEvents = { publishes: [], consumes: [heard] }

let speakerDatabase: TestDatabase
let listenerDatabase: TestDatabase
let listenerPort: number
const running = new Set<() => Promise<void>>()

beforeAll(async () => {
  speakerDatabase = await cloneDatabase(database)
  listenerDatabase = await cloneDatabase(database)
  listenerPort = await freePort(0)
})
afterEach(async () => {
  cannotTake.clear()
  await Promise.all([...running].map((stop) => stop()))
})
afterAll(() => Promise.all([speakerDatabase.drop(), listenerDatabase.drop()]))

const signingKey = Buffer.alloc(32, 9)

async function start(name: 'speaker' | 'listener') {
  const isSpeaker = name === 'speaker'
  const server = await serve(
    {
      subgraph: { ...subgraph, name },
      database,
      events: isSpeaker ? speaks : listens,
      jobs: [counting],
    },
    {
      ...testKeys,
      HOST: '127.0.0.1',
      PORT: isSpeaker ? 0 : listenerPort,
      DATABASE_URL: (isSpeaker ? speakerDatabase : listenerDatabase).appUrl,
      DEPARTMENT_URLS: { listener: `http://127.0.0.1:${listenerPort}` },
      GATEWAY_SIGNING_KEY: signingKey,
      IDENTITY_ISSUER: 'http://127.0.0.1:1',
      IDENTITY_JWKS_URL: 'http://127.0.0.1:1/jwks',
      LOG_LEVEL: 'silent',
    },
    (authorization) => Promise.resolve(viewerOf('CLERK', [unit], authorization)),
  )
  const stop = async () => {
    running.delete(stop)
    await server.stop()
  }
  running.add(stop)
  const ask = async (query: string, account = 'clerk'): Promise<Record<string, unknown>> => {
    const body = JSON.stringify({ query })
    const signature = signRequest({ method: 'POST', path: '/graphql', body, authorization: account }, signingKey)
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: account, [signatureHeader]: signature },
      body,
    })
    return ((await response.json()) as { data: Record<string, unknown> }).data
  }
  const say = (subject: string, word: string) =>
    ask(`mutation { say(subject: "${subject}", word: "${word}") { ... on SaySuccess { word } } }`)
  return { url: server.url, stop, ask, say }
}

async function query<T extends pg.QueryResultRow>(of: TestDatabase, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: of.superuserUrl })
  await client.connect()
  try {
    return (await client.query<T>(sql, values)).rows
  } finally {
    await client.end()
  }
}

const words = async (of: TestDatabase, like: string): Promise<string[]> =>
  (await query<{ what: string }>(of, `select what from entry where what like $1 order by no`, [like])).map(
    ({ what }) => what,
  )

const heardBy = (like: string) => words(listenerDatabase, like)
/** What was put off is due now. */
const hurry = () => query(speakerDatabase, `update events.delivery set due_at = now() where delivered_at is null`)
const patience = { timeout: 20_000, interval: 100 }

describe('an event', () => {
  test('is told when the mutation commits, with an audit row that names who said it; never otherwise', async () => {
    const { say } = await start('speaker')
    await start('listener')
    await say('a', 'refused')
    await say('a', 'accident')
    await say('a', 'told')
    await vi.waitFor(async () => expect(await heardBy('%')).toEqual(['told']), patience)
    expect(await query(speakerDatabase, `select payload from events.outbox`)).toEqual([
      { payload: { word: 'told', on: '2021-07-24' } },
    ])
    expect(
      await query(
        listenerDatabase,
        `select action, account, role, purpose, units, content -> 'doors' -> 0 ->> 'door' as door, content -> 'changes' -> 0 ->> 'table' as changed
         from audit.event where action = 'WRITE'`,
      ),
    ).toEqual([
      {
        action: 'WRITE',
        account: 'speaker',
        role: 'DEPARTMENT',
        purpose: 'EVENTS',
        units: [unit],
        door: 'Event.speaker.said',
        changed: 'entry',
      },
    ])
  })

  test('of a consumer that was down arrives when it is back, each once and in order, whichever end was restarted', async () => {
    const { say, stop } = await start('speaker')
    for (let at = 1; at <= 5; at++) for (const subject of ['b', 'c']) await say(subject, `down ${subject}${at}`)
    await stop()
    const again = await start('speaker')
    await again.say('b', 'down b6')
    expect(await heardBy('down%')).toEqual([])
    await start('listener')
    await vi.waitFor(async () => expect(await heardBy('down%')).toHaveLength(11), patience)
    expect(await heardBy('down b%')).toEqual([1, 2, 3, 4, 5, 6].map((at) => `down b${at}`))
    expect(await heardBy('down c%')).toEqual([1, 2, 3, 4, 5].map((at) => `down c${at}`))
  })

  test('whose acknowledgement was lost is applied once', async () => {
    const { say } = await start('speaker')
    await start('listener')
    await say('d', 'lost 1')
    await vi.waitFor(async () => expect(await heardBy('lost%')).toEqual(['lost 1']), patience)
    await vi.waitFor(
      async () =>
        expect(await query(speakerDatabase, `select 1 from events.delivery where delivered_at is null`)).toEqual([]),
      patience,
    )
    await query(speakerDatabase, `update events.delivery set delivered_at = null, due_at = now() where subject = 'd'`)
    await say('d', 'lost 2')
    await vi.waitFor(async () => expect(await heardBy('lost%')).toEqual(['lost 1', 'lost 2']), patience)
  })

  test('that cannot be applied is parked, holds up its own subject only, and goes on once it can be', async () => {
    const { say } = await start('speaker')
    await start('listener')
    cannotTake.add('poison 1')
    await say('e', 'poison 1')
    await say('e', 'poison 2')
    await say('f', 'poison f')
    await vi.waitFor(async () => expect(await heardBy('poison%')).toEqual(['poison f']), patience)
    await query(speakerDatabase, `update events.delivery set tries = $1 where subject = 'e'`, [mostTries - 1])
    await vi.waitFor(async () => {
      await hurry()
      await say('g', 'go on')
      expect(
        await query(speakerDatabase, `select seq::int, fault from events.delivery where parked_at is not null`),
      ).toEqual([{ seq: 1, fault: 'FAILED' }])
    }, patience)
    expect(await heardBy('poison%')).toEqual(['poison f'])
    cannotTake.clear()
    await query(
      speakerDatabase,
      `update events.delivery set parked_at = null, tries = 0, due_at = now() where subject = 'e'`,
    )
    await say('g', 'go on')
    await vi.waitFor(
      async () => expect(await heardBy('poison%')).toEqual(['poison f', 'poison 1', 'poison 2']),
      patience,
    )
  })

  test('of two mutations at once keeps the order in which they committed', async () => {
    const { say } = await start('speaker')
    await start('listener')
    await Promise.all(Array.from({ length: 12 }, (_, at) => say('h', `at once ${at}`)))
    await vi.waitFor(async () => expect(await heardBy('at once%')).toHaveLength(12), patience)
    const order = await query<{ word: string }>(
      speakerDatabase,
      `select payload ->> 'word' as word from events.delivery join events.outbox on id = event_id where delivery.subject = 'h' order by seq`,
    )
    expect(await heardBy('at once%')).toEqual(order.map(({ word }) => word))
  })
})

test('the inbox takes nothing that was not signed with the departments’ key', async () => {
  const { url } = await start('listener')
  const body = JSON.stringify({
    from: 'speaker',
    events: [
      {
        id: crypto.randomUUID(),
        type: 'speaker.said',
        subject: 'forged',
        seq: 1,
        unit,
        request: 'r',
        at: '2021-07-24T00:00:00Z',
        payload: { word: 'forged' },
      },
    ],
  })
  const post = (signature: string | undefined) =>
    fetch(`${url}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(signature && { 'x-event-signature': signature }) },
      body,
    })
  const sign = (key: Buffer) => signRequest({ method: 'POST', path: '/events', body, authorization: '' }, key)
  const genuine = sign(testKeys.EVENTS_KEY)
  expect((await post(undefined)).status).toBe(401)
  expect((await post(sign(signingKey))).status, 'the gateway’s key opens another door').toBe(401)
  expect(await heardBy('forged')).toEqual([])
  expect((await post(genuine)).status).toBe(200)
  expect(await heardBy('forged')).toEqual(['forged'])
  expect((await post(genuine)).status, 'a letter is taken once').toBe(401)
})

test('the application reaches outbox and inbox through their functions only, for their purposes only', async () => {
  const client = new pg.Client({ connectionString: speakerDatabase.appUrl })
  await client.connect()
  for (const table of ['outbox', 'delivery', 'inbox'])
    await expect(client.query(`select 1 from events.${table}`)).rejects.toMatchObject({ code: '42501' })
  for (const call of [
    `events.claim('listener', '1 second', 1)`,
    `events.settle('listener', gen_random_uuid(), null, null, false)`,
    `events.unpark('listener')`,
    `events.waiting()`,
    `events.receive(gen_random_uuid(), 'speaker', 's', 1, 't')`,
    `events.publish(gen_random_uuid(), 't', 's', '00001', 'r', '{}', '{}')`,
  ])
    await expect(client.query(`select * from ${call}`), call).rejects.toMatchObject({ code: '42501' })
  await client.end()
})

describe('what departments say and hear', () => {
  const departments = (speaker: DepartmentEvents, listener: DepartmentEvents) => disagreements({ speaker, listener })
  const hears = (payload: z.ZodObject, type = 'speaker.said'): DepartmentEvents => ({
    publishes: [],
    consumes: [subscription(type, payload, () => Promise.resolve())],
  })

  test('agrees', () => {
    expect(departments(speaks, listens)).toEqual([])
  })

  test.each([
    [
      'nobody takes it',
      speaks,
      { publishes: [], consumes: [] },
      'speaker.said is for listener, which does not take it',
    ],
    [
      'nobody says it',
      speaks,
      hears(z.object({}), 'speaker.sang'),
      'listener waits for speaker.sang, which nobody sends it',
    ],
    [
      'a part is missing',
      speaks,
      hears(z.object({ mood: z.string() })),
      'listener takes speaker.said.mood for something else',
    ],
    [
      'a part is another',
      speaks,
      hears(z.object({ on: z.string() })),
      'listener takes speaker.said.on for something else',
    ],
    [
      'it is another’s to say',
      { publishes: [eventType('listener.said', { to: [], payload: z.object({}) })], consumes: [] },
      { publishes: [], consumes: [] },
      'listener.said is not speaker’s to publish',
    ],
  ])('disagrees when %s', (_, speaker, listener, fault) => {
    expect(departments(speaker, listener)).toContain(fault)
  })
})

describe('a job', () => {
  const counted = (of: Awaited<ReturnType<typeof start>>, id: unknown, account?: string) =>
    of.ask(`{ counting(id: "${String(id)}") }`, account)

  test('is done after its mutation, in one transaction, for whoever asked', async () => {
    const speaker = await start('speaker')
    const { count } = await speaker.ask('mutation { count(to: 5) }')
    await vi.waitFor(async () => expect(await counted(speaker, count)).toEqual({ counting: 'DONE 5/5' }), patience)
    expect(await words(speakerDatabase, 'counted%')).toHaveLength(5)
    expect(await counted(speaker, count, 'another clerk'), 'nobody else sees it').toEqual({ counting: null })
    expect(
      await query(
        speakerDatabase,
        `select account, purpose from audit.event where content::text like '%Job.counting%'`,
      ),
    ).toEqual([{ account: 'clerk', purpose: 'COMMAND' }])
  })

  test('that fails or is cancelled leaves nothing behind', async () => {
    const speaker = await start('speaker')
    const before = await words(speakerDatabase, 'counted%')
    const { count: failing } = await speaker.ask('mutation { count(to: 13) }')
    await vi.waitFor(async () => expect(await counted(speaker, failing)).toEqual({ counting: 'FAILED 1/13' }), patience)
    const { count } = await speaker.ask('mutation { count(to: 5000) }')
    await vi.waitFor(
      async () => expect(await counted(speaker, count)).toEqual({ counting: expect.stringMatching(/^RUNNING [1-9]/) }),
      patience,
    )
    expect(await speaker.ask(`mutation { stopCounting(id: "${String(count)}") }`)).toEqual({ stopCounting: true })
    await vi.waitFor(
      async () => expect(await counted(speaker, count)).toEqual({ counting: expect.stringMatching(/^CANCELLED/) }),
      patience,
    )
    expect(await words(speakerDatabase, 'counted%')).toEqual(before)
  })

  test('that its process died over is done by the next one, once', async () => {
    const first = await start('speaker')
    const before = await words(speakerDatabase, 'counted%')
    const { count } = await first.ask('mutation { count(to: 150) }')
    await vi.waitFor(
      async () => expect(await counted(first, count)).toEqual({ counting: expect.stringMatching(/^RUNNING [1-9]/) }),
      patience,
    )
    await first.stop()
    await query(
      speakerDatabase,
      `update graphile_worker._private_jobs set run_at = now(), locked_by = 'dead', locked_at = now() - interval '1 minute'`,
    )
    const second = await start('speaker')
    await vi.waitFor(async () => expect(await counted(second, count)).toEqual({ counting: 'DONE 150/150' }), {
      timeout: 30_000,
      interval: 200,
    })
    expect(await words(speakerDatabase, 'counted%')).toHaveLength(before.length + 150)
  }, 60_000)
})
