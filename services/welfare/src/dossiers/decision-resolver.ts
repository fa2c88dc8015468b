import { type Context, InvalidInput } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { receivedElsewhere, refuseReceived } from '../confirmations/confirmation-guards.ts'
import { ConfirmedElsewhere, ReceivedElsewhere } from '../confirmations/confirmation-rules.ts'
import { commitToFund, releaseToFund } from '../funds/fund-balance.ts'
import { FundExhausted } from '../funds/fund-rules.ts'
import { lockDossier, refuseClaim } from './claims.ts'
import { Decision, DecisionKind } from './decision.ts'
import { Dossier } from './dossier.ts'
import {
  DossierAlreadyClosed,
  DossierAlreadyOpen,
  DossierNotAwaitingApproval,
  DossierNotFound,
  ExcludedByOtherProgramme,
  refuseApproval,
  refuseNote,
  refuseRefusal,
  SamePersonTwice,
  SubmitterMayNotApprove,
} from './dossier-rules.ts'
import { DossierStatus } from './dossier-status.ts'
import { ExclusionClaim } from './exclusion-claim.ts'

@InputType()
export class ApproveDossierInput {
  @Field(() => ID)
  dossierId!: string

  @Field(() => String, { nullable: true, description: 'Ghi chú của người duyệt.' })
  note?: string | null

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Vẫn duyệt dù nơi kia xác nhận người này đã hưởng; phải ghi lý do vào ghi chú.',
  })
  inSpiteOfConfirmation!: boolean
}

@ObjectType()
export class ApproveDossierSuccess {
  @Field(() => Dossier)
  dossier!: Dossier
}

export const ApproveDossierResult = createUnionType({
  name: 'ApproveDossierResult',
  types: () =>
    [
      ApproveDossierSuccess,
      SamePersonTwice,
      SubmitterMayNotApprove,
      DossierNotAwaitingApproval,
      DossierAlreadyOpen,
      ExcludedByOtherProgramme,
      ReceivedElsewhere,
      ConfirmedElsewhere,
      FundExhausted,
      DossierNotFound,
      InvalidInput,
    ] as const,
})

@InputType()
export class RefuseDossierInput {
  @Field(() => ID)
  dossierId!: string

  @Field(() => String, { description: 'Lý do, để trả lời người nộp.' })
  reason!: string
}

@ObjectType()
export class RefuseDossierSuccess {
  @Field(() => Dossier)
  dossier!: Dossier
}

export const RefuseDossierResult = createUnionType({
  name: 'RefuseDossierResult',
  types: () => [RefuseDossierSuccess, DossierAlreadyClosed, DossierNotFound, InvalidInput] as const,
})

@Resolver(() => Decision)
export class DecisionResolver {
  @Mutation(() => ApproveDossierResult, {
    description: 'Duyệt hồ sơ. Cần hai lần, do hai người khác nhau; lần hai giữ chỗ kinh phí.',
  })
  async approveDossier(
    @Arg('input', () => ApproveDossierInput) { dossierId, note, inSpiteOfConfirmation }: ApproveDossierInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof ApproveDossierResult> {
    const dossier = await lockDossier(em, dossierId)
    if (!dossier) return new DossierNotFound()
    const received = await receivedElsewhere(em, dossier)
    const isSecond = dossier.status === DossierStatus.FIRST_APPROVED
    const refusal =
      refuseApproval(dossier, viewer.accountId) ??
      refuseNote(note) ??
      (await refuseClaim(em, dossier, now)) ??
      refuseReceived(received, { inSpite: inSpiteOfConfirmation, note })
    if (refusal) return refusal
    if (isSecond) {
      const programme = await dossier.programme.loadOrFail()
      const exhausted = await commitToFund(em, { fundId: programme.fund.id, amount: dossier.amount })
      if (exhausted) return exhausted
    }

    if (isSecond) dossier.secondApprovedById = viewer.accountId
    else dossier.firstApprovedById = viewer.accountId
    dossier.status = isSecond ? DossierStatus.APPROVED : DossierStatus.FIRST_APPROVED
    em.create(Decision, {
      unitCode: dossier.unitCode,
      dossier,
      kind: isSecond ? DecisionKind.SECOND_APPROVAL : DecisionKind.FIRST_APPROVAL,
      decidedById: viewer.accountId,
      decidedByName: viewer.name,
      decidedAt: now,
      reason: note?.trim() || null,
      inSpiteOf: received.map(({ id }) => id),
    })
    return Object.assign(new ApproveDossierSuccess(), { dossier })
  }

  @Mutation(() => RefuseDossierResult, {
    description: 'Từ chối hồ sơ chưa chi, kèm lý do. Kinh phí đã giữ chỗ được trả lại; đối tượng được nộp hồ sơ khác.',
  })
  async refuseDossier(
    @Arg('input', () => RefuseDossierInput) { dossierId, reason }: RefuseDossierInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof RefuseDossierResult> {
    const dossier = await lockDossier(em, dossierId)
    if (!dossier) return new DossierNotFound()
    const refusal = refuseRefusal(dossier, reason)
    if (refusal) return refusal
    if (dossier.status === DossierStatus.APPROVED) {
      const programme = await dossier.programme.loadOrFail()
      await releaseToFund(em, { fundId: programme.fund.id, amount: dossier.amount })
    }

    dossier.status = DossierStatus.REFUSED
    for (const claim of await em.find(ExclusionClaim, { dossier })) claim.releasedAt = now
    em.create(Decision, {
      unitCode: dossier.unitCode,
      dossier,
      kind: DecisionKind.REFUSAL,
      decidedById: viewer.accountId,
      decidedByName: viewer.name,
      decidedAt: now,
      reason: reason.trim(),
    })
    return Object.assign(new RefuseDossierSuccess(), { dossier })
  }
}
