import { type LocalDate, LocalDateScalar, UserError } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'

/** What a formula pays; what it does not pay is null. */
export interface Rates {
  once?: number | null
  perDay?: number | null
  maxDays?: number | null
  childOnce?: number | null
}

/** What health or the family attested for a dossier. Welfare knows no more of a quarantine than its days. */
export interface Attested {
  quarantineDays?: number | null
  isChild: boolean
}

export interface ComputedLine {
  label: string
  units: number
  rate: number
  amount: number
}

export function dong(amount: number): string {
  return `${amount.toLocaleString('vi-VN')} đồng`
}

/** The lines that the formula gives for what was attested; their amounts add up to the dossier's. */
export function computeLines(rates: Rates, { quarantineDays, isChild }: Attested): ComputedLine[] {
  const line = (label: string, units: number, rate: number): ComputedLine => ({
    label,
    units,
    rate,
    amount: units * rate,
  })
  const days = quarantineDays ?? 0
  const paidDays = rates.maxDays == null ? days : Math.min(days, rates.maxDays)
  return [
    ...(rates.once == null ? [] : [line('Hỗ trợ một lần', 1, rates.once)]),
    ...(rates.perDay == null || paidDays === 0
      ? []
      : [
          line(
            days > paidDays ? `Ngày cách ly (tính ${paidDays} trong ${days} ngày)` : 'Ngày cách ly',
            paidDays,
            rates.perDay,
          ),
        ]),
    ...(rates.childOnce == null || !isChild ? [] : [line('Thêm cho trẻ em', 1, rates.childOnce)]),
  ]
}

export function sumOf(lines: readonly { amount: number }[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0)
}

/** The formula as a clerk would say it. */
export function formulaText({ once, perDay, maxDays, childOnce }: Rates): string {
  const parts = [
    once == null ? undefined : `${dong(once)} một lần`,
    perDay == null ? undefined : `${dong(perDay)} mỗi ngày cách ly${maxDays == null ? '' : `, tối đa ${maxDays} ngày`}`,
    childOnce == null ? undefined : `thêm ${dong(childOnce)} nếu là trẻ em`,
  ]
  return parts.filter((part) => part !== undefined).join('; ')
}

/** The version in force on a day: the newest that has begun, or the first while none has. */
export function formulaOn<F extends { inForceFrom: LocalDate }>(formulas: readonly F[], on: LocalDate): F | undefined {
  const inOrder = formulas.toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : 1))
  return inOrder.findLast(({ inForceFrom }) => inForceFrom <= on) ?? inOrder[0]
}

@ObjectType({ implements: UserError, description: 'Chương trình không nhận hồ sơ vào ngày này.' })
export class ProgrammeNotInForce extends UserError {
  readonly code = 'ProgrammeNotInForce'

  @Field(() => LocalDateScalar)
  inForceFrom: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối nhận hồ sơ; trống khi chưa có hạn.' })
  inForceTo: LocalDate | null

  constructor({ inForceFrom, inForceTo }: InForce) {
    super('Chương trình chưa bắt đầu hoặc đã hết hạn nhận hồ sơ. Hãy chọn chương trình đang có hiệu lực.')
    this.inForceFrom = inForceFrom
    this.inForceTo = inForceTo ?? null
  }
}

export interface InForce {
  inForceFrom: LocalDate
  inForceTo?: LocalDate | null
}

export function refuseOutOfForce(programme: InForce, on: LocalDate): ProgrammeNotInForce | undefined {
  const { inForceFrom, inForceTo } = programme
  if (on < inForceFrom || (inForceTo && on > inForceTo)) return new ProgrammeNotInForce(programme)
}
