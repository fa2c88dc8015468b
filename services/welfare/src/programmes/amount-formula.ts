import type { Ref } from '@mikro-orm/core'
import { Check, Entity, ManyToOne, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow, VND, vndColumn } from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Programme } from './programme.ts'

/**
 * One version of a programme's rates, in force until the next version begins. Rates are never changed in place: a dossier
 * points at the version it was computed by. With rates up to 10^12 and at most 366 days, every amount is a safe integer.
 */
@ObjectType({ description: 'Một phiên bản của cách tính mức hưởng, có hiệu lực từ một ngày.' })
@Entity(rows.ofProgrammes)
@Unique({ properties: ['programme', 'inForceFrom'] })
@Check({
  name: 'amount_formula_has_rates',
  expression:
    'num_nonnulls(once, per_day) > 0 and (max_days is null or per_day is not null) and max_days between 1 and 366' +
    ' and least(once, per_day, child_once) > 0 and greatest(once, per_day, child_once) <= 1000000000000',
})
@Trigger({
  name: 'rates_kept',
  timing: 'before',
  events: ['update'],
  body: `if row(old.programme_id, old.in_force_from, old.once, old.per_day, old.max_days, old.child_once)
    is distinct from row(new.programme_id, new.in_force_from, new.once, new.per_day, new.max_days, new.child_once)
    then raise exception 'rates are changed by a new version';
  end if;
  return new`,
})
export class AmountFormula extends UnitRow {
  @ManyToOne(() => Programme, { ref: true })
  programme!: Ref<Programme>

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  inForceFrom!: LocalDate

  @Field(() => VND, { nullable: true, description: 'Số tiền chi một lần; trống khi không có phần này.' })
  @Property({ type: vndColumn, nullable: true })
  once?: number | null

  @Field(() => VND, { nullable: true, description: 'Số tiền mỗi ngày cách ly; trống khi không tính theo ngày.' })
  @Property({ type: vndColumn, nullable: true })
  perDay?: number | null

  @Field(() => Int, { nullable: true, description: 'Số ngày nhiều nhất được tính; trống khi không giới hạn.' })
  @Property({ type: 'integer', nullable: true })
  maxDays?: number | null

  @Field(() => VND, { nullable: true, description: 'Chi thêm một lần cho trẻ em; trống khi không có phần này.' })
  @Property({ type: vndColumn, nullable: true })
  childOnce?: number | null

  @Field(() => Boolean, { description: 'Mức chi đã được đối chiếu với nguồn; false là còn phải kiểm tra lại.' })
  @Property({ type: 'boolean' })
  verified!: boolean

  @Field(() => String, { nullable: true, description: 'Mức chi lấy từ đâu; trống khi chưa biết.' })
  @Property({ type: 'text', nullable: true })
  source?: string | null
}
