import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Document } from '../documents/document.ts'

export enum CheckpointKind {
  WARD_GATE = 'WARD_GATE',
  LOCKED_AREA = 'LOCKED_AREA',
  RESIDENTIAL_AREA = 'RESIDENTIAL_AREA',
  MARKET = 'MARKET',
  OTHER = 'OTHER',
}
registerEnumType(CheckpointKind, {
  name: 'CheckpointKind',
  description:
    'WARD_GATE: chốt ra vào phường/xã. LOCKED_AREA: chốt khu phong tỏa. RESIDENTIAL_AREA: chốt khu dân cư. MARKET: điểm trực chốt chợ. OTHER: khác.',
})

/** What a checkpoint is, as far as it can have been written down wrongly. */
@ObjectType()
@Entity({ abstract: true })
export abstract class CheckpointFacts extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => CheckpointKind)
  @Enum({ items: () => CheckpointKind, type: 'text' })
  kind!: CheckpointKind

  @Field(() => String, { description: 'Chỗ đặt chốt, như mọi người gọi.' })
  @Property({ type: 'text' })
  place!: string

  @Field(() => Float, { nullable: true, description: 'Vĩ độ WGS 84; trống khi chưa đặt trên bản đồ.' })
  @Property({ type: 'double', nullable: true })
  latitude?: (number & Opt) | null

  @Field(() => Float, { nullable: true })
  @Property({ type: 'double', nullable: true })
  longitude?: (number & Opt) | null

  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: (string & Opt) | null

  @ManyToOne(() => Document, { ref: true, nullable: true, index: true })
  document?: Ref<Document> | null
}

/** Where people and vehicles are stopped on their way. It ends on a day, and may be taken up again; it is never taken away. */
@ObjectType({ description: 'Chốt kiểm soát ra vào của một đơn vị.' })
@Entity(rows.ofCheckpoints)
@Index({ properties: ['unitCode', 'activeFrom', 'id'] })
@Check({ name: 'checkpoint_lasts', expression: 'active_to is null or active_to >= active_from' })
@Check({ name: 'checkpoint_on_the_map', expression: '(latitude is null) = (longitude is null)' })
export class Checkpoint extends CheckpointFacts {
  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  activeFrom!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối; trống khi đang hoạt động.' })
  @Property({ type: 'date', nullable: true })
  activeTo?: (LocalDate & Opt) | null

  @Field(() => String, { nullable: true, description: 'Vì sao kết thúc; trống khi đang hoạt động hoặc không ghi.' })
  @Property({ type: 'text', nullable: true })
  endReason?: (string & Opt) | null

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String, { description: 'Người ghi chốt vào sổ.' })
  @Property({ type: 'text' })
  byName!: string
}

/** What a checkpoint was until somebody corrected it. Written once with the correction, and never changed. */
@ObjectType({ description: 'Một lần sửa chốt: ai sửa, lúc nào, và trước đó chốt được ghi thế nào.' })
@Entity(rows.ofCheckpointChanges)
@Index({ properties: ['checkpoint', 'at', 'id'] })
@Check({ name: 'checkpoint_change_on_the_map', expression: '(latitude is null) = (longitude is null)' })
export class CheckpointChange extends CheckpointFacts {
  @ManyToOne(() => Checkpoint, { ref: true })
  checkpoint!: Ref<Checkpoint>

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  at!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string
}
