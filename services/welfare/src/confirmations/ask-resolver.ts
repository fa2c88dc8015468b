import { randomBytes } from 'node:crypto'
import { LockMode } from '@mikro-orm/core'
import { type Context, InvalidInput, isUuid, UnitOutOfScope } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { lockDossier } from '../dossiers/claims.ts'
import type { Dossier } from '../dossiers/dossier.ts'
import { DossierNotFound } from '../dossiers/dossier-rules.ts'
import { DossierStatus } from '../dossiers/dossier-status.ts'
import { BeneficiaryKind } from '../programmes/programme.ts'
import { answersOfPerson, Confirmation, ConfirmationAnswer, ReceivedStage } from './confirmation.ts'
import { askIdentity } from './confirmation-events.ts'
import { ConfirmationRequest, ConfirmationState, sealQuestion } from './confirmation-request.ts'
import { validUntil } from './confirmation-rule.ts'
import {
  AlreadyAsked,
  AskedTooOften,
  ConfirmationAlreadyGiven,
  ConfirmationFault,
  ConfirmationNotAccepted,
  ConfirmationRequestNotFound,
  faultOf,
  MOST_ASKED_A_DAY,
  NothingToConfirm,
  stateOf,
} from './confirmation-rules.ts'
import {
  type Claims,
  claimedIssuer,
  isSamePerson,
  moment,
  readToken,
  seconds,
  signToken,
  type TokenKind,
} from './confirmation-token.ts'
import { IssuerKey } from './issuer-key.ts'
import { signerOf } from './signing-key.ts'

const DAY = 86_400_000
const LONGEST_TOKEN = 4_000

@InputType()
export class AskConfirmationInput {
  @Field(() => ID)
  dossierId!: string

  @Field(() => ID, { description: 'Mã phường/xã được hỏi: nơi thường trú hoặc tạm trú kia.' })
  unit!: string
}

@ObjectType()
export class AskConfirmationSuccess {
  @Field(() => ConfirmationRequest)
  request!: ConfirmationRequest
}

export const AskConfirmationResult = createUnionType({
  name: 'AskConfirmationResult',
  types: () =>
    [AskConfirmationSuccess, NothingToConfirm, AlreadyAsked, AskedTooOften, DossierNotFound, InvalidInput] as const,
})

@InputType()
export class EnterConfirmationInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String, { description: 'Giấy xác nhận dạng chữ, hoặc nội dung mã QR.' })
  token!: string
}

@ObjectType()
export class EnterConfirmationSuccess {
  @Field(() => ConfirmationRequest)
  request!: ConfirmationRequest
}

export const EnterConfirmationResult = createUnionType({
  name: 'EnterConfirmationResult',
  types: () =>
    [
      EnterConfirmationSuccess,
      ConfirmationNotAccepted,
      ConfirmationAlreadyGiven,
      ConfirmationRequestNotFound,
      InvalidInput,
    ] as const,
})

@InputType()
export class ReceiveConfirmationRequestInput {
  @Field(() => ID)
  unit!: string

  @Field(() => String, { description: 'Giấy đề nghị dạng chữ, hoặc nội dung mã QR.' })
  token!: string

  @Field(() => ID, { description: 'Người mà giấy nêu tên, trong sổ của phường/xã.' })
  personId!: string
}

@ObjectType()
export class ReceiveConfirmationRequestSuccess {
  @Field(() => ConfirmationRequest)
  request!: ConfirmationRequest
}

export const ReceiveConfirmationRequestResult = createUnionType({
  name: 'ReceiveConfirmationRequestResult',
  types: () => [ReceiveConfirmationRequestSuccess, ConfirmationNotAccepted, InvalidInput, UnitOutOfScope] as const,
})

/** What the asking ward does, and what arrives on paper at either. */
@Resolver(() => ConfirmationRequest)
export class AskResolver {
  @Mutation(() => AskConfirmationResult, {
    description:
      'Hỏi nơi cư trú kia xem người của hồ sơ đã hưởng chương trình này ở đó chưa. Không chuyển tên, không chuyển số.',
  })
  async askConfirmation(
    @Arg('input', () => AskConfirmationInput) { dossierId, unit }: AskConfirmationInput,
    @Ctx() context: Context,
  ): Promise<typeof AskConfirmationResult> {
    const { em, viewer, now } = context
    const dossier = await lockDossier(em, dossierId)
    if (!dossier) return new DossierNotFound()
    if (!/^\d{5}$/.test(unit)) return new InvalidInput('unit', 'Mã phường/xã gồm 5 chữ số. Hãy xem lại.')
    if (unit === dossier.unitCode) return new InvalidInput('unit', 'Hãy chọn nơi khác: đây là chính đơn vị bạn.')
    if (!isOpen(dossier)) return new NothingToConfirm()
    const before = await em.find(ConfirmationRequest, { dossier, askedUnit: unit, expiresAt: { $gt: now } })
    const answers = await em.find(Confirmation, { request: { $in: before.map(({ id }) => id) } })
    const answered = new Set(answers.map(({ request }) => request.id))
    const open = before.find((request) => {
      const state = stateOf(request, answered.has(request.id), now)
      return state === ConfirmationState.IDENTIFYING || state === ConfirmationState.WAITING
    })
    if (open) return new AlreadyAsked(open.expiresAt)
    // Several questions at once would each count the same ones before them.
    await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`questions of ${viewer.accountId}`])
    const since = new Date(now.getTime() - DAY)
    const asked = await em.count(ConfirmationRequest, { askedById: viewer.accountId, askedAt: { $gt: since } })
    if (asked >= MOST_ASKED_A_DAY) return new AskedTooOften()

    const programme = await dossier.programme.loadOrFail()
    const expiresAt = await validUntil(programme, context)
    const id = crypto.randomUUID()
    const claims: Claims<'question'> = {
      iss: dossier.unitCode,
      aud: unit,
      jti: id,
      prg: programme.code,
      prn: programme.name,
      key: randomBytes(32).toString('base64url'),
      iat: seconds(now),
      exp: seconds(expiresAt),
    }
    const token = await signToken('question', claims, await signerOf(dossier.unitCode, context))
    const request = em.create(ConfirmationRequest, {
      id,
      unitCode: dossier.unitCode,
      askedUnit: unit,
      programmeCode: programme.code,
      programmeName: programme.name,
      dossier,
      beneficiaryId: dossier.beneficiaryId,
      questionSealed: sealQuestion(id, token, context.vault),
      askedAt: now,
      askedById: viewer.accountId,
      askedByName: viewer.name,
      expiresAt,
    })
    await askIdentity(context, request, request.unitCode, { personId: dossier.beneficiaryId })
    return Object.assign(new AskConfirmationSuccess(), { request })
  }

  @Mutation(() => EnterConfirmationResult, {
    description: 'Nhập giấy xác nhận mà nơi kia đã in hoặc gửi. Chữ ký, hạn, người, chương trình đều được kiểm tra.',
  })
  async enterConfirmation(
    @Arg('input', () => EnterConfirmationInput) { requestId, token }: EnterConfirmationInput,
    @Ctx() context: Context,
  ): Promise<typeof EnterConfirmationResult> {
    const { em, viewer, now } = context
    // Locked, so that a paper that is entered twice at once is entered once.
    const lockMode = LockMode.PESSIMISTIC_WRITE
    const request = isUuid(requestId) ? await em.findOne(ConfirmationRequest, { id: requestId }, { lockMode }) : null
    if (!request || !viewer.units.includes(request.unitCode)) return new ConfirmationRequestNotFound()
    const claims = await read('answer', token, request.unitCode, context)
    if (typeof claims === 'string') return new ConfirmationNotAccepted(claims)
    if (await em.count(Confirmation, { id: claims.jti }))
      return new ConfirmationNotAccepted(ConfirmationFault.ALREADY_USED)
    if (await em.count(Confirmation, { request })) return new ConfirmationAlreadyGiven()
    const fault = faultOfAnswer(claims, request)
    if (fault) return new ConfirmationNotAccepted(fault)
    context.onConflict('confirmation_once', () => new ConfirmationAlreadyGiven())
    em.create(Confirmation, {
      id: claims.jti,
      unitCode: request.unitCode,
      askedUnit: request.askedUnit,
      request,
      answer: ConfirmationAnswer[claims.ans],
      stage: claims.stg ? ReceivedStage[claims.stg] : null,
      paidOn: claims.day ?? null,
      answeredByName: claims.by,
      answeredAt: moment(claims.iat),
      expiresAt: moment(claims.exp),
      keyId: claimedIssuer('answer', token.trim())?.keyId ?? '',
      token: token.trim(),
      enteredAt: now,
      enteredByName: viewer.name,
    })
    return Object.assign(new EnterConfirmationSuccess(), { request })
  }

  @Mutation(() => ReceiveConfirmationRequestResult, {
    description: 'Ghi giấy đề nghị xác nhận của một nơi dùng hệ thống khác, và chọn người mà giấy nêu tên trong sổ.',
  })
  async receiveConfirmationRequest(
    @Arg('input', () => ReceiveConfirmationRequestInput) { unit, token, personId }: ReceiveConfirmationRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof ReceiveConfirmationRequestResult> {
    const { em, viewer, now } = context
    if (!viewer.units.includes(unit)) return new UnitOutOfScope(unit)
    if (!isUuid(personId)) return new InvalidInput('personId', 'Hãy chọn người mà giấy nêu tên trong sổ của phường.')
    const claims = await read('question', token, unit, context)
    if (typeof claims === 'string') return new ConfirmationNotAccepted(claims)
    if (await em.count(IssuerKey, { issuerCode: claims.iss, isHere: true }))
      return new ConfirmationNotAccepted(ConfirmationFault.SAME_INSTALLATION)
    context.onConflict('confirmation_request_pkey', () => new ConfirmationNotAccepted(ConfirmationFault.ALREADY_USED))
    const request = em.create(ConfirmationRequest, {
      id: claims.jti,
      unitCode: claims.iss,
      askedUnit: unit,
      programmeCode: claims.prg,
      programmeName: claims.prn,
      questionSealed: sealQuestion(claims.jti, token.trim(), context.vault),
      askedAt: moment(claims.iat),
      expiresAt: moment(claims.exp),
      receivedAt: now,
      receivedByName: viewer.name,
      searchedAt: now,
      searchedByName: viewer.name,
    })
    await askIdentity(context, request, unit, { personId })
    return Object.assign(new ReceiveConfirmationRequestSuccess(), { request })
  }
}

function isOpen({ status, beneficiaryKind }: Dossier): boolean {
  return beneficiaryKind === BeneficiaryKind.PERSON && status !== DossierStatus.PAID && status !== DossierStatus.REFUSED
}

async function read<K extends TokenKind>(
  kind: K,
  text: string,
  unit: string,
  { em, now }: Context,
): Promise<Claims<K> | ConfirmationFault> {
  const token = text.trim()
  const claimed = token.length > LONGEST_TOKEN ? undefined : claimedIssuer(kind, token)
  const isPossible = claimed && !`${claimed.issuerCode}${claimed.keyId}`.includes('\0')
  if (!isPossible) return ConfirmationFault.UNREADABLE
  const key = await em.findOne(IssuerKey, { ...claimed })
  const claims = await readToken(kind, token, { key, unit, now })
  return typeof claims === 'string' ? faultOf(claims) : claims
}

/** What keeps an answer that is genuine from answering this question. */
export function faultOfAnswer(
  { iss, req, prg, who, ans }: Claims<'answer'>,
  { id, askedUnit, programmeCode, digests }: ConfirmationRequest,
): ConfirmationFault | undefined {
  if (iss !== askedUnit) return ConfirmationFault.FROM_ANOTHER_UNIT
  if (req !== id) return ConfirmationFault.ANOTHER_REQUEST
  if (prg !== programmeCode) return ConfirmationFault.ANOTHER_PROGRAMME
  if (!answersOfPerson.includes(ConfirmationAnswer[ans])) return undefined
  if (!digests?.length) return ConfirmationFault.NO_NUMBER
  return isSamePerson(who, digests) ? undefined : ConfirmationFault.ANOTHER_PERSON
}
