import type { Loaded } from '@mikro-orm/core'
import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql'
import { emergencyRole, isSteppedUp, type Viewer } from '@vungxanh/access'
import { localDateOf } from '@vungxanh/subgraph/business-time'
import { v7 as uuid, v5 } from 'uuid'
import { Account } from '../accounts/account.ts'
import { endOf } from '../accounts/acting.ts'
import { Assignment } from '../accounts/assignment.ts'
import { Post } from '../accounts/post.ts'
import { record } from '../administration/events.ts'
import { forbidden, notFound, Refused } from '../refusal.ts'
import { revoke } from '../tokens/revocations.ts'
import { BreakGlass } from './break-glass.ts'
import {
  longestMinutes,
  mayBreakGlass,
  mayReview,
  mostWaiting,
  type ReasonCode,
  type ReviewOutcome,
  reviewWorkingDays,
  workingDaysAfter,
} from './break-glass-rules.ts'

export interface EmergencyRequest {
  em: EntityManager
  viewer: Viewer
  now: Date
  requestId: string
}

export interface Reasons {
  reasonCode: ReasonCode
  reason: string
  caseReference: string
  minutes: number
  unit?: string | undefined
}

/**
 * Opens an emergency: an assignment to the reader's post of the viewer's own unit, for minutes. Nothing else in any service
 * knows of emergencies; tables, policies and audit see a viewer like any other.
 */
export async function openBreakGlass({ em, viewer, now, requestId }: EmergencyRequest, asked: Reasons) {
  if (!mayBreakGlass(viewer.role)) throw forbidden('Vị trí này không được mở truy cập khẩn cấp.')
  if (!isSteppedUp(viewer, now)) throw stepUpRequired()
  const unitCode = asked.unit ?? viewer.units[0]
  if (!unitCode || !viewer.units.includes(unitCode)) {
    throw new Refused(403, 'FORBIDDEN', 'Chỉ mở được ở đơn vị mà bạn đang phụ trách.', 'unit')
  }
  return em.transactional(async (inner) => {
    await lockAccount(inner, viewer.accountId)
    const today = localDateOf(now)
    const earlier = await inner.find(BreakGlass, { account: viewer.accountId }, { populate: ['assignment'] })
    if (earlier.some((known) => isOverdue(known, today))) {
      throw new Refused(
        403,
        'REVIEW_OVERDUE',
        'Lần truy cập khẩn cấp trước của bạn đã quá hạn hậu kiểm. Chưa hậu kiểm xong thì không mở thêm được.',
      )
    }
    if (earlier.some((known) => isOpen(known, now))) {
      throw new Refused(409, 'ALREADY_OPEN', 'Bạn đang có một lần truy cập khẩn cấp chưa đóng.')
    }
    if (earlier.filter(({ reviewedAt }) => !reviewedAt).length >= mostWaiting) {
      throw new Refused(
        403,
        'REVIEW_PENDING',
        `Bạn đã có ${mostWaiting} lần truy cập khẩn cấp chờ hậu kiểm. Hậu kiểm xong mới mở thêm được.`,
      )
    }
    const openedIn = await inner.findOneOrFail(Assignment, viewer.assignmentId, { populate: ['post'] })
    const asLongAsAsked = now.getTime() + Math.min(asked.minutes, longestMinutes) * 60_000
    const endsAt = new Date(Math.min(asLongAsAsked, endOf(openedIn)?.getTime() ?? asLongAsAsked))
    const assignment = inner.create(Assignment, {
      id: uuid(),
      account: viewer.accountId,
      post: await emergencyPost(inner, openedIn.post.$.organisation, unitCode),
      kind: 'BREAK_GLASS',
      validFrom: today,
      validTo: localDateOf(endsAt),
      unitCodes: [unitCode],
      endsAt,
    })
    const { reasonCode, reason, caseReference } = asked
    const opened = inner.create(BreakGlass, {
      id: uuid(),
      assignment,
      account: viewer.accountId,
      openedIn,
      unitCode,
      reasonCode,
      reason,
      caseReference,
      openedAt: now,
      endsAt,
      reviewDue: workingDaysAfter(today, reviewWorkingDays),
    })
    record(inner, {
      ...byViewer({ viewer, now, requestId }, opened, 'BREAK_GLASS_OPENED'),
      details: { breakGlassId: opened.id, reasonCode, reason, caseReference, endsAt: endsAt.toISOString() },
    })
    return opened
  })
}

/** Each organisation has one such post in a unit, made when it is first needed; nobody can be appointed to it. */
async function emergencyPost(em: EntityManager, organisation: string, unitCode: string): Promise<Post> {
  const id = v5(`${unitCode}/${organisation}`, emergencyPosts)
  await em.execute(
    `insert into post (id, title, organisation, role, unit_code, unit_codes) values (?, ?, ?, ?, ?, ?)
     on conflict (id) do nothing`,
    [id, emergencyPostTitle, organisation, emergencyRole, unitCode, `{${unitCode}}`],
  )
  return em.getReference(Post, id)
}

export const emergencyPostTitle = 'Truy cập khẩn cấp'

const emergencyPosts = '4b0f2f0a-6a55-4f0c-9d0e-0d6f7f6a4c11'

/** Ends an emergency before its time: by whoever opened it, or by those who would review it. */
export async function closeBreakGlass(request: EmergencyRequest, id: string): Promise<void> {
  const { em, viewer, now } = request
  await em.transactional(async (inner) => {
    const known = await findVisible(inner, viewer, id)
    if (!isOpen(known, now)) throw new Refused(409, 'NOT_OPEN', 'Lần truy cập khẩn cấp này đã đóng.')
    close({ ...request, em: inner }, known)
  })
}

/** An emergency ends with the post that it was opened in. Part of the transaction that takes the post away. */
export async function closeBreakGlassesOpenedIn(
  request: EmergencyRequest,
  openedIn: Pick<Assignment, 'id'>,
): Promise<void> {
  const { em, now } = request
  const opened = await em.find(BreakGlass, { openedIn: openedIn.id }, { populate: ['assignment', 'account'] })
  for (const known of opened.filter((candidate) => isOpen(candidate, now))) close(request, known)
}

function close(request: EmergencyRequest, known: Loaded<BreakGlass, 'assignment' | 'account'>): void {
  const { em, now } = request
  known.assignment.$.endedAt = now
  revoke(em, 'ASSIGNMENT', known.assignment.id, now)
  record(em, { ...byViewer(request, known, 'BREAK_GLASS_CLOSED'), details: { breakGlassId: known.id } })
}

export async function reviewBreakGlass(
  request: EmergencyRequest,
  id: string,
  { outcome, note }: { outcome: ReviewOutcome; note: string },
): Promise<void> {
  const { em, viewer, now } = request
  if (!mayReview(viewer.role)) throw forbidden('Chỉ Trưởng Ban Chỉ đạo hoặc cán bộ bảo vệ dữ liệu được hậu kiểm.')
  await em.transactional(async (inner) => {
    const known = await findVisible(inner, viewer, id)
    if (known.account.id === viewer.accountId) throw forbidden('Không ai tự hậu kiểm lần truy cập của chính mình.')
    if (isOpen(known, now)) throw new Refused(409, 'STILL_OPEN', 'Lần truy cập khẩn cấp này chưa đóng.')
    if (known.reviewedAt) throw new Refused(409, 'ALREADY_REVIEWED', 'Lần truy cập khẩn cấp này đã được hậu kiểm.')
    known.reviewedAt = now
    known.reviewedBy = inner.getReference(Account, viewer.accountId, { wrapped: true })
    known.reviewOutcome = outcome
    known.reviewNote = note
    record(inner, { ...byViewer(request, known, 'BREAK_GLASS_REVIEWED'), details: { breakGlassId: id, outcome } })
  })
}

export const emergencyStates = ['OPEN', 'TO_REVIEW', 'OVERDUE', 'REVIEWED'] as const
export type EmergencyState = (typeof emergencyStates)[number]

export function stateOf(known: Loaded<BreakGlass, 'assignment'>, now: Date): EmergencyState {
  if (isOpen(known, now)) return 'OPEN'
  if (known.reviewedAt) return 'REVIEWED'
  return isOverdue(known, localDateOf(now)) ? 'OVERDUE' : 'TO_REVIEW'
}

/** Newest first: everybody's own, and the whole unit's for those who review. */
export function findBreakGlasses(em: EntityManager, viewer: Viewer) {
  return em.find(BreakGlass, visibleTo(viewer), {
    populate: ['assignment', 'account', 'openedIn.post', 'reviewedBy'],
    orderBy: { openedAt: 'desc' },
    limit: 200,
  })
}

function visibleTo(viewer: Viewer): FilterQuery<BreakGlass> {
  if (mayReview(viewer.role) || viewer.role === 'INSPECTOR') {
    return { $or: [{ unitCode: { $in: [...viewer.units] } }, { account: viewer.accountId }] }
  }
  return { account: viewer.accountId }
}

async function findVisible(em: EntityManager, viewer: Viewer, id: string) {
  const found = await em.findOne(
    BreakGlass,
    { $and: [{ id }, visibleTo(viewer)] },
    { populate: ['assignment', 'account'] },
  )
  if (!found) throw notFound('lần truy cập khẩn cấp')
  if (found.account.id !== viewer.accountId && !mayReview(viewer.role)) throw forbidden('Bạn chỉ được xem.')
  return found
}

function isOpen({ assignment, endsAt }: Loaded<BreakGlass, 'assignment'>, now: Date): boolean {
  return !assignment.$.endedAt && endsAt > now
}

function isOverdue({ reviewedAt, reviewDue }: BreakGlass, today: string): boolean {
  return !reviewedAt && reviewDue < today
}

function byViewer<A extends 'BREAK_GLASS_OPENED' | 'BREAK_GLASS_CLOSED' | 'BREAK_GLASS_REVIEWED'>(
  { viewer: actor, now: at, requestId }: Omit<EmergencyRequest, 'em'>,
  { unitCode, account }: BreakGlass,
  action: A,
) {
  return { action, at, requestId, actor, unitCode, accountId: account.id }
}

/** One at a time per account: of two requests at once the second sees what the first opened. */
function lockAccount(em: EntityManager, accountId: string) {
  return em.execute('select id from account where id = ? for update', [accountId])
}

export function stepUpRequired(): Refused {
  return new Refused(403, 'STEP_UP_REQUIRED', 'Việc này cần nhập mã xác thực.')
}
