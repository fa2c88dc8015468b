import { MikroORM } from '@mikro-orm/postgresql'
import { urlFor } from '@vungxanh/postgres'
import { ormOptions, rotateDataKey, vaultKeysFrom } from '@vungxanh/subgraph'
import { departmentDatabases } from './department-databases.ts'
import { explain, progressLog } from './platform/log.ts'
import { dataDir, departments } from './platform/paths.ts'
import { withDatabases } from './platform/platform.ts'

// Makes a new data key in each department that seals values, and seals them all with it, while the platform runs.

try {
  if (process.argv.slice(2).join(' ') !== 'rotate') throw new Error('Usage: npm run keys -- rotate')
  await withDatabases({ dataDir, log: progressLog() }, async ({ databases, superuserUrl }) => {
    for (const name of departments) {
      const database = await departmentDatabases[name]()
      if (!database.sealedColumns?.length) continue
      // Past row security: what is sealed belongs to every unit.
      const url = urlFor(superuserUrl, { database: databases[name].name })
      const orm = await MikroORM.init(ormOptions(database, url))
      try {
        const values = await rotateDataKey(orm.em.fork(), vaultKeysFrom(databases[name].keys), database.sealedColumns)
        process.stdout.write(`${name}: ${values.toLocaleString('en')} values sealed with a new key\n`)
      } finally {
        await orm.close()
      }
    }
  })
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
