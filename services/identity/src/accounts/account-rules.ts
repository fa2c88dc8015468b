/** Wrong passwords in a row before an account rests. */
export const attemptsBeforeLock = 5

const firstLockSeconds = 60
const longestLockSeconds = 15 * 60

/**
 * How long an account rests after its n-th wrong password in a row. It doubles, so guessing stays hopeless, and it ends,
 * so that nobody can shut a colleague out for the day.
 */
export function lockSeconds(failedAttempts: number): number {
  if (failedAttempts < attemptsBeforeLock) return 0
  return Math.min(firstLockSeconds * 2 ** (failedAttempts - attemptsBeforeLock), longestLockSeconds)
}

/** Wrong passwords and codes of one account, or under one name, since the last right one. */
export interface Attempts {
  failedAttempts: number
  lockedUntil?: Date | null
}

export interface Attempt {
  /** It may not even be compared. */
  isRefused: boolean
  /** For how many seconds the account rests: from now when it is refused, else if it turns out wrong. */
  restsFor: number
}

/**
 * Counts an attempt before anything is compared, so that guesses at the same moment are no more than guesses one after
 * another. A right one clears the count.
 */
export function takeAttempt(attempts: Attempts, now: Date): Attempt {
  const left = attempts.lockedUntil ? Math.ceil((attempts.lockedUntil.getTime() - now.getTime()) / 1000) : 0
  if (left > 0) return { isRefused: true, restsFor: left }
  attempts.failedAttempts += 1
  const restsFor = lockSeconds(attempts.failedAttempts)
  attempts.lockedUntil = restsFor > 0 ? new Date(now.getTime() + restsFor * 1000) : null
  return { isRefused: false, restsFor }
}

/** Shortest password that a person may choose: length is what counts, not signs of certain kinds (NIST SP 800-63B). */
export const shortestPassword = 12

export function passwordFault(password: string, { signInName, old }: { signInName: string; old: string }) {
  if (password.length < shortestPassword) return `Mật khẩu mới phải có ít nhất ${shortestPassword} ký tự.`
  if (password === old) return 'Mật khẩu mới phải khác mật khẩu đang dùng.'
  if (password.toLowerCase().includes(signInName.toLowerCase())) return 'Mật khẩu mới không được chứa tên đăng nhập.'
  return undefined
}
