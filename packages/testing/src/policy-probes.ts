import type { PolicyDef } from '@mikro-orm/core'
import { MikroORM } from '@mikro-orm/postgresql'
import { purposes } from '@vungxanh/access'
import { type Database, loadingPurpose, ormOptions, signedContext } from '@vungxanh/subgraph'
import pg from 'pg'
import { contextScope } from './department-test.ts'
import { testContextKey } from './test-database.ts'

interface Probing {
  database: Database
  superuserUrl: string
  appRole: string
  /** A unit that has a row in every table. */
  unit: string
}

interface Rule {
  table: string
  /** By name, the purposes that each lets through. */
  policies: Map<string, string[]>
  readers: ReadonlySet<string>
  writers: ReadonlySet<string>
}

const allPurposes = [...purposes, loadingPurpose]

/** What each table's entity says: the code, where the database has what migrations made of it. */
function rulesOf(database: Database): Rule[] {
  const orm = new MikroORM(ormOptions(database, 'postgresql://nobody@127.0.0.1:1/none'))
  return database.entities
    .map((entity) => orm.getMetadata().get(entity))
    .filter(({ tableName }) => !database.publicTables.includes(tableName))
    .map(({ tableName, policies = [] }) => {
      const named = (name: string): string[] => {
        const { using, check } = (policies as PolicyDef[]).find((policy) => policy.name === name) ?? {}
        return /\{(.*?)\}/.exec(String(using ?? check))?.[1]?.split(',') ?? []
      }
      return {
        table: tableName,
        policies: new Map((policies as PolicyDef[]).map(({ name }) => [String(name), named(String(name))])),
        readers: new Set([...named('read'), ...named('asked'), loadingPurpose]),
        writers: new Set([...named('add'), loadingPurpose]),
      }
    })
}

/** On one connection of a superuser who acts as the application: triggers and foreign keys are off, row security is not. */
async function probing<T>(superuserUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(probe)
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What one context may do with a table: read, change, add. All of it is rolled back; what stops it besides row security is another guard's work, and comes after it. */
const probe = `
create function pg_temp.probe(target text, copy jsonb, app text, context text) returns boolean[] language plpgsql as $$
declare
  attempt text;
  counted bigint;
  may boolean[] := '{}';
begin
  perform set_config('role', app, true), set_config('app.context', context, true);
  foreach attempt in array array[
    format('select 1 from %I limit 1', target),
    format('update %I set unit_code = unit_code', target),
    format('insert into %1$I select * from jsonb_populate_record(null::%1$I, $1)', target)
  ] loop
    begin
      execute attempt using copy;
      get diagnostics counted = row_count;
      raise exception using errcode = 'PROBE', message = counted > 0;
    exception
      when sqlstate 'PROBE' then may := may || sqlerrm::boolean;
      when insufficient_privilege then may := may || false;
      when others then may := may || true;
    end;
  end loop;
  perform set_config('role', 'none', true);
  return may;
end $$`

async function faultsOf(
  client: pg.Client,
  rule: Rule,
  { appRole, unit }: Probing,
  probed: readonly string[] = allPurposes,
): Promise<string[]> {
  const { table, readers, writers } = rule
  const { rows } = await client.query(`select to_jsonb(t) as row from "${table}" as t where unit_code = $1 limit 1`, [
    unit,
  ])
  if (!rows[0]) return [`${table}: the world has no row`]
  const copy = JSON.stringify({ ...rows[0].row, id: crypto.randomUUID() })
  const asked = probed.flatMap((purpose) =>
    [true, false].map((isInScope) => {
      const scope = contextScope([isInScope ? unit : `${unit}-other`], purpose)
      return { purpose, isInScope, context: signedContext(scope, testContextKey) }
    }),
  )
  const { rows: answers } = await client.query<{ may: boolean[] }>(
    `select pg_temp.probe($1, $2, $3, context) as may from unnest($4::text[]) with ordinality as asked (context, place) order by place`,
    [table, copy, appRole, asked.map(({ context }) => context)],
  )
  return asked.flatMap(({ purpose, isInScope }, index) =>
    ['read', 'change', 'add'].flatMap((kind, attempt) => {
      const isOpen = answers[index]?.may[attempt]
      if (isOpen === (isInScope && (kind === 'read' ? readers : writers).has(purpose))) return []
      return [`${table}: ${kind} for ${purpose} ${isInScope ? 'in' : 'out of'} scope is ${isOpen ? 'open' : 'closed'}`]
    }),
  )
}

/** Where the database lets a purpose do more or less than the table's entity says. */
export function policyFaults(of: Probing): Promise<string[]> {
  return probing(of.superuserUrl, async (client) => {
    const faults: string[] = []
    await client.query('begin')
    for (const rule of rulesOf(of.database)) faults.push(...(await faultsOf(client, rule, of)))
    return faults
  })
}

/** Drops each policy in turn, then opens it, and returns those whose loss the probes did not see. */
export function policyMutants(of: Probing): Promise<string[]> {
  return probing(of.superuserUrl, async (client) => {
    const survivors: string[] = []
    for (const rule of rulesOf(of.database)) {
      for (const [policy, purposes] of rule.policies) {
        for (const mutation of ['dropped', 'opened'] as const) {
          await client.query('begin')
          if (mutation === 'dropped') await client.query(`drop policy "${policy}" on "${rule.table}"`)
          else await openPolicy(client, rule.table, policy)
          // Whom the policy names meets the loss first; everybody else is asked only when they did not.
          const isSeen =
            (await faultsOf(client, rule, of, purposes.slice(0, 1))).length > 0 ||
            (await faultsOf(client, rule, of)).length > 0
          if (!isSeen) survivors.push(`${rule.table}: "${policy}" ${mutation}`)
          await client.query('rollback')
        }
      }
    }
    return survivors
  })
}

async function openPolicy(client: pg.Client, table: string, policy: string): Promise<void> {
  const { rows } = await client.query<{ cmd: string }>(
    `select cmd from pg_policies where tablename = $1 and policyname = $2`,
    [table, policy],
  )
  const using = rows[0]?.cmd === 'INSERT' ? '' : 'using (true)'
  const check = ['SELECT', 'DELETE'].includes(rows[0]?.cmd ?? '') ? '' : 'with check (true)'
  await client.query(`alter policy "${policy}" on "${table}" ${using} ${check}`)
}
