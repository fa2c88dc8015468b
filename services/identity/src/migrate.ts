import { pino } from 'pino'
import { migrate } from './database.ts'
import { readMigrationEnvironment } from './environment.ts'

const { MIGRATION_DATABASE_URL, APPLICATION_ROLE } = readMigrationEnvironment()
const applied = await migrate(MIGRATION_DATABASE_URL, APPLICATION_ROLE)
pino({ name: 'identity' }).info({ applied }, 'migrated')
