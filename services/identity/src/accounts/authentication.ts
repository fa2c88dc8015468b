import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { record } from '../administration/events.ts'
import { Account } from './account.ts'
import { type Attempt, type Attempts, passwordFault, takeAttempt } from './account-rules.ts'
import { viewerOf } from './acting.ts'
import { hashPassword, isPasswordOf } from './password.ts'

export type Authentication =
  | { kind: 'accepted'; accountId: string }
  | { kind: 'wrong' }
  | { kind: 'locked'; seconds: number }
  | { kind: 'without-post' }
  /** The password was given out by an administrator; `fault` says what is wrong with the new one that came along. */
  | { kind: 'change-password'; fault?: string }

export interface Credentials {
  signInName: string
  password: string
  newPassword?: string | undefined
}

/** Attempts under names that nobody has: they rest like accounts, so that resting tells nobody which accounts there are. */
const unknownNames = new Map<string, Attempts>()
const keptNames = 10_000

/** Checks a password. */
export async function authenticate(
  em: EntityManager,
  { signInName, password, newPassword }: Credentials,
  { now, requestId }: { now: Date; requestId: string },
): Promise<Authentication> {
  const name = signInName.trim().toLowerCase()
  const account = await em.findOne(Account, { signInName: name, isDisabled: false })
  const note = (action: 'SIGNED_IN' | 'SIGN_IN_FAILED', details: Record<string, unknown> = {}) =>
    em.transactional(async (inner) => {
      const at = { action, at: now, requestId, details }
      // What was typed for a name that nobody has is not kept: it may well be a password.
      record(inner, account ? { ...at, unitCode: account.unitCode, accountId: account.id } : at)
    })
  const refuse = async (answer: Exclude<Authentication, { kind: 'accepted' }>) => {
    await note('SIGN_IN_FAILED', { reason: answer.kind })
    return answer
  }

  const attempt = account ? await takeAttemptOf(em, account.id, now) : takeAttemptUnder(name, now)
  const { isRefused, restsFor: seconds } = attempt
  const isRight = !isRefused && (await isPasswordOf(account?.passwordHash, password))
  if (!account || !isRight) return refuse(seconds === 0 ? { kind: 'wrong' } : { kind: 'locked', seconds })
  await clearFailures(em, account.id)
  if (account.mustChangePassword) {
    if (newPassword === undefined) return { kind: 'change-password' }
    const fault = passwordFault(newPassword, { signInName: account.signInName, old: password })
    if (fault !== undefined) return { kind: 'change-password', fault }
    await keepNewPassword(em, account, newPassword, { now, requestId })
  }
  if (!(await viewerOf(em.fork(), account.id, now))) return refuse({ kind: 'without-post' })
  await note('SIGNED_IN')
  return { kind: 'accepted', accountId: account.id }
}

async function keepNewPassword(
  em: EntityManager,
  { id, unitCode }: Account,
  newPassword: string,
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  const passwordHash = await hashPassword(newPassword)
  await em.transactional(async (inner) => {
    await inner.nativeUpdate(Account, { id }, { passwordHash, mustChangePassword: false })
    record(inner, { action: 'PASSWORD_CHANGED', at: now, unitCode, accountId: id, requestId })
  })
}

/** One of several at once sees what the one before has counted. */
export function takeAttemptOf(em: EntityManager, accountId: string, now: Date): Promise<Attempt> {
  return em.fork().transactional(async (inner) => {
    const account = await inner.findOneOrFail(Account, accountId, { lockMode: LockMode.PESSIMISTIC_WRITE })
    return takeAttempt(account, now)
  })
}

function takeAttemptUnder(name: string, now: Date): Attempt {
  if (unknownNames.size >= keptNames) unknownNames.clear()
  const attempts = unknownNames.get(name) ?? { failedAttempts: 0 }
  unknownNames.set(name, attempts)
  return takeAttempt(attempts, now)
}

export async function clearFailures(em: EntityManager, accountId: string): Promise<void> {
  await em.execute(
    'update account set failed_attempts = 0, locked_until = null where id = ? and (failed_attempts > 0 or locked_until is not null)',
    [accountId],
  )
}
