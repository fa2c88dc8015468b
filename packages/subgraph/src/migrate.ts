import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MikroORM } from '@mikro-orm/postgresql'
import { type Database, ormOptions } from './database.ts'
import type { MigrationEnvironment } from './environment.ts'
import { installQueue } from './jobs/queue.ts'
import { wrapDataKeys } from './vault.ts'

/**
 * Brings a department's database to the newest schema, as the migrator, who owns the tables. The application's role gets
 * reading and writing; it can never delete, own, or read the key that signs its context.
 */
export async function migrate(database: Database, environment: MigrationEnvironment): Promise<string[]> {
  const orm = await MikroORM.init(ormOptions(database, environment.MIGRATION_DATABASE_URL))
  try {
    const done = await orm.migrator.up()
    const role = `"${environment.APPLICATION_ROLE}"`
    const connection = orm.em.getConnection()
    await connection.execute(`truncate app.context_key`)
    await connection.execute(`insert into app.context_key values (decode(?, 'hex'))`, [
      environment.CONTEXT_KEY.toString('hex'),
    ])
    const { DATA_KEYS: wrapping, DATA_INDEX_KEY: index } = environment
    await wrapDataKeys(orm.em.fork(), { wrapping, index })
    await connection.execute(`revoke all on schema public from public`)
    await connection.execute(`grant usage on schema public, app to ${role}`)
    await connection.execute(`grant select, insert, update on all tables in schema public to ${role}`)
    await connection.execute(`revoke all on table migration from ${role}`)
    await connection.execute(`revoke execute on function app.context() from public`)
    await connection.execute(`grant execute on function app.analyze_tables() to ${role}`)
    await connection.execute(`grant select on app.data_key to ${role}`)
    await connection.execute(`grant usage on schema audit to ${role}`)
    await connection.execute(`grant select on audit.event, audit.batch to ${role}`)
    await connection.execute(`grant insert on audit.batch to ${role}`)
    // When, and in which transaction, is for the database to say.
    await connection.execute(`revoke insert on audit.event from ${role}`)
    await connection.execute(
      `grant insert (request, operation, action, account, name, role, post, organisation, assignment, purpose, units, subjects, content)
       on audit.event to ${role}`,
    )
    await connection.execute(`grant usage on schema events, jobs to ${role}`)
    await connection.execute(`grant select, insert on jobs.job to ${role}`)
    await connection.execute(
      `grant update (state, done, total, cancel, result, started_at, finished_at) on jobs.job to ${role}`,
    )
    await installQueue(environment.MIGRATION_DATABASE_URL, role, (sql) => connection.execute(sql))
    return done.map(({ name }) => name)
  } finally {
    await orm.close()
  }
}

/**
 * Writes the migration that leads from the committed snapshot to the entities as they are now; needs no database.
 * Without a name nothing is written: the answer says whether a migration is missing.
 */
export async function writeMigration(database: Database, name?: string): Promise<{ missing: boolean; file?: string }> {
  const snapshot = join(database.migrationsPath, '.snapshot.json')
  if (!existsSync(snapshot))
    writeFileSync(snapshot, JSON.stringify({ namespaces: ['public'], name: 'public', tables: [] }))
  const orm = new MikroORM(ormOptions(database, 'postgresql://nobody@127.0.0.1:1/none'))
  const missing = await orm.migrator.checkSchema()
  if (!missing || name === undefined) return { missing }
  return { missing, file: (await orm.migrator.create(undefined, false, false, name)).fileName }
}
