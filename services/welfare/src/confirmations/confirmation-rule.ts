import type { Ref } from '@mikro-orm/core'
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type Context, type LocalDate, LocalDateScalar, localDateOf, UnitRow } from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Programme } from '../programmes/programme.ts'

/** For programmes whose rule does not say. */
const VALID_DAYS = 30

const DAY = 86_400_000

/** Whether a programme asks for the other ward's confirmation, in dated versions like its rates. */
@ObjectType({
  description: 'Chương trình có đòi giấy xác nhận của nơi cư trú kia không, từ một ngày, theo nguồn nào.',
})
@Entity(rows.ofProgrammes)
@Unique({ properties: ['programme', 'inForceFrom'] })
@Check({ name: 'confirmation_rule_days', expression: 'valid_days between 1 and 366' })
export class ConfirmationRule extends UnitRow {
  @ManyToOne(() => Programme, { ref: true })
  programme!: Ref<Programme>

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  inForceFrom!: LocalDate

  @Field(() => Boolean, { description: 'Ai cư trú thêm ở nơi khác thì phải có giấy xác nhận của nơi đó.' })
  @Property({ type: 'boolean' })
  required!: boolean

  @Field(() => Int, { description: 'Giấy xác nhận có giá trị bao nhiêu ngày.' })
  @Property({ type: 'integer' })
  validDays!: number

  @Field(() => Boolean, { description: 'Đã được đối chiếu với nguồn; false là còn phải kiểm tra lại.' })
  @Property({ type: 'boolean' })
  verified!: boolean

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  source?: string | null
}

interface Version {
  inForceFrom: LocalDate
}

/** The version in force on a day; none before the first begins, for nobody is asked for what was not yet demanded. */
export function ruleOn<R extends Version>(rules: readonly R[], on: LocalDate): R | undefined {
  return rules
    .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : 1))
    .findLast(({ inForceFrom }) => inForceFrom <= on)
}

/** How long a question about a programme, or an answer, is good for, as the rule of today says. */
export async function validUntil(programme: { id: string } | undefined, { em, now }: Context): Promise<Date> {
  const rules = programme ? await em.find(ConfirmationRule, { programme: programme.id }) : []
  const days = ruleOn(rules, localDateOf(now))?.validDays ?? VALID_DAYS
  return new Date(now.getTime() + days * DAY)
}
