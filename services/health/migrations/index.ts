import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121195424_create_health_records } from './20261121195424-create-health-records.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [Migration20261121195424_create_health_records]
