import { serve, serviceEnvironment } from '@vungxanh/subgraph'
import { database } from './database.ts'
import { events } from './events.ts'
import { files } from './files.ts'
import { subgraph } from './schema.ts'

await serve({ subgraph, database, events, files }, serviceEnvironment())
