import type { LocalDate } from '@vungxanh/subgraph'
import {
  type Connection,
  type Context,
  DateTime,
  figureOfUnit,
  LocalDateScalar,
  localDateOf,
  PageArgs,
  page,
  requireInScope,
  requirePast,
  requireStanding,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql'
import { AdminUnit, ResidentialGroup } from '../references.ts'
import { Test, TestOutcome } from './test.ts'
import { newestTestFirst, TestConnection } from './test-resolver.ts'
import { testingCounts } from './testing-counts.ts'

@ObjectType()
export class TestingByGroup {
  @Field(() => ResidentialGroup, { nullable: true, description: 'Trống khi không rõ tổ dân phố.' })
  residentialGroup!: ResidentialGroup | null

  @Field(() => Int)
  personsTested!: number

  @Field(() => Int)
  personsPositive!: number
}

@ObjectType()
export class TestingByDay {
  @Field(() => LocalDateScalar)
  day!: LocalDate

  @Field(() => Int, { description: 'Số người được xét nghiệm lần đầu trong ngày.' })
  personsTested!: number

  @Field(() => Int, { description: 'Số lần xét nghiệm trong ngày.' })
  tests!: number

  @Field(() => Int, { description: 'Số người dương tính lần đầu trong ngày.' })
  positive!: number
}

@ObjectType({ description: 'Kết quả xét nghiệm của đơn vị đến một thời điểm, tính theo lúc lấy mẫu.' })
export class TestingSummary {
  unitCode!: string

  @Field(() => DateTime)
  asOf!: Date

  @Field(() => Int, { description: 'Số người khác nhau đã được xét nghiệm.' })
  personsTested!: number

  @Field(() => Int, { description: 'Số người khác nhau có ít nhất một kết quả dương tính.' })
  personsPositive!: number

  @Field(() => Int, { description: 'Số lần xét nghiệm; một mẫu gộp là một lần.' })
  tests!: number

  @Field(() => [TestingByGroup], {
    nullable: true,
    description:
      'Mỗi người được tính ở tổ của lần xét nghiệm đầu tiên; cộng lại đúng bằng tổng. Trống khi không được xem.',
  })
  byResidentialGroup!: TestingByGroup[]

  @Field(() => [TestingByDay], { description: 'Những ngày có xét nghiệm; cộng lại đúng bằng tổng.' })
  byDay!: TestingByDay[]
}

@Resolver(() => AdminUnit)
export class UnitTestingResolver {
  @Directive(figureOfUnit)
  @FieldResolver(() => TestingSummary, { nullable: true, description: 'Trống khi không được xem.' })
  async testing(
    @Root() unit: AdminUnit,
    @Arg('asOf', () => DateTime) asOf: Date,
    @Ctx() context: Context,
  ): Promise<TestingSummary> {
    const { code } = unit
    requireInScope(code, context)
    requirePast(asOf, context)
    requireStanding(unit, localDateOf(asOf))
    const { byGroup, byDay, ...totals } = await testingCounts(context.em, code, asOf)
    return Object.assign(new TestingSummary(), totals, {
      unitCode: code,
      asOf,
      byResidentialGroup: byGroup.map(({ residentialGroupId, ...counts }) => ({
        ...counts,
        residentialGroup: residentialGroupId ? new ResidentialGroup(residentialGroupId) : null,
      })),
      byDay: byDay.map(({ personsPositive, ...counts }) => ({ ...counts, positive: personsPositive })),
    })
  }
}

@Resolver(() => TestingSummary)
export class TestingSummaryResolver {
  @FieldResolver(() => TestConnection, {
    nullable: true,
    description:
      'Các lần xét nghiệm làm nên con số, mới nhất trước; không cần biết là của ai. Trống khi không được xem.',
  })
  records(
    @Root() { unitCode, asOf }: TestingSummary,
    @Arg('outcome', () => TestOutcome, { nullable: true, description: 'Chỉ những lần có kết quả này.' })
    outcome: TestOutcome | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Test>> {
    return page(
      context,
      Test,
      { unitCode, sampledAt: { $lte: asOf }, ...(outcome && { outcome }) },
      newestTestFirst,
      pageArgs,
    )
  }
}
