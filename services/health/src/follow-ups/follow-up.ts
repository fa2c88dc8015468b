import type { Opt } from '@mikro-orm/core'
import { Collection, type Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { ZoneLevel } from '../zones/zone-assessment.ts'

export enum FollowUpState {
  OPEN = 'OPEN',
  CONTACTED = 'CONTACTED',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}
registerEnumType(FollowUpState, {
  name: 'FollowUpState',
  description:
    'OPEN: chưa liên hệ được. CONTACTED: đã liên hệ, đang theo dõi. DONE: đã xong. CANCELLED: lượt đến đã rút.',
})

export enum ContactOutcome {
  REACHED = 'REACHED',
  NOT_REACHED = 'NOT_REACHED',
  REFUSED = 'REFUSED',
}
registerEnumType(ContactOutcome, {
  name: 'ContactOutcome',
  description: 'REACHED: đã gặp hoặc gọi được. NOT_REACHED: chưa liên hệ được. REFUSED: từ chối hợp tác.',
})

/** Made by an event of residents, never by hand. Its rule is that of the day of arrival, and stays. */
@ObjectType({ description: 'Việc trạm y tế theo dõi một người mới đến, với hạn liên hệ lần đầu.' })
@Entity(rows.ofFollowUps)
@Index({ properties: ['unitCode', 'contactBy', 'id'] })
@Unique({ name: 'follow_up_arrival', properties: ['arrivalId'] })
export class FollowUp extends UnitRow {
  @Property({ type: 'uuid' })
  arrivalId!: string

  @Property({ type: 'uuid', index: true })
  personId!: string

  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: (string & Opt) | null

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  departedOn!: LocalDate

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  arrivedOn!: LocalDate

  @Field(() => ZoneLevel, {
    nullable: true,
    description: 'Cấp độ dịch của nơi đi vào ngày đi; trống là chưa rõ, và được coi như cấp cao nhất.',
  })
  @Enum({ items: () => ZoneLevel, type: 'text', nullable: true })
  level?: (ZoneLevel & Opt) | null

  @Field(() => String, { nullable: true, description: 'Đơn vị có cấp độ dịch đó: nơi đi hoặc cấp trên của nó.' })
  @Property({ type: 'text', nullable: true })
  levelOf?: (string & Opt) | null

  @Field(() => LocalDateScalar, { description: 'Ngày cuối cùng phải theo dõi.' })
  @Property({ type: 'date' })
  monitorUntil!: LocalDate

  @Field(() => [LocalDateScalar], { description: 'Những ngày phải xét nghiệm.' })
  @Property({ type: 'json' })
  testOn!: LocalDate[]

  @Field(() => DateTime, { description: 'Hạn liên hệ lần đầu.' })
  @Property({ type: 'timestamptz' })
  contactBy!: Date

  @Field(() => String, { description: 'Quy định được áp dụng.' })
  @Property({ type: 'text' })
  rule!: string

  @Field(() => Boolean, { description: 'Quy định đã được đối chiếu với văn bản gốc.' })
  @Property({ type: 'boolean' })
  ruleVerified!: boolean

  @Field(() => FollowUpState)
  @Enum({ items: () => FollowUpState, type: 'text', default: FollowUpState.OPEN })
  state: FollowUpState & Opt = FollowUpState.OPEN

  @Field(() => String, { nullable: true, description: 'Cán bộ nhận việc; trống khi chưa ai nhận.' })
  @Property({ type: 'text', nullable: true })
  takenByName?: (string & Opt) | null

  @Property({ type: 'uuid', nullable: true })
  takenByAccount?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'timestamptz' })
  heardAt!: Date

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  closedNote?: (string & Opt) | null

  @OneToMany(
    () => FollowUpContact,
    (contact) => contact.followUp,
    { orderBy: { at: 'asc' } },
  )
  contacts = new Collection<FollowUpContact>(this)
}

/** Each attempt is kept, the vain ones as well; a day's last one says how they are. */
@ObjectType({ description: 'Một lần liên hệ với người được theo dõi.' })
@Entity(rows.ofFollowUps)
export class FollowUpContact extends UnitRow {
  @ManyToOne(() => FollowUp, { ref: true, index: true })
  followUp!: Ref<FollowUp>

  @Field(() => DateTime)
  @Property({ type: 'timestamptz' })
  at!: Date

  @Field(() => ContactOutcome)
  @Enum({ items: () => ContactOutcome, type: 'text' })
  outcome!: ContactOutcome

  @Field(() => Boolean, { nullable: true, description: 'Có triệu chứng; trống khi không liên hệ được.' })
  @Property({ type: 'boolean', nullable: true })
  symptoms?: (boolean & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  note?: (string & Opt) | null

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Property({ type: 'uuid' })
  accountId!: string
}

/** All that the registry learns: that the station has the arrival, and since when. */
@ObjectType({ description: 'Trạm y tế đã tiếp nhận một lượt đến.' })
@Entity(rows.ofReceipts)
@Unique({ name: 'arrival_receipt_arrival', properties: ['arrivalId'] })
export class ArrivalReceipt extends UnitRow {
  @Property({ type: 'uuid' })
  arrivalId!: string

  @Field(() => DateTime, { description: 'Lúc trạm nhận được lượt khai.' })
  @Property({ type: 'timestamptz' })
  receivedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Lúc có cán bộ nhận việc; trống khi chưa ai nhận.' })
  @Property({ type: 'timestamptz', nullable: true })
  takenAt?: (Date & Opt) | null
}
