import { randomBytes } from 'node:crypto'
import { MikroORM } from '@mikro-orm/postgresql'
import { ensureDatabase, urlFor } from '@vungxanh/postgres'
import { type Database, migrate, ormOptions } from '@vungxanh/subgraph'
import { testContextKey } from '@vungxanh/testing'
import pg from 'pg'
import { expect, inject, test, vi } from 'vitest'
import { database as residents } from '../database.ts'

const earlier = ['20260101000000-install-row-security', 'create_registry', 'index_foreign_keys']

/** The registry as it was while numbers were stored to be read. */
async function migrateAsBefore(database: Database, url: string): Promise<void> {
  const options = ormOptions(database, url)
  const all = options.migrations?.migrationsList ?? []
  const migrationsList = all.filter((item) =>
    earlier.some((name) => typeof item === 'object' && item.name.endsWith(name)),
  )
  const orm = await MikroORM.init({ ...options, migrations: { ...options.migrations, migrationsList } })
  await orm.migrator.up()
  await orm.close()
}

test('numbers of before are sealed, and are nowhere to be read afterwards', async () => {
  const server = inject('postgresUrl')
  const name = `residents_${randomBytes(6).toString('hex')}`
  const { migratorUrl, appRole } = await ensureDatabase({ superuserUrl: server }, name, { migrator: 'm', app: 'a' })
  await migrateAsBefore(residents, migratorUrl)
  const client = new pg.Client({ connectionString: urlFor(server, { database: name }) })
  await client.connect()
  try {
    await client.query(`insert into person (id, unit_code, full_name, birth_year, sex, phone, name_key, sort_key)
      select gen_random_uuid(), '1', 'An', 1980, 'MALE', '09' || lpad(n::text, 8, '0'), ' an', 'an' from generate_series(1, 300) n`)
    await client.query(`insert into identity_document (id, unit_code, person_id, kind, number)
      select gen_random_uuid(), '1', id, 'CITIZEN_ID', '00108' || substr(phone, 4) from person`)
    const [key, index] = [randomBytes(32), randomBytes(32)]
    vi.stubEnv('DATA_KEYS', `1:${key.toString('hex')}`)
    vi.stubEnv('DATA_INDEX_KEY', index.toString('hex'))
    await migrate(residents, {
      MIGRATION_DATABASE_URL: migratorUrl,
      APPLICATION_ROLE: appRole,
      CONTEXT_KEY: testContextKey,
      DATA_KEYS: [{ id: 1, key }],
      DATA_INDEX_KEY: index,
    })
    const { rows } = await client.query(
      `select count(*)::int as n, count(phone_sealed)::int as phones, count(distinct phone_index)::int as found from person`,
    )
    expect(rows).toEqual([{ n: 300, phones: 300, found: 300 }])
    // A later migration: whoever was there before it is found as well.
    const { rows: words } = await client.query(
      `select word, count(*)::int as n from person_word group by word order by word`,
    )
    expect(words).toEqual([
      { word: '#1980', n: 300 },
      { word: 'an', n: 300 },
    ])
    await client.query('checkpoint')
    for (const [table, plain] of [
      ['person', '0900000123'],
      ['identity_document', '001080000123'],
    ]) {
      const file = await client.query(`select pg_read_binary_file(pg_relation_filepath($1)) as bytes`, [table])
      expect(file.rows[0].bytes.length).toBeGreaterThan(0)
      expect(file.rows[0].bytes.includes(plain), table).toBe(false)
    }
  } finally {
    vi.unstubAllEnvs()
    await client.end()
  }
})
