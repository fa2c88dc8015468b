import { daysBetween, InvalidInput, type LocalDate, refuse, refuseText } from '@vungxanh/subgraph'

export type Holder = 'HOUSEHOLD' | 'PERSON'

export interface CircumstanceLaw {
  code: string
  holder: Holder
  /** Decided anew each year, by the calendar. */
  isYearly: boolean
  /** The document that says who it is, or what it is asked for by. */
  source: string
  /** Read in the document itself. */
  verified: boolean
}

/**
 * Who is a household or a person of which circumstance. None was checked against its document yet (DOMAIN names them from memory),
 * so each says so where somebody records one.
 */
export const circumstanceLaws = [
  household('POOR_HOUSEHOLD'),
  household('NEAR_POOR_HOUSEHOLD'),
  person('MERIT', 'Pháp lệnh 02/2020/UBTVQH14'),
  person('SOCIAL_PROTECTION', 'Nghị định 20/2021/NĐ-CP'),
  person('DISABILITY', 'Luật 51/2010/QH12'),
  person('LONE_ELDERLY', 'Nghị định 20/2021/NĐ-CP'),
  person('ORPHAN', 'Nghị định 20/2021/NĐ-CP'),
  person('PREGNANT', 'Nghị quyết 68/NQ-CP'),
  person('JOB_LOST', 'Nghị quyết 68/NQ-CP'),
  person('RENTING_STUDENT', '1371/MTTQ-BTT ngày 09/9/2021'),
] as const satisfies readonly CircumstanceLaw[]

function household<Code extends string>(code: Code) {
  return { code, holder: 'HOUSEHOLD' as const, isYearly: true, source: 'Nghị định 07/2021/NĐ-CP', verified: false }
}

function person<Code extends string>(code: Code, source: string) {
  return { code, holder: 'PERSON' as const, isYearly: false, source, verified: false }
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

export function overlaps(one: Span, other: Span): boolean {
  return (!one.toOn || other.fromOn < one.toOn) && (!other.toOn || one.fromOn < other.toOn)
}

/** A circumstance that is decided by the year ends with it unless somebody says another day. */
export function spanOf({ isYearly }: Pick<CircumstanceLaw, 'isYearly'>, { fromOn, toOn }: Span): Span {
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
