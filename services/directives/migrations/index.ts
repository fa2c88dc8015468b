import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121200139_create_register } from './20261121200139-create-register.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [Migration20261121200139_create_register]
