import pg from 'pg'

export interface DatabasePasswords {
  migrator: string
  app: string
}

export interface Database {
  name: string
  /** Owns the schema; used by migrations only. */
  migratorUrl: string
  /** What the service uses: owns nothing, does not bypass row security. */
  appUrl: string
  appRole: string
}

const extensions = ['pgcrypto', 'unaccent', 'pg_trgm', 'btree_gist']

/** Creates what is missing of a department's database and its two roles. Asking twice changes nothing but the passwords. */
export async function ensureDatabase(
  { superuserUrl }: { superuserUrl: string },
  name: string,
  passwords: DatabasePasswords,
): Promise<Database> {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Error(`Not a database name: ${name}`)
  const migrator = `${name}_migrator`
  const app = `${name}_app`

  await withClient(superuserUrl, async (client) => {
    await ensureRole(client, migrator, passwords.migrator)
    await ensureRole(client, app, passwords.app)
    const existing = await client.query('select 1 from pg_database where datname = $1', [name])
    if (existing.rowCount === 0) await client.query(`create database ${name} owner ${migrator}`)
    await client.query(`revoke all on database ${name} from public`)
    await client.query(`grant connect on database ${name} to ${app}`)
  })
  await withClient(urlFor(superuserUrl, { database: name }), async (client) => {
    for (const extension of extensions) await client.query(`create extension if not exists ${extension}`)
    await client.query('revoke all on schema public from public')
    await client.query(`grant usage on schema public to ${app}`)
    await client.query(`grant usage, create on schema public to ${migrator}`)
  })
  return {
    name,
    appRole: app,
    migratorUrl: urlFor(superuserUrl, { database: name, user: migrator, password: passwords.migrator }),
    appUrl: urlFor(superuserUrl, { database: name, user: app, password: passwords.app }),
  }
}

/** The same server, another database or another role. */
export function urlFor(
  url: string,
  { database, user, password }: { database: string; user?: string; password?: string },
) {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  if (user !== undefined) parsed.username = user
  if (password !== undefined) parsed.password = encodeURIComponent(password)
  return parsed.href
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const existing = await client.query('select 1 from pg_roles where rolname = $1', [role])
  const verb = existing.rowCount === 0 ? 'create' : 'alter'
  await client.query(
    `${verb} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password ${client.escapeLiteral(password)}`,
  )
}

/** Work on a connection of its own, which is closed afterwards. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
