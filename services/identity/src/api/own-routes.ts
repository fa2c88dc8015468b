import { stepUpSeconds } from '@vungxanh/access'
import type { FastifyInstance } from 'fastify'
import { Account } from '../accounts/account.ts'
import { passwordFault } from '../accounts/account-rules.ts'
import { assignmentsOf, endOf, inForce, unitsOf } from '../accounts/acting.ts'
import { Assignment } from '../accounts/assignment.ts'
import { clearFailures, takeAttemptOf } from '../accounts/authentication.ts'
import { hashPassword, isPasswordOf } from '../accounts/password.ts'
import { record } from '../administration/events.ts'
import { findNotices, findResets, markAsRead } from '../administration/notices.ts'
import { mayReview } from '../break-glass/break-glass-rules.ts'
import { findBreakGlasses, stateOf } from '../break-glass/emergencies.ts'
import { demoAccounts } from '../demo.ts'
import { AccountLimit } from '../rate-limits.ts'
import { forbidden, Refused } from '../refusal.ts'
import { beginEnrolment, confirmEnrolment, demoCodeOf, proveSecondFactor } from '../second-factor/second-factor.ts'
import { endSignIn, endSignInsOf } from '../sessions/sessions.ts'
import { breakGlassAnswer, noticeAnswer, resetAnswer } from './answers.ts'
import type { ApiRoutesOptions, Call } from './api.ts'
import { read, requests } from './read.ts'

/** A right code clears the count, a right password does not: whoever has only that must not guess codes day and night. */
const codesInVain = { points: 20, duration: 24 * 60 * 60 }

/** What everybody may do about themselves. */
export async function ownRoutes(app: FastifyInstance, options: ApiRoutesOptions): Promise<void> {
  const { callOf, totpKey, receipts, hasDemoAccounts } = options
  const demoIds = new Set(demoAccounts.map(({ id }) => id))
  const codes = new AccountLimit('code', codesInVain)
  const factorRequest = ({ em, viewer, now, requestId }: Call) => ({ em, actor: viewer, key: totpKey, now, requestId })

  /** For the session answer of the gateway: what the person may switch to, and what they must know at once. */
  app.get('/me', async (request) => {
    const { em, viewer, now } = callOf(request)
    const account = await em.findOneOrFail(Account, viewer.accountId)
    const held = await assignmentsOf(em, viewer.accountId, now)
    const emergencies = await findBreakGlasses(em, viewer)
    const own = emergencies.find(({ assignment }) => assignment.id === viewer.assignmentId)
    const isDemo = hasDemoAccounts && demoIds.has(account.id)
    const until = viewer.steppedUpAt === undefined ? 0 : (viewer.steppedUpAt + stepUpSeconds) * 1000
    return {
      account: { id: account.id, signInName: account.signInName, fullName: account.fullName },
      assignments: held.map((assignment) => ({
        id: assignment.id,
        kind: assignment.kind,
        role: assignment.post.$.role,
        post: assignment.post.$.title,
        organisation: assignment.post.$.organisation,
        units: unitsOf(assignment).map((code) => ({ code })),
        validTo: assignment.validTo ?? null,
        endsAt: assignment.kind === 'BREAK_GLASS' ? (endOf(assignment)?.toISOString() ?? null) : null,
      })),
      stepUp: {
        enrolled: Boolean(account.totpConfirmedAt),
        until: until > now.getTime() ? new Date(until).toISOString() : null,
        ...(isDemo && { demoCode: demoCodeOf(account, totpKey, now) }),
      },
      notices: [
        ...emergencies
          .filter((known) => mayReview(viewer.role) && stateOf(known, now) !== 'REVIEWED')
          .filter((known) => known.account.id !== viewer.accountId)
          .map((known) => ({ kind: 'BREAK_GLASS' as const, ...breakGlassAnswer(known, now) })),
        ...(await findNotices(em, viewer, now)).map(noticeAnswer),
      ],
      resets: (await findResets(em, viewer.accountId, now)).map(resetAnswer),
      breakGlass: own ? { id: own.id, endsAt: own.endsAt.toISOString(), reason: own.reason, due: own.reviewDue } : null,
    }
  })

  /** Who signs in for the groups of a ward: whoever keeps who answers for which group chooses among them. */
  app.get('/group-accounts', async (request) => {
    const { em, viewer, now } = callOf(request)
    if (viewer.role !== 'CLERK' && viewer.role !== 'REGISTRAR')
      throw forbidden('Danh sách này dành cho người ghi phân công phụ trách.')
    const here = { unitCodes: { $overlap: [...viewer.units] } }
    const held = await em.find(
      Assignment,
      {
        ...inForce(now),
        kind: { $ne: 'BREAK_GLASS' },
        account: { isDisabled: false },
        post: { role: { $in: ['TEAM_LEADER', 'COMMUNITY_TEAM'] } },
        $or: [here, { unitCodes: null, post: here }],
      },
      { populate: ['account', 'post'], orderBy: { account: { fullName: 'asc' }, id: 'asc' } },
    )
    // Whoever holds two posts is one choice.
    const byAccount = Map.groupBy(held, ({ account }) => account.$)
    return {
      accounts: Array.from(byAccount, ([{ id, fullName }, theirs]) => ({
        id,
        fullName,
        post: theirs.map(({ post }) => post.$.title).join(', '),
      })),
    }
  })

  app.post('/notices/:id/read', async (request) => {
    const { em, viewer, now } = callOf(request)
    const { id } = read(requests.id, request.params)
    read(requests.nothing, request.body)
    await markAsRead(em, viewer, id, now)
    return {}
  })

  app.post('/me/password', async (request) => {
    const { em, viewer, now, sessionId, requestId } = callOf(request)
    const { current, new: chosen } = read(requests.password, request.body)
    const account = await em.findOneOrFail(Account, viewer.accountId)
    const { isRefused, restsFor } = await takeAttemptOf(em, account.id, now)
    if (isRefused) throw new Refused(429, 'LOCKED', `Tài khoản tạm khoá. Thử lại sau ${Math.ceil(restsFor / 60)} phút.`)
    if (!(await isPasswordOf(account.passwordHash, current))) {
      throw new Refused(400, 'WRONG_PASSWORD', 'Mật khẩu đang dùng không đúng.', 'current')
    }
    await clearFailures(em, account.id)
    const fault = passwordFault(chosen, { signInName: account.signInName, old: current })
    if (fault !== undefined) throw new Refused(400, 'WEAK_PASSWORD', fault, 'new')
    const passwordHash = await hashPassword(chosen)
    await em.fork().transactional(async (inner) => {
      await inner.nativeUpdate(Account, { id: account.id }, { passwordHash })
      // Whoever may have known the old one is out; this sign-in goes on.
      await endSignInsOf(inner, account.id, now, sessionId)
      const { unitCode, id: accountId } = account
      record(inner, { action: 'PASSWORD_CHANGED', at: now, unitCode, actor: viewer, accountId, requestId })
    })
    return {}
  })

  /** Ends this sign-in: a copy of its cookie, wherever it is, opens nothing more. */
  app.post('/me/sign-out', async (request) => {
    const { em, now, sessionId } = callOf(request)
    if (sessionId !== undefined) await em.transactional((inner) => endSignIn(inner, sessionId, now))
    return {}
  })

  app.post('/me/second-factor', async (request) => {
    read(requests.nothing, request.body)
    return beginEnrolment(factorRequest(callOf(request)))
  })

  app.post('/me/second-factor/confirm', async (request) => {
    const call = callOf(request)
    await takeTurn(call)
    await confirmEnrolment(factorRequest(call), read(requests.code, request.body).code)
    await codes.forget(call.viewer.accountId)
    return {}
  })

  app.post('/step-up', async (request) => {
    const call = callOf(request)
    await takeTurn(call)
    await proveSecondFactor(factorRequest(call), read(requests.code, request.body).code)
    await codes.forget(call.viewer.accountId)
    const { receipt, until } = await receipts.issue(
      { accountId: call.viewer.accountId, sessionId: call.sessionId },
      call.now,
    )
    return { receipt, until: until.toISOString() }
  })

  async function takeTurn({ viewer }: Call): Promise<void> {
    const seconds = await codes.take(viewer.accountId)
    if (seconds > 0)
      throw new Refused(429, 'RATE_LIMITED', `Nhập mã sai quá nhiều lần. Thử lại sau ${Math.ceil(seconds / 60)} phút.`)
  }
}
