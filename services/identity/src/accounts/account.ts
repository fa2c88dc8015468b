import { Collection, type Opt } from '@mikro-orm/core'
import { Entity, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Assignment } from './assignment.ts'

/** A person who may sign in. What they may do comes from the post they are assigned to, never from the account. */
@Entity()
export class Account {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'text', unique: true })
  signInName!: string

  @Property({ type: 'text' })
  fullName!: string

  @Property({ type: 'text', hidden: true })
  passwordHash!: string

  @Property({ type: 'boolean' })
  isDisabled: boolean & Opt = false

  @Property({ type: 'integer' })
  failedAttempts: number & Opt = 0

  @Property({ type: 'datetime', nullable: true })
  lockedUntil?: Date | null

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date & Opt = new Date()

  @OneToMany({ entity: () => Assignment, mappedBy: 'account' })
  assignments = new Collection<Assignment>(this)
}
