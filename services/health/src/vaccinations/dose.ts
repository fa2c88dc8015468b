import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { AdverseEvent } from './adverse-event.ts'
import { Lot } from './lot.ts'
import { DoseIntervalRule, Product } from './product.ts'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Một mũi tiêm đã tiêm. Đếm mũi tiêm không phải là đếm người.' })
@Entity(rows.ofRecords)
@Unique({ name: 'dose_of_person', properties: ['unitCode', 'personId', 'doseNumber'] })
@Index({ properties: ['unitCode', 'givenOn', 'id'] })
@Check({ name: 'dose_number_positive', expression: 'dose_number > 0' })
export class Dose extends UnitRow {
  @Property({ type: 'uuid', index: true })
  personId!: string

  /** Where the person lived on that day; a later move does not rewrite old counts. */
  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: (string & Opt) | null

  @Field(() => Int)
  @Property({ type: 'integer' })
  doseNumber!: number

  @ManyToOne(() => Product, { ref: true })
  product!: Ref<Product>

  @ManyToOne(() => Lot, { ref: true, nullable: true })
  lot?: Ref<Lot> | null

  /** The rule under which the interval from the dose before was judged. */
  @ManyToOne(() => DoseIntervalRule, { ref: true, nullable: true })
  intervalRule?: Ref<DoseIntervalRule> | null

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  givenOn!: LocalDate

  @OneToMany(
    () => AdverseEvent,
    (event) => event.dose,
    { orderBy: { onsetOn: 'asc' } },
  )
  adverseEvents = new Collection<AdverseEvent>(this)
}
