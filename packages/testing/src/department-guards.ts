import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { roles } from '@vungxanh/access'
import { type Database, type Door, type Subgraph, signedContext, writeMigration } from '@vungxanh/subgraph'
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { departmentTest } from './department-test.ts'
import { testContextKey } from './test-database.ts'

const SOME_ID = '4f2b3c1e-0000-4000-8000-000000000000'

/** What must hold in every department: committed contracts are fresh, every door asks for a role, every row for a unit. */
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

  describe('doors', () => {
    for (const door of subgraph.doors) {
      test(`${door.kind} ${door.name} opens for its roles only`, async ({ as, unit }) => {
        const { document, variables } = knock(door, subgraph, unit)
        for (const role of roles) {
          const { errors } = await as(role).ask(document, variables)
          const codes = errors.map(({ code }) => code)
          if (door.roles.includes(role)) expect(codes, role).not.toContain('INTERNAL_SERVER_ERROR')
          expect(atDoor(errors), role).toBe(door.roles.includes(role) ? 'open' : 'closed')
        }
      })
    }
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
    })

    test('refuses a forged and an expired context', async ({ database: { appUrl } }) => {
      const genuine = contextFor(['00001'])
      const [body = '', code = ''] = genuine.split('.')
      const widened = Buffer.from(Buffer.from(body, 'base64').toString().replace('00001', '00002')).toString('base64')
      const expired = contextFor(['00001'], Date.now() - 3_600_000)
      for (const context of [`${widened}.${code}`, `${body}.`, expired]) {
        await expect(query(appUrl, `select app.units()`, context)).rejects.toMatchObject({ code: '28000' })
      }
      expect(await query(appUrl, `select app.units() as units`, genuine)).toEqual([{ units: ['00001'] }])
    })
  })
}

function contextFor(units: string[], now?: number): string {
  const scope = { units, purpose: 'REGISTRY', role: 'REGISTRAR', actor: 'test', request: 'test' }
  return signedContext(scope, testContextKey, now)
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

function atDoor(errors: { code: unknown; path?: readonly (string | number)[] }[]): 'open' | 'closed' {
  return errors.some(({ code, path }) => code === 'FORBIDDEN' && (path?.length === 1 || path?.[0] === '_entities'))
    ? 'closed'
    : 'open'
}

/** The smallest valid operation that reaches a door, with values made from the argument types. */
function knock(
  door: Door,
  { schema }: Subgraph,
  unit: string,
): { document: string; variables: Record<string, unknown> } {
  if (door.kind === 'reference') {
    const type = schema.getType(door.name)
    const key = isObjectType(type) && 'code' in type.getFields() && !('id' in type.getFields()) ? 'code' : 'id'
    return {
      document: `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }`,
      variables: { representations: [{ __typename: door.name, [key]: key === 'code' ? unit : SOME_ID }] },
    }
  }
  const root = door.kind === 'Query' ? schema.getQueryType() : schema.getMutationType()
  const field = root?.getFields()[door.name]
  if (!field) throw new Error(`no field ${door.name}`)
  const needed = field.args.filter(({ type }) => isNonNullType(type))
  const declared = needed.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const passed = needed.map(({ name }) => `${name}: $${name}`).join(', ')
  return {
    document: `${door.kind.toLowerCase()}${declared && ` (${declared})`} { ${door.name}${passed && `(${passed})`} ${selection(field)} }`,
    variables: Object.fromEntries(needed.map(({ name, type }) => [name, sample(type, name, unit)])),
  }
}

function selection(field: GraphQLField<unknown, unknown>): string {
  return isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'
}

function sample(type: GraphQLInputType, name: string, unit: string): unknown {
  if (isNonNullType(type)) return sample(type.ofType, name, unit)
  if (isListType(type)) return []
  if (isEnumType(type)) return type.getValues()[0]?.value
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type))
    return Object.fromEntries(required.map((field) => [field.name, sample(field.type, field.name, unit)]))
  }
  if (name === 'unit' || name === 'code') return unit
  const samples: Record<string, unknown> = {
    ID: SOME_ID,
    String: 'x',
    Int: 1,
    Boolean: false,
    DateTime: '2021-09-27T17:00:00+07:00',
    LocalDate: '2021-09-27',
    VND: 1000,
  }
  return samples[type.name]
}
