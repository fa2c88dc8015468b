import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121200139_create_register } from './20261121200139-create-register.ts'
import { Migration20261121223727_guard_by_purpose } from './20261121223727-guard-by-purpose.ts'
import { Migration20261122020153_add_commitments } from './20261122020153-add-commitments.ts'
import { Migration20261122081115_add_responsibilities } from './20261122081115-add-responsibilities.ts'
import { Migration20261122082248_add_broadcasts } from './20261122082248-add-broadcasts.ts'
import { Migration20261122083114_add_checkpoints } from './20261122083114-add-checkpoints.ts'
import { Migration20261122094000_tell_signed_commitments } from './20261122094000-tell-signed-commitments.ts'
import { Migration20261122113315_index_group_bodies } from './20261122113315-index-group-bodies.ts'
import { Migration20261122121637_keep_corrections_and_holders } from './20261122121637-keep-corrections-and-holders.ts'
import { Migration20261122182006_keep_account_changes } from './20261122182006-keep-account-changes.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [
  Migration20261121200139_create_register,
  Migration20261121223727_guard_by_purpose,
  Migration20261122020153_add_commitments,
  Migration20261122081115_add_responsibilities,
  Migration20261122082248_add_broadcasts,
  Migration20261122083114_add_checkpoints,
  Migration20261122094000_tell_signed_commitments,
  Migration20261122113315_index_group_bodies,
  Migration20261122121637_keep_corrections_and_holders,
  Migration20261122182006_keep_account_changes,
]
