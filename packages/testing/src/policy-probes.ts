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
  policies: string[]
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
        policies: (policies as PolicyDef[]).map(({ name }) => String(name)),
        readers: new Set([...named('read'), ...named('asked'), loadingPurpose]),
        writers: new Set([...named('add'), loadingPurpose]),
      }
    })
}

/** In a transaction of a superuser who acts as the application: triggers and foreign keys are off, row security is not. */
async function inProbe<T>(
  { superuserUrl }: Pick<Probing, 'superuserUrl'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    return await work(client)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

async function faultsOf(client: pg.Client, rule: Rule, { appRole, unit }: Probing): Promise<string[]> {
  const { table, readers, writers } = rule
  const faults: string[] = []
  const { rows } = await client.query(`select to_jsonb(t) as row from "${table}" as t where unit_code = $1 limit 1`, [
    unit,
  ])
  if (!rows[0]) return [`${table}: the world has no row`]
  const copy = JSON.stringify({ ...rows[0].row, id: crypto.randomUUID() })
  const attempts: Record<string, (client: pg.Client) => Promise<boolean>> = {
    read: async () => ((await client.query(`select 1 from "${table}" limit 1`)).rowCount ?? 0) > 0,
    change: async () => ((await client.query(`update "${table}" set unit_code = unit_code`)).rowCount ?? 0) > 0,
    add: async () => {
      await client.query(`insert into "${table}" select * from jsonb_populate_record(null::"${table}", $1)`, [copy])
      return true
    },
  }
  for (const purpose of allPurposes) {
    for (const scope of [unit, `${unit}-other`]) {
      for (const [kind, attempt] of Object.entries(attempts)) {
        const isInScope = scope === unit
        const expected = isInScope && (kind === 'read' ? readers : writers).has(purpose)
        await client.query('savepoint attempt')
        await client.query(`set local role "${appRole}"`)
        await client.query(`select set_config('app.context', $1, true)`, [
          signedContext(contextScope([scope], purpose), testContextKey),
        ])
        // Whatever stops it but row security is another guard's work, and comes after it.
        const happened = await attempt(client).catch((error: pg.DatabaseError) => error.code !== '42501')
        await client.query('rollback to savepoint attempt')
        if (happened !== expected)
          faults.push(
            `${table}: ${kind} for ${purpose} ${isInScope ? 'in' : 'out of'} scope is ${happened ? 'open' : 'closed'}`,
          )
      }
    }
  }
  return faults
}

/** Where the database lets a purpose do more or less than the table's entity says. */
export async function policyFaults(probing: Probing): Promise<string[]> {
  const rules = rulesOf(probing.database)
  return inProbe(probing, async (client) => {
    const faults: string[] = []
    for (const rule of rules) faults.push(...(await faultsOf(client, rule, probing)))
    return faults
  })
}

/** Drops each policy in turn, then opens it, and returns those whose loss the probes did not see. */
export async function policyMutants(probing: Probing): Promise<string[]> {
  const survivors: string[] = []
  for (const rule of rulesOf(probing.database)) {
    for (const policy of rule.policies) {
      for (const mutation of ['dropped', 'opened'] as const) {
        const faults = await inProbe(probing, async (client) => {
          if (mutation === 'dropped') await client.query(`drop policy "${policy}" on "${rule.table}"`)
          else {
            const { rows } = await client.query<{ cmd: string }>(
              `select cmd from pg_policies where tablename = $1 and policyname = $2`,
              [rule.table, policy],
            )
            const using = rows[0]?.cmd === 'INSERT' ? '' : 'using (true)'
            const check = ['SELECT', 'DELETE'].includes(rows[0]?.cmd ?? '') ? '' : 'with check (true)'
            await client.query(`alter policy "${policy}" on "${rule.table}" ${using} ${check}`)
          }
          return faultsOf(client, rule, probing)
        })
        if (faults.length === 0) survivors.push(`${rule.table}: "${policy}" ${mutation}`)
      }
    }
  }
  return survivors
}
