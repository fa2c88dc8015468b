import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, ManyToOne, OneToMany, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar } from '@vungxanh/subgraph'
import { Field, ID, Int, ObjectType } from 'type-graphql'

/** Public: what the country approved, the same for every unit. */
@ObjectType({ description: 'Một loại vắc xin được cấp phép sử dụng.' })
@Entity()
export class Product {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string = crypto.randomUUID()

  @Field(() => String)
  @Property({ type: 'text', unique: true })
  code!: string

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => String, { nullable: true, description: 'Trống khi chưa rõ nhà sản xuất.' })
  @Property({ type: 'text', nullable: true })
  manufacturer?: (string & Opt) | null

  @OneToMany(
    () => DoseIntervalRule,
    (rule) => rule.product,
    { orderBy: { validFrom: 'asc' } },
  )
  intervalRules = new Collection<DoseIntervalRule>(this)
}

/** How the doses of a product follow each other, from a day to a day. A dose keeps the rule it was checked under. */
@ObjectType({
  description: 'Quy định về số mũi và khoảng cách giữa hai mũi của một loại vắc xin, trong một thời gian.',
})
@Entity()
@Unique({ name: 'dose_interval_rule_start', properties: ['product', 'validFrom'] })
@Check({ name: 'dose_interval_rule_weeks', expression: 'maximum_weeks is null or maximum_weeks >= minimum_weeks' })
export class DoseIntervalRule {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string = crypto.randomUUID()

  @ManyToOne(() => Product, { ref: true, index: true })
  product!: Ref<Product>

  @Field(() => LocalDateScalar, { nullable: true, description: 'Trống khi chưa rõ có hiệu lực từ ngày nào.' })
  @Property({ type: 'date', nullable: true })
  validFrom?: (LocalDate & Opt) | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối cùng; trống khi chưa bị thay thế.' })
  @Property({ type: 'date', nullable: true })
  validTo?: (LocalDate & Opt) | null

  @Field(() => Int, { nullable: true, description: 'Số tuần ít nhất giữa hai mũi; trống khi chưa có căn cứ.' })
  @Property({ type: 'integer', nullable: true })
  minimumWeeks?: (number & Opt) | null

  @Field(() => Int, { nullable: true, description: 'Số tuần nhiều nhất giữa hai mũi; trống khi không giới hạn.' })
  @Property({ type: 'integer', nullable: true })
  maximumWeeks?: (number & Opt) | null

  @Field(() => Int, { description: 'Số mũi cơ bản.' })
  @Property({ type: 'integer' })
  doses!: number

  @Field(() => Boolean, { description: 'Sai khi căn cứ chưa được đối chiếu với văn bản gốc.' })
  @Property({ type: 'boolean' })
  verified!: boolean

  @Field(() => String, { description: 'Văn bản làm căn cứ.' })
  @Property({ type: 'text' })
  source!: string
}
