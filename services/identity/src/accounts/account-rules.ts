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

/** The day it is in Viet Nam: posts change hands by the calendar on the wall there. */
export function businessDay(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now)
}
