import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** What the OpenID provider must remember: sessions, grants, codes, refresh tokens, sign-ins under way. */
@Entity()
export class StoredToken {
  @PrimaryKey({ type: 'text' })
  model!: string

  @PrimaryKey({ type: 'text' })
  id!: string

  @Property({ type: 'json' })
  payload!: Record<string, unknown>

  @Index()
  @Property({ type: 'text', nullable: true })
  grantId?: string | null

  @Index()
  @Property({ type: 'text', nullable: true })
  uid?: string | null

  @Property({ type: 'datetime', nullable: true })
  consumedAt?: Date | null

  @Index()
  @Property({ type: 'datetime', nullable: true })
  expiresAt?: Date | null
}
