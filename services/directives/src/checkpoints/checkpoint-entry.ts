import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Checkpoint } from './checkpoint.ts'

export enum CheckpointDirection {
  IN = 'IN',
  OUT = 'OUT',
}
registerEnumType(CheckpointDirection, { name: 'CheckpointDirection', description: 'IN: vào. OUT: ra.' })

export enum CheckpointPurpose {
  HOME = 'HOME',
  STAY = 'STAY',
  WORK = 'WORK',
  GOODS = 'GOODS',
  SHOPPING = 'SHOPPING',
  MEDICAL = 'MEDICAL',
  OFFICIAL = 'OFFICIAL',
  OTHER = 'OTHER',
}
registerEnumType(CheckpointPurpose, {
  name: 'CheckpointPurpose',
  description:
    'HOME: về nhà trong ngày. STAY: từ nơi khác đến ở hoặc trở về. WORK: đi làm. GOODS: chở hàng. SHOPPING: mua nhu yếu phẩm. MEDICAL: khám chữa bệnh. OFFICIAL: công vụ. OTHER: việc khác.',
})

export enum CheckpointPaper {
  NONE = 'NONE',
  TRAVEL_PERMIT = 'TRAVEL_PERMIT',
  WORK_PAPER = 'WORK_PAPER',
  MARKET_TICKET = 'MARKET_TICKET',
  GOODS_CODE = 'GOODS_CODE',
  TEST_PAPER = 'TEST_PAPER',
  OTHER = 'OTHER',
}
registerEnumType(CheckpointPaper, {
  name: 'CheckpointPaper',
  description:
    'NONE: không có giấy. TRAVEL_PERMIT: giấy đi đường. WORK_PAPER: giấy công tác. MARKET_TICKET: phiếu đi chợ. GOODS_CODE: mã nhận diện xe luồng xanh. TEST_PAPER: giấy xét nghiệm. OTHER: giấy khác.',
})

export enum CheckpointDecision {
  LET_THROUGH = 'LET_THROUGH',
  TURNED_BACK = 'TURNED_BACK',
  SENT_TO_STATION = 'SENT_TO_STATION',
}
registerEnumType(CheckpointDecision, {
  name: 'CheckpointDecision',
  description: 'LET_THROUGH: cho qua. TURNED_BACK: không cho qua. SENT_TO_STATION: chuyển trạm y tế.',
})

export enum SaidSex {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
}
registerEnumType(SaidSex, { name: 'SaidSex', description: 'Giới tính, như người qua chốt nói. MALE: nam. FEMALE: nữ.' })

/**
 * Who went through, and what was decided. Its id is made where it is written, so that the same line sent twice is one. It is
 * never changed: what was wrong is annulled, and what is right is written as a line of its own.
 */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Một lượt qua chốt.' })
@Entity(rows.ofCheckpointEntries)
@Index({ properties: ['checkpoint', 'at', 'id'] })
@Check({ name: 'checkpoint_entry_people', expression: 'people > 0' })
@Check({ name: 'checkpoint_entry_says_who', expression: 'num_nonnulls(person_id, said_name, plate) > 0' })
@Check({
  name: 'checkpoint_entry_annulment_has_reason',
  expression: '(annulled_at is null) = (annul_reason is null)',
})
export class CheckpointEntry extends UnitRow {
  @ManyToOne(() => Checkpoint, { ref: true })
  checkpoint!: Ref<Checkpoint>

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  at!: Date

  @Field(() => CheckpointDirection)
  @Enum({ items: () => CheckpointDirection, type: 'text' })
  direction!: CheckpointDirection

  @Property({ type: 'uuid', nullable: true, index: true })
  personId?: (string & Opt) | null

  @Field(() => String, {
    nullable: true,
    description: 'Tên như người qua chốt nói; trống khi chọn từ sổ hoặc không ghi.',
  })
  @Property({ type: 'text', nullable: true })
  saidName?: (string & Opt) | null

  @Field(() => Int, { nullable: true, description: 'Năm sinh, như người đó nói.' })
  @Property({ type: 'integer', nullable: true })
  birthYear?: (number & Opt) | null

  @Field(() => SaidSex, { nullable: true })
  @Enum({ items: () => SaidSex, type: 'text', nullable: true })
  sex?: (SaidSex & Opt) | null

  @Property({ type: 'blob', nullable: true })
  phoneSealed?: (Buffer & Opt) | null

  @Property({ type: 'blob', nullable: true })
  identitySealed?: (Buffer & Opt) | null

  @Field(() => Int, { description: 'Số người đi cùng lượt này, kể cả người được ghi tên.' })
  @Property({ type: 'integer' })
  people!: number

  @Field(() => String, { nullable: true, description: 'Biển số xe.' })
  @Property({ type: 'text', nullable: true })
  plate?: (string & Opt) | null

  @Field(() => CheckpointPurpose)
  @Enum({ items: () => CheckpointPurpose, type: 'text' })
  purpose!: CheckpointPurpose

  @Field(() => String, { nullable: true, description: 'Việc cụ thể, khi có ghi.' })
  @Property({ type: 'text', nullable: true })
  note?: (string & Opt) | null

  @Field(() => CheckpointPaper, {
    nullable: true,
    description: 'Giấy đã xuất trình; trống khi không hỏi hoặc không rõ.',
  })
  @Enum({ items: () => CheckpointPaper, type: 'text', nullable: true })
  paper?: (CheckpointPaper & Opt) | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Giấy có giá trị đến ngày nào; trống khi không rõ.' })
  @Property({ type: 'date', nullable: true })
  paperUntil?: (LocalDate & Opt) | null

  @Field(() => Float, { nullable: true, description: 'Thân nhiệt, °C; trống khi không đo hoặc không được xem.' })
  @Property({ type: 'double', nullable: true })
  temperature?: (number & Opt) | null

  @Field(() => CheckpointDecision)
  @Enum({ items: () => CheckpointDecision, type: 'text' })
  decision!: CheckpointDecision

  /** Shown as `reason`, or as `healthReason` when it speaks of somebody's health. */
  @Property({ type: 'text', nullable: true })
  decisionReason?: (string & Opt) | null

  @Property({ type: 'text', nullable: true })
  originCode?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Từ đâu đến, như người đó nói.' })
  @Property({ type: 'text', nullable: true })
  fromPlace?: (string & Opt) | null

  @Field(() => Boolean, { description: 'Người đó nói nơi đi là vùng dịch.' })
  @Property({ type: 'boolean', default: false })
  fromEpidemicArea: boolean & Opt = false

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày rời nơi đi; trống khi không rõ.' })
  @Property({ type: 'date', nullable: true })
  departedOn?: (LocalDate & Opt) | null

  @Field(() => String, { nullable: true, description: 'Đến ở đâu, như người đó nói.' })
  @Property({ type: 'text', nullable: true })
  stayingAt?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => DateTime, { nullable: true, description: 'Lúc hủy; trống khi còn giá trị.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  annulledAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  annulledByName?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Vì sao hủy.' })
  @Property({ type: 'text', nullable: true })
  annulReason?: (string & Opt) | null
}
