import { guardAccess } from '@vungxanh/testing'
import { database } from './database.ts'
import { subgraph } from './schema.ts'
import { test } from './testing.ts'

guardAccess({ database, subgraph, test, world: (given) => given.world() })
