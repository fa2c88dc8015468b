import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121195424_create_health_records } from './20261121195424-create-health-records.ts'
import { Migration20261121223723_guard_by_purpose } from './20261121223723-guard-by-purpose.ts'
import { Migration20261122020539_follow_arrivals } from './20261122020539-follow-arrivals.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [
  Migration20261121195424_create_health_records,
  Migration20261121223723_guard_by_purpose,
  Migration20261122020539_follow_arrivals,
]
