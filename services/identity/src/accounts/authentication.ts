import type { EntityManager } from '@mikro-orm/postgresql'
import { rolePurposes, type Viewer } from '@vungxanh/access'
import { Account } from './account.ts'
import { businessDay, lockSeconds } from './account-rules.ts'
import { Assignment } from './assignment.ts'
import { isPasswordOf } from './password.ts'

export type Authentication =
  | { kind: 'accepted'; accountId: string }
  | { kind: 'wrong' }
  | { kind: 'locked'; seconds: number }
  | { kind: 'without-post' }

/** Checks a password. The counter is moved in one statement before the answer, so that parallel guesses all count. */
export async function authenticate(
  em: EntityManager,
  signInName: string,
  password: string,
  now: Date,
): Promise<Authentication> {
  const account = await em.findOne(Account, { signInName: signInName.trim().toLowerCase(), isDisabled: false })
  const restsFor = account?.lockedUntil ? account.lockedUntil.getTime() - now.getTime() : 0
  if (restsFor > 0) return { kind: 'locked', seconds: Math.ceil(restsFor / 1000) }

  const isRight = await isPasswordOf(account?.passwordHash, password)
  if (!account) return { kind: 'wrong' }
  if (!isRight) {
    const [row] = await em.execute<{ failed_attempts: number }[]>(
      'update account set failed_attempts = failed_attempts + 1 where id = ? returning failed_attempts',
      [account.id],
    )
    const seconds = lockSeconds(row?.failed_attempts ?? 0)
    if (seconds === 0) return { kind: 'wrong' }
    await em.execute('update account set locked_until = ? where id = ?', [
      new Date(now.getTime() + seconds * 1000),
      account.id,
    ])
    return { kind: 'locked', seconds }
  }
  await em.execute(
    'update account set failed_attempts = 0, locked_until = null where id = ? and (failed_attempts > 0 or locked_until is not null)',
    [account.id],
  )
  return (await viewerOf(em, account.id, now)) ? { kind: 'accepted', accountId: account.id } : { kind: 'without-post' }
}

/** Who the account is today; undefined when it is disabled, gone, or holds no post on this day. */
export async function viewerOf(em: EntityManager, accountId: string, now: Date): Promise<Viewer | undefined> {
  const today = businessDay(now)
  const assignment = await em.findOne(
    Assignment,
    {
      account: { id: accountId, isDisabled: false },
      validFrom: { $lte: today },
      $or: [{ validTo: null }, { validTo: { $gte: today } }],
    },
    { populate: ['account', 'post'], orderBy: { validFrom: 'desc', id: 'asc' } },
  )
  if (!assignment) return undefined
  const { fullName } = assignment.account.$
  const { role, title, unitCode } = assignment.post.$
  return {
    accountId,
    name: fullName,
    role,
    post: title,
    organisation: '',
    assignmentId: assignment.id,
    units: [unitCode],
    purpose: rolePurposes[role],
    kin: [],
  }
}
