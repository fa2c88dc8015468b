import { Entity } from '@mikro-orm/decorators/legacy'
import { grant } from '@vungxanh/access'
import { connect, contextVariables, defineDatabase, type MikroORM, UnitRow, unitRows } from '@vungxanh/subgraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextScope } from './department-test.ts'
import { cloneDatabase, testContextKey } from './test-database.ts'

// What is held back of a transaction until its first statement, on the one connection of a pool, that everybody gets again.

const viewers = grant(['CHAIR'])

@Entity(unitRows(viewers, viewers))
class Row extends UnitRow {}

const database = defineDatabase({
  name: 'together',
  entities: [Row],
  migrations: [],
  migrationsPath: '/nowhere',
  publicTables: [],
})

let clone: Awaited<ReturnType<typeof cloneDatabase>>
let orm: MikroORM
beforeAll(async () => {
  clone = await cloneDatabase(database)
  const patience = { statement_timeout: 10_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 10_000 }
  orm = await connect(database, clone.appUrl, Object.assign(patience, { max: 1 }))
})
afterAll(async () => {
  await orm.close()
  await clone.drop()
})

/** As a request of somebody, or as nobody. */
const forked = (unit?: string) =>
  orm.em.fork(unit ? { session: contextVariables(contextScope([unit], 'REGISTRY'), testContextKey) } : {})

/** Of the pool's connection, outside of any transaction: the units of whoever left it, and whether they left one open. */
async function left(): Promise<{ units: string | null; open: boolean }> {
  const [row] = await forked().execute<{ units: string | null; open: boolean }[]>(
    `select nullif(current_setting('app.context', true), '') as units, now() <> statement_timestamp() as open`,
  )
  return row ?? { units: null, open: false }
}

const clean = { units: null, open: false }
const units = 'select app.units() as units'

test('the first statement runs in its transaction, under its context, and answers as if it were alone', async () => {
  const em = forked('00121')
  await em.begin()
  expect(await em.execute(units)).toEqual([{ units: ['00121'] }])
  expect(await em.execute(`select pg_current_xact_id_if_assigned() is null as none, now() = now() as same`)).toEqual([
    { none: true, same: true },
  ])
  await em.rollback()
  expect(await left()).toEqual(clean)
})

test.for([
  ['fails when it runs', 'select 1 / 0', /division by zero/],
  ['cannot be read', 'select from from', /syntax error/],
  ['is refused', 'select * from app.data_key for update', /permission denied|does not exist/],
] as const)('a first statement that %s leaves nothing open and nobody’s context', async ([, statement, fault]) => {
  const em = forked('00121')
  await em.begin()
  await expect(em.execute(statement)).rejects.toThrow(fault)
  await em.rollback()
  expect(await left()).toEqual(clean)
  const next = forked('00122')
  await next.begin()
  expect(await next.execute(units)).toEqual([{ units: ['00122'] }])
  await next.commit()
  expect(await left()).toEqual(clean)
})

test('a context that PostgreSQL does not believe fails with the first statement that asks for it', async () => {
  const em = orm.em.fork({ session: contextVariables(contextScope(['00121'], 'REGISTRY'), Buffer.alloc(32, 1)) })
  await em.begin()
  await expect(em.execute(units)).rejects.toThrow()
  await em.rollback()
  expect(await left()).toEqual(clean)
})

test.for(['commit', 'rollback'] as const)(
  'a transaction that asked for nothing ends by %s without having begun',
  async (end) => {
    const em = forked('00121')
    await em.begin()
    await em[end]()
    expect(await left()).toEqual(clean)
  },
)

test('a connection that is lost with its first statement is not given to whoever is next', async () => {
  const em = forked('00121')
  await em.begin()
  await expect(em.execute('select pg_terminate_backend(pg_backend_pid())')).rejects.toThrow(/terminat/)
  await em.rollback().catch(() => {})
  const next = forked('00122')
  await next.begin()
  expect(await next.execute(units)).toEqual([{ units: ['00122'] }])
  await next.commit()
})

test('a statement with values of its own, and several in one text, come first as well', async () => {
  const em = forked('00121')
  await em.begin()
  expect(await em.execute(`select ?::text as said, ?::int[] as numbers`, [`it's; \\ 'so'`, '{1,2}'])).toEqual([
    { said: `it's; \\ 'so'`, numbers: [1, 2] },
  ])
  await em.commit()
  expect(await left()).toEqual(clean)
})
