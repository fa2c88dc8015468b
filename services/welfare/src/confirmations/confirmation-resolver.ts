import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  isUuid,
  localDateOf,
  manyBy,
  notFound,
  oneBy,
  PageArgs,
  page,
  requireInScope,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { Dossier } from '../dossiers/dossier.ts'
import { dossierById } from '../dossiers/dossier-resolver.ts'
import { Programme } from '../programmes/programme.ts'
import { RegisterSearch, searchOf } from './books.ts'
import { answersOfPerson, Confirmation } from './confirmation.ts'
import { ConfirmationRequest, ConfirmationState, openQuestion } from './confirmation-request.ts'
import { ConfirmationRule, ruleOn } from './confirmation-rule.ts'
import { stateOf } from './confirmation-rules.ts'
import { IssuerKey } from './issuer-key.ts'

export const ConfirmationRequestConnection = connectionOf(ConfirmationRequest, 'ConfirmationRequest')

export const confirmationRequestById = oneBy(ConfirmationRequest, 'id')

const newestFirst = [
  ['askedAt', 'desc'],
  ['id', 'asc'],
] as const

const answersTo = manyBy(Confirmation, 'request', { answeredAt: 'desc' })
const requestsOfDossier = manyBy(ConfirmationRequest, 'dossier', { askedAt: 'desc', id: 'asc' })
const rulesOf = manyBy(ConfirmationRule, 'programme', { inForceFrom: 'asc' })
const keysOf = manyBy(IssuerKey, 'issuerCode', { validFrom: 'desc' })

async function answerTo(request: ConfirmationRequest, context: Context): Promise<Confirmation | null> {
  const [answer] = await answersTo(request.id, context)
  return answer ?? null
}

async function nameOf(unit: string, context: Context): Promise<string | null> {
  return (await keysOf(unit, context)).find(({ issuerName }) => issuerName)?.issuerName ?? null
}

@ObjectType({ description: 'Một người đã hỏi nơi khác bao nhiêu lần trong 30 ngày.' })
export class ConfirmationAsker {
  @Field(() => String)
  name!: string

  @Field(() => Int)
  asked!: number

  @Field(() => Int, { description: 'Trong 24 giờ vừa qua.' })
  askedToday!: number
}

@Resolver(() => ConfirmationRequest)
export class ConfirmationResolver {
  @Query(() => ConfirmationRequestConnection, {
    description: 'Đề nghị xác nhận gửi đến đơn vị (incoming) hoặc do đơn vị gửi đi, mới hỏi trước.',
  })
  confirmationRequests(
    @Arg('unit', () => ID) unit: string,
    @Arg('incoming', () => Boolean) incoming: boolean,
    @Arg('answered', () => Boolean, { nullable: true }) answered: boolean | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<ConfirmationRequest>> {
    requireInScope(unit, context)
    const conditions = [
      incoming ? { askedUnit: unit } : { unitCode: unit },
      ...(answered == null ? [] : [{ confirmations: answered ? { $some: {} } : { $none: {} } }]),
    ]
    return page(context, ConfirmationRequest, { $and: conditions }, newestFirst, pageArgs)
  }

  @Query(() => ConfirmationRequest, { nullable: true })
  async confirmationRequest(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ConfirmationRequest> {
    const request = isUuid(id) ? await confirmationRequestById(id, context) : null
    if (!request) throw notFound('Không tìm thấy đề nghị xác nhận này trong phạm vi công tác của bạn.')
    return request
  }

  @Query(() => [ConfirmationAsker], { description: 'Ai của đơn vị đã hỏi nơi khác nhiều đến đâu; hỏi nhiều trước.' })
  async confirmationAskers(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<ConfirmationAsker[]> {
    requireInScope(unit, context)
    const { em, now } = context
    const rows = await em.execute<{ name: string; asked: number; today: number }[]>(
      `select max(asked_by_name) as name, count(*)::int as asked,
         (count(*) filter (where asked_at > ?::timestamptz - interval '1 day'))::int as today
       from confirmation_request where unit_code = ? and asked_by_id is not null and asked_at > ?::timestamptz - interval '30 days'
       group by asked_by_id order by 2 desc, 1`,
      [now.toISOString(), unit, now.toISOString()],
    )
    return rows.map(({ name, asked, today }) =>
      Object.assign(new ConfirmationAsker(), { name, asked, askedToday: today }),
    )
  }

  @Query(() => [IssuerKey], {
    description: 'Các khóa công khai mà hệ thống này tin để kiểm tra giấy xác nhận, theo mã đơn vị.',
  })
  issuerKeys(@Ctx() { em }: Context): Promise<IssuerKey[]> {
    return em.find(IssuerKey, {}, { orderBy: { issuerCode: 'asc', validFrom: 'desc' }, limit: 500 })
  }

  @FieldResolver(() => String, { description: 'Mã phường/xã hỏi.' })
  askingCode(@Root() { unitCode }: ConfirmationRequest): string {
    return unitCode
  }

  @FieldResolver(() => String, { description: 'Mã phường/xã được hỏi.' })
  askedCode(@Root() { askedUnit }: ConfirmationRequest): string {
    return askedUnit
  }

  @FieldResolver(() => String, { nullable: true, description: 'Tên nơi hỏi theo danh sách khóa tin cậy.' })
  askingName(@Root() { unitCode }: ConfirmationRequest, @Ctx() context: Context): Promise<string | null> {
    return nameOf(unitCode, context)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Tên nơi được hỏi theo danh sách khóa tin cậy.' })
  askedName(@Root() { askedUnit }: ConfirmationRequest, @Ctx() context: Context): Promise<string | null> {
    return nameOf(askedUnit, context)
  }

  @FieldResolver(() => ConfirmationState)
  async state(@Root() request: ConfirmationRequest, @Ctx() context: Context): Promise<ConfirmationState> {
    return stateOf(request, Boolean(await answerTo(request, context)), context.now)
  }

  @FieldResolver(() => Dossier, { nullable: true, description: 'Hồ sơ của nơi hỏi; nơi được hỏi không thấy.' })
  dossier(@Root() { dossier }: ConfirmationRequest, @Ctx() context: Context): Promise<Dossier | null> {
    return dossier ? dossierById(dossier.id, context) : Promise.resolve(null)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Giấy đề nghị đã ký, để in; chỉ nơi hỏi có.' })
  async slip(@Root() request: ConfirmationRequest, @Ctx() context: Context): Promise<string | null> {
    return context.viewer.units.includes(request.unitCode) ? openQuestion(request, context) : null
  }

  @FieldResolver(() => Confirmation, { nullable: true })
  confirmation(@Root() request: ConfirmationRequest, @Ctx() context: Context): Promise<Confirmation | null> {
    return answerTo(request, context)
  }

  @FieldResolver(() => RegisterSearch, {
    nullable: true,
    description: 'Chỉ nơi được hỏi thấy; trống khi chưa tra xong.',
  })
  search(@Root() request: ConfirmationRequest, @Ctx() context: Context): Promise<RegisterSearch | null> {
    return searchOf(request, context)
  }
}

@Resolver(() => Confirmation)
export class GivenConfirmationResolver {
  @FieldResolver(() => Boolean, { description: 'Còn hạn.' })
  isValid(@Root() { expiresAt }: Confirmation, @Ctx() { now }: Context): boolean {
    return expiresAt > now
  }

  @FieldResolver(() => String, { nullable: true, description: 'Vì sao trả lời khác sổ sách; chỉ nơi trả lời thấy.' })
  againstBooks(@Root() { askedUnit, againstBooks }: Confirmation, @Ctx() { viewer }: Context): string | null {
    return viewer.units.includes(askedUnit) ? (againstBooks ?? null) : null
  }
}

@Resolver(() => Programme)
export class ProgrammeConfirmationResolver {
  @FieldResolver(() => ConfirmationRule, {
    nullable: true,
    description: 'Quy định về giấy xác nhận đang có hiệu lực; trống khi chương trình không có.',
  })
  async confirmationRule(@Root() programme: Programme, @Ctx() context: Context): Promise<ConfirmationRule | null> {
    return ruleOn(await rulesOf(programme.id, context), localDateOf(context.now)) ?? null
  }
}

@Resolver(() => Dossier)
export class DossierConfirmationResolver {
  @FieldResolver(() => [ConfirmationRequest], {
    nullable: true,
    description: 'Những lần hỏi nơi khác về hồ sơ này, mới hỏi trước. Trống khi không được xem.',
  })
  confirmationRequests(@Root() dossier: Dossier, @Ctx() context: Context): Promise<ConfirmationRequest[]> {
    return requestsOfDossier(dossier.id, context)
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Quy định lúc nộp đòi giấy xác nhận của nơi cư trú kia mà hồ sơ chưa có giấy còn hạn. Trống khi không được xem.',
  })
  lacksConfirmation(@Root() dossier: Dossier, @Ctx() context: Context): Promise<boolean> {
    return lacking(dossier, context)
  }
}

const lacking = batched<Dossier, boolean>(async (dossiers, { em, now }) => {
  const away = dossiers.filter(({ otherResidenceCode }) => otherResidenceCode)
  if (away.length === 0) return () => false
  const rules = await em.find(ConfirmationRule, { programme: { $in: away.map(({ programme }) => programme.id) } })
  const answers = await em.find(
    Confirmation,
    {
      answer: { $in: answersOfPerson },
      expiresAt: { $gt: now },
      request: { dossier: { $in: away } },
    },
    { populate: ['request'] },
  )
  return ({ id, programme, otherResidenceCode, submittedAt }) => {
    if (!otherResidenceCode) return false
    const ofProgramme = rules.filter((rule) => rule.programme.id === programme.id)
    if (!ruleOn(ofProgramme, localDateOf(submittedAt))?.required) return false
    return !answers.some(({ askedUnit, request }) => askedUnit === otherResidenceCode && request.$.dossier?.id === id)
  }
})
