import { daysBetween, InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'
import type { Law } from '../privacy/legal-data.ts'
import type { CircumstanceKind } from './circumstance.ts'

export interface CircumstanceRule extends Law {
  holder: 'HOUSEHOLD' | 'PERSON'
  /** Decided anew each year, by the calendar. */
  isYearly: boolean
}

/**
 * Who is a household or a person of which circumstance: by the document that says who it is, or what it is asked for by, since
 * when that has been in force. None was compared with its text yet (DOMAIN names them from memory), so each says so where
 * somebody records one. Who was of it under the document before still is: a circumstance may have begun earlier than its rule.
 */
export const circumstanceRules: Readonly<Record<CircumstanceKind, CircumstanceRule>> = {
  POOR_HOUSEHOLD: { holder: 'HOUSEHOLD', isYearly: true, ...unverified('Nghị định 07/2021/NĐ-CP', '2021-03-15') },
  NEAR_POOR_HOUSEHOLD: { holder: 'HOUSEHOLD', isYearly: true, ...unverified('Nghị định 07/2021/NĐ-CP', '2021-03-15') },
  MERIT: ofPerson('Pháp lệnh 02/2020/UBTVQH14', '2021-07-01'),
  SOCIAL_PROTECTION: ofPerson('Nghị định 20/2021/NĐ-CP', '2021-07-01'),
  DISABILITY: ofPerson('Luật 51/2010/QH12', '2011-01-01'),
  LONE_ELDERLY: ofPerson('Nghị định 20/2021/NĐ-CP', '2021-07-01'),
  ORPHAN: ofPerson('Nghị định 20/2021/NĐ-CP', '2021-07-01'),
  PREGNANT: ofPerson('Nghị quyết 68/NQ-CP', '2021-07-01'),
  JOB_LOST: ofPerson('Nghị quyết 68/NQ-CP', '2021-07-01'),
  RENTING_STUDENT: ofPerson('1371/MTTQ-BTT', '2021-09-09'),
}

function ofPerson(source: string, inForceFrom: LocalDate): CircumstanceRule {
  return { holder: 'PERSON', isYearly: false, ...unverified(source, inForceFrom) }
}

function unverified(source: string, inForceFrom: LocalDate): Law {
  return { source, inForceFrom, verified: false }
}

const LONGEST_DOCUMENT = 200
const LONGEST_REASON = 500
/** What is before it is a slip of the keyboard. */
const EARLIEST_DAY = '1945-09-02'
/** A document of the end of a year says who it is in the next one. */
const MOST_DAYS_AHEAD = 92

export interface Span {
  fromOn: LocalDate
  /** The first day that it is so no longer; open while nobody has said otherwise. */
  toOn?: LocalDate | null
}

export function standsOn({ fromOn, toOn }: Span, day: LocalDate): boolean {
  return fromOn <= day && (!toOn || day < toOn)
}

/** Nothing is said of anybody for the day on which they died and those after it. */
export function outlives({ fromOn, toOn }: Span, diedOn: LocalDate): boolean {
  return fromOn >= diedOn || !toOn || toOn > diedOn
}

export function overlaps(one: Span, other: Span): boolean {
  return (!one.toOn || other.fromOn < one.toOn) && (!other.toOn || one.fromOn < other.toOn)
}

/** A circumstance that is decided by the year ends with it unless somebody says another day. */
export function spanOf({ isYearly }: Pick<CircumstanceRule, 'isYearly'>, { fromOn, toOn }: Span): Span {
  return { fromOn, toOn: toOn ?? (isYearly ? `${Number(fromOn.slice(0, 4)) + 1}-01-01` : null) }
}

export function refuseCircumstance(
  { fromOn, toOn, document }: Span & { document?: string | null },
  today: LocalDate,
): InvalidInput | undefined {
  return refuse(
    fromOn < EARLIEST_DAY ? new InvalidInput('fromOn', 'Năm chưa đúng. Hãy xem lại ngày.') : undefined,
    daysBetween(today, fromOn) > MOST_DAYS_AHEAD
      ? new InvalidInput('fromOn', `Ngày bắt đầu không quá ${MOST_DAYS_AHEAD} ngày nữa.`)
      : undefined,
    toOn && toOn <= fromOn ? new InvalidInput('toOn', 'Ngày thôi phải sau ngày bắt đầu.') : undefined,
    refuseText('document', 'Giấy tờ', document, LONGEST_DOCUMENT),
  )
}

export function refuseReason(reason: string): InvalidInput | undefined {
  return refuse(
    reason === '' ? new InvalidInput('reason', 'Hãy nói rõ lý do.') : undefined,
    refuseText('reason', 'Lý do', reason, LONGEST_REASON),
  )
}
