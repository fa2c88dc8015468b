import type { Loaded } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { rolePurposes, type Viewer } from '@vungxanh/access'
import { addDays, localDateOf, startOf } from '@vungxanh/subgraph/business-time'
import { BreakGlass } from '../break-glass/break-glass.ts'
import { Assignment, type AssignmentKind } from './assignment.ts'

/** With whose it is and which post, as everything here needs it. */
export type HeldAssignment = Loaded<Assignment, 'account' | 'post'>

/** What holds at this moment: within its days, not taken away, and an emergency not yet over. */
export function inForce(now: Date) {
  const today = localDateOf(now)
  return {
    validFrom: { $lte: today },
    endedAt: null,
    $and: [
      { $or: [{ validTo: null }, { validTo: { $gte: today } }] },
      { $or: [{ endsAt: null }, { endsAt: { $gt: now } }] },
    ],
  }
}

const kindOrder: Record<AssignmentKind, number> = { APPOINTMENT: 0, DEPLOYMENT: 1, BREAK_GLASS: 2 }

/** Everything that the account may act in now, posts of its own first, the longest held first of those. */
export async function assignmentsOf(em: EntityManager, accountId: string, now: Date): Promise<HeldAssignment[]> {
  const held = await em.find(
    Assignment,
    { account: { id: accountId, isDisabled: false, mustChangePassword: false }, ...inForce(now) },
    { populate: ['account', 'post'], orderBy: { validFrom: 'asc', id: 'asc' } },
  )
  return held.toSorted((a, b) => kindOrder[a.kind as AssignmentKind] - kindOrder[b.kind as AssignmentKind])
}

/**
 * The one that is asked for, if it is held; else the account's first. Nobody comes into an emergency without asking for it,
 * and whoever asks for one that is over goes back to the post it was opened in.
 */
export async function actingAssignment(
  em: EntityManager,
  accountId: string,
  asked: string | undefined,
  now: Date,
): Promise<HeldAssignment | undefined> {
  const held = await assignmentsOf(em, accountId, now)
  const wanted = held.find(({ id }) => id === asked)
  if (wanted) return wanted
  const over = isUuid(asked) ? await em.findOne(BreakGlass, { assignment: asked, account: accountId }) : null
  return held.find(({ id }) => id === over?.openedIn.id) ?? held.find(({ kind }) => kind !== 'BREAK_GLASS')
}

function isUuid(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

export function unitsOf({ unitCodes, post }: Loaded<Assignment, 'post'>): string[] {
  return unitCodes ?? post.$.unitCodes
}

/** When the assignment ends by itself; undefined for an open one. */
export function endOf({ validTo, endsAt }: Assignment): Date | undefined {
  return endsAt ?? (validTo ? startOf(addDays(validTo, 1)) : undefined)
}

/** Who the account is in this assignment. */
export function viewerIn(assignment: HeldAssignment): Viewer {
  const { id: accountId, fullName, kin } = assignment.account.$
  const { role, title, organisation } = assignment.post.$
  return {
    accountId,
    name: fullName,
    role,
    post: title,
    organisation,
    assignmentId: assignment.id,
    units: unitsOf(assignment),
    purpose: rolePurposes[role],
    kin,
  }
}

/** Who the account is when nothing in particular was asked for; undefined when it is disabled, gone, or holds nothing. */
export async function viewerOf(em: EntityManager, accountId: string, now: Date): Promise<Viewer | undefined> {
  const assignment = await actingAssignment(em, accountId, undefined, now)
  return assignment && viewerIn(assignment)
}
