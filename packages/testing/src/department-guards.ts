import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, type Subgraph, signedContext, writeMigration } from '@vungxanh/subgraph'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { contextScope, departmentTest } from './department-test.ts'
import { testContextKey } from './test-database.ts'

/** What must hold in every department: committed contracts are fresh, every row is behind a policy, the audit is kept. */
export function guardDepartment({ database, subgraph }: { database: Database; subgraph: Subgraph }): void {
  const test = departmentTest({ database, subgraph, given: () => ({}) })

  describe('contracts', () => {
    test('schema.graphql is what the code says', () => {
      const committed = readFileSync(join(database.migrationsPath, '..', 'schema.graphql'), 'utf8')
      expect(committed, 'stale: run `npm run compose`').toBe(subgraph.sdl)
    })

    test('migrations lead to the entities as they are', async () => {
      expect(await writeMigration(database)).toEqual({ missing: false })
    })
  })

  describe('row security', () => {
    const protectedTables = `
      select relname as name, relrowsecurity and relforcerowsecurity as forced,
             (select count(*)::int from pg_policy where polrelid = pg_class.oid) as policies,
             exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'unit_code') as "hasUnit",
             pg_get_userbyid(relowner) as owner
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migration'
      order by 1`

    test('is forced on every table but the public ones', async ({ database: { appUrl } }) => {
      const tables = await query(appUrl, protectedTables)
      expect(tables.length).toBeGreaterThan(0)
      const open = tables.filter(({ forced, policies, hasUnit }) => !(forced && policies && hasUnit))
      expect(open.map(({ name }) => name)).toEqual([...database.publicTables].sort())
    })

    test('cannot be switched off by the application', async ({ database: { appUrl } }) => {
      const [role] = await query(
        appUrl,
        `select rolsuper, rolbypassrls, rolname from pg_roles where rolname = current_user`,
      )
      expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false })
      const tables = await query(appUrl, protectedTables)
      expect(tables.filter(({ owner }) => owner === role?.rolname)).toEqual([])
      const views = await query(appUrl, `select viewname from pg_views where schemaname = 'public'`)
      expect(views, 'a view would run with its owner’s rights').toEqual([])
      await expect(query(appUrl, `select * from app.context_key`)).rejects.toMatchObject({ code: '42501' })
      for (const { name } of tables) {
        await expect(query(appUrl, `delete from "${name}"`), String(name)).rejects.toMatchObject({ code: '42501' })
      }
      for (const change of ['update audit.event set name = name', 'delete from audit.event', 'truncate audit.batch']) {
        await expect(query(appUrl, change), change).rejects.toMatchObject({ code: '42501' })
      }
    })

    test('is passed by functions of the owner that say where they look, one of which is for the application alone', async ({
      database: { appUrl, appRole },
    }) => {
      const ofOwner = await query(
        appUrl,
        `select oid::regprocedure::text as name, coalesce(array_to_string(proconfig, ' '), '') as settings,
                has_function_privilege('public', oid, 'execute') as "isPublic", has_function_privilege(oid, 'execute') as "isOurs"
         from pg_proc where prosecdef and pronamespace = 'app'::regnamespace`,
      )
      expect(ofOwner.filter(({ settings }) => !/search_path=.*pg_temp"?$/.test(String(settings)))).toEqual([])
      expect(ofOwner.filter(({ name }) => name === 'app.analyze_tables()')).toMatchObject([
        { isPublic: false, isOurs: true },
      ])
      expect(await query(appUrl, `select app.analyze_tables()`)).toHaveLength(1)
      await expect(query(appUrl, `alter function app.analyze_tables() owner to "${appRole}"`)).rejects.toMatchObject({
        code: '42501',
      })
    })

    test('leaves the application nothing to delete but jobs of the queue that are done', async ({
      database: { appUrl },
    }) => {
      const deletable = await query(
        appUrl,
        `select distinct table_schema as schema from information_schema.role_table_grants
         where grantee = current_user and privilege_type in ('DELETE', 'TRUNCATE')`,
      )
      expect(deletable).toEqual([{ schema: 'graphile_worker' }])
    })

    test('shows no row without a context, and none of another unit', async ({
      database: { appUrl, migratorUrl },
      unit,
    }) => {
      for (const { name, forced } of await query(appUrl, protectedTables)) {
        if (!forced) continue
        for (const url of [appUrl, migratorUrl]) {
          expect(await query(url, `select 1 from "${name}" limit 1`), String(name)).toEqual([])
        }
        expect(
          await query(appUrl, `select 1 from "${name}" limit 1`, contextFor([`${unit}-other`])),
          String(name),
        ).toEqual([])
      }
      for (const url of [appUrl, migratorUrl]) expect(await query(url, `select 1 from audit.event limit 1`)).toEqual([])
    })

    test('refuses a forged and an expired context', async ({ database: { appUrl } }) => {
      const genuine = contextFor(['00001'])
      const [body = '', code = ''] = genuine.split('.')
      const widened = Buffer.from(Buffer.from(body, 'base64').toString().replace('00001', '00002')).toString('base64')
      const expired = contextFor(['00001'], Date.now() - 3_600_000)
      const units = `select app.units_for('{REGISTRY}') as units`
      for (const context of [`${widened}.${code}`, `${body}.`, expired]) {
        await expect(query(appUrl, units, context)).rejects.toMatchObject({ code: '28000' })
      }
      expect(await query(appUrl, units, genuine)).toEqual([{ units: ['00001'] }])
    })
  })
}

function contextFor(units: string[], now?: number): string {
  return signedContext(contextScope(units, 'REGISTRY'), testContextKey, now)
}

type Row = Record<string, unknown>

async function query(url: string, sql: string, context?: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    if (context !== undefined) await client.query(`select set_config('app.context', $1, true)`, [context])
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
