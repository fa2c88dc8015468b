import type { Opt, Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household } from '../households/household.ts'
import { Person } from '../people/person.ts'
import { AdminUnit } from '../units/admin-unit.ts'

export enum ArrivalDeclarer {
  SELF = 'SELF',
  GROUP_LEADER = 'GROUP_LEADER',
  CHECKPOINT = 'CHECKPOINT',
  STAFF = 'STAFF',
}
registerEnumType(ArrivalDeclarer, {
  name: 'ArrivalDeclarer',
  description:
    'Ai báo. SELF: người đến hoặc người nhà. GROUP_LEADER: tổ trưởng. CHECKPOINT: chốt kiểm soát. STAFF: cán bộ.',
})

export enum ArrivalChannel {
  IN_PERSON = 'IN_PERSON',
  PHONE = 'PHONE',
  MESSAGE = 'MESSAGE',
  PAPER = 'PAPER',
}
registerEnumType(ArrivalChannel, {
  name: 'ArrivalChannel',
  description: 'Báo bằng cách nào. IN_PERSON: trực tiếp. PHONE: điện thoại. MESSAGE: tin nhắn. PAPER: phiếu.',
})

/** Declared and withdrawn, never changed: what was wrong is withdrawn, and what is right is declared in its place. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Người từ địa bàn khác đến hoặc trở về.' })
@Entity(rows.ofArrivals)
@Index({ properties: ['unitCode', 'arrivedOn', 'id'] })
@Index({
  name: 'arrival_once',
  expression: 'create unique index arrival_once on arrival (person_id, arrived_on) where withdrawn_at is null',
})
export class Arrival extends UnitRow {
  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày rời nơi đi; trống khi không rõ.' })
  @Property({ type: 'date', nullable: true })
  departedOn?: (LocalDate & Opt) | null

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  arrivedOn!: LocalDate

  @ManyToOne(() => AdminUnit, { ref: true, nullable: true, index: true, fieldName: 'origin_code' })
  origin?: Ref<AdminUnit> | null

  @Field(() => String, { description: 'Nơi đi, như người khai nói.' })
  @Property({ type: 'text' })
  fromPlace!: string

  @Field(() => Boolean, { description: 'Nơi đi là vùng dịch vào ngày khởi hành, theo lời người khai.' })
  @Property({ type: 'boolean' })
  fromEpidemicArea!: boolean

  @Field(() => ArrivalDeclarer)
  @Enum({ items: () => ArrivalDeclarer, type: 'text', default: ArrivalDeclarer.STAFF })
  declaredBy: ArrivalDeclarer & Opt = ArrivalDeclarer.STAFF

  @Field(() => ArrivalChannel)
  @Enum({ items: () => ArrivalChannel, type: 'text', default: ArrivalChannel.IN_PERSON })
  channel: ArrivalChannel & Opt = ArrivalChannel.IN_PERSON

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  note?: (string & Opt) | null

  @Field(() => DateTime, { nullable: true, description: 'Lúc ghi vào sổ; trống với những lượt ghi từ trước.' })
  @Property({ type: 'timestamptz', nullable: true })
  recordedAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  byName?: (string & Opt) | null

  @Property({ type: 'uuid', nullable: true })
  accountId?: (string & Opt) | null

  @Field(() => DateTime, { nullable: true, description: 'Lúc rút; trống khi còn giá trị.' })
  @Property({ type: 'timestamptz', nullable: true })
  withdrawnAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawnByName?: (string & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawnReason?: (string & Opt) | null
}
