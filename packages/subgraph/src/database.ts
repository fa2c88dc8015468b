import { AsyncLocalStorage } from 'node:async_hooks'
import { DataloaderType, type EntityClass } from '@mikro-orm/core'
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy'
import { type Migration, Migrator } from '@mikro-orm/migrations'
import { MikroORM, type Options } from '@mikro-orm/postgresql'
import { InstallAliases } from './aliases/install-aliases.ts'
import { ChangeRecorder } from './audit/change-recorder.ts'
import { InstallAudit } from './audit/install-audit.ts'
import { InstallEvents } from './events/install-events.ts'
import { InstallAnalysis } from './install-analysis.ts'
import { InstallErasures } from './install-erasures.ts'
import { InstallJobs } from './jobs/install-jobs.ts'
import { giveBackLostConnections } from './lost-connections.ts'
import { ownHouseholdFilters, type PersonalRows } from './own-household.ts'
import { InstallRowSecurity } from './row-security.ts'
import { sendTogether } from './sent-together.ts'
import { InstallVault, type SealedColumn } from './vault.ts'

/** A department's tables and their history. `publicTables` hold no data of any unit's people and say so by being listed. */
export interface Database {
  name: string
  entities: EntityClass<object>[]
  migrations: (new (...args: never[]) => Migration)[]
  /** Absolute path of the folder with the migrations and their snapshot; used only to write new ones. */
  migrationsPath: string
  publicTables: string[]
  /** Columns whose values a vault seals. */
  sealedColumns?: readonly SealedColumn[]
  /** By property: the entities whose rows it binds to one person. */
  personalRows?: PersonalRows
}

export function defineDatabase(database: Database): Database {
  return database
}

/** What every department has before its own tables. */
const kitMigrations = [
  InstallRowSecurity,
  InstallAudit,
  InstallVault,
  InstallErasures,
  InstallEvents,
  InstallJobs,
  InstallAliases,
  InstallAnalysis,
]

export function ormOptions(database: Database, clientUrl: string): Partial<Options> {
  return {
    clientUrl,
    entities: database.entities,
    metadataProvider: ReflectMetadataProvider,
    dataloader: DataloaderType.ALL,
    // Else every value of a row is a property with accessors of its own: half of what a list leaves to the collector.
    propagationOnPrototype: false,
    forceUtcTimezone: true,
    filters: ownHouseholdFilters(database.personalRows ?? {}),
    subscribers: [new ChangeRecorder()],
    extensions: [Migrator],
    pool: { min: 1, max: 10 },
    migrations: {
      path: database.migrationsPath,
      snapshotName: '.snapshot',
      snapshotOnMigrate: false,
      emit: 'ts',
      tableName: 'migration',
      fileName: (timestamp, name) => `${timestamp}-${name ?? 'change'}`,
      migrationsList: [...kitMigrations, ...database.migrations].map((migration) => ({
        name: new (migration as new () => Migration)().name ?? migration.name,
        class: migration as never,
      })),
    },
  }
}

/** What `PQescapeLiteral` does. */
function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

let statements = 0
const aside = new AsyncLocalStorage<true>()

/** SQL statements that requests have cost this process so far; what the budgets count. */
export function statementCount(): number {
  return statements
}

/** Starts work of the process's own, by the clock or the queue: what it and its timers ask the database is no request's cost. */
export function besideRequests<T>(start: () => T): T {
  return aside.run(true, start)
}

/** How long PostgreSQL lets a statement, a wait and a pause in a transaction last, in milliseconds. */
export interface DatabasePatience {
  statement_timeout: number
  lock_timeout: number
  idle_in_transaction_session_timeout: number
}

export async function connect(database: Database, clientUrl: string, patience?: DatabasePatience): Promise<MikroORM> {
  const orm = await MikroORM.init({
    ...ormOptions(database, clientUrl),
    driverOptions: {
      ...patience,
      onPoolCreated: (pool: Parameters<typeof giveBackLostConnections>[0] & Parameters<typeof sendTogether>[0]) => {
        giveBackLostConnections(pool)
        sendTogether(pool)
      },
    },
    onQuery: (sql) => {
      if (!aside.getStore()) statements++
      return sql
    },
  })
  // MikroORM writes every value into the statement and goes through it letter by letter, which megabytes of a list feel.
  Object.assign(orm.em.getPlatform(), { escapeLiteral: literal })
  return orm
}

export type { MikroORM }
