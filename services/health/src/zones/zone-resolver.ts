import {
  addDays,
  badUserInput,
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  notFound,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { ZoneAssessment, ZoneLevel } from './zone-assessment.ts'
import { refuseZone, ZoneRule, zoneRuleOn, zoneRules } from './zone-rules.ts'

/** Whoever wants more asks for one place. */
const MOST = 200

@InputType()
export class RecordZoneInput {
  @Field(() => ID, { description: 'Phường/xã của trạm y tế ghi.' })
  unit!: string

  @Field(() => ID, { description: 'Mã đơn vị được đánh giá, bất kỳ đâu trong cả nước.' })
  area!: string

  @Field(() => String)
  areaName!: string

  @Field(() => ZoneLevel)
  level!: ZoneLevel

  @Field(() => LocalDateScalar)
  fromOn!: LocalDate

  @Field(() => String, { nullable: true, description: 'Số, ký hiệu văn bản công bố.' })
  decision?: string | null
}

@InputType()
export class EndZoneInput {
  @Field(() => ID, { description: 'Phường/xã của trạm y tế ghi.' })
  unit!: string

  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar, { description: 'Ngày cuối cùng áp dụng.' })
  toOn!: LocalDate
}

@ObjectType()
export class ZoneSuccess {
  @Field(() => ZoneAssessment)
  assessment!: ZoneAssessment
}

@ObjectType({ implements: UserError, description: 'Đơn vị này đã có cấp độ dịch từ ngày đó hoặc sau đó.' })
export class ZoneAlreadyAssessed extends UserError {
  readonly code = 'ZoneAlreadyAssessed'

  constructor() {
    super('Đơn vị này đã có cấp độ dịch từ ngày đó hoặc sau đó. Hãy chọn ngày bắt đầu muộn hơn.')
  }
}

export const RecordZoneResult = createUnionType({
  name: 'RecordZoneResult',
  types: () => [ZoneSuccess, ZoneAlreadyAssessed, InvalidInput, UnitOutOfScope] as const,
})

export const EndZoneResult = createUnionType({
  name: 'EndZoneResult',
  types: () => [ZoneSuccess, InvalidInput, UnitOutOfScope] as const,
})

@Resolver()
export class ZoneResolver {
  @Query(() => [ZoneAssessment], {
    description: 'Cấp độ dịch của các đơn vị vào một ngày, hoặc lịch sử của một đơn vị; mới nhất trước.',
  })
  async zoneAssessments(
    @Arg('area', () => ID, { nullable: true, description: 'Mã đơn vị hành chính, bất kỳ đâu trong cả nước.' })
    area: string | null,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'Vào ngày này; mọi ngày khi để trống.' })
    on: LocalDate | null,
    @Ctx() { em }: Context,
  ): Promise<ZoneAssessment[]> {
    if (area?.includes('\0')) throw badUserInput('Mã đơn vị không đúng.')
    const conditions = [
      ...(area ? [{ area }] : []),
      ...(on ? [{ fromOn: { $lte: on } }, { $or: [{ toOn: null }, { toOn: { $gte: on } }] }] : []),
    ]
    return em.find(
      ZoneAssessment,
      { $and: conditions },
      { orderBy: [{ fromOn: 'desc' }, { areaName: 'asc' }, { id: 'asc' }], limit: MOST },
    )
  }

  @Query(() => [ZoneRule], { description: 'Các quy định phân cấp độ dịch, cũ nhất trước.' })
  zoneRules(): readonly ZoneRule[] {
    return zoneRules
  }

  @Mutation(() => RecordZoneResult, {
    description: 'Ghi cấp độ dịch của một đơn vị từ một ngày. Cấp độ trước đó hết vào hôm trước.',
  })
  async recordZone(
    @Arg('input', () => RecordZoneInput) input: RecordZoneInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordZoneResult> {
    const { em, viewer, now } = context
    const { unit, ...assessed } = input
    if (!viewer.units.includes(unit)) return new UnitOutOfScope(unit)
    const facts = {
      ...assessed,
      area: input.area.trim(),
      areaName: input.areaName.normalize('NFC').trim(),
      decision: input.decision?.normalize('NFC').trim() || null,
    }
    const refusal = refuseZone(facts, localDateOf(now))
    if (refusal) return refusal
    await em.execute(`select pg_advisory_xact_lock(hashtextextended('zone ' || ?, 0))`, [facts.area])
    if ((await em.count(ZoneAssessment, { area: facts.area, fromOn: { $gte: facts.fromOn } })) > 0)
      return new ZoneAlreadyAssessed()
    const dayBefore = addDays(facts.fromOn, -1)
    const before = await em.find(ZoneAssessment, {
      area: facts.area,
      $or: [{ toOn: null }, { toOn: { $gt: dayBefore } }],
    })
    for (const assessment of before) assessment.toOn = dayBefore
    const rule = zoneRuleOn(facts.fromOn)
    if (!rule) throw new Error('a zone without a rule passed its check')
    const assessment = em.create(ZoneAssessment, {
      ...facts,
      rule: rule.source,
      verified: rule.verified,
      recordedAt: now,
      byName: viewer.name,
    })
    return Object.assign(new ZoneSuccess(), { assessment })
  }

  @Mutation(() => EndZoneResult, { description: 'Cấp độ dịch của một đơn vị hết hiệu lực mà chưa có cấp độ mới.' })
  async endZone(
    @Arg('input', () => EndZoneInput) { unit, id, toOn }: EndZoneInput,
    @Ctx() { em, viewer }: Context,
  ): Promise<typeof EndZoneResult> {
    if (!viewer.units.includes(unit)) return new UnitOutOfScope(unit)
    const assessment = isUuid(id) ? await em.findOne(ZoneAssessment, { id }) : null
    if (!assessment) throw notFound('Không tìm thấy đánh giá cấp độ dịch này.')
    if (toOn < assessment.fromOn) return new InvalidInput('toOn', 'Ngày cuối cùng phải từ ngày bắt đầu trở đi.')
    if (assessment.toOn && toOn > assessment.toOn)
      return new InvalidInput('toOn', 'Cấp độ này đã hết trước ngày đó. Hãy ghi một cấp độ mới.')
    assessment.toOn = toOn
    return Object.assign(new ZoneSuccess(), { assessment })
  }
}
