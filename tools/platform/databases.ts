import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cluster, type Database, ensureDatabase } from '@vungxanh/postgres'
import pg from 'pg'
import type { Log } from './log.ts'
import { type DatabaseName, databaseNames, processFolder } from './paths.ts'
import type { Secrets } from './secrets.ts'

/** A department's database as those who seed and test it need it. */
export interface PlatformDatabase extends Database {
  contextKey: string
  /** What a department's process and its migrations need besides: the keys that the database never sees. */
  keys: DepartmentKeys
}

export interface DepartmentKeys extends Record<string, string> {
  CONTEXT_KEY: string
  DATA_KEYS: string
  DATA_INDEX_KEY: string
}

export function departmentKeys({
  contextKey,
  dataKey,
  dataIndexKey,
}: Secrets['databases'][DatabaseName]): DepartmentKeys {
  return { CONTEXT_KEY: contextKey, DATA_KEYS: `1:${dataKey}`, DATA_INDEX_KEY: dataIndexKey }
}

export type PlatformDatabases = Record<DatabaseName, PlatformDatabase>

/** Creates what is missing and brings every schema up to the built migrations. */
export async function prepareDatabases(
  cluster: Cluster,
  secrets: Secrets,
  log: Log,
  toMigrate: readonly DatabaseName[] = databaseNames,
): Promise<PlatformDatabases> {
  const entries: [DatabaseName, PlatformDatabase][] = []
  for (const name of databaseNames) {
    const { migrator, app, contextKey } = secrets.databases[name]
    const database = await ensureDatabase(cluster, name, { migrator, app })
    entries.push([name, { ...database, contextKey, keys: departmentKeys(secrets.databases[name]) }])
  }
  const databases = Object.fromEntries(entries) as PlatformDatabases
  await Promise.all(toMigrate.map((name) => migrate(cluster, databases[name], processFolder(name), log)))
  return databases
}

/** The stamp lives in the database itself, so that it can be neither lost nor carried to another database. */
async function migrate(cluster: Cluster, database: PlatformDatabase, folder: string, log: Log): Promise<void> {
  const program = join(folder, 'dist/migrate.js')
  if (!existsSync(program)) throw new Error(`${program} is missing: build the ${database.name} service first`)
  const stamp = createHash('sha256').update(readFileSync(program)).update(JSON.stringify(database.keys)).digest('hex')
  const client = new pg.Client({ connectionString: cluster.superuserUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select shobj_description(oid, 'pg_database') as stamp from pg_database where datname = $1`,
      [database.name],
    )
    if (rows[0]?.stamp === stamp) return
    await runMigration(program, folder, database)
    await client.query(`comment on database ${database.name} is ${client.escapeLiteral(stamp)}`)
    log(`Database ${database.name} is migrated`)
  } finally {
    await client.end()
  }
}

function runMigration(program: string, cwd: string, database: PlatformDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        MIGRATION_DATABASE_URL: database.migratorUrl,
        APPLICATION_ROLE: database.appRole,
        ...database.keys,
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The migration of ${database.name} failed:\n${output.split('\n').slice(-30).join('\n')}`))
    })
  })
}
