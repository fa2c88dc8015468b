import { InvalidInput, type LocalDate, LocalDateScalar, refuse, refuseText } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import type { ZoneLevel } from './zone-assessment.ts'

@ObjectType({ description: 'Quy định phân cấp độ dịch, áp dụng từ ngày đến hết ngày.' })
export class ZoneRule {
  @Field(() => LocalDateScalar)
  validFrom!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Trống khi còn hiệu lực.' })
  validTo!: LocalDate | null

  @Field(() => String)
  source!: string

  @Field(() => Boolean, { description: 'Đã được đối chiếu với văn bản gốc.' })
  verified!: boolean
}

export const zoneRules: readonly ZoneRule[] = [
  {
    validFrom: '2020-03-27',
    validTo: '2021-10-11',
    source: 'Chỉ thị 15/CT-TTg, 16/CT-TTg, 19/CT-TTg: mức giãn cách, chưa chia bốn cấp (quy đổi chưa đối chiếu)',
    verified: false,
  },
  {
    validFrom: '2021-10-12',
    validTo: '2022-01-26',
    source: '4800/QĐ-BYT ngày 12/10/2021 (ngưỡng 20, 50 ca và 70 % chưa đối chiếu)',
    verified: false,
  },
  { validFrom: '2022-01-27', validTo: null, source: '218/QĐ-BYT ngày 27/01/2022', verified: true },
]

export function zoneRuleOn(on: LocalDate): ZoneRule | undefined {
  return zoneRules.find(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo))
}

export interface ZoneFacts {
  area: string
  areaName: string
  fromOn: LocalDate
  decision?: string | null
}

export function refuseZone(facts: ZoneFacts, today: LocalDate): InvalidInput | undefined {
  return refuse(
    facts.area === '' || facts.areaName === ''
      ? new InvalidInput('area', 'Hãy chọn đơn vị hành chính được đánh giá.')
      : undefined,
    refuseText('area', 'Mã đơn vị', facts.area, 20),
    refuseText('areaName', 'Tên đơn vị', facts.areaName, 200),
    facts.fromOn > today ? new InvalidInput('fromOn', 'Ngày bắt đầu nằm trong tương lai.') : undefined,
    zoneRuleOn(facts.fromOn)
      ? undefined
      : new InvalidInput('fromOn', 'Chưa có quy định phân cấp độ dịch vào ngày này.'),
    refuseText('decision', 'Văn bản công bố', facts.decision, 100),
  )
}

interface Assessed {
  area: string
  level: ZoneLevel
  fromOn: LocalDate
  toOn?: LocalDate | null
}

/** What held on a day for the first of these places that anything was said of: a commune's own level before its province's. */
export function levelOn<A extends Assessed>(
  assessments: readonly A[],
  areas: readonly string[],
  on: LocalDate,
): A | undefined {
  const held = assessments.filter(({ fromOn, toOn }) => fromOn <= on && (!toOn || on <= toOn))
  for (const area of areas) {
    const own = held.find((assessment) => assessment.area === area)
    if (own) return own
  }
  return undefined
}
