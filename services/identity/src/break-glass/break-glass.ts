import type { Ref } from '@mikro-orm/core'
import { Entity, Index, ManyToOne, OneToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Account } from '../accounts/account.ts'
import { Assignment } from '../accounts/assignment.ts'
import type { ReasonCode, ReviewOutcome } from './break-glass-rules.ts'

/** Why an emergency was declared, and what was later said about it. The access itself is its assignment, nothing else. */
@Entity()
export class BreakGlass {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @OneToOne({ entity: () => Assignment, ref: true, owner: true })
  assignment!: Ref<Assignment>

  @ManyToOne({ entity: () => Account, ref: true })
  account!: Ref<Account>

  /** The post in which it was opened, and to which the person goes back. */
  @ManyToOne({ entity: () => Assignment, ref: true })
  openedIn!: Ref<Assignment>

  @Index()
  @Property({ type: 'text' })
  unitCode!: string

  @Property({ type: 'text' })
  reasonCode!: ReasonCode

  @Property({ type: 'text' })
  reason!: string

  @Property({ type: 'text' })
  caseReference!: string

  @Property({ type: 'datetime' })
  openedAt!: Date

  @Property({ type: 'datetime' })
  endsAt!: Date

  /** The last day for the review. */
  @Property({ type: 'date' })
  reviewDue!: string

  @Property({ type: 'datetime', nullable: true })
  reviewedAt?: Date | null

  @ManyToOne({ entity: () => Account, ref: true, nullable: true })
  reviewedBy?: Ref<Account> | null

  @Property({ type: 'text', nullable: true })
  reviewOutcome?: ReviewOutcome | null

  @Property({ type: 'text', nullable: true })
  reviewNote?: string | null
}
