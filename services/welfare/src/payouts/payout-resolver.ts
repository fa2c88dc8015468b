import {
  type Connection,
  type Context,
  connectionOf,
  InvalidInput,
  isUuid,
  PageArgs,
  page,
  requireInScope,
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
} from 'type-graphql'
import { refuseReceivedSince } from '../confirmations/confirmation-guards.ts'
import { ConfirmedElsewhere, ReceivedElsewhere } from '../confirmations/confirmation-rules.ts'
import { lockDossier, refuseClaim } from '../dossiers/claims.ts'
import { Dossier } from '../dossiers/dossier.ts'
import { DossierAlreadyOpen, DossierNotFound, ExcludedByOtherProgramme } from '../dossiers/dossier-rules.ts'
import { DossierStatus } from '../dossiers/dossier-status.ts'
import { payFromFund } from '../funds/fund-balance.ts'
import { FundExhausted } from '../funds/fund-rules.ts'
import { Programme } from '../programmes/programme.ts'
import { ResidentialGroup } from '../references.ts'
import { DoublePayment, doublePaymentsOf } from './double-payments.ts'
import { Payout, PayoutMethod, payoutCode } from './payout.ts'
import { DossierNotApproved, PayerMayNotApprove, refusePayment, refuseReceipt } from './payout-rules.ts'

export const PayoutConnection = connectionOf(Payout, 'Payout')

export const latestFirst = [
  ['paidAt', 'desc'],
  ['id', 'asc'],
] as const

@InputType()
export class ConfirmPayoutInput {
  @Field(() => ID)
  dossierId!: string

  @Field(() => PayoutMethod)
  method!: PayoutMethod

  @Field(() => String, { description: 'Số phiếu chi hoặc số lệnh chuyển tiền; mỗi số dùng một lần.' })
  receiptNumber!: string
}

@ObjectType()
export class ConfirmPayoutSuccess {
  @Field(() => Payout)
  payout!: Payout
}

@ObjectType({ implements: UserError, description: 'Hồ sơ đã được chi trước đó; không chi lần nữa.' })
export class PayoutAlreadyConfirmed extends UserError {
  readonly code = 'PayoutAlreadyConfirmed'

  @Field(() => Payout)
  payout: Payout

  constructor(payout: Payout) {
    super(`Hồ sơ này đã được chi theo phiếu ${payout.receiptNumber}. Không chi lần nữa.`)
    this.payout = payout
  }
}

export const ConfirmPayoutResult = createUnionType({
  name: 'ConfirmPayoutResult',
  types: () =>
    [
      ConfirmPayoutSuccess,
      PayoutAlreadyConfirmed,
      DossierNotApproved,
      PayerMayNotApprove,
      DossierAlreadyOpen,
      ExcludedByOtherProgramme,
      ReceivedElsewhere,
      ConfirmedElsewhere,
      FundExhausted,
      DossierNotFound,
      InvalidInput,
    ] as const,
})

@Resolver(() => Payout)
export class PayoutResolver {
  @Query(() => PayoutConnection, { description: 'Các lần chi của đơn vị, mới chi trước.' })
  payouts(
    @Arg('unit', () => ID) unit: string,
    @Arg('programme', () => ID, { nullable: true }) programme: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Payout>> {
    requireInScope(unit, context)
    const conditions = [{ unitCode: unit }, ...(programme ? [{ programme: { $in: [programme].filter(isUuid) } }] : [])]
    return page(context, Payout, { $and: conditions }, latestFirst, pageArgs)
  }

  @Query(() => [DoublePayment], {
    description:
      'Ai đã được chi hai lần ở một chương trình hoặc ở hai chương trình không đi cùng nhau, mới chi trước: hai bản ghi nay được gộp là một người, hoặc hai chương trình nay không hưởng cùng.',
  })
  doublePayments(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<DoublePayment[]> {
    requireInScope(unit, context)
    return doublePaymentsOf(unit, context)
  }

  @FieldResolver(() => Dossier)
  dossier(@Root() payout: Payout): Promise<Dossier> {
    return payout.dossier.loadOrFail()
  }

  @FieldResolver(() => Programme)
  programme(@Root() payout: Payout): Promise<Programme> {
    return payout.programme.loadOrFail()
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true, description: 'Trống khi chưa rõ tổ dân phố.' })
  residentialGroup(@Root() { residentialGroupId }: Payout): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }

  @Mutation(() => ConfirmPayoutResult, {
    description: 'Xác nhận đã chi cho hồ sơ đã duyệt. Gửi lại cùng hồ sơ không chi lần hai mà trả về lần chi đã có.',
  })
  async confirmPayout(
    @Arg('input', () => ConfirmPayoutInput) { dossierId, method, receiptNumber }: ConfirmPayoutInput,
    @Ctx() context: Context,
  ): Promise<typeof ConfirmPayoutResult> {
    const { em, viewer, now } = context
    const dossier = await lockDossier(em, dossierId)
    if (!dossier) return new DossierNotFound()
    if (dossier.status === DossierStatus.PAID)
      return new PayoutAlreadyConfirmed(await em.findOneOrFail(Payout, { dossier }))
    const refusal =
      refusePayment(dossier, viewer.accountId) ??
      refuseReceipt(receiptNumber) ??
      (await refuseClaim(em, dossier, now)) ??
      (await refuseReceivedSince(em, dossier))
    if (refusal) return refusal
    context.onConflict(
      'payout_receipt',
      () => new InvalidInput('receiptNumber', 'Số phiếu này đã dùng cho một lần chi khác. Hãy kiểm tra lại.'),
    )
    const programme = await dossier.programme.loadOrFail()
    const exhausted = await payFromFund(em, { fundId: programme.fund.id, amount: dossier.amount })
    if (exhausted) return exhausted

    dossier.status = DossierStatus.PAID
    dossier.paidById = viewer.accountId
    const payout = em.create(Payout, {
      unitCode: dossier.unitCode,
      code: payoutCode(dossier.code),
      dossier,
      programme,
      beneficiaryId: dossier.beneficiaryId,
      residentialGroupId: dossier.residentialGroupId,
      amount: dossier.amount,
      paidAt: now,
      method,
      receiptNumber: receiptNumber.trim(),
      paidById: viewer.accountId,
      paidByName: viewer.name,
    })
    return Object.assign(new ConfirmPayoutSuccess(), { payout })
  }
}
