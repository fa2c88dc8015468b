import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household } from '../households/household.ts'
import { RoundStop } from './round.ts'

export enum VisitResult {
  HOME = 'HOME',
  NOBODY_HOME = 'NOBODY_HOME',
  REFUSED = 'REFUSED',
  MOVED_AWAY = 'MOVED_AWAY',
}
registerEnumType(VisitResult, {
  name: 'VisitResult',
  description:
    'HOME: gặp được người trong hộ. NOBODY_HOME: không có ai ở nhà, phải quay lại. REFUSED: không tiếp. MOVED_AWAY: cả hộ đã chuyển đi.',
})

export enum VisitMet {
  HEAD = 'HEAD',
  MEMBER = 'MEMBER',
  OTHER = 'OTHER',
}
registerEnumType(VisitMet, {
  name: 'VisitMet',
  description: 'HEAD: chủ hộ. MEMBER: người lớn khác trong hộ. OTHER: người trông nhà, người thuê.',
})

/**
 * One call at a door. Its id is made by the phone, so that the same visit sent twice is one visit. Nothing of anybody's
 * health has a place here: whoever hears of symptoms calls the station.
 */
@ObjectType({ description: 'Một lượt thăm một hộ trong vòng đi.' })
@Entity(rows.ofVisits)
@Index({ properties: ['household', 'visitedAt'] })
@Check({ name: 'visit_met_at_home', expression: "(result = 'HOME') = (met is not null)" })
@Check({ name: 'visit_present_at_home', expression: "result = 'HOME' or present_tonight is null" })
@Check({ name: 'visit_present_tonight', expression: 'present_tonight between 0 and 99' })
export class Visit extends UnitRow {
  @ManyToOne(() => RoundStop, { ref: true, index: true })
  stop!: Ref<RoundStop>

  /** As the stop says; here as well, so that a household's last visit is found by one index. */
  @ManyToOne(() => Household, { ref: true })
  household!: Ref<Household>

  @Field(() => VisitResult)
  @Enum({ items: () => VisitResult, type: 'text' })
  result!: VisitResult

  @Field(() => VisitMet, { nullable: true, description: 'Ai tiếp; trống khi không gặp được.' })
  @Enum({ items: () => VisitMet, type: 'text', nullable: true })
  met?: (VisitMet & Opt) | null

  @Field(() => Int, {
    nullable: true,
    description: 'Số người ngủ ở nhà tối nay, theo lời người tiếp; trống khi không hỏi.',
  })
  @Property({ type: 'integer', nullable: true })
  presentTonight?: (number & Opt) | null

  @Field(() => String, { nullable: true, description: 'Ghi chú; không ghi tình trạng sức khỏe.' })
  @Property({ type: 'text', nullable: true })
  note?: (string & Opt) | null

  @Field(() => DateTime, { description: 'Lúc đến, theo máy của người đi.' })
  @Property({ type: 'datetime', length: 3 })
  visitedAt!: Date

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string

  @Field(() => DateTime, { nullable: true, description: 'Lúc hủy vì ghi nhầm; trống khi còn giá trị.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  annulledAt?: (Date & Opt) | null
}
