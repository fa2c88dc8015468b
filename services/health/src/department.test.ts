import { guardDepartment } from '@vungxanh/testing'
import { database } from './database.ts'
import { subgraph } from './schema.ts'

guardDepartment({ database, subgraph })
