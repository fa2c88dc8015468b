import { LockMode } from '@mikro-orm/core'
import {
  type Connection,
  type Context,
  connectionOf,
  DateTime,
  InvalidInput,
  isUuid,
  oneBy,
  PageArgs,
  page,
  pagePerParent,
  requireInScope,
  samePersons,
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
} from 'type-graphql'
import { Case } from '../cases/case.ts'
import { openCase } from '../cases/open-case.ts'
import { Person, ResidentialGroup } from '../references.ts'
import { Pool } from './pool.ts'
import { Sample } from './sample.ts'
import { Test, TestMethod, TestOutcome } from './test.ts'
import { refuseTest, tidySampleCode } from './test-rules.ts'

export const TestConnection = connectionOf(Test, 'Test')
export const PoolConnection = connectionOf(Pool, 'Pool')

export const newestTestFirst = [
  ['sampledAt', 'desc'],
  ['id', 'asc'],
] as const

export const testById = oneBy(Test, 'id')

const testsOfPerson = pagePerParent(Test, 'personId', newestTestFirst, samePersons)

@InputType()
export class RecordTestInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  personId!: string

  @Field(() => ID, { nullable: true, description: 'Tổ dân phố nơi người này đang ở; để trống khi không rõ.' })
  residentialGroupId?: string | null

  @Field(() => TestMethod)
  method!: TestMethod

  @Field(() => TestOutcome)
  outcome!: TestOutcome

  @Field(() => DateTime)
  sampledAt!: Date

  @Field(() => String, { nullable: true, description: 'Mã ghi trên ống; để trống với test nhanh tại chỗ.' })
  sampleCode?: string | null
}

@ObjectType()
export class RecordTestSuccess {
  @Field(() => Test)
  test!: Test

  @Field(() => Case, {
    nullable: true,
    description: 'Ca bệnh vừa mở; trống khi không dương tính hoặc ca đã mở từ trước.',
  })
  openedCase!: Case | null
}

@ObjectType({ implements: UserError, description: 'Mã mẫu này đã được dùng trong phường/xã.' })
export class DuplicateSampleCode extends UserError {
  readonly code = 'DuplicateSampleCode'

  @Field(() => String)
  sampleCode: string

  constructor(sampleCode: string) {
    super(`Mã mẫu ${sampleCode} đã được ghi. Hãy kiểm tra lại mã trên ống.`)
    this.sampleCode = sampleCode
  }
}

export const RecordTestResult = createUnionType({
  name: 'RecordTestResult',
  types: () => [RecordTestSuccess, DuplicateSampleCode, InvalidInput, UnitOutOfScope] as const,
})

@InputType()
export class RecordTestOutcomeInput {
  @Field(() => ID)
  testId!: string

  @Field(() => TestOutcome)
  outcome!: TestOutcome
}

@ObjectType()
export class RecordTestOutcomeSuccess {
  @Field(() => Test)
  test!: Test

  @Field(() => Case, {
    nullable: true,
    description: 'Ca bệnh vừa mở; trống khi không dương tính hoặc ca đã mở từ trước.',
  })
  openedCase!: Case | null
}

@ObjectType({ implements: UserError, description: 'Không có lần xét nghiệm này trong phạm vi công tác.' })
export class TestNotFound extends UserError {
  readonly code = 'TestNotFound'

  constructor() {
    super('Không tìm thấy lần xét nghiệm này. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Lần xét nghiệm đã có kết quả; kết quả đã ghi không sửa được.' })
export class OutcomeAlreadyRecorded extends UserError {
  readonly code = 'OutcomeAlreadyRecorded'

  @Field(() => TestOutcome)
  outcome: TestOutcome

  constructor(outcome: TestOutcome) {
    super('Lần xét nghiệm này đã có kết quả. Nếu kết quả sai, hãy lấy mẫu và ghi một lần xét nghiệm mới.')
    this.outcome = outcome
  }
}

export const RecordTestOutcomeResult = createUnionType({
  name: 'RecordTestOutcomeResult',
  types: () => [RecordTestOutcomeSuccess, TestNotFound, OutcomeAlreadyRecorded, InvalidInput] as const,
})

@Resolver(() => Test)
export class TestResolver {
  @Query(() => TestConnection, { description: 'Các lần xét nghiệm, mới nhất trước.' })
  tests(
    @Arg('unit', () => ID) unit: string,
    @Arg('outcome', () => TestOutcome, { nullable: true }) outcome: TestOutcome | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Test>> {
    requireInScope(unit, context)
    return page(context, Test, { unitCode: unit, ...(outcome && { outcome }) }, newestTestFirst, pageArgs)
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Trống với mẫu gộp, hoặc khi không được xem.' })
  person(@Root() { personId }: Test): Person | null {
    return personId ? new Person(personId) : null
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true, description: 'Trống với mẫu gộp, hoặc khi không rõ.' })
  residentialGroup(@Root() { residentialGroupId }: Test): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }

  @FieldResolver(() => String, { nullable: true, description: 'Mã ống hoặc mã mẫu gộp; trống với test nhanh tại chỗ.' })
  async sampleCode(@Root() { sample, pool }: Test): Promise<string | null> {
    return (await sample?.loadOrFail())?.code ?? (await pool?.loadOrFail())?.code ?? null
  }

  @FieldResolver(() => Pool, { nullable: true, description: 'Mẫu gộp được xét nghiệm; trống với mẫu đơn.' })
  async pool(@Root() { pool }: Test): Promise<Pool | null> {
    return pool ? pool.loadOrFail() : null
  }

  @Mutation(() => RecordTestResult, {
    description: 'Ghi một lần xét nghiệm của một người. Kết quả dương tính mở luôn một ca bệnh.',
  })
  async recordTest(
    @Arg('input', () => RecordTestInput) input: RecordTestInput,
    @Ctx() context: Context,
  ): Promise<typeof RecordTestResult> {
    const { em, viewer, now } = context
    const { unit: unitCode, personId, residentialGroupId, method, outcome, sampledAt } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    if (!isUuid(personId)) return new InvalidInput('personId', 'Hãy chọn người được xét nghiệm.')
    if (residentialGroupId && !isUuid(residentialGroupId)) {
      return new InvalidInput('residentialGroupId', 'Hãy chọn lại tổ dân phố.')
    }
    const code = tidySampleCode(input.sampleCode)
    const refusal = refuseTest({ sampledAt, sampleCode: code }, now)
    if (refusal) return refusal
    if (code) {
      if (await em.findOne(Sample, { unitCode, code })) return new DuplicateSampleCode(code)
      context.onConflict('sample_code', () => new DuplicateSampleCode(code))
    }

    const sample = em.create(Sample, { unitCode, code, personId, residentialGroupId, sampledAt })
    const test = em.create(Test, { unitCode, method, outcome, sampledAt, sample, personId, residentialGroupId })
    const openedCase = outcome === TestOutcome.POSITIVE ? await openCase(em, test, personId) : null
    return Object.assign(new RecordTestSuccess(), { test, openedCase })
  }

  @Mutation(() => RecordTestOutcomeResult, {
    description: 'Ghi kết quả của một lần xét nghiệm đang chờ. Kết quả dương tính mở luôn một ca bệnh.',
  })
  async recordTestOutcome(
    @Arg('input', () => RecordTestOutcomeInput) { testId, outcome }: RecordTestOutcomeInput,
    @Ctx() { em }: Context,
  ): Promise<typeof RecordTestOutcomeResult> {
    const test = isUuid(testId)
      ? await em.findOne(Test, { id: testId, pool: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null
    if (!test?.personId) return new TestNotFound()
    if (test.outcome !== TestOutcome.PENDING) return new OutcomeAlreadyRecorded(test.outcome)
    if (outcome === TestOutcome.PENDING) return new InvalidInput('outcome', 'Hãy chọn kết quả xét nghiệm.')
    test.outcome = outcome
    const openedCase = outcome === TestOutcome.POSITIVE ? await openCase(em, test, test.personId) : null
    return Object.assign(new RecordTestOutcomeSuccess(), { test, openedCase })
  }
}

@Resolver(() => Pool)
export class PoolResolver {
  @Query(() => PoolConnection, { description: 'Các mẫu gộp, mới nhất trước.' })
  pools(
    @Arg('unit', () => ID) unit: string,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Pool>> {
    requireInScope(unit, context)
    return page(
      context,
      Pool,
      { unitCode: unit },
      [
        ['pooledAt', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => [Sample], { nullable: true, description: 'Mẫu của từng thành viên. Trống khi không được xem.' })
  samples(@Root() pool: Pool): Promise<Sample[]> {
    return pool.samples.loadItems()
  }
}

@Resolver(() => Sample)
export class SampleResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'Trống khi không được xem.' })
  person(@Root() { personId }: Sample): Person {
    return new Person(personId)
  }
}

@Resolver(() => Person)
export class PersonTestsResolver {
  @FieldResolver(() => TestConnection, {
    nullable: true,
    description: 'Các lần xét nghiệm mẫu đơn, mới nhất trước. Trống khi không được xem.',
  })
  tests(
    @Root() { id }: Person,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Test>> {
    return testsOfPerson(id, pageArgs, context)
  }
}
