import type { Ref } from '@mikro-orm/core'
import { Check, Entity, ManyToOne, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import { UnitRow, VND, vndColumn } from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { appendOnly } from '../append-only.ts'
import { Dossier } from './dossier.ts'

/** Stored as it was computed, so that the arithmetic of a dossier can be read when the rates have long changed. */
@ObjectType({ description: 'Một dòng tính trong số tiền của hồ sơ: số lượng × mức.' })
@Entity(rows.ofDossiers)
@Unique({ properties: ['dossier', 'place'] })
@Check({ name: 'amount_line_adds_up', expression: 'units > 0 and rate > 0 and amount = units * rate' })
@Trigger(appendOnly)
export class AmountLine extends UnitRow {
  @ManyToOne(() => Dossier, { ref: true })
  dossier!: Ref<Dossier>

  @Property({ type: 'integer' })
  place!: number

  @Field(() => String)
  @Property({ type: 'text' })
  label!: string

  @Field(() => Int)
  @Property({ type: 'integer' })
  units!: number

  @Field(() => VND)
  @Property({ type: vndColumn })
  rate!: number

  @Field(() => VND)
  @Property({ type: vndColumn })
  amount!: number
}
