import type { Tone } from '@vungxanh/ui'
import type { ImportState, ImportVerdict } from '../operations.generated.ts'

export const verdicts = ['NEW', 'UPDATE', 'DUPLICATE', 'WRONG', 'UNCHANGED'] as const satisfies readonly ImportVerdict[]

export const verdictTones: Record<ImportVerdict, Tone> = {
  NEW: 'success',
  UPDATE: 'info',
  DUPLICATE: 'warning',
  WRONG: 'danger',
  UNCHANGED: 'neutral',
}

export const stateTones: Record<ImportState, Tone> = {
  READY: 'info',
  COMMITTED: 'success',
  UNDONE: 'warning',
  CANCELLED: 'neutral',
}

/** How many rows of each verdict, with those that have none. */
export function countOf(counts: readonly { verdict: ImportVerdict; rows: number }[]): Record<ImportVerdict, number> {
  const found = { NEW: 0, UPDATE: 0, DUPLICATE: 0, WRONG: 0, UNCHANGED: 0 }
  for (const { verdict, rows } of counts) found[verdict] = rows
  return found
}
