import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy'
import { ofUnit, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Int, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Tổ dân phố, thôn, ấp, khu phố: cấp dưới phường/xã mà hộ gia đình thuộc về.' })
@Entity(ofUnit)
@Unique({ properties: ['unitCode', 'number'] })
export class ResidentialGroup extends UnitRow {
  @Field(() => Int)
  @Property({ type: 'integer' })
  number!: number

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string
}
