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

  /** Whose administrator looks after the account. It gives no access to anything. */
  @Property({ type: 'text', index: true })
  unitCode!: string

  @Property({ type: 'text', hidden: true })
  passwordHash!: string

  /** The password was given out by an administrator: it opens nothing but the form for a new one. */
  @Property({ type: 'boolean', default: false })
  mustChangePassword: boolean & Opt = false

  @Property({ type: 'boolean' })
  isDisabled: boolean & Opt = false

  @Property({ type: 'integer' })
  failedAttempts: number & Opt = 0

  @Property({ type: 'datetime', nullable: true })
  lockedUntil?: Date | null

  /** Ids of the persons of the officer's own household, as declared. */
  @Property({ type: 'array', columnType: 'uuid[]', default: [] })
  kin: string[] & Opt = []

  /** Secret of the second factor, encrypted. Not yet valid while the first code has not confirmed it. */
  @Property({ type: 'text', nullable: true, hidden: true })
  totpSecret?: string | null

  @Property({ type: 'datetime', nullable: true })
  totpConfirmedAt?: Date | null

  /** The time step of the last accepted code: neither it nor an earlier one is accepted again. */
  @Property({ type: 'integer', nullable: true })
  totpLastStep?: number | null

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date & Opt = new Date()

  @OneToMany({ entity: () => Assignment, mappedBy: 'account' })
  assignments = new Collection<Assignment>(this)
}
