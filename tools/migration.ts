import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '@vungxanh/postgres'
import { writeMigration } from '@vungxanh/subgraph'
import { departmentDatabases } from './department-databases.ts'
import { type DatabaseName, databaseNames, root } from './platform/paths.ts'

// Writes the migration that leads from a department's committed snapshot to its entities as they are now. It is then read,
// edited where needed, and listed in the department's migrations.

const usage = `Usage: npm run migration -- SERVICE --name verb-object\nServices: ${databaseNames.join(' ')}`

try {
  const { values, positionals } = parseArgs({ options: { name: { type: 'string' } }, allowPositionals: true })
  const service = databaseNames.find((known) => known === positionals[0])
  if (!service || positionals.length > 1 || !values.name) throw new Error(usage)
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(values.name))
    throw new Error(`A migration is named verb-object, like add-x-to-y: ${values.name}`)
  const file = await write(service, values.name)
  if (!file) console.log(`The entities of ${service} are what its snapshot says: no migration is needed`)
  else {
    console.log(`Written ${relative(root, join(root, 'services', service, 'migrations', file))}`)
    console.log(
      `Read it, then list its class in services/${service}/${service === 'identity' ? 'src/database.ts' : 'migrations/index.ts'}`,
    )
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}

async function write(service: DatabaseName, name: string): Promise<string | undefined> {
  if (service === 'identity') return writeForIdentity(name)
  return (await writeMigration(await departmentDatabases[service](), name)).file
}

/** Identity's generator asks a live database, which it gets for a moment. */
async function writeForIdentity(name: string): Promise<string | undefined> {
  const { writeMigration: writeIdentityMigration } = await import('@vungxanh/identity/database')
  const dataDir = join(tmpdir(), `vungxanh-migration-${randomUUID()}`)
  const cluster = await startCluster({ dataDir, port: 0, durable: false })
  try {
    const { statements } = await writeIdentityMigration(cluster.superuserUrl)
    return statements.length > 0 ? (await writeIdentityMigration(cluster.superuserUrl, name)).file : undefined
  } finally {
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
