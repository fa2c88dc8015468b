import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, ManyToOne, PrimaryKey, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import type { LocalDate } from '@vungxanh/subgraph'
import { registerEnumType } from 'type-graphql'
import { AdminUnit } from './admin-unit.ts'

export enum SuccessionKind {
  MERGED = 'MERGED',
  SPLIT = 'SPLIT',
  RENAMED = 'RENAMED',
}
registerEnumType(SuccessionKind, {
  name: 'SuccessionKind',
  description:
    'MERGED: nhập vào đơn vị mới hoặc đơn vị khác. SPLIT: chia ra, đơn vị kia nhận một phần. RENAMED: đổi tên hoặc đổi cấp, mã mới, địa bàn giữ nguyên.',
})

/**
 * What a unit that ended became, as a decree says it: from this day on the one stands where the other stood, wholly or in part.
 * Published, and of nobody: it belongs to no unit's rows.
 */
@Entity()
@Unique({ name: 'unit_succession_once', properties: ['predecessor', 'successor'] })
@Check({ name: 'unit_succession_of_two', expression: 'predecessor_code <> successor_code' })
@Trigger({
  name: 'succession_follows',
  timing: 'before',
  events: ['insert', 'update'],
  body: `if not exists (select from admin_unit where code = new.predecessor_code and valid_to = new.from_on - 1)
    then raise exception '% does not end on the day before %', new.predecessor_code, new.from_on;
  end if;
  if not exists (select from admin_unit where code = new.successor_code and coalesce(valid_from, new.from_on) <= new.from_on
      and coalesce(valid_to, new.from_on) >= new.from_on)
    then raise exception '% does not stand on %', new.successor_code, new.from_on;
  end if;
  return new`,
})
export class UnitSuccession {
  @PrimaryKey({ type: 'uuid' })
  id: string = crypto.randomUUID()

  @ManyToOne(() => AdminUnit, { ref: true, fieldName: 'predecessor_code' })
  predecessor!: Ref<AdminUnit>

  @ManyToOne(() => AdminUnit, { ref: true, fieldName: 'successor_code', index: true })
  successor!: Ref<AdminUnit>

  @Enum({ items: () => SuccessionKind, type: 'text' })
  kind!: SuccessionKind

  /** The first day of the new; the old ended on the day before. */
  @Property({ type: 'date' })
  fromOn!: LocalDate

  /** The resolution or decree that did it. */
  @Property({ type: 'text' })
  document!: string

  /** Read in the document itself. */
  @Property({ type: 'boolean' })
  verified!: boolean
}
