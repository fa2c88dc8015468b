import {
  batched,
  type Connection,
  type Context,
  DateTime,
  figureOfUnit,
  isUuid,
  localDateOf,
  PageArgs,
  page,
  requireInScope,
  requirePast,
  requireStanding,
  VND,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, Directive, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql'
import { Payout } from '../payouts/payout.ts'
import { latestFirst, PayoutConnection } from '../payouts/payout-resolver.ts'
import { CountUnit, Programme } from '../programmes/programme.ts'
import { programmeById } from '../programmes/programme-resolver.ts'
import { AdminUnit, ResidentialGroup } from '../references.ts'
import { type Total, totalsByGroup, totalsByProgramme } from './support-totals.ts'

@ObjectType({ description: 'Kết quả chi của một chương trình; đếm bằng đơn vị của chương trình đó.' })
export class SupportLine {
  @Field(() => Programme)
  programme!: Programme

  @Field(() => CountUnit)
  countUnit!: CountUnit

  @Field(() => Int)
  count!: number

  @Field(() => VND)
  amount!: number
}

@ObjectType({ description: 'Kết quả chi ở một tổ dân phố.' })
export class SupportByGroup {
  @Field(() => ResidentialGroup, { nullable: true, description: 'Trống: các hồ sơ chưa rõ tổ dân phố.' })
  residentialGroup!: ResidentialGroup | null

  @Field(() => Int)
  count!: number

  @Field(() => VND)
  amount!: number
}

@ObjectType({ description: 'Các khoản hỗ trợ đã chi, tính đến một thời điểm.' })
export class SupportSummary {
  unitCode!: string

  @Field(() => DateTime)
  asOf!: Date

  @Field(() => Int, { description: 'Số lần chi; bằng tổng các dòng.' })
  count!: number

  @Field(() => VND)
  amount!: number

  @Field(() => [SupportLine], {
    description:
      'Mỗi chương trình đã có lần chi một dòng, theo thứ tự trong báo cáo; chương trình chưa chi không có dòng.',
  })
  lines!: SupportLine[]
}

/** The key of one statistic: a list of units as of one moment costs one statement. */
function statistic<T extends Total>(
  load: (em: Context['em'], units: readonly string[], asOf: Date) => Promise<T[]>,
): (unitCode: string, asOf: Date, context: Context) => Promise<T[]> {
  const byKey = batched<string, T[]>(async (keys, { em }) => {
    const asked = keys.map((key) => JSON.parse(key) as { asOf: string; unitCode: string })
    const moments = Map.groupBy(asked, ({ asOf }) => asOf)
    const found = new Map<string, T[]>()
    for (const [asOf, units] of moments) {
      const totals = await load(
        em,
        units.map(({ unitCode }) => unitCode),
        new Date(asOf),
      )
      for (const [unitCode, ofUnit] of Map.groupBy(totals, (total) => total.unitCode))
        found.set(JSON.stringify({ asOf, unitCode }), ofUnit)
    }
    return (key) => found.get(key) ?? []
  })
  return (unitCode, asOf, context) => byKey(JSON.stringify({ asOf: asOf.toISOString(), unitCode }), context)
}

const byProgramme = statistic(totalsByProgramme)
const byGroup = statistic(totalsByGroup)

@Resolver(() => AdminUnit)
export class AdminUnitSupportResolver {
  @Directive(figureOfUnit)
  @FieldResolver(() => SupportSummary, { nullable: true, description: 'Các khoản đã chi tính đến asOf.' })
  async support(
    @Root() unit: AdminUnit,
    @Arg('asOf', () => DateTime) asOf: Date,
    @Ctx() context: Context,
  ): Promise<SupportSummary> {
    requireInScope(unit.code, context)
    requirePast(asOf, context)
    requireStanding(unit, localDateOf(asOf))
    const totals = await byProgramme(unit.code, asOf, context)
    const lines = await Promise.all(
      totals.map(async ({ programmeId, count, amount }) => {
        const programme = await programmeById(programmeId, context)
        if (!programme) throw new Error(`payouts of an unknown programme ${programmeId}`)
        return { programme, countUnit: programme.countUnit, count, amount }
      }),
    )
    return Object.assign(new SupportSummary(), {
      unitCode: unit.code,
      asOf,
      count: totals.reduce((sum, { count }) => sum + count, 0),
      amount: totals.reduce((sum, { amount }) => sum + amount, 0),
      lines: lines.toSorted((one, other) => one.programme.place - other.programme.place),
    })
  }
}

@Resolver(() => SupportSummary)
export class SupportSummaryResolver {
  @FieldResolver(() => [SupportByGroup], {
    nullable: true,
    description: 'Theo tổ dân phố; cộng lại đúng bằng tổng. Trống khi không được xem.',
  })
  async byResidentialGroup(
    @Root() { unitCode, asOf }: SupportSummary,
    @Ctx() context: Context,
  ): Promise<SupportByGroup[]> {
    const totals = await byGroup(unitCode, asOf, context)
    return totals.map(({ residentialGroupId, count, amount }) => ({
      residentialGroup: residentialGroupId ? new ResidentialGroup(residentialGroupId) : null,
      count,
      amount,
    }))
  }

  @FieldResolver(() => PayoutConnection, {
    nullable: true,
    description: 'Các lần chi làm nên con số, mới chi trước. Trống khi không được xem.',
  })
  payouts(
    @Root() { unitCode, asOf }: SupportSummary,
    @Arg('programme', () => ID, { nullable: true }) programme: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Payout>> {
    const conditions = [
      { unitCode, paidAt: { $lte: asOf } },
      ...(programme ? [{ programme: { $in: [programme].filter(isUuid) } }] : []),
    ]
    return page(context, Payout, { $and: conditions }, latestFirst, pageArgs)
  }
}
