import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { type Context, InvalidInput, isUuid, localDateOf, UnitOutOfScope } from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { refuseConfirmedElsewhere } from '../confirmations/confirmation-guards.ts'
import { ConfirmedElsewhere } from '../confirmations/confirmation-rules.ts'
import { Programme } from '../programmes/programme.ts'
import { computeLines, formulaOn, ProgrammeNotInForce, sumOf } from '../programmes/programme-rules.ts'
import { AmountLine } from './amount-line.ts'
import { exclusionsOf, lockBeneficiary, refuseRivals } from './claims.ts'
import { Dossier } from './dossier.ts'
import {
  BeneficiaryKindMismatch,
  beneficiaryOf,
  DossierAlreadyOpen,
  dossierCode,
  ExcludedByOtherProgramme,
  refuseSubmission,
} from './dossier-rules.ts'
import { ExclusionClaim } from './exclusion-claim.ts'

@InputType()
export class SubmitDossierInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  programmeId!: string

  @Field(() => ID, { nullable: true, description: 'Người hưởng, khi chương trình dành cho người.' })
  personId?: string | null

  @Field(() => ID, { nullable: true, description: 'Hộ hưởng, khi chương trình dành cho hộ.' })
  householdId?: string | null

  @Field(() => ID, { nullable: true, description: 'Cơ sở hưởng, khi chương trình dành cho cơ sở.' })
  establishmentId?: string | null

  @Field(() => ID, { nullable: true, description: 'Tổ dân phố của đối tượng, để thống kê; trống khi chưa rõ.' })
  residentialGroupId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Mã phường/xã nơi thường trú hoặc tạm trú khác của người hưởng, khi có.',
  })
  otherResidence?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Số ngày cách ly được xác nhận; cần khi chương trình tính theo ngày.',
  })
  quarantineDays?: number | null

  @Field(() => Boolean, { defaultValue: false, description: 'Được xác nhận là trẻ em.' })
  isChild!: boolean

  @Field(() => String, { nullable: true, description: 'Lời trình bày của người nộp.' })
  statement?: string | null
}

@ObjectType()
export class SubmitDossierSuccess {
  @Field(() => Dossier)
  dossier!: Dossier
}

export const SubmitDossierResult = createUnionType({
  name: 'SubmitDossierResult',
  types: () =>
    [
      SubmitDossierSuccess,
      ExcludedByOtherProgramme,
      DossierAlreadyOpen,
      ConfirmedElsewhere,
      BeneficiaryKindMismatch,
      ProgrammeNotInForce,
      InvalidInput,
      UnitOutOfScope,
    ] as const,
})

@Resolver(() => Dossier)
export class SubmissionResolver {
  @Mutation(() => SubmitDossierResult, {
    description: 'Nộp hồ sơ. Số tiền được tính ngay theo cách tính đang có hiệu lực và giữ nguyên từ đó.',
  })
  async submitDossier(
    @Arg('input', () => SubmitDossierInput) input: SubmitDossierInput,
    @Ctx() { em, viewer, now }: Context,
  ): Promise<typeof SubmitDossierResult> {
    if (!viewer.units.includes(input.unit)) return new UnitOutOfScope(input.unit)
    const programme = isUuid(input.programmeId)
      ? await em.findOne(Programme, { id: input.programmeId, unitCode: input.unit })
      : null
    const today = localDateOf(now)
    const formula = programme && formulaOn(await programme.formulas.loadItems(), today)
    if (!programme || !formula) return new InvalidInput('programmeId', 'Hãy chọn một chương trình của đơn vị.')
    const { beneficiary: expected, requiresQuarantineOrder, inForceFrom, inForceTo } = programme
    const refusal = refuseSubmission(
      { beneficiary: expected, requiresQuarantineOrder, inForceFrom, inForceTo, rates: formula },
      input,
      today,
    )
    if (refusal) return refusal
    if (input.otherResidence === input.unit)
      return new InvalidInput('otherResidence', 'Nơi cư trú khác phải là phường/xã khác. Hãy để trống nếu không có.')
    const beneficiary = beneficiaryOf(expected, input)
    if (!beneficiary) return new BeneficiaryKindMismatch(expected)

    await lockBeneficiary(em, beneficiary.id)
    const exclusions = await exclusionsOf(em, programme.id)
    const claimed = await refuseRivals(em, { programmeId: programme.id, beneficiaryId: beneficiary.id, exclusions })
    if (claimed) return claimed
    const { code: programmeCode } = programme
    const promised = await refuseConfirmedElsewhere(
      em,
      { unitCode: input.unit, programmeCode, beneficiaryId: beneficiary.id },
      now,
    )
    if (promised) return promised

    const unitCode = input.unit
    const lines = computeLines(formula, input)
    const dossier = em.create(Dossier, {
      unitCode,
      code: dossierCode(programme.code, await nextNumber(em, programme.id)),
      programme,
      formula,
      amount: sumOf(lines),
      beneficiaryKind: beneficiary.kind,
      beneficiaryId: beneficiary.id,
      residentialGroupId: input.residentialGroupId,
      otherResidenceCode: input.otherResidence,
      quarantineDays: input.quarantineDays,
      isChild: input.isChild,
      statement: input.statement?.trim() || null,
      submittedAt: now,
      submittedById: viewer.accountId,
      submittedByName: viewer.name,
    })
    lines.forEach((line, index) => {
      em.create(AmountLine, { unitCode, dossier, place: index + 1, ...line })
    })
    for (const exclusion of exclusions)
      em.create(ExclusionClaim, { unitCode, dossier, exclusion, beneficiaryId: beneficiary.id })
    return Object.assign(new SubmitDossierSuccess(), { dossier })
  }
}

async function nextNumber(em: SqlEntityManager, programmeId: string): Promise<number> {
  const [programme] = await em.execute<{ number: number }[]>(
    `update programme set dossiers_opened = dossiers_opened + 1 where id = ? returning dossiers_opened as number`,
    [programmeId],
  )
  if (!programme) throw new Error(`programme ${programmeId} is gone`)
  return programme.number
}
