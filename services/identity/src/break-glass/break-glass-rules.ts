import type { Role } from '@vungxanh/access'

export const reasonCodes = ['LIFE_THREATENING', 'OUTBREAK', 'DISASTER', 'SYSTEM_FAILURE', 'LEGAL_ORDER'] as const
export type ReasonCode = (typeof reasonCodes)[number]

export const reviewOutcomes = ['JUSTIFIED', 'UNJUSTIFIED'] as const
export type ReviewOutcome = (typeof reviewOutcomes)[number]

export const longestMinutes = 60

/** Within how many working days somebody else must have looked at an emergency. */
export const reviewWorkingDays = 3

/** How many emergencies of one account may wait for their review: hour after hour is no emergency but a post. */
export const mostWaiting = 2

/** Administrators never see residents' data, and analysts see no persons; an emergency changes neither. */
const neverIn: readonly Role[] = ['SYSTEM_ADMIN', 'ANALYST', 'EMERGENCY_READER']

export function mayBreakGlass(role: Role): boolean {
  return !neverIn.includes(role)
}

const reviewers: readonly Role[] = ['CHAIR', 'DATA_PROTECTION_OFFICER']

export function mayReview(role: Role): boolean {
  return reviewers.includes(role)
}

/** The n-th working day after a day, Monday to Friday; public holidays count as working days, so the review is never late. */
export function workingDaysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  for (let left = count; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (date.getUTCDay() % 6 !== 0) left -= 1
  }
  return date.toISOString().slice(0, 10)
}
