import type { Ref } from '@mikro-orm/core'
import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Product } from './product.ts'

@ObjectType({ description: 'Một lô vắc xin mà đơn vị đã nhận.' })
@Entity(rows.ofStock)
@Unique({ name: 'lot_number', properties: ['unitCode', 'product', 'number'] })
export class Lot extends UnitRow {
  @ManyToOne(() => Product, { ref: true })
  product!: Ref<Product>

  @Field(() => String)
  @Property({ type: 'text' })
  number!: string

  @Field(() => LocalDateScalar, { description: 'Ngày cuối cùng còn dùng được.' })
  @Property({ type: 'date' })
  expiresOn!: LocalDate
}
