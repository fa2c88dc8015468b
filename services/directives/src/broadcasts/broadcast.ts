import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, OneToMany, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Document } from '../documents/document.ts'

export enum BroadcastChannel {
  ZALO = 'ZALO',
  SMS = 'SMS',
  PRINT = 'PRINT',
  LOUDSPEAKER = 'LOUDSPEAKER',
}
registerEnumType(BroadcastChannel, {
  name: 'BroadcastChannel',
  description:
    'ZALO: đăng vào nhóm Zalo. SMS: nhắn tin cho tổ trưởng. PRINT: in, niêm yết hoặc phát. LOUDSPEAKER: đọc trên loa. Hệ thống soạn sẵn lời, người của phường gửi.',
})

export enum BroadcastState {
  DRAFT = 'DRAFT',
  ISSUED = 'ISSUED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(BroadcastState, {
  name: 'BroadcastState',
  description: 'DRAFT: đang soạn. ISSUED: đã phát hành, các tổ phải nhận. WITHDRAWN: đã thu hồi.',
})

export enum DeliveryState {
  PENDING = 'PENDING',
  FAILED = 'FAILED',
  SENT = 'SENT',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
}
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description:
    'PENDING: chưa ai gửi. FAILED: đã thử mà không gửi được. SENT: đã gửi, tổ chưa xác nhận. ACKNOWLEDGED: tổ đã xác nhận nhận được.',
})

export enum DeliveryStepKind {
  SENT = 'SENT',
  FAILED = 'FAILED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  TAKEN_BACK = 'TAKEN_BACK',
}
registerEnumType(DeliveryStepKind, {
  name: 'DeliveryStepKind',
  description:
    'SENT: đã gửi. FAILED: không gửi được. ACKNOWLEDGED: tổ xác nhận. TAKEN_BACK: rút lời xác nhận bấm nhầm.',
})

/**
 * What a unit tells its groups. Nothing leaves the system by itself: the text is prepared for each channel, people send it, and what
 * they did is written down for each group. A draft may change; what was issued is only withdrawn.
 */
@ObjectType({ description: 'Thông báo của đơn vị tới các tổ dân phố, tổ tự quản.' })
@Entity(rows.ofBroadcasts)
@Index({ properties: ['unitCode', 'draftedAt', 'id'] })
@Check({ name: 'broadcast_issued', expression: "(issued_at is null) or state <> 'DRAFT'" })
@Check({ name: 'broadcast_withdrawn', expression: "(state = 'WITHDRAWN') = (withdrawn_at is not null)" })
@Check({
  name: 'broadcast_withdrawal_has_reason',
  expression: '(withdrawn_at is null) = (withdraw_reason is null)',
})
export class Broadcast extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string

  @Field(() => String)
  @Property({ type: 'text' })
  text!: string

  @ManyToOne(() => Document, { ref: true, nullable: true, index: true })
  document?: Ref<Document> | null

  @Field(() => [BroadcastChannel])
  @Property({ type: 'array', columnType: 'text[]' })
  channels!: BroadcastChannel[]

  /** Whom a draft is for; once it is issued the recipients say so. */
  @Property({ type: 'array', columnType: 'uuid[]' })
  residentialGroupIds!: string[]

  @Property({ type: 'array', columnType: 'uuid[]' })
  selfManagementGroupIds!: string[]

  @Field(() => BroadcastState)
  @Enum({ items: () => BroadcastState, type: 'text' })
  state: BroadcastState & Opt = BroadcastState.DRAFT

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  draftedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => DateTime, { nullable: true, description: 'Lúc phát hành; trống khi đang soạn.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  issuedAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  issuedByName?: (string & Opt) | null

  @Field(() => DateTime, { nullable: true, description: 'Lúc thu hồi; trống khi còn giá trị.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  withdrawnAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawReason?: (string & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawnByName?: (string & Opt) | null
}

/** One group that must hear of a broadcast, and how far it has come with it. */
@ObjectType({ description: 'Một tổ phải nhận thông báo, và đã nhận đến đâu.' })
@Entity(rows.ofDeliveries)
@Index({
  name: 'broadcast_recipient_once',
  expression:
    'create unique index broadcast_recipient_once on broadcast_recipient (broadcast_id, (coalesce(residential_group_id, self_management_group_id)))',
})
@Index({ properties: ['unitCode', 'state'] })
@Check({
  name: 'broadcast_recipient_is_one_group',
  expression: 'num_nonnulls(residential_group_id, self_management_group_id) = 1',
})
export class BroadcastRecipient extends UnitRow {
  @ManyToOne(() => Broadcast, { ref: true, index: true })
  broadcast!: Ref<Broadcast>

  @Property({ type: 'uuid', nullable: true, index: true })
  residentialGroupId?: (string & Opt) | null

  @Property({ type: 'uuid', nullable: true, index: true })
  selfManagementGroupId?: (string & Opt) | null

  @Field(() => DeliveryState)
  @Enum({ items: () => DeliveryState, type: 'text' })
  state: DeliveryState & Opt = DeliveryState.PENDING

  @OneToMany(
    () => DeliveryStep,
    (step) => step.recipient,
    { orderBy: { at: 'asc', recordedAt: 'asc', id: 'asc' } },
  )
  steps = new Collection<DeliveryStep>(this)
}

/** What somebody did for one group: sent it, failed to, or received it. Only ever added; its id may come from a phone. */
@ObjectType({
  description: 'Một việc đã làm để một tổ nhận thông báo: đã gửi, không gửi được, tổ xác nhận, rút lời xác nhận.',
})
@Entity(rows.ofDeliveries)
@Check({
  name: 'delivery_step_failed_why',
  expression: "(kind in ('FAILED', 'TAKEN_BACK')) = (reason is not null)",
})
@Check({
  name: 'delivery_step_by_channel',
  expression: "(kind in ('ACKNOWLEDGED', 'TAKEN_BACK')) = (channel is null)",
})
@Check({ name: 'delivery_step_on_behalf', expression: "on_behalf_of is null or kind = 'ACKNOWLEDGED'" })
export class DeliveryStep extends UnitRow {
  @ManyToOne(() => BroadcastRecipient, { ref: true, index: true })
  recipient!: Ref<BroadcastRecipient>

  @Field(() => DeliveryStepKind)
  @Enum({ items: () => DeliveryStepKind, type: 'text' })
  kind!: DeliveryStepKind

  @Field(() => BroadcastChannel, { nullable: true, description: 'Trống khi tổ xác nhận hoặc rút lời xác nhận.' })
  @Enum({ items: () => BroadcastChannel, type: 'text', nullable: true })
  channel?: (BroadcastChannel & Opt) | null

  @Field(() => String, { nullable: true, description: 'Vì sao không gửi được, hoặc vì sao rút lời xác nhận.' })
  @Property({ type: 'text', nullable: true })
  reason?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Ai của tổ đã báo nhận, khi người khác ghi thay.' })
  @Property({ type: 'text', nullable: true })
  onBehalfOf?: (string & Opt) | null

  @Field(() => DateTime, { description: 'Lúc gửi, lúc xác nhận, lúc rút.' })
  @Property({ type: 'datetime', length: 3 })
  at!: Date

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string
}
