import { loadingPurpose, signedContext } from '@vungxanh/subgraph'
import pg from 'pg'
import type { PlatformDatabase } from '../platform/databases.ts'
import { type Department, departments } from '../platform/paths.ts'
import { dueBefore, readRetention, rulesOn } from './rules.ts'

export interface Due {
  department: Department
  rule: string
  title: string
  table: string
  rows: number
  before: string
  keepYears: number
  verified: boolean
}

export class CountDiffers extends Error {}

export interface Erasing {
  databases: Record<Department, Pick<PlatformDatabase, 'migratorUrl' | 'contextKey'>>
  /** The business day that periods are counted back from. */
  on: string
  /** Absent: everything is counted by erasing it in transactions that are then taken back. */
  erase?: { confirmed: number; by: string }
}

/**
 * What is due in the four databases, or its erasing: one transaction for each department, as the owner of its tables. When
 * the sum is not what was confirmed nothing is erased anywhere.
 */
export async function retain({ databases, on, erase }: Erasing): Promise<Due[]> {
  const units = await communes(databases.residents.migratorUrl)
  const open: { client: pg.Client; due: Due[] }[] = []
  try {
    for (const department of departments) {
      const { migratorUrl, contextKey } = databases[department]
      const client = new pg.Client({ connectionString: migratorUrl })
      await client.connect()
      const due: Due[] = []
      open.push({ client, due })
      await client.query('begin')
      // The days of the rules are days here, also where they are compared with moments.
      await client.query(`set local timezone to 'Asia/Ho_Chi_Minh'`)
      const scope = {
        units,
        purpose: loadingPurpose,
        role: 'SYSTEM_ADMIN',
        actor: 'retention',
        request: 'retention',
        assignment: 'retention',
      }
      const context = signedContext(scope, Buffer.from(contextKey, 'hex'))
      await client.query(`select set_config('app.context', $1, true)`, [context])
      for (const rule of rulesOn(readRetention(department), on)) {
        const before = dueBefore(rule.keepYears, on)
        await client.query(`create temp table chosen (id uuid primary key) on commit drop`)
        await client.query(`insert into chosen select distinct id from (${rule.choose}) as due`, [before])
        for (const { table, where } of rule.erase) {
          const { rowCount } = await client.query(`delete from ${quoted(table)} where ${where}`)
          const rows = rowCount ?? 0
          const { name, title, keepYears, verified, source } = rule
          due.push({ department, rule: name, title, table, rows, before, keepYears, verified })
          if (rows === 0 || !erase) continue
          await client.query(
            `insert into app.erasure (rule, source, verified, before, "table", rows, erased_by) values ($1, $2, $3, $4, $5, $6, $7)`,
            [name, source, verified, before, table, rows, erase.by],
          )
        }
        await client.query(`drop table chosen`)
      }
    }
    const all = open.flatMap(({ due }) => due)
    const sum = all.reduce((total, { rows }) => total + rows, 0)
    if (erase && sum !== erase.confirmed)
      throw new CountDiffers(
        `${sum} rows are due, ${erase.confirmed} were confirmed: nothing is erased. Run it dry again.`,
      )
    for (const { client } of open) await client.query(erase ? 'commit' : 'rollback')
    return all
  } finally {
    // Ends what is still open: a transaction that was not committed is taken back.
    await Promise.all(open.map(({ client }) => client.end()))
  }
}

/** A table may stand in a schema of the kit: `events.inbox`. */
function quoted(table: string): string {
  return table.split('.').map(pg.escapeIdentifier).join('.')
}

/** Every commune that the registry knows: the tables' owner sees a unit's rows only when its context names the unit. */
async function communes(residentsUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: residentsUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ code: string }>(`select code from admin_unit`)
    return rows.map(({ code }) => code)
  } finally {
    await client.end()
  }
}
