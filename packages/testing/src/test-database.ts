import { createHash, randomBytes } from 'node:crypto'
import { ensureDatabase, urlFor } from '@vungxanh/postgres'
import '@vungxanh/postgres/testing'
import { type Database, migrate } from '@vungxanh/subgraph'
import pg from 'pg'
import { inject } from 'vitest'

export const testContextKey = Buffer.alloc(32, 7)

export const testVaultKeys = {
  wrapping: [{ id: 1, key: Buffer.alloc(32, 3) }],
  index: Buffer.alloc(32, 4),
  letters: Buffer.alloc(32, 6),
}

/** The keys of a department's process. */
export const testKeys = {
  CONTEXT_KEY: testContextKey,
  DATA_KEYS: [...testVaultKeys.wrapping],
  DATA_INDEX_KEY: testVaultKeys.index,
  AUDIT_KEY: Buffer.alloc(32, 5),
  EVENTS_KEY: testVaultKeys.letters,
  DEPARTMENT_URLS: {} as Record<string, string>,
}

const passwords = { migrator: 'test-migrator', app: 'test-app' }

export interface TestDatabase {
  appUrl: string
  migratorUrl: string
  superuserUrl: string
  appRole: string
  drop(): Promise<void>
}

async function asSuperuser<T>(work: (client: pg.Client, url: string) => Promise<T>): Promise<T> {
  const url = inject('postgresUrl')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client, url)
  } finally {
    await client.end()
  }
}

/** A database of its own for one test file: a copy of the department's template, which is migrated once per run. */
export function cloneDatabase(database: Database): Promise<TestDatabase> {
  const template = `template_${database.name}`
  const copy = `${database.name}_${randomBytes(6).toString('hex')}`
  return asSuperuser(async (client, superuserUrl) => {
    const lock = createHash('sha256').update(template).digest().readInt32BE(0)
    await client.query('select pg_advisory_lock($1)', [lock])
    try {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [
        template,
      ])
      if (rowCount === 0) {
        const { migratorUrl, appRole } = await ensureDatabase({ superuserUrl }, template, passwords)
        await migrate(database, {
          MIGRATION_DATABASE_URL: migratorUrl,
          APPLICATION_ROLE: appRole,
          ...testKeys,
        })
        await client.query(`alter database ${template} is_template true`)
      }
      await client.query(`create database ${copy} template ${template} owner ${template}_migrator`)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lock])
    }
    await client.query(`grant connect on database ${copy} to ${template}_app`)
    const url = (role: 'migrator' | 'app'): string =>
      urlFor(superuserUrl, { database: copy, user: `${template}_${role}`, password: passwords[role] })
    return {
      appUrl: url('app'),
      migratorUrl: url('migrator'),
      superuserUrl: urlFor(superuserUrl, { database: copy }),
      appRole: `${template}_app`,
      drop: () => asSuperuser(async (admin) => void (await admin.query(`drop database ${copy} with (force)`))),
    }
  })
}
