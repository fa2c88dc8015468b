import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121200429_create_support } from './20261121200429-create-support.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [Migration20261121200429_create_support]
