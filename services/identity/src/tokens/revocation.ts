import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** What was taken away while tokens that say otherwise may still be about. */
@Entity()
export class Revocation {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'text' })
  kind!: 'ASSIGNMENT' | 'ACCOUNT' | 'SESSION'

  /** Id of the assignment, the account or the sign-in. */
  @Property({ type: 'text', index: true })
  subject!: string

  @Index()
  @Property({ type: 'datetime' })
  at!: Date
}
