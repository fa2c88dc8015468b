import type { Role } from '@vungxanh/access'

const readHealth: Role[] = ['INSPECTOR', 'HEALTH_STAFF']
const readRecords: Role[] = ['CHAIR', ...readHealth]

/** Who may do what in the health department. Every query, mutation, reference and protected field names one of these. */
export const may = {
  /** Whose test, dose or order it is. Nobody of welfare, payment, registry or the clerk's office is among them. */
  readHealth,
  /** Rows without their persons: what a count is made of. */
  readRecords,
  /** Counts by residential group are small enough to point at someone; an analyst gets the unit's only. */
  readGroupStatistics: readRecords,
  readStatistics: ['ANALYST', ...readRecords] as Role[],
  recordHealth: ['HEALTH_STAFF'] as Role[],
} satisfies Record<string, Role[]>
