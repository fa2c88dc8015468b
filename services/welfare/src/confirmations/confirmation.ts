import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { appendOnly } from '../append-only.ts'
import { ConfirmationRequest } from './confirmation-request.ts'

export enum ConfirmationAnswer {
  RECEIVED = 'RECEIVED',
  NOT_RECEIVED = 'NOT_RECEIVED',
  UNKNOWN_PERSON = 'UNKNOWN_PERSON',
  UNKNOWN_PROGRAMME = 'UNKNOWN_PROGRAMME',
}
registerEnumType(ConfirmationAnswer, {
  name: 'ConfirmationAnswer',
  description:
    'RECEIVED: đã hưởng hoặc đang đề nghị hưởng. NOT_RECEIVED: chưa hưởng. UNKNOWN_PERSON: không biết người này. UNKNOWN_PROGRAMME: nơi trả lời không có chương trình mang mã này.',
})

/** What says something of the person; a ward that does not know the person or the programme has said nothing of them. */
export const answersOfPerson: readonly ConfirmationAnswer[] = [
  ConfirmationAnswer.RECEIVED,
  ConfirmationAnswer.NOT_RECEIVED,
]

export enum ReceivedStage {
  CLAIMED = 'CLAIMED',
  PAID = 'PAID',
}
registerEnumType(ReceivedStage, {
  name: 'ReceivedStage',
  description: 'CLAIMED: đang đề nghị hưởng, chưa chi. PAID: đã chi.',
})

/**
 * The answer, as it was signed, in the same two wards' sight as the question. The asked ward writes it when it answers here, the
 * asking one when it enters a paper; once, whoever comes first.
 */
@ObjectType({ description: 'Giấy xác nhận đã ký số của nơi kia; không sửa được.' })
@Entity(rows.ofConfirmations)
@Unique({ name: 'confirmation_once', properties: ['request'] })
@Index({ properties: ['askedUnit', 'answeredAt'] })
@Check({ name: 'confirmation_stage', expression: `(answer = 'RECEIVED') = (stage is not null)` })
@Check({ name: 'confirmation_day', expression: `paid_on is null or stage = 'PAID'` })
@Trigger(appendOnly)
export class Confirmation extends UnitRow {
  @Property({ type: 'text' })
  askedUnit!: string

  @ManyToOne(() => ConfirmationRequest, { ref: true })
  request!: Ref<ConfirmationRequest>

  @Field(() => ConfirmationAnswer)
  @Enum({ items: () => ConfirmationAnswer, type: 'text' })
  answer!: ConfirmationAnswer

  @Field(() => ReceivedStage, { nullable: true })
  @Enum({ items: () => ReceivedStage, type: 'text', nullable: true })
  stage?: ReceivedStage | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày đã chi; không có số tiền nào được chuyển.' })
  @Property({ type: 'date', nullable: true })
  paidOn?: LocalDate | null

  @Field(() => String)
  @Property({ type: 'text' })
  answeredByName!: string

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  answeredAt!: Date

  @Field(() => DateTime, { description: 'Hết hạn; sau lúc này phải hỏi lại.' })
  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date

  @Field(() => String, { description: 'Mã khóa đã ký.' })
  @Property({ type: 'text' })
  keyId!: string

  @Field(() => String, { description: 'Giấy xác nhận ở dạng chữ và mã QR, để nơi hỏi nhập vào.' })
  @Property({ type: 'text' })
  token!: string

  /** Why it says something else than the ward's books; stays with the ward that answered. */
  @Property({ type: 'text', nullable: true })
  againstBooks?: string | null

  @Field(() => DateTime, { nullable: true, description: 'Lúc nhập từ giấy; trống khi trả lời ngay trên hệ thống.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  enteredAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  enteredByName?: string | null
}
