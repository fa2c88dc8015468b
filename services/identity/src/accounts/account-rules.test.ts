import { expect, test } from 'vitest'
import { attemptsBeforeLock, lockSeconds } from './account-rules.ts'

test('an account rests longer with every wrong password after the fifth, but never longer than a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7, 8, 9, 40].map(lockSeconds)).toEqual([0, 0, 60, 120, 240, 480, 900, 900])
  expect(lockSeconds(attemptsBeforeLock - 1)).toBe(0)
})
