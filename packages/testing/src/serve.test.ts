import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { Entity } from '@mikro-orm/decorators/legacy'
import { accessTable, grant } from '@vungxanh/access'
import { signatureHeader, signRequest } from '@vungxanh/access/gateway-signature'
import { buildSubgraph, type Context, defineDatabase, serve, UnitRow, unitRows } from '@vungxanh/subgraph'
import pg from 'pg'
import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { viewerOf } from './department-test.ts'
import { cloneDatabase, testKeys } from './test-database.ts'

// A department as a process has it: behind HTTP, over a pool.

const viewers = grant(['CHAIR'])

@Entity(unitRows(viewers, viewers))
class Row extends UnitRow {}

@Resolver()
class WaitingResolver {
  @Query(() => Boolean)
  async naps(@Ctx() { em }: Context): Promise<boolean> {
    await em.execute('select pg_sleep(0.5)')
    return true
  }

  @Query(() => Boolean)
  async sleeps(@Ctx() { em }: Context): Promise<boolean> {
    await em.execute('select pg_sleep(4)')
    return true
  }

  @Query(() => Boolean)
  async waitsForLock(@Ctx() { em }: Context): Promise<boolean> {
    await em.execute('select pg_advisory_xact_lock(1)')
    return true
  }
}

@ObjectType()
class Step {
  @Field(() => String)
  name!: string
}

/** The first fails some time after the second has. */
@Resolver(() => Step)
class StepResolver {
  @Query(() => [Step])
  steps(): Step[] {
    return [{ name: 'late' }, { name: 'early' }]
  }

  @FieldResolver(() => String)
  done(@Root() { name }: Step): Promise<string> {
    if (name === 'early') throw new Error('at once')
    return new Promise((_, reject) => setTimeout(() => reject(new Error('later')), 50))
  }
}

const database = defineDatabase({
  name: 'waiting',
  entities: [Row],
  migrations: [],
  migrationsPath: '/nowhere',
  publicTables: [],
})
const subgraph = buildSubgraph({
  name: 'waiting',
  resolvers: [WaitingResolver, StepResolver],
  references: [],
  access: accessTable({
    Query: [['INTERNAL', viewers, 'naps sleeps waitsForLock steps']],
    Step: [['INTERNAL', viewers, 'name done']],
  }),
})

const signingKey = Buffer.alloc(32, 9)

let clone: Awaited<ReturnType<typeof cloneDatabase>>
beforeAll(async () => {
  clone = await cloneDatabase(database)
})
afterAll(() => clone.drop())

function start() {
  const environment = {
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: clone.appUrl,
    ...testKeys,
    GATEWAY_SIGNING_KEY: signingKey,
    IDENTITY_ISSUER: 'http://127.0.0.1:1',
    IDENTITY_JWKS_URL: 'http://127.0.0.1:1/jwks',
    LOG_LEVEL: 'silent' as const,
  }
  return serve({ subgraph, database }, environment, () => Promise.resolve(viewerOf('CHAIR', ['00001'])))
}

function ask(url: string, query: string, agent?: Agent): Promise<string> {
  const path = `/graphql?query=${encodeURIComponent(query)}`
  const signature = signRequest({ method: 'GET', path, body: '', authorization: '' }, signingKey)
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { agent, headers: { [signatureHeader]: signature } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve(text))
    }).on('error', reject)
  })
}

test('stops as soon as what was asked is answered, whoever keeps a connection or opened one in vain', async () => {
  const { url, stop } = await start()
  const { hostname: host, port } = new URL(url)
  const agent = new Agent({ keepAlive: true })
  const silent = connect(Number(port), host).on('error', () => {})
  const answer = ask(url, '{ naps }', agent)
  await new Promise((resolve) => setTimeout(resolve, 100))

  const started = Date.now()
  await stop()
  expect(Date.now() - started).toBeLessThan(3_000)
  expect(await answer).toBe('{"data":{"naps":true}}\n')
  silent.destroy()
  agent.destroy()
})

test('a request gives up on a lock that nobody gives back, and stopping does not wait for it', async () => {
  const other = new pg.Client({ connectionString: clone.appUrl })
  await other.connect()
  await other.query('select pg_advisory_lock(1)')
  const { url, stop } = await start()
  const answer = ask(url, '{ waitsForLock }')
  const waiting = `select from pg_locks where locktype = 'advisory' and not granted`
  while ((await other.query(waiting)).rowCount === 0) {}

  const started = Date.now()
  await stop()
  expect(Date.now() - started).toBeLessThan(5_000)
  expect(await answer).toContain('INTERNAL_SERVER_ERROR')
  await other.end()
})

test('lives on when the database ends its connections, even in the middle of a request', async () => {
  const { url, stop } = await start()
  // As many requests as the pool has connections: none of them may keep its place.
  const answers = Array.from({ length: 10 }, () => ask(url, '{ sleeps }'))
  const admin = new pg.Client({ connectionString: clone.appUrl })
  await admin.connect()
  // It was sent together with the beginning of its transaction.
  const sleeping = `from pg_stat_activity where usename = current_user and query like E'%\\nselect pg_sleep(4)'`
  while ((await admin.query(`select pid ${sleeping}`)).rowCount !== 10) {}
  await admin.query(`select pg_terminate_backend(pid) ${sleeping}`)
  await admin.end()
  for (const answer of await Promise.all(answers)) expect(answer).toContain('INTERNAL_SERVER_ERROR')
  expect(await ask(url, '{ naps }')).toBe('{"data":{"naps":true}}\n')
  await stop()
})

test('lives on when a part of a list fails that nobody waits for any more', async () => {
  const ofTheRunner = process.listeners('unhandledRejection')
  const { url, stop } = await start()
  for (const listener of ofTheRunner) process.off('unhandledRejection', listener)
  const abandoned = vi.fn()
  process.on('unhandledRejection', abandoned)
  try {
    expect(await ask(url, '{ steps { done } }')).toContain('INTERNAL_SERVER_ERROR')
    await vi.waitFor(() => expect(abandoned).toHaveBeenCalledOnce())
    process.off('unhandledRejection', abandoned)
    expect(process.listenerCount('unhandledRejection'), 'the server has an ear of its own').toBe(1)
    expect(await ask(url, '{ naps }')).toBe('{"data":{"naps":true}}\n')
  } finally {
    for (const listener of ofTheRunner) process.on('unhandledRejection', listener)
    process.off('unhandledRejection', abandoned)
    await stop()
  }
})
