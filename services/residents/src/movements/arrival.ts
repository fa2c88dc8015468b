import type { Ref } from '@mikro-orm/core'
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household } from '../households/household.ts'
import { Person } from '../people/person.ts'

@ObjectType({ description: 'Người từ địa bàn khác đến hoặc trở về.' })
@Entity(rows.ofArrivals)
@Index({ properties: ['unitCode', 'arrivedOn', 'id'] })
export class Arrival extends UnitRow {
  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  arrivedOn!: LocalDate

  @Field(() => String, { description: 'Nơi đi, như người khai nói.' })
  @Property({ type: 'text' })
  fromPlace!: string

  @Field(() => Boolean, { description: 'Nơi đi là vùng dịch vào ngày khởi hành.' })
  @Property({ type: 'boolean' })
  fromEpidemicArea!: boolean
}
