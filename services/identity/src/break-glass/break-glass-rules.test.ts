import { appointedRoles } from '@vungxanh/access'
import { expect, test } from 'vitest'
import { mayBreakGlass, mayReview, workingDaysAfter } from './break-glass-rules.ts'

test('the review is due on the third working day', () => {
  // 27/9/2021 is a Monday.
  expect(workingDaysAfter('2021-09-27', 3)).toBe('2021-09-30')
  expect(workingDaysAfter('2021-09-29', 3)).toBe('2021-10-04')
  expect(workingDaysAfter('2021-10-01', 3)).toBe('2021-10-06')
  expect(workingDaysAfter('2021-10-02', 3)).toBe('2021-10-06')
  expect(workingDaysAfter('2021-12-30', 3)).toBe('2022-01-04')
})

test('administrators and analysts open nothing; the chair and the data-protection officer review', () => {
  expect(appointedRoles.filter((role) => !mayBreakGlass(role))).toEqual(['ANALYST', 'SYSTEM_ADMIN'])
  expect(mayBreakGlass('EMERGENCY_READER')).toBe(false)
  expect(appointedRoles.filter(mayReview)).toEqual(['CHAIR', 'DATA_PROTECTION_OFFICER'])
})
