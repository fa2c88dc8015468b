import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { connect, type Database } from './database.ts'
import { contextVariables, loadingPurpose } from './row-security.ts'
import { InvalidInput, type UserError } from './user-error.ts'
import { Vault, type VaultKeys } from './vault.ts'

/** A ward of 20,000 takes seconds on a machine of its own, and minutes on one that others work on. */
const LOADING_SECONDS = 3_600

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
    // Else PostgreSQL takes the tables for empty, and the first statistics of a ward would take minutes.
    await em.execute(`select app.analyze_tables()`)
    return { rows, commit: () => end('commit'), rollback: () => end('rollback') }
  } catch (error) {
    await end('rollback')
    throw error
  }
}
