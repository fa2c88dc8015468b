import { LockMode } from '@mikro-orm/core'
import {
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyBy,
  notFound,
  PageArgs,
  page,
  requireInScope,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import {
  Arg,
  Args,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql'
import { refreshPairsOf } from '../duplicates/keep-pairs.ts'
import { Arrival } from '../movements/arrival.ts'
import { LifeEventKind } from '../movements/life-event.ts'
import { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { Person } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { nextNumber } from '../yearly-number.ts'
import { ConsentAct } from './consent.ts'
import {
  addConsent,
  ConsentNotNeeded,
  ConsentUnchanged,
  consentsOf,
  ProcessingPurpose,
  PurposeConsent,
  requirePerson,
} from './consent-resolver.ts'
import { correctPerson, currentValue } from './correct-person.ts'
import { purposeOn, SubjectRequestKind } from './legal-data.ts'
import {
  deadlinesFor,
  extended,
  mayStep,
  nextDeadline,
  refuseCorrection,
  refuseNote,
  refuseReception,
  standingOf,
} from './request-rules.ts'
import {
  ContactMethod,
  CorrectableField,
  RefusalGround,
  Requester,
  RequestStanding,
  SubjectRequest,
  SubjectRequestState,
  SubjectRequestStep,
  SubjectRequestStepKind,
} from './subject-request.ts'

const SubjectRequestConnection = connectionOf(SubjectRequest, 'SubjectRequest')

const open = { $in: [SubjectRequestState.RECEIVED, SubjectRequestState.ACKNOWLEDGED, SubjectRequestState.ACCEPTED] }

export enum SubjectRequestList {
  OPEN = 'OPEN',
  OVERDUE = 'OVERDUE',
  ANSWERED = 'ANSWERED',
}
registerEnumType(SubjectRequestList, {
  name: 'SubjectRequestList',
  description: 'OPEN: chưa trả lời. OVERDUE: đã quá hạn báo tiếp nhận hoặc hạn trả lời. ANSWERED: đã trả lời.',
})

@InputType()
export class ReceiveSubjectRequestInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  personId!: string

  @Field(() => SubjectRequestKind)
  kind!: SubjectRequestKind

  @Field(() => Requester)
  requester!: Requester

  @Field(() => String, { nullable: true, description: 'Cần khi người khác đứng ra yêu cầu thay.' })
  requesterName?: string | null

  @Field(() => Boolean, { description: 'Đã kiểm tra giấy tờ của người yêu cầu.' })
  identityChecked!: boolean

  @Field(() => ContactMethod)
  method!: ContactMethod

  @Field(() => LocalDateScalar)
  receivedOn!: LocalDate

  @Field(() => Boolean)
  sharedWithThirdParties!: boolean

  @Field(() => String)
  detail!: string

  @Field(() => ID, { nullable: true, description: 'Mục đích rút lại đồng ý; cần khi kind là WITHDRAWAL.' })
  purpose?: string | null

  @Field(() => CorrectableField, { nullable: true, description: 'Cần khi kind là CORRECTION.' })
  correctField?: CorrectableField | null

  @Field(() => String, {
    nullable: true,
    description: 'Cần khi kind là CORRECTION. Ngày viết YYYY-MM-DD, giới tính viết như Sex.',
  })
  newValue?: string | null
}

@InputType()
export class DecideSubjectRequestInput {
  @Field(() => ID)
  id!: string

  @Field(() => Boolean, { description: 'Chấp nhận; yêu cầu chỉnh sửa được chấp nhận rồi còn chờ sửa sổ.' })
  accept!: boolean

  @Field(() => String)
  answer!: string

  @Field(() => RefusalGround, { nullable: true, description: 'Cần khi từ chối.' })
  refusalGround?: RefusalGround | null
}

@ObjectType({ description: 'Yêu cầu sau bước vừa làm.' })
export class SubjectRequestSuccess {
  @Field(() => SubjectRequest)
  request!: SubjectRequest
}

@ObjectType({ implements: UserError, description: 'Yêu cầu đang ở một bước khác: có thể ai đó vừa xử lý.' })
export class SubjectRequestMoved extends UserError {
  readonly code = 'SubjectRequestMoved'

  @Field(() => SubjectRequestState)
  state: SubjectRequestState

  constructor(state: SubjectRequestState) {
    super('Yêu cầu này không còn ở bước cho phép làm việc đó. Hãy tải lại trang.')
    this.state = state
  }
}

@ObjectType({ implements: UserError, description: 'Thời hạn chỉ được gia hạn một lần.' })
export class AlreadyExtended extends UserError {
  readonly code = 'AlreadyExtended'

  constructor() {
    super('Yêu cầu này đã được gia hạn một lần; không gia hạn thêm được.')
  }
}

@ObjectType({ implements: UserError, description: 'Yêu cầu của người trong hộ mình do đồng nghiệp xử lý.' })
export class OwnHouseholdRequest extends UserError {
  readonly code = 'OwnHouseholdRequest'

  constructor() {
    super('Người yêu cầu ở trong hộ của bạn. Hãy chuyển cho đồng nghiệp xử lý.')
  }
}

export const ReceiveSubjectRequestResult = createUnionType({
  name: 'ReceiveSubjectRequestResult',
  types: () => [SubjectRequestSuccess, ConsentNotNeeded, InvalidInput, UnitOutOfScope] as const,
})

export const AcknowledgeSubjectRequestResult = createUnionType({
  name: 'AcknowledgeSubjectRequestResult',
  types: () => [SubjectRequestSuccess, SubjectRequestMoved, OwnHouseholdRequest] as const,
})

export const ExtendSubjectRequestResult = createUnionType({
  name: 'ExtendSubjectRequestResult',
  types: () =>
    [SubjectRequestSuccess, SubjectRequestMoved, AlreadyExtended, OwnHouseholdRequest, InvalidInput] as const,
})

export const DecideSubjectRequestResult = createUnionType({
  name: 'DecideSubjectRequestResult',
  types: () =>
    [
      SubjectRequestSuccess,
      SubjectRequestMoved,
      OwnHouseholdRequest,
      ConsentNotNeeded,
      ConsentUnchanged,
      InvalidInput,
    ] as const,
})

export const ApplyCorrectionResult = createUnionType({
  name: 'ApplyCorrectionResult',
  types: () => [SubjectRequestSuccess, SubjectRequestMoved, OwnHouseholdRequest, InvalidInput] as const,
})

const arrivalsOf = manyBy(Arrival, 'person', { arrivedOn: 'desc', id: 'asc' })
const stepsOf = manyBy(SubjectRequestStep, 'request', { at: 'asc', id: 'asc' })

@Resolver(() => SubjectRequest)
export class SubjectRequestResolver {
  @Query(() => SubjectRequestConnection, { description: 'Yêu cầu của chủ thể dữ liệu, hạn gần nhất trước.' })
  subjectRequests(
    @Arg('unit', () => ID) unit: string,
    @Arg('list', () => SubjectRequestList, { defaultValue: SubjectRequestList.OPEN }) list: SubjectRequestList,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<SubjectRequest>> {
    requireInScope(unit, context)
    const today = localDateOf(context.now)
    const late = [{ answerBy: { $lt: today } }, { state: SubjectRequestState.RECEIVED, acknowledgeBy: { $lt: today } }]
    const conditions = {
      OPEN: { state: open },
      OVERDUE: { state: open, $or: late },
      ANSWERED: { state: { $in: [SubjectRequestState.FULFILLED, SubjectRequestState.REFUSED] } },
    }
    return page(
      context,
      SubjectRequest,
      { unitCode: unit, ...conditions[list] },
      [
        ['answerBy', list === SubjectRequestList.ANSWERED ? 'desc' : 'asc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Query(() => SubjectRequest, { nullable: true })
  async subjectRequest(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SubjectRequest> {
    const request = isUuid(id) ? await context.em.findOne(SubjectRequest, { id }) : null
    if (!request) throw notFound('Không tìm thấy yêu cầu này trong phạm vi công tác của bạn.')
    return request
  }

  @FieldResolver(() => Person, { description: 'Người mà dữ liệu nói về.' })
  person(@Root() request: SubjectRequest): Promise<Person> {
    return request.person.loadOrFail()
  }

  @FieldResolver(() => LocalDateScalar, { description: 'Hạn của việc phải làm tiếp theo.' })
  nextDeadline(@Root() request: SubjectRequest): LocalDate {
    return nextDeadline(request)
  }

  @FieldResolver(() => RequestStanding)
  standing(@Root() request: SubjectRequest, @Ctx() { now }: Context): RequestStanding {
    return standingOf(request, localDateOf(now))
  }

  @FieldResolver(() => ProcessingPurpose, { nullable: true, description: 'Mục đích mà người đó rút lại đồng ý.' })
  withdrawnPurpose(@Root() request: SubjectRequest): ProcessingPurpose | null {
    const law = request.purpose ? purposeOn(request.purpose, request.receivedOn) : undefined
    return law ? Object.assign(new ProcessingPurpose(), law) : null
  }

  @FieldResolver(() => [PurposeConsent], { description: 'Sự đồng ý của người đó theo từng mục đích.' })
  consents(@Root() request: SubjectRequest, @Ctx() context: Context): Promise<PurposeConsent[]> {
    return consentsOf(request.person.id, context)
  }

  @FieldResolver(() => [Arrival], { description: 'Các lần người đó từ nơi khác đến.' })
  arrivals(@Root() request: SubjectRequest, @Ctx() context: Context): Promise<Arrival[]> {
    return arrivalsOf(request.person.id, context)
  }

  @FieldResolver(() => [SubjectRequestStep], { description: 'Các bước đã làm, cũ nhất trước.' })
  steps(@Root() request: SubjectRequest, @Ctx() context: Context): Promise<SubjectRequestStep[]> {
    return stepsOf(request.id, context)
  }

  @Mutation(() => ReceiveSubjectRequestResult, { description: 'Tiếp nhận một yêu cầu và tính thời hạn.' })
  async receiveSubjectRequest(
    @Arg('input', () => ReceiveSubjectRequestInput) input: ReceiveSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof ReceiveSubjectRequestResult> {
    const { em, viewer, now } = context
    if (!viewer.units.includes(input.unit)) return new UnitOutOfScope(input.unit)
    const today = localDateOf(now)
    const refusal = refuseReception(input, today)
    if (refusal) return refusal
    const person = isUuid(input.personId)
      ? await em.findOne(Person, { id: input.personId, unitCode: input.unit })
      : null
    if (!person) return new InvalidInput('personId', 'Hãy chọn người mà dữ liệu nói về.')
    const asked = this.#askedOf(input, person, today)
    if (asked instanceof UserError) return asked
    const deadlines = deadlinesFor(input.kind, input.receivedOn, input.sharedWithThirdParties)
    if (!deadlines) throw new Error('a day without a rule was accepted')
    const { law, acknowledgeBy, answerBy } = deadlines
    const request = em.create(SubjectRequest, {
      unitCode: input.unit,
      number: await nextNumber(SubjectRequest, 'YC', { unit: input.unit, year: input.receivedOn.slice(0, 4) }, context),
      person,
      kind: input.kind,
      requester: input.requester,
      requesterName: input.requester === Requester.SUBJECT ? null : tidyText(input.requesterName ?? ''),
      method: input.method,
      detail: input.detail.trim(),
      receivedOn: input.receivedOn,
      sharedWithThirdParties: input.sharedWithThirdParties,
      acknowledgeBy,
      answerBy,
      lawSource: law.source,
      lawVerified: law.verified,
      ...asked,
    })
    return take(request, SubjectRequestStepKind.RECEIVED, context)
  }

  /** What the kind needs beside the rest. */
  #askedOf(
    { kind, purpose, correctField, newValue }: ReceiveSubjectRequestInput,
    person: Person,
    today: LocalDate,
  ): Partial<SubjectRequest> | InvalidInput | ConsentNotNeeded {
    if (kind === SubjectRequestKind.WITHDRAWAL) {
      const law = purpose ? purposeOn(purpose, today) : undefined
      if (!law) return new InvalidInput('purpose', 'Hãy chọn mục đích mà người đó rút lại đồng ý.')
      return law.basis === 'CONSENT' ? { purpose: law.code } : new ConsentNotNeeded(law)
    }
    if (kind !== SubjectRequestKind.CORRECTION) return {}
    const oldValue = correctField ? currentValue(person, correctField) : null
    const refusal = refuseCorrection(correctField, newValue, oldValue, today)
    return refusal ?? { correctField, oldValue, newValue: tidyText(newValue ?? '') }
  }

  @Mutation(() => AcknowledgeSubjectRequestResult, { description: 'Báo cho người yêu cầu biết đã tiếp nhận.' })
  async acknowledgeSubjectRequest(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof AcknowledgeSubjectRequestResult> {
    const request = await requestFor(id, SubjectRequestStepKind.ACKNOWLEDGED, context)
    if (request instanceof UserError) return request
    request.state = SubjectRequestState.ACKNOWLEDGED
    return take(request, SubjectRequestStepKind.ACKNOWLEDGED, context)
  }

  @Mutation(() => ExtendSubjectRequestResult, { description: 'Gia hạn trả lời một lần, có lý do.' })
  async extendSubjectRequest(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: Context,
  ): Promise<typeof ExtendSubjectRequestResult> {
    const request = await requestFor(id, SubjectRequestStepKind.EXTENDED, context)
    if (request instanceof UserError) return request
    if (request.firstAnswerBy) return new AlreadyExtended()
    const refusal = refuseNote('reason', 'Lý do gia hạn', reason)
    if (refusal) return refusal
    request.firstAnswerBy = request.answerBy
    request.answerBy = extended(request)
    return take(request, SubjectRequestStepKind.EXTENDED, context, reason)
  }

  @Mutation(() => DecideSubjectRequestResult, { description: 'Trả lời: thực hiện, hoặc từ chối với căn cứ.' })
  async decideSubjectRequest(
    @Arg('input', () => DecideSubjectRequestInput) { id, accept, answer, refusalGround }: DecideSubjectRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof DecideSubjectRequestResult> {
    const request = await requestFor(id, SubjectRequestStepKind.REFUSED, context)
    if (request instanceof UserError) return request
    if (!accept && !refusalGround) return new InvalidInput('refusalGround', 'Hãy chọn căn cứ từ chối.')
    const refusal = refuseNote('answer', 'Nội dung trả lời', answer)
    if (refusal) return refusal
    request.answer = answer.trim()
    if (!accept) {
      request.refusalGround = refusalGround ?? null
      return close(request, SubjectRequestState.REFUSED, context)
    }
    if (request.kind === SubjectRequestKind.CORRECTION) {
      request.state = SubjectRequestState.ACCEPTED
      return take(request, SubjectRequestStepKind.ACCEPTED, context, request.answer)
    }
    if (request.kind === SubjectRequestKind.WITHDRAWAL) {
      const consent = await addConsent(
        await request.person.loadOrFail(),
        {
          purpose: request.purpose ?? '',
          act: ConsentAct.WITHDRAWN,
          // The day the person said so, not the day it was dealt with.
          actedOn: request.receivedOn,
          method: request.method,
          evidence: request.number,
        },
        context,
      )
      if (consent instanceof UserError) return consent
    }
    return close(request, SubjectRequestState.FULFILLED, context)
  }

  @Mutation(() => ApplyCorrectionResult, { description: 'Sửa sổ theo yêu cầu chỉnh sửa đã được chấp nhận.' })
  async applyCorrection(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof ApplyCorrectionResult> {
    const request = await requestFor(id, SubjectRequestStepKind.FULFILLED, context)
    if (request instanceof UserError) return request
    const { state, correctField, newValue } = request
    if (state !== SubjectRequestState.ACCEPTED || !correctField || !newValue) return new SubjectRequestMoved(state)
    const person = await requirePerson(request.person.id, context)
    const refusal = refuseCorrection(
      correctField,
      newValue,
      currentValue(person, correctField),
      localDateOf(context.now),
    )
    if (refusal) return refusal
    const recorder = new LifeEventRecorder(localDateOf(context.now), context)
    recorder.correcting(person)
    correctPerson(recorder, person, correctField, newValue)
    recorder.answers(request.number)
    const { unitCode } = person
    recorder.record(LifeEventKind.CORRECTED, [{ person }], { unitCode, reason: `Yêu cầu ${request.number}` })
    await refreshPairsOf([person], context)
    return close(request, SubjectRequestState.FULFILLED, context)
  }
}

/** The request, locked, when it may take the step; so that two officers do not answer it twice. */
async function requestFor(
  id: string,
  step: SubjectRequestStepKind,
  { em, viewer }: Context,
): Promise<SubjectRequest | SubjectRequestMoved | OwnHouseholdRequest> {
  const request = isUuid(id) ? await em.findOne(SubjectRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
  if (!request) throw notFound('Không tìm thấy yêu cầu này trong phạm vi công tác của bạn.')
  if (viewer.kin.includes(request.person.id)) return new OwnHouseholdRequest()
  return mayStep(request.state, step) ? request : new SubjectRequestMoved(request.state)
}

function take(
  request: SubjectRequest,
  step: SubjectRequestStepKind,
  { em, viewer, now }: Context,
  note?: string,
): SubjectRequestSuccess {
  em.create(SubjectRequestStep, {
    unitCode: request.unitCode,
    request,
    step,
    at: now,
    accountId: viewer.accountId,
    byName: viewer.name,
    byPost: viewer.post,
    note: note?.trim() ?? null,
  })
  return Object.assign(new SubjectRequestSuccess(), { request })
}

function close(
  request: SubjectRequest,
  state: SubjectRequestState.FULFILLED | SubjectRequestState.REFUSED,
  context: Context,
): SubjectRequestSuccess {
  request.state = state
  request.answeredOn = localDateOf(context.now)
  return take(request, SubjectRequestStepKind[state], context, request.answer ?? undefined)
}
