import { migrate, migrationEnvironment } from '@vungxanh/subgraph'
import { database } from './database.ts'

await migrate(database, migrationEnvironment())
