import type { Role } from '@vungxanh/access'

// What the identity service answers to the administration of accounts.

export interface Account {
  id: string
  signInName: string
  fullName: string
  unit: string
  isDisabled: boolean
  mustChangePassword: boolean
  lockedUntil: string | null
  hasSecondFactor: boolean
  /** Persons of the account's own household, whose data it may not open. */
  kin: readonly string[]
  createdAt: string
}

export interface Post {
  id: string
  title: string
  organisation: string
  role: Role
  unit: string
  units: readonly string[]
}

export type AssignmentKind = 'APPOINTMENT' | 'DEPLOYMENT' | 'BREAK_GLASS'

export interface Assignment {
  id: string
  account: { id: string; fullName: string }
  postId: string
  kind: AssignmentKind
  role: Role
  post: string
  organisation: string
  units: readonly string[]
  validFrom: string
  validTo: string | null
  endsAt: string | null
  endedAt: string | null
  isInForce: boolean
}

export interface PostsAnswer {
  posts: readonly Post[]
  /** In force now. */
  assignments: readonly Assignment[]
}

export interface SignIn {
  id: string
  account: { id: string; fullName: string; signInName: string }
  signedInAt: string
  expiresAt: string
}

export const reasonCodes = ['LIFE_THREATENING', 'OUTBREAK', 'DISASTER', 'SYSTEM_FAILURE', 'LEGAL_ORDER'] as const
export type ReasonCode = (typeof reasonCodes)[number]

export interface Emergency {
  id: string
  state: 'OPEN' | 'TO_REVIEW' | 'OVERDUE' | 'REVIEWED'
  account: { id: string; fullName: string }
  post: string
  organisation: string
  unit: string
  reasonCode: ReasonCode
  reason: string
  caseReference: string
  openedAt: string
  endsAt: string
  due: string
  review: { at: string; by: string; outcome: 'JUSTIFIED' | 'UNJUSTIFIED' | null; note: string } | null
}

export interface AdministrationEvent {
  id: string
  at: string
  action: string
  actor: { id: string; name: string; post: string } | null
  accountId: string | null
  details: Record<string, unknown>
  requestId: string | null
}
