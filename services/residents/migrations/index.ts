import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121193616_create_registry } from './20261121193616-create-registry.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [Migration20261121193616_create_registry]
