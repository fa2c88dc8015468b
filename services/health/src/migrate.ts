import { connect, migrate, migrationEnvironment } from '@vungxanh/subgraph'
import { database } from './database.ts'
import { listProducts } from './vaccinations/product-catalogue.ts'

const environment = migrationEnvironment()
await migrate(database, environment)
// Vaccines and their intervals are dated data of the whole country, not of a unit: each deployment brings its list.
const orm = await connect(database, environment.MIGRATION_DATABASE_URL)
await orm.em.fork().transactional(listProducts)
await orm.close()
