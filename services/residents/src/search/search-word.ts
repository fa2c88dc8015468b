import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy'
import { rows } from '../access.ts'

// Triggers on `person` and `household` keep both tables in step, so that no writer can forget to. Words are compared byte
// by byte ("C"): then a beginning is a range of the primary key, and PostgreSQL may read that range first and judge rows by
// row security after, because comparing texts gives nothing away, where `like` might. There are no foreign keys, which
// would look up for each word what the triggers have just read.

/** A word of a person's name; after `#` the day or the year of birth. */
@Entity(rows.ofWords)
export class PersonWord {
  @PrimaryKey({ type: 'text' })
  unitCode!: string

  @PrimaryKey({ type: 'text', collation: 'C' })
  word!: string

  /** The person's, here to filter by the other words and to rank without reading the person. */
  @PrimaryKey({ type: 'text', collation: 'C' })
  sortKey!: string

  @PrimaryKey({ type: 'uuid' })
  personId!: string
}

/** A word of a household's address; after `#` a label with its number (`#ngo45`) or alone, after `@` the household's code. */
@Entity(rows.ofWords)
export class HouseholdWord {
  @PrimaryKey({ type: 'text' })
  unitCode!: string

  @PrimaryKey({ type: 'text', collation: 'C' })
  word!: string

  @PrimaryKey({ type: 'uuid' })
  householdId!: string
}
