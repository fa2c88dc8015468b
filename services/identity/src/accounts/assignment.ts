import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Account } from './account.ts'
import { Post } from './post.ts'

/**
 * APPOINTMENT: holds the post, for the units of the post. DEPLOYMENT: works in the post for other units, on certain days, as
 * a city's team does that is sent to a ward. BREAK_GLASS: reads in an emergency, for minutes.
 */
export const assignmentKinds = ['APPOINTMENT', 'DEPLOYMENT', 'BREAK_GLASS'] as const
export type AssignmentKind = (typeof assignmentKinds)[number]

/** Who acts in which post, from which day to which. Both days count; an open end holds until it is closed. */
@Entity()
@Check({ name: 'assignment_ends_after_it_starts', expression: 'valid_to is null or valid_to >= valid_from' })
@Check({
  name: 'assignment_away_has_units_and_an_end',
  expression: "kind = 'APPOINTMENT' or (unit_codes is not null and valid_to is not null)",
})
@Check({ name: 'assignment_break_glass_ends', expression: "kind <> 'BREAK_GLASS' or ends_at is not null" })
export class Assignment {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Index()
  @ManyToOne({ entity: () => Account, ref: true, deleteRule: 'cascade' })
  account!: Ref<Account>

  @ManyToOne({ entity: () => Post, ref: true })
  post!: Ref<Post>

  @Property({ type: 'text', default: 'APPOINTMENT' })
  kind: AssignmentKind & Opt = 'APPOINTMENT'

  @Property({ type: 'date' })
  validFrom!: string

  @Property({ type: 'date', nullable: true })
  validTo?: string | null

  /** The units of a deployment or an emergency; an appointment has those of its post. */
  @Property({ type: 'array', columnType: 'text[]', nullable: true })
  unitCodes?: string[] | null

  /** When an emergency is over, to the second. */
  @Property({ type: 'datetime', nullable: true })
  endsAt?: Date | null

  /** When it was taken away before its time. */
  @Property({ type: 'datetime', nullable: true })
  endedAt?: Date | null
}
