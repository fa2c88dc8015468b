import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household } from '../households/household.ts'
import { ResidentialGroup } from './residential-group.ts'

export enum ChannelKind {
  ZALO = 'ZALO',
  PHONE_TREE = 'PHONE_TREE',
  LOUDSPEAKER = 'LOUDSPEAKER',
}
registerEnumType(ChannelKind, {
  name: 'ChannelKind',
  description: 'ZALO: nhóm Zalo. PHONE_TREE: gọi điện theo cây. LOUDSPEAKER: loa truyền thanh.',
})

/**
 * Tổ nhân dân tự quản: some households of a residential group under a leader of their own, who hears first of newcomers and
 * passes on what everybody must know. Its channel carries no health data, so nothing of the kind can be written down here.
 */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Tổ nhân dân tự quản: một số hộ trong tổ dân phố, có tổ trưởng và kênh nhắn tin riêng.' })
@Entity(rows.ofPlaces)
@Index({
  name: 'self_management_group_number',
  expression:
    'create unique index self_management_group_number on self_management_group (residential_group_id, number) where dissolved_on is null',
})
@Check({ name: 'self_management_group_lasts', expression: 'dissolved_on is null or dissolved_on >= founded_on' })
@Check({ name: 'self_management_group_channel', expression: 'channel_kind is not null or channel_name is null' })
export class SelfManagementGroup extends UnitRow {
  @ManyToOne(() => ResidentialGroup, { ref: true, index: true })
  residentialGroup!: Ref<ResidentialGroup>

  @Field(() => Int)
  @Property({ type: 'integer' })
  number!: number

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  foundedOn!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày giải thể; trống khi đang hoạt động.' })
  @Property({ type: 'date', nullable: true })
  dissolvedOn?: (LocalDate & Opt) | null

  @Field(() => ChannelKind, { nullable: true, description: 'Trống khi chưa có kênh nhắn tin.' })
  @Enum({ items: () => ChannelKind, type: 'text', nullable: true })
  channelKind?: (ChannelKind & Opt) | null

  @Field(() => String, { nullable: true, description: 'Tên nhóm Zalo, người gọi đầu tiên, hoặc nơi đặt loa.' })
  @Property({ type: 'text', nullable: true })
  channelName?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Liên kết vào nhóm Zalo; trống khi không có.' })
  @Property({ type: 'text', nullable: true })
  channelLink?: (string & Opt) | null
}

/** A household in a group, from a day on; `toOn` is the first day that it is in it no longer. */
@ObjectType({ description: 'Một hộ thuộc tổ tự quản, từ một ngày.' })
@Entity(rows.ofMemberships)
@Index({
  name: 'self_management_member_current',
  expression:
    'create unique index self_management_member_current on self_management_member (household_id) where to_on is null',
})
@Check({ name: 'self_management_member_lasts', expression: 'to_on is null or to_on >= from_on' })
export class SelfManagementMember extends UnitRow {
  @ManyToOne(() => SelfManagementGroup, { ref: true, index: true })
  group!: Ref<SelfManagementGroup>

  // The partial index above does not serve the foreign key.
  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  fromOn!: LocalDate

  @Property({ type: 'date', nullable: true })
  toOn?: (LocalDate & Opt) | null
}
