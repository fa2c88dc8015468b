import { setImmediate as breath } from 'node:timers/promises'
import type { EntityClass, EntityProperty } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { AuditTrail } from './audit/trail.ts'
import type { Context } from './context.ts'
import { connect, type Database } from './database.ts'
import { contextVariables, loadingPurpose } from './row-security.ts'
import { InvalidInput, type UserError } from './user-error.ts'
import { Vault, type VaultKeys } from './vault.ts'

const CHUNK = 5_000

/** A ward of 20,000 takes seconds on a machine of its own, and minutes on one that others work on. */
const LOADING_SECONDS = 3_600

/** Rows by property name; a relation takes the id it points at. */
export type Rows = readonly Record<string, unknown>[]

/** Loads rows in bulk: one statement per 5,000, where a unit of work would take one flush and hold them all. */
export async function insertMany<T extends object>(
  em: SqlEntityManager,
  entity: EntityClass<T>,
  rows: Rows,
): Promise<void> {
  const first = rows[0]
  if (!first) return
  const { properties, tableName } = em.getMetadata().get(entity)
  const columns = Object.keys(first).map((name) => {
    const property = (properties as Record<string, EntityProperty>)[name]
    const column = property?.fieldNames[0]
    if (!property || !column) throw new Error(`${tableName} has no property ${name}`)
    return { name, column, type: property.columnTypes[0] }
  })
  const list = columns.map(({ column }) => `"${column}"`).join(', ')
  const shape = columns.map(({ column, type }) => `"${column}" ${type}`).join(', ')
  const statement = `insert into "${tableName}" (${list}) select ${list} from json_to_recordset(?::json) as rows (${shape})`
  const part = async (start: number): Promise<string> => {
    await breath()
    const lines = rows
      .slice(start, start + CHUNK)
      .map((row) => Object.fromEntries(columns.map(({ name, column }) => [column, asJson(row[name])])))
    return JSON.stringify(lines)
  }
  // While PostgreSQL writes one part, the next is made ready.
  let json = await part(0)
  for (let start = 0; start < rows.length; start += CHUNK) {
    const [next] = await Promise.all([part(start + CHUNK), em.execute(statement, [json])])
    json = next
  }
}

/** The same for a list of somebody's: each row stands in the audit as if it had been written alone. */
export async function addMany<T extends object>(
  { em, trail }: Pick<Context, 'em'> & { trail: Pick<AuditTrail, 'wrote'> },
  entity: EntityClass<T>,
  rows: readonly ({ id: string } & Record<string, unknown>)[],
): Promise<void> {
  await insertMany(em, entity, rows)
  const { tableName } = em.getMetadata().get(entity)
  const ids = rows.map(({ id }) => id)
  trail.wrote(tableName, 'create', ids, Object.keys(rows[0] ?? {}))
}

/** Bytes as PostgreSQL reads them from a text; everything else as it is. */
function asJson(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value
}

/** A scenario's fact passes the same rule as an officer's input, or ends the load. @throws Error that names the fact. */
export function acceptFact(fact: string, refusal: UserError | undefined): void {
  if (!refusal) return
  const field = refusal instanceof InvalidInput ? `${refusal.field}: ` : ''
  throw new Error(`${fact}: ${refusal.code}: ${field}${refusal.message}`)
}

/** Where a load goes: the owner's address of the database, and the key that signs the context of its rows. */
export interface LoadTarget {
  migratorUrl: string
  contextKey: Buffer
  vaultKeys: VaultKeys
}

/** One department's half-done load: nothing is visible until `commit`. */
export interface Load {
  rows: number
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** What every department takes from a scenario besides its own part. */
interface Loaded {
  unitCode: string
  scenario: string
  /** Entries of the register that are one person: each department holds ids of both. */
  merges?: readonly { absorbed: { id: string }; survivorId: string }[]
}

/**
 * Replaces what a unit holds in a department's database, inside one transaction that the caller ends, so that four
 * databases are loaded together or not at all. Runs as the migrator: the application may not delete.
 */
export async function replaceUnit(
  database: Database,
  { migratorUrl, contextKey, vaultKeys }: LoadTarget,
  { unitCode: unit, scenario: name, merges = [] }: Loaded,
  write: (em: SqlEntityManager, vault: Vault) => Promise<number>,
): Promise<Load> {
  const orm = await connect(database, migratorUrl)
  const scope = {
    units: [unit],
    purpose: loadingPurpose,
    role: 'SYSTEM_ADMIN',
    actor: 'scenario',
    request: name,
    assignment: 'scenario',
  }
  const em = orm.em.fork({ session: contextVariables(scope, contextKey, LOADING_SECONDS) })
  const end = async (how: 'commit' | 'rollback'): Promise<void> => {
    await em[how]()
    await orm.close()
  }
  await em.begin()
  try {
    const owned = database.entities
      .map((entity) => em.getMetadata().get(entity))
      .filter(({ tableName }) => !database.publicTables.includes(tableName))
    // Children point at parents: deleting in reverse order of the foreign keys needs no cascade.
    for (const { tableName } of owned.toReversed())
      await em.execute(`delete from "${tableName}" where unit_code = ?`, [unit])
    // A scenario gives the same ids again, to people who are nobody else.
    await em.execute(`delete from app.person_alias where unit_code = ?`, [unit])
    for (const { absorbed, survivorId } of merges)
      await em.execute(`insert into app.person_alias (absorbed, survivor, unit_code) values (?, ?, ?)`, [
        absorbed.id,
        survivorId,
        unit,
      ])
    const rows = await write(em, await new Vault(vaultKeys).load(em))
    await em.execute(
      `insert into app.scenario (unit_code, name) values (?, ?)
       on conflict (unit_code) do update set name = excluded.name, loaded_at = now()`,
      [unit, name],
    )
    return { rows, commit: () => end('commit'), rollback: () => end('rollback') }
  } catch (error) {
    await end('rollback')
    throw error
  }
}
