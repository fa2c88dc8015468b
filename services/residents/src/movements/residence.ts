import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household } from '../households/household.ts'
import { Person } from '../people/person.ts'

export enum ResidenceKind {
  PERMANENT = 'PERMANENT',
  TEMPORARY = 'TEMPORARY',
  STAYING = 'STAYING',
  ABSENT = 'ABSENT',
}
registerEnumType(ResidenceKind, {
  name: 'ResidenceKind',
  description: 'PERMANENT: thường trú. TEMPORARY: tạm trú. STAYING: lưu trú. ABSENT: tạm vắng.',
})

/** Where and how a person lives, from a day to a day. Several may run at once: permanent here, absent for a month. */
@ObjectType({ description: 'Tình trạng cư trú trong một khoảng thời gian.' })
@Entity(rows.ofResidences)
@Index({ properties: ['unitCode', 'fromOn', 'toOn'] })
// One that ends on the day before it begins is a period of no days: two moves on one day, or a move that was taken back.
@Check({ name: 'residence_ends_after_start', expression: 'to_on is null or to_on >= from_on - 1' })
export class Residence extends UnitRow {
  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>

  @Field(() => ResidenceKind)
  @Enum({ items: () => ResidenceKind, type: 'text' })
  kind!: ResidenceKind

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  fromOn!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối cùng; trống khi còn hiệu lực.' })
  @Property({ type: 'date', nullable: true })
  toOn?: LocalDate | null
}
