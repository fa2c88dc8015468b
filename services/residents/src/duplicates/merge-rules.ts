import { InvalidInput, type LocalDate } from '@vungxanh/subgraph'
import { DeathsDiffer, MergeUndone, OneHasDied, UndoMergeTooLate } from './refusals.ts'

/**
 * For how long a merge may be taken back: a day (UX §1.5, feature 12). The departments have it as a second name of the
 * person, so that taking it back costs nothing; after a day people have acted upon it.
 */
export const UNDO_HOURS = 24
const LONGEST_REASON = 500
const SHORTEST_REASON = 3

export function undoUntil(mergedAt: Date): Date {
  return new Date(mergedAt.getTime() + UNDO_HOURS * 3_600_000)
}

interface Life {
  fullName: string
  diedOn?: LocalDate | null
}

/** One person dies once. */
export function refuseDeaths(one: Life, other: Life): DeathsDiffer | OneHasDied | undefined {
  if (one.diedOn && other.diedOn && one.diedOn !== other.diedOn) return new DeathsDiffer()
  if (Boolean(one.diedOn) !== Boolean(other.diedOn))
    return new OneHasDied(one.diedOn ? other.fullName : one.fullName, one.diedOn ?? other.diedOn ?? '')
}

export function refuseReason(reason: string): InvalidInput | undefined {
  if (reason.length < SHORTEST_REASON)
    return new InvalidInput('reason', 'Hãy ghi vì sao đây là hai người, để người sau không phải xem lại.')
  if (reason.length > LONGEST_REASON) return new InvalidInput('reason', `Lý do dài tối đa ${LONGEST_REASON} ký tự.`)
}

export function refuseUndoMerge(
  merge: { mergedAt: Date; undoneAt?: Date | null },
  now: Date,
): MergeUndone | UndoMergeTooLate | undefined {
  if (merge.undoneAt) return new MergeUndone()
  if (now > undoUntil(merge.mergedAt)) return new UndoMergeTooLate()
}
