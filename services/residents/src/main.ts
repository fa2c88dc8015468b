import { analyzeTables, serve, serviceEnvironment } from '@vungxanh/subgraph'
import { database } from './database.ts'
import { scanJob } from './duplicates/scan-job.ts'
import { events } from './events.ts'
import { filesOf } from './files.ts'
import { importJobs } from './imports/import-jobs.ts'
import { subgraph } from './schema.ts'

const files = filesOf(new URL('./sheet-reader.js', import.meta.url))

await serve({ subgraph, database, events, jobs: [...importJobs, scanJob, analyzeTables], files }, serviceEnvironment())
