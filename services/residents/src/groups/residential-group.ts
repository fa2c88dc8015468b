import type { Opt } from '@mikro-orm/core'
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Tổ dân phố, thôn, ấp, khu phố: cấp dưới phường/xã mà hộ gia đình thuộc về.' })
@Entity(rows.ofPlaces)
@Unique({ properties: ['unitCode', 'number'] })
export class ResidentialGroup extends UnitRow {
  @Field(() => Int)
  @Property({ type: 'integer' })
  number!: number

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày đóng, khi không còn hộ nào; trống khi đang có.' })
  @Property({ type: 'date', nullable: true })
  closedOn?: (LocalDate & Opt) | null
}
