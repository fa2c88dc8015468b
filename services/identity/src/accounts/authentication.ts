import type { EntityManager } from '@mikro-orm/postgresql'
import { record } from '../administration/events.ts'
import { Account } from './account.ts'
import { lockSeconds, passwordFault } from './account-rules.ts'
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

/** Checks a password. The counter is moved in one statement before the answer, so that parallel guesses all count. */
export async function authenticate(
  em: EntityManager,
  { signInName, password, newPassword }: Credentials,
  { now, requestId }: { now: Date; requestId: string },
): Promise<Authentication> {
  const account = await em.findOne(Account, { signInName: signInName.trim().toLowerCase(), isDisabled: false })
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

  const restsFor = account ? secondsLocked(account, now) : 0
  if (restsFor > 0) return refuse({ kind: 'locked', seconds: restsFor })
  const isRight = await isPasswordOf(account?.passwordHash, password)
  if (!account) return refuse({ kind: 'wrong' })
  if (!isRight) {
    const seconds = await countFailure(em, account.id, now)
    return refuse(seconds === 0 ? { kind: 'wrong' } : { kind: 'locked', seconds })
  }
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

/** Whole seconds for which an account still rests. */
export function secondsLocked({ lockedUntil }: Account, now: Date): number {
  return lockedUntil ? Math.max(0, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000)) : 0
}

/** Counts one wrong password or code; says for how many seconds the account rests now. */
export async function countFailure(em: EntityManager, accountId: string, now: Date): Promise<number> {
  const [row] = await em.execute<{ failed_attempts: number }[]>(
    'update account set failed_attempts = failed_attempts + 1 where id = ? returning failed_attempts',
    [accountId],
  )
  const seconds = lockSeconds(row?.failed_attempts ?? 0)
  if (seconds > 0) {
    await em.execute('update account set locked_until = ? where id = ?', [
      new Date(now.getTime() + seconds * 1000),
      accountId,
    ])
  }
  return seconds
}

export async function clearFailures(em: EntityManager, accountId: string): Promise<void> {
  await em.execute(
    'update account set failed_attempts = 0, locked_until = null where id = ? and (failed_attempts > 0 or locked_until is not null)',
    [accountId],
  )
}
