import type { Loaded } from '@mikro-orm/core'
import type { Viewer } from '@vungxanh/access'
import { localDateOf } from '@vungxanh/subgraph/business-time'
import type { Account } from '../accounts/account.ts'
import { endOf, type HeldAssignment, inForce, unitsOf } from '../accounts/acting.ts'
import type { Post } from '../accounts/post.ts'
import type { AdministrationEvent } from '../administration/administration-event.ts'
import type { Notice } from '../administration/notices.ts'
import type { BreakGlass } from '../break-glass/break-glass.ts'
import { stateOf } from '../break-glass/emergencies.ts'
import type { SignIn } from '../sessions/sessions.ts'

// What the API says, in one place: nothing of an entity leaves that is not named here.

/** The household is for the administrator of the account's own unit, which declares it. */
export const accountAnswer = (
  { id, signInName, fullName, unitCode, ...account }: Account,
  { units }: Pick<Viewer, 'units'>,
) => ({
  id,
  signInName,
  fullName,
  unit: unitCode,
  isDisabled: account.isDisabled,
  mustChangePassword: account.mustChangePassword,
  lockedUntil: account.lockedUntil?.toISOString() ?? null,
  hasSecondFactor: Boolean(account.totpConfirmedAt),
  kin: units.includes(unitCode) ? account.kin : [],
  createdAt: account.createdAt.toISOString(),
})

export const postAnswer = ({ id, title, organisation, role, unitCode, unitCodes }: Post) => ({
  id,
  title,
  organisation,
  role,
  unit: unitCode,
  units: unitCodes,
})

export const assignmentAnswer = (assignment: HeldAssignment, now: Date) => {
  const { role, title, organisation } = assignment.post.$
  return {
    id: assignment.id,
    account: { id: assignment.account.id, fullName: assignment.account.$.fullName },
    postId: assignment.post.id,
    kind: assignment.kind as string,
    role,
    post: title,
    organisation,
    units: unitsOf(assignment),
    validFrom: assignment.validFrom,
    validTo: assignment.validTo ?? null,
    endsAt: assignment.endsAt?.toISOString() ?? null,
    endedAt: assignment.endedAt?.toISOString() ?? null,
    isInForce: isInForce(assignment, now),
  }
}

/** The same rule as {@link inForce}, for a row that is already here. */
function isInForce(assignment: HeldAssignment, now: Date): boolean {
  const end = endOf(assignment)
  return !assignment.endedAt && assignment.validFrom <= localDateOf(now) && (end === undefined || end > now)
}

export const signInAnswer = ({ id, signedInAt, expiresAt, account }: SignIn & { account: Account }) => ({
  id,
  account: { id: account.id, fullName: account.fullName, signInName: account.signInName },
  signedInAt: signedInAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
})

export const eventAnswer = (event: AdministrationEvent) => ({
  id: event.id,
  at: event.at.toISOString(),
  action: event.action,
  actor: event.actorId ? { id: event.actorId, name: event.actorName ?? '', post: event.actorPost ?? '' } : null,
  accountId: event.accountId ?? null,
  details: event.details,
  requestId: event.requestId ?? null,
})

export const noticeAnswer = ({ event, account }: Notice) => {
  const { id, at, action, actor, details } = eventAnswer(event)
  const { post, role } = details
  return {
    kind: 'ADMINISTRATION' as const,
    id,
    at,
    action,
    actor,
    account: { id: account.id, fullName: account.fullName },
    /** Made on the same day: somebody nobody here knew before. */
    isNewAccount: localDateOf(account.createdAt) === localDateOf(event.at),
    post: typeof post === 'string' ? post : null,
    role: typeof role === 'string' ? role : null,
  }
}

export const resetAnswer = (event: AdministrationEvent) => {
  const { id, at, action, actor } = eventAnswer(event)
  return { id, at, action, by: { name: actor?.name ?? '', post: actor?.post ?? '' } }
}

export const breakGlassAnswer = (
  known: Loaded<BreakGlass, 'assignment' | 'account' | 'openedIn.post' | 'reviewedBy'>,
  now: Date,
) => {
  const { title, organisation } = known.openedIn.$.post.$
  return {
    id: known.id,
    assignmentId: known.assignment.id,
    state: stateOf(known, now),
    account: { id: known.account.id, fullName: known.account.$.fullName },
    post: title,
    organisation,
    unit: known.unitCode,
    reasonCode: known.reasonCode,
    reason: known.reason,
    caseReference: known.caseReference,
    openedAt: known.openedAt.toISOString(),
    endsAt: (known.assignment.$.endedAt ?? known.endsAt).toISOString(),
    due: known.reviewDue,
    review: known.reviewedAt
      ? {
          at: known.reviewedAt.toISOString(),
          by: known.reviewedBy?.$.fullName ?? '',
          outcome: known.reviewOutcome ?? null,
          note: known.reviewNote ?? '',
        }
      : null,
  }
}
