import {
  batched,
  type Context,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  manyBy,
  requireStanding,
} from '@vungxanh/subgraph'
import { Arg, Args, ArgsType, Ctx, Directive, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { Household, ResidentialGroup, SelfManagementGroup } from '../references.ts'
import { Task, TaskState } from '../tasks/task.ts'
import { Responsibility } from './responsibility.ts'
import { isHeldOn } from './responsibility-rules.ts'

@ArgsType()
class ResponsibilitiesArgs {
  @Field(() => LocalDateScalar, { nullable: true, description: 'Ai phụ trách ngày này; để trống là hôm nay.' })
  asOf?: LocalDate | null

  @Field(() => Boolean, { defaultValue: false, description: 'Mọi phân công từ trước đến nay, cả đã thôi.' })
  withEnded!: boolean
}

const newestFirst = { fromOn: 'desc', recordedAt: 'desc', id: 'asc' } as const
const ofResidentialGroup = manyBy(Responsibility, 'residentialGroupId', newestFirst)
const ofSelfManagementGroup = manyBy(Responsibility, 'selfManagementGroupId', newestFirst)
const ofHousehold = manyBy(Responsibility, 'householdId', newestFirst)

const asked = (all: Responsibility[], { asOf, withEnded }: ResponsibilitiesArgs, { now }: Context): Responsibility[] =>
  withEnded ? all : all.filter((one) => isHeldOn(one, asOf ?? localDateOf(now)))

/** Households, as residents sends them, that have a commitment in force on a day. */
const signedAmong = batched<{ householdIds: readonly string[]; on: LocalDate }, number>(async (asks, { em }) => {
  const rows = asks.flatMap(({ householdIds, on }, place) =>
    householdIds.map((household) => ({ household, place, on })),
  )
  const counts = await em.execute<{ place: number; count: number }[]>(
    `select place, count(distinct household)::int as count
     from unnest(?::uuid[], ?::int[], ?::date[]) as asked (household, place, day)
     join commitment on household_id = household and signed_on <= day and (ended_on is null or ended_on > day)
     group by place`,
    [rows.map(({ household }) => household), rows.map(({ place }) => place), rows.map(({ on }) => on)].map(
      (values) => `{${values.join(',')}}`,
    ),
  )
  const byPlace = new Map(counts.map(({ place, count }) => [place, count]))
  return (ask) => byPlace.get(asks.indexOf(ask)) ?? 0
})

const tasksOfGroup = batched<string, Task[]>(async (ids, { em }) => {
  const tasks = await em.find(
    Task,
    { assignee: { residentialGroupId: { $in: [...ids] } } },
    { populate: ['assignee'], orderBy: { dueAt: 'asc', title: 'asc', id: 'asc' } },
  )
  const byGroup = Map.groupBy(tasks, ({ assignee }) => assignee?.getEntity().residentialGroupId)
  return (id) => byGroup.get(id) ?? []
})

@Resolver(() => ResidentialGroup)
export class ResidentialGroupResolver {
  @FieldResolver(() => [Responsibility], {
    nullable: true,
    description: 'Ai phụ trách tổ dân phố, mới phân công trước. Trống khi không được xem.',
  })
  async responsibilities(
    @Root() { id }: ResidentialGroup,
    @Args(() => ResponsibilitiesArgs) args: ResponsibilitiesArgs,
    @Ctx() context: Context,
  ): Promise<Responsibility[]> {
    return asked(await ofResidentialGroup(id, context), args, context)
  }

  @Directive('@requires(fields: "householdIds unit { code name validTo successorNames }")')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Số hộ hiện có của tổ mà ngày ấy có bản cam kết đang có hiệu lực; để trống là hôm nay. Trống khi không được xem.',
  })
  async signedHouseholdCount(
    @Root() { householdIds, unit }: ResidentialGroup,
    @Arg('asOf', () => LocalDateScalar, { nullable: true }) asOf: LocalDate | null,
    @Ctx() context: Context,
  ): Promise<number> {
    const on = asOf ?? localDateOf(context.now)
    if (unit) requireStanding(unit, on)
    return signedAmong({ householdIds, on }, context)
  }

  @FieldResolver(() => [Task], {
    nullable: true,
    description: 'Việc đang giao cho tổ chức của tổ dân phố, hạn gần trước. Trống khi không được xem.',
  })
  async openTasks(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<Task[]> {
    return (await tasksOfGroup(id, context)).filter(({ state }) => state === TaskState.OPEN)
  }
}

@Resolver(() => SelfManagementGroup)
export class SelfManagementGroupResolver {
  @FieldResolver(() => [Responsibility], {
    nullable: true,
    description: 'Ai phụ trách tổ tự quản, mới phân công trước. Trống khi không được xem.',
  })
  async responsibilities(
    @Root() { id }: SelfManagementGroup,
    @Args(() => ResponsibilitiesArgs) args: ResponsibilitiesArgs,
    @Ctx() context: Context,
  ): Promise<Responsibility[]> {
    return asked(await ofSelfManagementGroup(id, context), args, context)
  }
}

@Resolver(() => Household)
export class HouseholdResponsibilitiesResolver {
  @FieldResolver(() => [Responsibility], {
    nullable: true,
    description: 'Ai phụ trách riêng hộ này, mới phân công trước. Trống khi không được xem.',
  })
  async responsibilities(
    @Root() { id }: Household,
    @Args(() => ResponsibilitiesArgs) args: ResponsibilitiesArgs,
    @Ctx() context: Context,
  ): Promise<Responsibility[]> {
    return asked(await ofHousehold(id, context), args, context)
  }
}
