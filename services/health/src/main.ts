import { serve, serviceEnvironment } from '@vungxanh/subgraph'
import { database } from './database.ts'
import { subgraph } from './schema.ts'

await serve({ subgraph, database }, serviceEnvironment())
