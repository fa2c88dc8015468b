import type { Opt } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'

export enum QuarantinePlace {
  HOME = 'HOME',
  FACILITY = 'FACILITY',
}
registerEnumType(QuarantinePlace, { name: 'QuarantinePlace', description: 'HOME: tại nhà. FACILITY: tập trung.' })

export enum ContactClass {
  F0 = 'F0',
  F1 = 'F1',
  F2 = 'F2',
}
registerEnumType(ContactClass, {
  name: 'ContactClass',
  description: 'F0: ca bệnh. F1: tiếp xúc gần ca bệnh. F2: tiếp xúc gần F1.',
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Quyết định cách ly y tế một người, từ ngày đến hết ngày.' })
@Entity(rows.ofPersons)
@Index({ properties: ['unitCode', 'startsOn', 'id'] })
@Check({ name: 'quarantine_order_ends_after_start', expression: 'ends_on >= starts_on' })
export class QuarantineOrder extends UnitRow {
  @Property({ type: 'uuid', index: true })
  personId!: string

  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: (string & Opt) | null

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  startsOn!: LocalDate

  @Field(() => LocalDateScalar, { description: 'Ngày cuối cùng phải cách ly.' })
  @Property({ type: 'date' })
  endsOn!: LocalDate

  @Field(() => QuarantinePlace)
  @Enum({ items: () => QuarantinePlace, type: 'text' })
  place!: QuarantinePlace

  @Field(() => ContactClass)
  @Enum({ items: () => ContactClass, type: 'text' })
  contactClass!: ContactClass

  @Property({ type: 'uuid', nullable: true })
  documentId?: (string & Opt) | null

  @Field(() => String, {
    nullable: true,
    description: 'Quy định về thời gian cách ly được áp dụng khi ban hành; trống khi không có quy định nào.',
  })
  @Property({ type: 'text', nullable: true })
  ruleSource?: (string & Opt) | null
}
