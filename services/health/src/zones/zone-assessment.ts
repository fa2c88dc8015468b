import type { Opt } from '@mikro-orm/core'
import { Check, Entity, Enum, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar } from '@vungxanh/subgraph'
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'

export enum ZoneLevel {
  GREEN = 'GREEN',
  YELLOW = 'YELLOW',
  ORANGE = 'ORANGE',
  RED = 'RED',
}
registerEnumType(ZoneLevel, {
  name: 'ZoneLevel',
  description: 'GREEN: cấp 1, vùng xanh. YELLOW: cấp 2, vùng vàng. ORANGE: cấp 3, vùng cam. RED: cấp 4, vùng đỏ.',
})

/** Levels of places are published: this table holds nothing of any person, and of any unit of the country. */
@ObjectType({ description: 'Cấp độ dịch của một đơn vị hành chính, từ ngày đến hết ngày, theo quy định lúc đó.' })
@Entity()
@Unique({ name: 'zone_assessment_begins', properties: ['area', 'fromOn'] })
@Check({ name: 'zone_assessment_ends_after_start', expression: 'to_on >= from_on' })
export class ZoneAssessment {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string = crypto.randomUUID()

  @Field(() => ID, { description: 'Mã đơn vị hành chính.' })
  @Property({ type: 'text' })
  area!: string

  @Field(() => String, { description: 'Tên đơn vị, như văn bản công bố ghi.' })
  @Property({ type: 'text' })
  areaName!: string

  @Field(() => ZoneLevel)
  @Enum({ items: () => ZoneLevel, type: 'text' })
  level!: ZoneLevel

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  fromOn!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối cùng; trống khi đang áp dụng.' })
  @Property({ type: 'date', nullable: true })
  toOn?: (LocalDate & Opt) | null

  @Field(() => String, { description: 'Quy định phân cấp độ dịch được áp dụng.' })
  @Property({ type: 'text' })
  rule!: string

  @Field(() => Boolean, { description: 'Quy định đã được đối chiếu với văn bản gốc.' })
  @Property({ type: 'boolean' })
  verified!: boolean

  @Field(() => String, { nullable: true, description: 'Văn bản công bố; trống khi chưa có số.' })
  @Property({ type: 'text', nullable: true })
  decision?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'timestamptz' })
  recordedAt!: Date

  @Property({ type: 'text' })
  byName!: string
}
