import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

export const administrationActions = [
  'SIGNED_IN',
  'SIGN_IN_FAILED',
  'STEPPED_UP',
  'STEP_UP_FAILED',
  'SECOND_FACTOR_ENROLLED',
  'PASSWORD_CHANGED',
  'ACCOUNT_CREATED',
  'ACCOUNT_DISABLED',
  'ACCOUNT_ENABLED',
  'PASSWORD_RESET',
  'SECOND_FACTOR_RESET',
  'KIN_DECLARED',
  'POST_CREATED',
  'ASSIGNMENT_CREATED',
  'ASSIGNMENT_ENDED',
  'SESSION_ENDED',
  'BREAK_GLASS_OPENED',
  'BREAK_GLASS_CLOSED',
  'BREAK_GLASS_REVIEWED',
] as const

export type AdministrationAction = (typeof administrationActions)[number]

/** Who did what to whose access, when. Written with what it tells of, and never changed: the application may only add. */
@Entity()
@Index({ properties: ['unitCode', 'at'] })
@Index({ properties: ['accountId', 'at'] })
@Index({ properties: ['action', 'at'] })
export class AdministrationEvent {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'datetime' })
  at!: Date

  @Property({ type: 'text' })
  action!: AdministrationAction

  /** The unit whose administrator may read it; none when somebody unknown tried to sign in. */
  @Property({ type: 'text', nullable: true })
  unitCode?: string | null

  @Property({ type: 'uuid', nullable: true })
  actorId?: string | null

  @Property({ type: 'text', nullable: true })
  actorName?: string | null

  @Property({ type: 'text', nullable: true })
  actorPost?: string | null

  /** Whose account it was done to. */
  @Property({ type: 'uuid', nullable: true })
  accountId?: string | null

  @Property({ type: 'json' })
  details!: Record<string, unknown>

  @Property({ type: 'text', nullable: true })
  requestId?: string | null
}
