import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { Account } from '../accounts/account.ts'
import { clearFailures, takeAttemptOf } from '../accounts/authentication.ts'
import { type Actor, record } from '../administration/events.ts'
import { Refused } from '../refusal.ts'
import { decryptSecret, encryptSecret, enrolment, newSecret, stepOfCode, usableCode } from './totp.ts'

export interface SecondFactorRequest {
  em: EntityManager
  actor: Actor
  /** The key that secrets are encrypted with. */
  key: Uint8Array
  now: Date
  requestId: string
}

/** Makes a new secret and shows it, once. It counts only after a first code has confirmed it. */
export async function beginEnrolment({ em, actor, key }: SecondFactorRequest) {
  const secret = newSecret()
  const account = await em.transactional(async (inner) => {
    const found = await inner.findOneOrFail(Account, actor.accountId, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (found.totpConfirmedAt) {
      const how = 'Muốn đổi thiết bị, đề nghị quản trị hệ thống đặt lại.'
      throw new Refused(409, 'ALREADY_ENROLLED', `Tài khoản đã có mã xác thực. ${how}`)
    }
    found.totpSecret = encryptSecret(secret, key, found.id)
    found.totpLastStep = null
    return found
  })
  return { secret, ...enrolment(secret, account.signInName) }
}

export async function confirmEnrolment(request: SecondFactorRequest, code: string): Promise<void> {
  const { actor, now, requestId } = request
  const account = await acceptCode(request, code, { mustBeConfirmed: false })
  await request.em.fork().transactional(async (inner) => {
    await inner.nativeUpdate(Account, { id: account.id, totpConfirmedAt: null }, { totpConfirmedAt: now })
    const { unitCode, id: accountId } = account
    record(inner, { action: 'SECOND_FACTOR_ENROLLED', at: now, unitCode, actor, accountId, requestId })
  })
}

/** Proves the second factor of whoever is signed in. */
export async function proveSecondFactor(request: SecondFactorRequest, code: string): Promise<void> {
  const { actor, now, requestId, em } = request
  const { unitCode, id: accountId } = await acceptCode(request, code, { mustBeConfirmed: true })
  await em.fork().transactional(async (inner) => {
    record(inner, { action: 'STEPPED_UP', at: now, unitCode, actor, accountId, requestId })
  })
}

async function acceptCode(
  { em, actor, key, now, requestId }: SecondFactorRequest,
  code: string,
  { mustBeConfirmed }: { mustBeConfirmed: boolean },
): Promise<Account> {
  const account = await em.fork().findOneOrFail(Account, actor.accountId)
  if (!account.totpSecret || (mustBeConfirmed && !account.totpConfirmedAt)) {
    throw new Refused(409, 'NOT_ENROLLED', 'Tài khoản chưa cài mã xác thực. Hãy cài trước trong trang tài khoản.')
  }
  const { isRefused, restsFor } = await takeAttemptOf(em, account.id, now)
  if (isRefused) throw locked(restsFor)
  const secret = decryptSecret(account.totpSecret, key, account.id)
  const step = stepOfCode(secret, code, account.totpLastStep ?? undefined, now)
  if (step === undefined || !(await takeStep(em, account.id, step))) {
    await em.fork().transactional(async (inner) => {
      const { unitCode, id: accountId } = account
      record(inner, { action: 'STEP_UP_FAILED', at: now, unitCode, actor, accountId, requestId })
    })
    if (restsFor > 0) throw locked(restsFor)
    throw new Refused(400, 'WRONG_CODE', 'Mã không đúng, đã dùng rồi hoặc đã hết hạn. Chờ mã mới và nhập lại.', 'code')
  }
  await clearFailures(em, account.id)
  return account
}

/** In one statement, so that of two requests with the same code one is refused. */
async function takeStep(em: EntityManager, accountId: string, step: number): Promise<boolean> {
  const taken = await em.execute(
    'update account set totp_last_step = ? where id = ? and (totp_last_step is null or totp_last_step < ?) returning id',
    [step, accountId, step],
  )
  return taken.length > 0
}

function locked(seconds: number): Refused {
  const minutes = Math.ceil(seconds / 60)
  return new Refused(429, 'LOCKED', `Tài khoản tạm khoá vì nhập sai nhiều lần. Thử lại sau ${minutes} phút.`)
}

/** The code that a demonstration account would read from its telephone. */
export function demoCodeOf({ id, totpSecret, totpLastStep }: Account, key: Uint8Array, now: Date): string | undefined {
  return totpSecret ? usableCode(decryptSecret(totpSecret, key, id), totpLastStep ?? undefined, now) : undefined
}
