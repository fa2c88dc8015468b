import { type LocalDate, LocalDateScalar } from '@vungxanh/subgraph'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { CircumstanceKind } from '../circumstances/circumstance.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { SelfManagementGroup } from '../groups/self-management-group.ts'
import { LifeEventKind } from '../movements/life-event.ts'
import { ResidenceKind } from '../movements/residence.ts'
import { AdminUnit } from '../units/admin-unit.ts'
import type { Place } from './counted.ts'

export enum ResidentFigure {
  PERSONS = 'PERSONS',
  PRESENT = 'PRESENT',
  ABSENT = 'ABSENT',
  CHILDREN = 'CHILDREN',
  ELDERLY = 'ELDERLY',
  AGE_UNKNOWN = 'AGE_UNKNOWN',
  WITHOUT_PAPERS = 'WITHOUT_PAPERS',
}
registerEnumType(ResidentFigure, {
  name: 'ResidentFigure',
  description:
    'PERSONS: mọi người đang cư trú. PRESENT: có mặt tối hôm đó. ABSENT: tạm vắng. CHILDREN: trẻ em. ELDERLY: người cao tuổi. AGE_UNKNOWN: chưa rõ tuổi. WITHOUT_PAPERS: chưa có giấy tờ tùy thân.',
})

export enum MovementFigure {
  BIRTHS = 'BIRTHS',
  DEATHS = 'DEATHS',
  MOVES_IN = 'MOVES_IN',
  MOVES_OUT = 'MOVES_OUT',
  MOVES_WITHIN = 'MOVES_WITHIN',
}
registerEnumType(MovementFigure, {
  name: 'MovementFigure',
  description:
    'Số người trong các biến động. BIRTHS: sinh. DEATHS: mất. MOVES_IN: chuyển đến từ ngoài phường/xã. MOVES_OUT: chuyển đi khỏi phường/xã. MOVES_WITHIN: chuyển chỗ ở, tách hộ, nhập hộ trong phường/xã.',
})

/** The events that each figure counts the persons of. */
export const movementKinds: Readonly<Record<MovementFigure, readonly LifeEventKind[]>> = {
  BIRTHS: [LifeEventKind.BORN],
  DEATHS: [LifeEventKind.DIED],
  MOVES_IN: [LifeEventKind.MOVED_IN],
  MOVES_OUT: [LifeEventKind.MOVED_OUT],
  MOVES_WITHIN: [LifeEventKind.MOVED, LifeEventKind.SPLIT, LifeEventKind.MERGED],
}

@ObjectType({ description: 'Số người theo nhóm tuổi năm năm và giới tính.' })
export class AgeBand {
  @Field(() => Int, { nullable: true, description: 'Tuổi đầu của nhóm; nhóm cuối từ 100 tuổi; trống là chưa rõ tuổi.' })
  from!: number | null

  @Field(() => Int)
  male!: number

  @Field(() => Int)
  female!: number

  @Field(() => Int, { description: 'Chưa rõ giới tính.' })
  unknownSex!: number
}

@ObjectType()
export class ResidenceKindCount {
  @Field(() => ResidenceKind)
  kind!: ResidenceKind

  @Field(() => Int)
  persons!: number
}

@ObjectType({ description: 'Số người đang cư trú vào một ngày.' })
export class ResidentCounts {
  @Field(() => Int)
  persons!: number

  @Field(() => Int, { description: 'Có mặt tối hôm đó: đang cư trú và không tạm vắng.' })
  present!: number

  @Field(() => Int, { description: 'Tạm vắng tối hôm đó.' })
  absent!: number

  @Field(() => Int)
  children!: number

  @Field(() => Int)
  elderly!: number

  @Field(() => [AgeBand], {
    description:
      'Tuổi tròn vào ngày tính; sinh nhật đúng ngày thì đã thêm tuổi. Chỉ biết năm sinh thì lấy hiệu hai năm. Cộng lại đúng bằng số người.',
  })
  byAge!: AgeBand[]

  @Field(() => [ResidenceKindCount], { description: 'Cộng lại đúng bằng số người.' })
  byResidenceKind!: ResidenceKindCount[]
}

@ObjectType()
export class HouseholdSizeCount {
  @Field(() => Int, { description: 'Số người trong hộ.' })
  size!: number

  @Field(() => Int)
  households!: number
}

@ObjectType({ description: 'Số hộ có người đang cư trú vào một ngày.' })
export class HouseholdCounts {
  @Field(() => Int)
  households!: number

  @Field(() => [HouseholdSizeCount], { description: 'Cộng lại đúng bằng số hộ.' })
  bySize!: HouseholdSizeCount[]
}

@ObjectType()
export class MovementCount {
  @Field(() => MovementFigure)
  figure!: MovementFigure

  @Field(() => Int)
  persons!: number
}

@ObjectType()
export class OriginCount {
  @Field(() => String, { description: 'Tỉnh, thành phố của nơi đi; không phải lời người khai.' })
  place!: string

  @Field(() => Int)
  arrivals!: number
}

@ObjectType({ description: 'Số lượt người đến trong một khoảng ngày.' })
export class ArrivalCounts {
  @Field(() => Int)
  arrivals!: number

  @Field(() => [OriginCount], { description: 'Theo nơi đi, nhiều nhất trước; cộng lại đúng bằng tổng.' })
  byOrigin!: OriginCount[]
}

/** What is compared of one group or unit with another. */
@ObjectType()
class CountsOfGroup {
  @Field(() => Int)
  households!: number

  @Field(() => Int)
  persons!: number

  @Field(() => Int)
  present!: number

  @Field(() => Int)
  children!: number

  @Field(() => Int)
  elderly!: number
}

@ObjectType({ description: 'Các số của một phường, xã, để so sánh trong quận hay thành phố.' })
export class UnitCounts extends CountsOfGroup {
  @Field(() => AdminUnit)
  unit!: AdminUnit
}

@ObjectType({ description: 'Các số của một tổ dân phố, để so sánh; cộng lại đúng bằng số của đơn vị.' })
export class GroupCounts extends CountsOfGroup {
  @Field(() => ResidentialGroup)
  residentialGroup!: ResidentialGroup
}

@ObjectType({ description: 'Các số của một tổ nhân dân tự quản, hoặc của những hộ chưa thuộc tổ nào.' })
export class SelfManagementCounts extends CountsOfGroup {
  @Field(() => SelfManagementGroup, { nullable: true, description: 'Trống: các hộ chưa thuộc tổ tự quản nào.' })
  selfManagementGroup!: SelfManagementGroup | null
}

@ObjectType({ description: 'Số người vào một ngày trong quá khứ.' })
export class TrendPoint {
  @Field(() => LocalDateScalar)
  on!: LocalDate

  @Field(() => Int)
  persons!: number

  @Field(() => Int)
  present!: number
}

@ObjectType({ description: 'Độ tuổi theo luật mà trẻ em, người cao tuổi được đếm.' })
export class AgeRule {
  @Field(() => String, { description: 'CHILD: trẻ em. ELDERLY: người cao tuổi.' })
  code!: string

  @Field(() => Int)
  from!: number

  @Field(() => Int, { nullable: true })
  to!: number | null

  @Field(() => String)
  source!: string

  @Field(() => Boolean, { description: 'Đã đối chiếu với văn bản luật.' })
  verified!: boolean
}

/** Asked for a place and a day; each part is counted when it is asked for, by one statement. */
@ObjectType({ description: 'Thống kê dân cư của một đơn vị, một tổ dân phố hoặc một tổ tự quản tính đến một ngày.' })
export class Statistics {
  @Field(() => LocalDateScalar, { description: 'Ngày tính.' })
  on!: LocalDate

  @Field(() => LocalDateScalar, {
    description: 'Ngày đầu của khoảng đếm biến động và người đến; ngày cuối là ngày tính.',
  })
  from!: LocalDate

  place!: Place
}

@ObjectType({ description: 'Số hộ và số người đang cư trú thuộc một diện.' })
export class CircumstanceCount {
  @Field(() => CircumstanceKind)
  kind!: CircumstanceKind

  @Field(() => Int, { description: 'Số hộ thuộc diện, hoặc có người thuộc diện.' })
  households!: number

  @Field(() => Int, { description: 'Số người thuộc diện; của một diện hộ là số người trong các hộ đó.' })
  persons!: number
}
