import { LockMode } from '@mikro-orm/core'
import {
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  refuseText,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { lockBeneficiary } from '../dossiers/claims.ts'
import { type RegisterSearch, searchOf } from './books.ts'
import { answersOfPerson, Confirmation, ConfirmationAnswer, ReceivedStage } from './confirmation.ts'
import { askIdentity } from './confirmation-events.ts'
import { ConfirmationRequest, ConfirmationState } from './confirmation-request.ts'
import { validUntil } from './confirmation-rule.ts'
import {
  AnswerAgainstBooks,
  ConfirmationAlreadyGiven,
  ConfirmationNotOpen,
  ConfirmationRequestNotFound,
  RegisterNotSearched,
  stateOf,
} from './confirmation-rules.ts'
import { isSamePerson, moment, seconds, signToken } from './confirmation-token.ts'
import { signerOf } from './signing-key.ts'

const LONGEST_REASON = 500

@InputType()
export class SearchForConfirmationInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => ID, {
    nullable: true,
    description: 'Người trong sổ mà cán bộ tự chọn, khi số giấy tờ không khớp; để trống thì tra theo số.',
  })
  personId?: string | null
}

@ObjectType()
export class SearchForConfirmationSuccess {
  @Field(() => ConfirmationRequest)
  request!: ConfirmationRequest
}

export const SearchForConfirmationResult = createUnionType({
  name: 'SearchForConfirmationResult',
  types: () =>
    [
      SearchForConfirmationSuccess,
      ConfirmationAlreadyGiven,
      ConfirmationNotOpen,
      ConfirmationRequestNotFound,
      InvalidInput,
    ] as const,
})

@InputType()
export class AnswerConfirmationInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => ConfirmationAnswer)
  answer!: ConfirmationAnswer

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Ngày đã chi, khi trả lời đã hưởng mà sổ sách ở đây chưa ghi.',
  })
  paidOn?: LocalDate | null

  @Field(() => String, { nullable: true, description: 'Vì sao trả lời khác với sổ sách.' })
  reason?: string | null
}

@ObjectType()
export class AnswerConfirmationSuccess {
  @Field(() => ConfirmationRequest)
  request!: ConfirmationRequest
}

export const AnswerConfirmationResult = createUnionType({
  name: 'AnswerConfirmationResult',
  types: () =>
    [
      AnswerConfirmationSuccess,
      AnswerAgainstBooks,
      RegisterNotSearched,
      ConfirmationAlreadyGiven,
      ConfirmationNotOpen,
      ConfirmationRequestNotFound,
      InvalidInput,
    ] as const,
})

/** What the asked ward does. */
@Resolver(() => ConfirmationRequest)
export class AnswerResolver {
  @Mutation(() => SearchForConfirmationResult, {
    description: 'Tra sổ của phường/xã theo số giấy tờ mà nơi hỏi nêu (chỉ so khớp, không ai đọc được số).',
  })
  async searchForConfirmation(
    @Arg('input', () => SearchForConfirmationInput) { requestId, personId }: SearchForConfirmationInput,
    @Ctx() context: Context,
  ): Promise<typeof SearchForConfirmationResult> {
    const { viewer, now } = context
    const request = await openRequest(requestId, context)
    if (!(request instanceof ConfirmationRequest)) return request
    if (personId != null && !isUuid(personId)) return new InvalidInput('personId', 'Hãy chọn lại người trong sổ.')
    if (request.receivedAt && !personId)
      return new InvalidInput('personId', 'Giấy này không kèm số để tra. Hãy chọn người mà giấy nêu tên.')
    Object.assign(request, {
      searchedAt: now,
      searchedByName: viewer.name,
      foundAt: null,
      foundId: null,
      foundDigests: null,
    })
    await askIdentity(context, request, request.askedUnit, personId ? { personId } : { indexes: request.indexes })
    return Object.assign(new SearchForConfirmationSuccess(), { request })
  }

  @Mutation(() => AnswerConfirmationResult, {
    description: 'Trả lời và ký giấy xác nhận. Sau khi ký không sửa được; nơi hỏi thấy ngay.',
  })
  async answerConfirmation(
    @Arg('input', () => AnswerConfirmationInput) { requestId, answer, paidOn, reason }: AnswerConfirmationInput,
    @Ctx() context: Context,
  ): Promise<typeof AnswerConfirmationResult> {
    const { em, viewer, now } = context
    const request = await openRequest(requestId, context)
    if (!(request instanceof ConfirmationRequest)) return request
    // Nobody here opens a dossier for this person while the ward says that there is none.
    if (request.foundId) await lockBeneficiary(em, request.foundId)
    const search = await searchOf(request, context)
    if (!search) return new RegisterNotSearched()
    const { foundDigests, digests } = request
    const refusal =
      refusePerson(answer, { ...search, foundDigests, digests }) ??
      refuseAnswer(search, { answer, paidOn, reason, today: localDateOf(now) })
    if (refusal) return refusal
    context.onConflict('confirmation_once', () => new ConfirmationAlreadyGiven())

    const { unitCode, askedUnit, programmeCode } = request
    const said = answer === search.says
    const day = answer === ConfirmationAnswer.RECEIVED ? (said ? search.paidOn : paidOn) : null
    const stage = answer === ConfirmationAnswer.RECEIVED ? (day ? ReceivedStage.PAID : ReceivedStage.CLAIMED) : null
    const signer = await signerOf(askedUnit, context)
    const id = crypto.randomUUID()
    const [iat, exp] = [seconds(now), seconds(await validUntil(search.programme, context))]
    const token = await signToken(
      'answer',
      {
        iss: askedUnit,
        aud: unitCode,
        jti: id,
        req: request.id,
        prg: programmeCode,
        who: answersOfPerson.includes(answer) ? (request.foundDigests ?? []) : [],
        ans: answer,
        ...(stage && { stg: stage }),
        ...(day && { day }),
        by: viewer.name,
        ask: seconds(request.askedAt),
        iat,
        exp,
      },
      signer,
    )
    em.create(Confirmation, {
      id,
      unitCode,
      askedUnit,
      request,
      answer,
      stage,
      paidOn: day ?? null,
      answeredByName: viewer.name,
      answeredAt: moment(iat),
      expiresAt: moment(exp),
      keyId: signer.keyId,
      token,
      againstBooks: said ? null : reason?.trim(),
    })
    return Object.assign(new AnswerConfirmationSuccess(), { request })
  }
}

/** A request that this ward may still answer. Locked, so that two officers sign one after the other. */
async function openRequest(
  id: string,
  { em, viewer, now }: Context,
): Promise<ConfirmationRequest | ConfirmationRequestNotFound | ConfirmationAlreadyGiven | ConfirmationNotOpen> {
  const request = isUuid(id)
    ? await em.findOne(ConfirmationRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!request || !viewer.units.includes(request.askedUnit)) return new ConfirmationRequestNotFound()
  const isAnswered = (await em.count(Confirmation, { request })) > 0
  const state = stateOf(request, isAnswered, now)
  if (isAnswered) return new ConfirmationAlreadyGiven()
  return state === ConfirmationState.WAITING ? request : new ConfirmationNotOpen(state)
}

interface Said {
  answer: ConfirmationAnswer
  paidOn?: LocalDate | null
  reason?: string | null
  today: LocalDate
}

interface Compared extends Pick<ConfirmationRequest, 'digests' | 'foundDigests'> {
  person: object | null
}

/** Of nobody but the person who is asked about. What came on paper brings no digests: the asking ward compares. */
function refusePerson(
  answer: ConfirmationAnswer,
  { person, digests, foundDigests }: Compared,
): InvalidInput | undefined {
  if (!person && foundDigests?.length)
    return new InvalidInput(
      'answer',
      'Sổ có hơn một người mang những số mà nơi hỏi nêu. Hãy nhờ cán bộ hộ tịch gộp trùng hoặc sửa số ghi nhầm, hoặc chọn đúng người trong sổ, rồi tra lại.',
    )
  if (!answersOfPerson.includes(answer)) return undefined
  if (!person)
    return new InvalidInput(
      'answer',
      'Sổ không có ai mang số này: chỉ trả lời được “không biết người này”, hoặc chọn người trong sổ rồi tra lại.',
    )
  if (!foundDigests?.length)
    return new InvalidInput(
      'answer',
      'Sổ chưa có số giấy tờ của người này nên nơi hỏi không đối chiếu được. Hãy ghi số giấy tờ vào sổ rồi tra lại.',
    )
  if (digests && !isSamePerson(foundDigests, digests))
    return new InvalidInput(
      'answer',
      'Số giấy tờ của người này trong sổ khác với số mà nơi hỏi nêu. Hãy chọn đúng người, hoặc ghi đủ số giấy tờ vào sổ, rồi tra lại.',
    )
}

function refuseAnswer(
  { says }: RegisterSearch,
  { answer, paidOn, reason, today }: Said,
): AnswerAgainstBooks | InvalidInput | undefined {
  if (paidOn && paidOn > today) return new InvalidInput('paidOn', 'Ngày đã chi không thể ở sau hôm nay.')
  if (answer !== says && !reason?.trim()) return new AnswerAgainstBooks(says)
  return refuseText('reason', 'Lý do', reason, LONGEST_REASON)
}
