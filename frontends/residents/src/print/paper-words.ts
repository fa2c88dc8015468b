import { formatDate, formatNumber } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { IdentityKind, ResidenceKind } from '../operations.generated.ts'

// Papers are Vietnamese whatever the language of the screen: they are signed and handed over.

export const words = messages.texts.vi

export function birthOf({ bornOn, birthYear }: { bornOn: string | null; birthYear: number | null }): string {
  return formatDate(bornOn) || (birthYear ? String(birthYear) : '')
}

/** Masked, as on the screen; a provisional code is no secret. */
export function paperOf(person: {
  provisionalCode?: string | null | undefined
  identityDocuments?: readonly { kind: IdentityKind; numberMasked: string }[] | null | undefined
}): string {
  const numbers = (person.identityDocuments ?? []).map(({ numberMasked }) => numberMasked)
  return numbers.join(', ') || (person.provisionalCode ?? '')
}

/** How somebody lives here now: of several, the one that began last; away, when they are. */
export function residenceOf(
  residences: readonly { kind: ResidenceKind; fromOn: string; toOn: string | null }[] | null | undefined,
  on: string,
): string {
  const running = (residences ?? []).filter(({ fromOn, toOn }) => fromOn <= on && (!toOn || toOn >= on))
  const newest = running.toSorted((one, other) => (one.fromOn < other.fromOn ? 1 : -1))
  const home = newest.find(({ kind }) => kind !== 'ABSENT')
  const isAway = newest.some(({ kind }) => kind === 'ABSENT')
  return [home && words[`residence.${home.kind}`], isAway && words['residence.ABSENT'].toLowerCase()]
    .filter(Boolean)
    .join(', ')
}

/** How many lines a list has; printed before all of it was read, it says that it is not whole. */
export function countOf(read: number, total: number | null, what: string): string {
  if (total === null || total <= read) return `${formatNumber(read)} ${what}`
  return `chưa đủ: ${formatNumber(read)} trên ${formatNumber(total)} ${what}`
}
