import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, ManyToOne, Property, Trigger } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { BulkEdit } from './bulk-edit.ts'
import { Household } from './household.ts'

export enum HouseholdEditField {
  ADDRESS = 'ADDRESS',
  RESIDENTIAL_GROUP = 'RESIDENTIAL_GROUP',
  SELF_MANAGEMENT_GROUP = 'SELF_MANAGEMENT_GROUP',
}
registerEnumType(HouseholdEditField, {
  name: 'HouseholdEditField',
  description: 'ADDRESS: địa chỉ. RESIDENTIAL_GROUP: tổ dân phố. SELF_MANAGEMENT_GROUP: tổ tự quản.',
})

/**
 * What was changed of one household by a bulk edit, or on the page of a self-management group, in the words of that day: a
 * group that gets another name later keeps its old one here. Written with the bulk edit and taken back with it. Beside
 * `BulkEdit.effects`, by which nobody finds a household: behind row security no index reaches into them.
 */
@ObjectType({ description: 'Một điều ghi về hộ trước và sau một lần sửa: ai sửa, lúc nào.' })
@Entity(rows.ofHouseholdEdits)
@Trigger({
  name: 'household_edits_kept',
  timing: 'before',
  events: ['update'],
  body: `if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'household edits are taken back, never changed';
  end if;
  return new`,
})
export class HouseholdEdit extends UnitRow {
  /** Null for what was done on a group's page, where the way back is another change. */
  @ManyToOne(() => BulkEdit, { ref: true, index: true, nullable: true })
  bulkEdit?: Ref<BulkEdit> | null

  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>

  @Field(() => HouseholdEditField)
  @Enum({ items: () => HouseholdEditField, type: 'text' })
  field!: HouseholdEditField

  @Field(() => String, { nullable: true, description: 'Trống khi trước đó hộ không ở tổ tự quản nào.' })
  @Property({ type: 'text', nullable: true })
  oldValue?: string | null

  @Field(() => String, { nullable: true, description: 'Trống khi hộ ra khỏi tổ tự quản.' })
  @Property({ type: 'text', nullable: true })
  newValue?: string | null

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String, { nullable: true, description: 'Trống ở lần sửa từ khi chức danh chưa được ghi cùng.' })
  @Property({ type: 'text', nullable: true })
  byPost?: string | null

  @Field(() => DateTime, { nullable: true, description: 'Trống khi lần sửa còn giá trị.' })
  @Property({ type: 'datetime', nullable: true })
  undoneAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null
}
