import {
  addDays,
  daysBetween,
  InvalidInput,
  type LocalDate,
  LocalDateScalar,
  refuse,
  UserError,
} from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { refuseBeforeEpidemic } from '../epidemic-rules.ts'
import { formatDay } from '../format-day.ts'
import { ContactClass } from './quarantine-order.ts'
import { type QuarantineRule, quarantineRules } from './quarantine-rules-data.ts'

// No order of the epidemic was longer; a larger number is a slip of the keyboard.
const LONGEST_DAYS = 60

export interface Quarantine {
  startsOn: LocalDate
  /** The last day. */
  endsOn: LocalDate
}

@ObjectType({ implements: UserError, description: 'Người này đã có quyết định cách ly trùng thời gian.' })
export class QuarantineOverlaps extends UserError {
  readonly code = 'QuarantineOverlaps'

  @Field(() => LocalDateScalar, { description: 'Ngày đầu của quyết định đang có.' })
  startsOn: LocalDate

  @Field(() => LocalDateScalar, { description: 'Ngày cuối của quyết định đang có.' })
  endsOn: LocalDate

  constructor({ startsOn, endsOn }: Quarantine) {
    super(
      `Người này đã có quyết định cách ly từ ${formatDay(startsOn)} đến hết ${formatDay(endsOn)}. Hãy chọn thời gian không trùng.`,
    )
    this.startsOn = startsOn
    this.endsOn = endsOn
  }
}

export function quarantineDays({ startsOn, endsOn }: Quarantine): number {
  return daysBetween(startsOn, endsOn) + 1
}

/** The rules for a contact class on the first day; several when the duration depends on the person. */
export function rulesFor(contactClass: ContactClass, startsOn: LocalDate): readonly QuarantineRule[] {
  if (contactClass !== ContactClass.F1) return []
  return quarantineRules.filter(
    ({ validFrom, validTo }) => validFrom <= startsOn && (validTo === null || startsOn <= validTo),
  )
}

/** Orders are issued for today or the days to come, or recorded late; not for next year. */
export function refuseStart(startsOn: LocalDate, today: LocalDate): InvalidInput | undefined {
  if (startsOn > addDays(today, LONGEST_DAYS)) {
    return new InvalidInput('startsOn', `Ngày đầu phải trong vòng ${LONGEST_DAYS} ngày tới.`)
  }
  return refuseBeforeEpidemic('startsOn', 'Ngày đầu', startsOn)
}

export function refuseDays(quarantine: Quarantine): InvalidInput | undefined {
  const days = quarantineDays(quarantine)
  if (days < 1) return new InvalidInput('endsOn', 'Ngày cuối phải từ ngày đầu trở đi.')
  if (days > LONGEST_DAYS) return new InvalidInput('endsOn', `Thời gian cách ly dài tối đa ${LONGEST_DAYS} ngày.`)
}

export function refuseOverlap(quarantine: Quarantine, others: readonly Quarantine[]): QuarantineOverlaps | undefined {
  const other = others.find(({ startsOn, endsOn }) => startsOn <= quarantine.endsOn && quarantine.startsOn <= endsOn)
  return other && new QuarantineOverlaps(other)
}

export function refuseQuarantine(
  quarantine: Quarantine,
  others: readonly Quarantine[],
  today: LocalDate,
): InvalidInput | QuarantineOverlaps | undefined {
  return refuse<InvalidInput | QuarantineOverlaps>(
    refuseStart(quarantine.startsOn, today),
    refuseDays(quarantine),
    refuseOverlap(quarantine, others),
  )
}

/** Durations differ by place and by decision of the city, so another length is said, not refused. */
export function quarantineWarnings(quarantine: Quarantine & { contactClass: ContactClass }): string[] {
  const rules = rulesFor(quarantine.contactClass, quarantine.startsOn)
  const days = quarantineDays(quarantine)
  if (rules.length === 0 || rules.some((rule) => rule.days === days && rule.verified)) return []
  return rules.map(({ days: expected, condition, source, verified }) => {
    const whom = condition ? ` với người ${condition}` : ''
    return `Quy định lúc đó là ${expected} ngày${whom} (${source}${verified ? '' : '; chưa đối chiếu'}); quyết định này ${days} ngày.`
  })
}

/** The rule an order follows, by its length where several are in force; null when none was. */
export function ruleSourceFor(quarantine: Quarantine & { contactClass: ContactClass }): string | null {
  const rules = rulesFor(quarantine.contactClass, quarantine.startsOn)
  const days = quarantineDays(quarantine)
  return (rules.find((rule) => rule.days === days) ?? rules[0])?.source ?? null
}
