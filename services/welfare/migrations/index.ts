import type { Migration } from '@mikro-orm/migrations'
import { Migration20261121201048_create_support } from './20261121201048-create-support.ts'
import { Migration20261121223725_guard_by_purpose } from './20261121223725-guard-by-purpose.ts'
import { Migration20261122114002_exchange_confirmations } from './20261122114002-exchange-confirmations.ts'
import { Migration20261122123744_keep_what_was_known } from './20261122123744-keep-what-was-known.ts'
import { Migration20261122124539_seal_questions } from './20261122124539-seal-questions.ts'
import { Migration20261122143349_answer_unknown_programme } from './20261122143349-answer-unknown-programme.ts'

/** In the order in which they run. */
export const migrations: (new (...args: never[]) => Migration)[] = [
  Migration20261121201048_create_support,
  Migration20261121223725_guard_by_purpose,
  Migration20261122114002_exchange_confirmations,
  Migration20261122123744_keep_what_was_known,
  Migration20261122124539_seal_questions,
  Migration20261122143349_answer_unknown_programme,
]
