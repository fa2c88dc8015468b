import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Person } from '../people/person.ts'
import { SubjectRequestKind } from './legal-data.ts'

export enum SubjectRequestState {
  RECEIVED = 'RECEIVED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  ACCEPTED = 'ACCEPTED',
  FULFILLED = 'FULFILLED',
  REFUSED = 'REFUSED',
}
registerEnumType(SubjectRequestState, {
  name: 'SubjectRequestState',
  description:
    'RECEIVED: đã nhận. ACKNOWLEDGED: đã báo tiếp nhận. ACCEPTED: chấp nhận, chờ sửa sổ. FULFILLED: đã thực hiện. REFUSED: từ chối.',
})

export enum SubjectRequestStepKind {
  RECEIVED = 'RECEIVED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  EXTENDED = 'EXTENDED',
  ACCEPTED = 'ACCEPTED',
  FULFILLED = 'FULFILLED',
  REFUSED = 'REFUSED',
}
registerEnumType(SubjectRequestStepKind, { name: 'SubjectRequestStepKind' })

export enum RequestStanding {
  ON_TIME = 'ON_TIME',
  DUE_SOON = 'DUE_SOON',
  OVERDUE = 'OVERDUE',
  ANSWERED = 'ANSWERED',
  ANSWERED_LATE = 'ANSWERED_LATE',
}
registerEnumType(RequestStanding, {
  name: 'RequestStanding',
  description:
    'So với thời hạn. ON_TIME: còn hạn. DUE_SOON: đến hạn trong một ngày làm việc. OVERDUE: quá hạn. ANSWERED: trả lời đúng hạn. ANSWERED_LATE: trả lời muộn.',
})

export enum Requester {
  SUBJECT = 'SUBJECT',
  GUARDIAN = 'GUARDIAN',
  REPRESENTATIVE = 'REPRESENTATIVE',
}
registerEnumType(Requester, {
  name: 'Requester',
  description:
    'Ai đứng ra yêu cầu. SUBJECT: chính người đó. GUARDIAN: cha mẹ, người giám hộ. REPRESENTATIVE: người được ủy quyền.',
})

export enum ContactMethod {
  PAPER = 'PAPER',
  VERBAL = 'VERBAL',
  APP = 'APP',
}
registerEnumType(ContactMethod, {
  name: 'ContactMethod',
  description: 'PAPER: bằng giấy. VERBAL: bằng lời, có ghi lại. APP: qua ứng dụng.',
})

export enum CorrectableField {
  FULL_NAME = 'FULL_NAME',
  BORN_ON = 'BORN_ON',
  BIRTH_YEAR = 'BIRTH_YEAR',
  SEX = 'SEX',
}
registerEnumType(CorrectableField, {
  name: 'CorrectableField',
  description: 'Thông tin trong sổ mà một yêu cầu xin sửa.',
})

export enum RefusalGround {
  LAW_REQUIRES_KEEPING = 'LAW_REQUIRES_KEEPING',
  STATE_TASK = 'STATE_TASK',
  EMERGENCY_EPIDEMIC = 'EMERGENCY_EPIDEMIC',
  RIGHTS_OF_OTHERS = 'RIGHTS_OF_OTHERS',
  DATA_NOT_HELD = 'DATA_NOT_HELD',
  NOT_ENTITLED = 'NOT_ENTITLED',
}
registerEnumType(RefusalGround, {
  name: 'RefusalGround',
  description:
    'Căn cứ từ chối. LAW_REQUIRES_KEEPING: luật buộc lưu giữ. STATE_TASK: cần cho nhiệm vụ của cơ quan nhà nước. EMERGENCY_EPIDEMIC: tình trạng khẩn cấp do dịch. RIGHTS_OF_OTHERS: xâm phạm quyền của người khác. DATA_NOT_HELD: đơn vị không có dữ liệu. NOT_ENTITLED: người yêu cầu không có quyền.',
})

/** Law 91/2025/QH15: what a person, or whoever speaks for them, asks about their data, and by when they must hear. */
@ObjectType({ description: 'Yêu cầu của chủ thể dữ liệu.' })
@Entity(rows.ofRequests)
@Unique({ name: 'subject_request_number', properties: ['unitCode', 'number'] })
@Index({ properties: ['unitCode', 'answerBy', 'id'] })
@Check({
  name: 'subject_request_answered',
  expression: `(state in ('FULFILLED', 'REFUSED')) = (answered_on is not null)`,
})
@Check({
  name: 'subject_request_refused_with_ground',
  expression: `(state = 'REFUSED') = (refusal_ground is not null)`,
})
@Check({
  name: 'subject_request_correction',
  expression: `(kind = 'CORRECTION') = (correct_field is not null and new_value is not null)`,
})
@Check({ name: 'subject_request_withdrawal', expression: `(kind = 'WITHDRAWAL') = (purpose is not null)` })
export class SubjectRequest extends UnitRow {
  @Field(() => String, { description: 'Số tiếp nhận trong năm của đơn vị.' })
  @Property({ type: 'text' })
  number!: string

  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @Field(() => SubjectRequestKind)
  @Enum({ items: () => SubjectRequestKind, type: 'text' })
  kind!: SubjectRequestKind

  @Field(() => SubjectRequestState)
  @Enum({ items: () => SubjectRequestState, type: 'text' })
  state: SubjectRequestState & Opt = SubjectRequestState.RECEIVED

  @Field(() => Requester)
  @Enum({ items: () => Requester, type: 'text' })
  requester!: Requester

  @Field(() => String, {
    nullable: true,
    description: 'Họ tên người đứng ra yêu cầu thay; trống khi chính người đó yêu cầu.',
  })
  @Property({ type: 'text', nullable: true })
  requesterName?: string | null

  @Field(() => ContactMethod)
  @Enum({ items: () => ContactMethod, type: 'text' })
  method!: ContactMethod

  @Field(() => String)
  @Property({ type: 'text' })
  detail!: string

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  receivedOn!: LocalDate

  @Field(() => Boolean, { description: 'Dữ liệu đã chuyển cho bên thứ ba; một số loại được thêm ngày.' })
  @Property({ type: 'boolean' })
  sharedWithThirdParties!: boolean

  @Field(() => LocalDateScalar, { description: 'Hạn báo đã tiếp nhận.' })
  @Property({ type: 'date' })
  acknowledgeBy!: LocalDate

  @Field(() => LocalDateScalar, { description: 'Hạn trả lời, đã tính gia hạn.' })
  @Property({ type: 'date' })
  answerBy!: LocalDate

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Hạn trả lời trước khi gia hạn; trống khi chưa gia hạn.',
  })
  @Property({ type: 'date', nullable: true })
  firstAnswerBy?: LocalDate | null

  @Field(() => String, { description: 'Quy định mà thời hạn được tính theo.' })
  @Property({ type: 'text' })
  lawSource!: string

  @Field(() => Boolean, { description: 'Quy định đã được đối chiếu với văn bản gốc.' })
  @Property({ type: 'boolean' })
  lawVerified!: boolean

  /** Code of the purpose that the person no longer agrees to. */
  @Property({ type: 'text', nullable: true })
  purpose?: string | null

  @Field(() => CorrectableField, { nullable: true })
  @Enum({ items: () => CorrectableField, type: 'text', nullable: true })
  correctField?: CorrectableField | null

  @Field(() => String, { nullable: true, description: 'Sổ ghi gì khi nhận yêu cầu.' })
  @Property({ type: 'text', nullable: true })
  oldValue?: string | null

  @Field(() => String, { nullable: true, description: 'Người yêu cầu xin ghi gì.' })
  @Property({ type: 'text', nullable: true })
  newValue?: string | null

  @Field(() => LocalDateScalar, { nullable: true })
  @Property({ type: 'date', nullable: true })
  answeredOn?: LocalDate | null

  @Field(() => String, { nullable: true, description: 'Nội dung trả lời.' })
  @Property({ type: 'text', nullable: true })
  answer?: string | null

  @Field(() => RefusalGround, { nullable: true })
  @Enum({ items: () => RefusalGround, type: 'text', nullable: true })
  refusalGround?: RefusalGround | null
}

/** One step of a request, by whom and when. Kept as it was written. */
@ObjectType({ description: 'Một bước xử lý yêu cầu.' })
@Entity(rows.ofRequests)
@Trigger({
  name: 'steps_kept',
  timing: 'before',
  events: ['update'],
  body: `raise exception 'steps of a request are never changed'`,
})
export class SubjectRequestStep extends UnitRow {
  @ManyToOne(() => SubjectRequest, { ref: true, index: true })
  request!: Ref<SubjectRequest>

  @Field(() => SubjectRequestStepKind)
  @Enum({ items: () => SubjectRequestStepKind, type: 'text' })
  step!: SubjectRequestStepKind

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  at!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  note?: string | null
}
