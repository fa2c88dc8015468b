import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121193616_create_registry } from './20261121193616-create-registry.ts'
import { Migration20261121211149_index_foreign_keys } from './20261121211149-index-foreign-keys.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [
  Migration20261121193616_create_registry,
  Migration20261121211149_index_foreign_keys,
]
