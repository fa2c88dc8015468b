import {
  addDays,
  daysBetween,
  InvalidInput,
  type LocalDate,
  LocalDateScalar,
  refuse,
  UserError,
} from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'
import { refuseBeforeEpidemic } from '../epidemic-rules.ts'
import { formatDay } from '../format-day.ts'
import type { IntervalRule } from './product-catalogue.ts'

const MOST_DOSES = 9
const WEEK = 7

/** A dose as the rules see it: the new one, or one that the person already had. */
export interface GivenDose {
  doseNumber: number
  productId: string
  givenOn: LocalDate
}

export interface LotFacts {
  number: string
  productId: string
  expiresOn: LocalDate
}

@ObjectType({
  implements: UserError,
  description: 'Chưa đủ khoảng cách với mũi trước, theo quy định đang có hiệu lực.',
})
export class IntervalTooShort extends UserError {
  readonly code = 'IntervalTooShort'

  @Field(() => Int, { description: 'Số ngày ít nhất giữa hai mũi.' })
  minimumDays: number

  @Field(() => LocalDateScalar, { description: 'Ngày sớm nhất có thể tiêm mũi này.' })
  earliestOn: LocalDate

  @Field(() => Boolean, { description: 'Sai khi quy định chưa được đối chiếu với văn bản gốc.' })
  verified: boolean

  @Field(() => String, { description: 'Căn cứ của khoảng cách.' })
  source: string

  constructor(rule: IntervalRule & { minimumWeeks: number }, earliestOn: LocalDate) {
    const minimumDays = rule.minimumWeeks * WEEK
    const doubt = rule.verified ? '' : '; quy định này chưa được đối chiếu'
    super(
      `Hai mũi phải cách nhau ít nhất ${minimumDays} ngày (${rule.source}${doubt}). Hẹn tiêm từ ${formatDay(earliestOn)}.`,
    )
    this.minimumDays = minimumDays
    this.earliestOn = earliestOn
    this.verified = rule.verified
    this.source = rule.source
  }
}

@ObjectType({ implements: UserError, description: 'Lô vắc xin đã hết hạn vào ngày tiêm.' })
export class LotExpired extends UserError {
  readonly code = 'LotExpired'

  @Field(() => LocalDateScalar)
  expiresOn: LocalDate

  constructor({ number, expiresOn }: Pick<LotFacts, 'number' | 'expiresOn'>) {
    super(`Lô ${number} chỉ dùng được đến hết ${formatDay(expiresOn)}. Hãy kiểm tra lại lô hoặc ngày tiêm.`)
    this.expiresOn = expiresOn
  }
}

/** The product's rule on that day. Before the first rule that we know of there is none, which is not a permission. */
export function ruleInForce(
  rules: readonly IntervalRule[],
  productId: string,
  on: LocalDate,
): IntervalRule | undefined {
  return rules
    .filter((rule) => rule.productId === productId)
    .filter(({ validFrom, validTo }) => (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo))
    .toSorted((one, other) => ((one.validFrom ?? '') < (other.validFrom ?? '') ? 1 : -1))[0]
}

/** The rule that the interval before this dose is judged by: that of the product given before, on the day of this dose. */
export function intervalRuleFor(
  dose: GivenDose,
  others: readonly GivenDose[],
  rules: readonly IntervalRule[],
): IntervalRule | undefined {
  const before = doseBefore(dose, others)
  return before && ruleInForce(rules, before.productId, dose.givenOn)
}

function doseBefore(dose: GivenDose, others: readonly GivenDose[]): GivenDose | undefined {
  return others
    .filter(({ doseNumber }) => doseNumber < dose.doseNumber)
    .toSorted((one, other) => other.doseNumber - one.doseNumber)[0]
}

function doseAfter(dose: GivenDose, others: readonly GivenDose[]): GivenDose | undefined {
  return others
    .filter(({ doseNumber }) => doseNumber > dose.doseNumber)
    .toSorted((one, other) => one.doseNumber - other.doseNumber)[0]
}

export function refuseDoseNumber(doseNumber: number): InvalidInput | undefined {
  if (!Number.isInteger(doseNumber) || doseNumber < 1 || doseNumber > MOST_DOSES) {
    return new InvalidInput('doseNumber', `Mũi thứ mấy phải từ 1 đến ${MOST_DOSES}.`)
  }
}

export function refuseGivenOn(givenOn: LocalDate, today: LocalDate): InvalidInput | undefined {
  if (givenOn > today) return new InvalidInput('givenOn', 'Ngày tiêm nằm trong tương lai.')
  return refuseBeforeEpidemic('givenOn', 'Ngày tiêm', givenOn)
}

export function refuseLot(lot: LotFacts, dose: GivenDose): LotExpired | InvalidInput | undefined {
  if (lot.productId !== dose.productId) {
    return new InvalidInput('lotId', `Lô ${lot.number} là của loại vắc xin khác. Hãy chọn lại lô.`)
  }
  if (lot.expiresOn < dose.givenOn) return new LotExpired(lot)
}

/** Doses of a person stand in the order of their numbers, with the minimum interval between neighbours. */
export function refuseInterval(
  dose: GivenDose,
  others: readonly GivenDose[],
  rules: readonly IntervalRule[],
): IntervalTooShort | InvalidInput | undefined {
  const before = doseBefore(dose, others)
  const after = doseAfter(dose, others)
  if (before && dose.givenOn <= before.givenOn) {
    return new InvalidInput(
      'givenOn',
      `Mũi ${before.doseNumber} tiêm ngày ${formatDay(before.givenOn)}; mũi ${dose.doseNumber} phải sau ngày đó.`,
    )
  }
  if (before) {
    const rule = ruleInForce(rules, before.productId, dose.givenOn)
    if (rule && rule.minimumWeeks !== null) {
      const earliestOn = addDays(before.givenOn, rule.minimumWeeks * WEEK)
      if (dose.givenOn < earliestOn)
        return new IntervalTooShort({ ...rule, minimumWeeks: rule.minimumWeeks }, earliestOn)
    }
  }
  if (after) {
    const days = (ruleInForce(rules, dose.productId, after.givenOn)?.minimumWeeks ?? 0) * WEEK
    const latestOn = addDays(after.givenOn, -Math.max(days, 1))
    if (dose.givenOn > latestOn) {
      return new InvalidInput(
        'givenOn',
        `Mũi ${after.doseNumber} đã tiêm ngày ${formatDay(after.givenOn)}; mũi ${dose.doseNumber} phải tiêm muộn nhất là ${formatDay(latestOn)}.`,
      )
    }
  }
}

export function refuseDose(
  dose: GivenDose,
  {
    others,
    rules,
    lot,
    today,
  }: { others: readonly GivenDose[]; rules: readonly IntervalRule[]; lot: LotFacts | null; today: LocalDate },
): InvalidInput | LotExpired | IntervalTooShort | undefined {
  return refuse<InvalidInput | LotExpired | IntervalTooShort>(
    refuseDoseNumber(dose.doseNumber),
    refuseGivenOn(dose.givenOn, today),
    lot ? refuseLot(lot, dose) : undefined,
    refuseInterval(dose, others, rules),
  )
}

/** What a careful colleague would say; the dose was given, so it is recorded all the same. */
export function doseWarnings(
  dose: GivenDose,
  others: readonly GivenDose[],
  rules: readonly IntervalRule[],
  lot: LotFacts | null,
): string[] {
  const warnings: string[] = []
  if (!lot) warnings.push('Chưa ghi số lô của mũi này.')
  const own = ruleInForce(rules, dose.productId, dose.givenOn)
  if (own && dose.doseNumber > own.doses) {
    warnings.push(`Loại vắc xin này có ${own.doses} mũi cơ bản; mũi ${dose.doseNumber} là mũi bổ sung hoặc nhắc lại.`)
  }
  const before = doseBefore(dose, others)
  if (dose.doseNumber > 1 && before?.doseNumber !== dose.doseNumber - 1) {
    warnings.push(`Chưa thấy mũi ${dose.doseNumber - 1}; hãy ghi bổ sung nếu đã tiêm ở nơi khác.`)
  }
  if (!before) return warnings
  if (before.productId !== dose.productId) {
    warnings.push(`Khác loại vắc xin với mũi ${before.doseNumber}; hãy đối chiếu hướng dẫn tiêm phối hợp.`)
  }
  const rule = ruleInForce(rules, before.productId, dose.givenOn)
  if (!rule || rule.minimumWeeks === null) {
    warnings.push('Chưa có quy định về khoảng cách hai mũi vào ngày này; hệ thống không kiểm tra được.')
  } else if (rule.maximumWeeks !== null && daysBetween(before.givenOn, dose.givenOn) > rule.maximumWeeks * WEEK) {
    warnings.push(`Cách mũi ${before.doseNumber} quá ${rule.maximumWeeks} tuần (${rule.source}).`)
  }
  if (rule && !rule.verified) warnings.push(`Quy định được áp dụng chưa được đối chiếu: ${rule.source}.`)
  return warnings
}
