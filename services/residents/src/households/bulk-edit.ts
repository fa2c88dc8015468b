import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'

export enum BulkEditKind {
  HOUSEHOLD_GROUP = 'HOUSEHOLD_GROUP',
  ADDRESS = 'ADDRESS',
  SELF_MANAGEMENT_GROUP = 'SELF_MANAGEMENT_GROUP',
  RELATION = 'RELATION',
  RESIDENCE_KIND = 'RESIDENCE_KIND',
  ABSENCE = 'ABSENCE',
  RETURN = 'RETURN',
}
registerEnumType(BulkEditKind, {
  name: 'BulkEditKind',
  description:
    'HOUSEHOLD_GROUP: xếp hộ vào tổ dân phố khác. ADDRESS: đổi số nhà, tên đường. SELF_MANAGEMENT_GROUP: xếp hộ vào tổ tự quản. RELATION: đổi quan hệ với chủ hộ. RESIDENCE_KIND: đổi hình thức cư trú. ABSENCE: ghi tạm vắng. RETURN: ghi trở về.',
})

/** What a batch did to the rows: what taking it back turns round. Of persons the events say it. */
export interface BulkEditEffects {
  /** Life events, one for each household. */
  events: string[]
  /** Residential groups of households. */
  households: { id: string; from: string; to: string }[]
  addresses?: { id: string; from: string; to: string }[]
  /** Of self-management groups: the membership that began, and the one that ended for it; either may be without the other. */
  memberships?: { opened: string | null; ended: string | null }[]
}

@ObjectType({ description: 'Một lần sửa nhiều dòng: việc gì, bao nhiêu dòng, ai làm, lúc nào.' })
@Entity(rows.ofBulkEdits)
@Index({ properties: ['unitCode', 'recordedAt', 'id'] })
export class BulkEdit extends UnitRow {
  @Field(() => BulkEditKind)
  @Enum({ items: () => BulkEditKind, type: 'text' })
  kind!: BulkEditKind

  @Field(() => Int, { description: 'Số dòng đã đổi.' })
  @Property({ type: 'integer' })
  changed!: number

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => DateTime, { nullable: true, description: 'Trống khi còn giá trị.' })
  @Property({ type: 'datetime', nullable: true })
  undoneAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null

  @Property({ type: 'json' })
  effects!: BulkEditEffects
}
