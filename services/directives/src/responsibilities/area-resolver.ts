import {
  badUserInput,
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
import { Task } from '../tasks/task.ts'
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

/** The open tasks of the bodies of residential groups, those due first; of each group so many and no more. */
const openTasksOf = batched<string, Task[]>(async (keys, { em }) => {
  const found = new Map<string, Task[]>()
  const asks = keys.map((key) => JSON.parse(key) as GroupTasks)
  // Groups asked by one field have one `first`: one turn of the loop.
  for (const [first, groups] of Map.groupBy(asks, (ask) => ask.first)) {
    const due = await em.execute<{ id: string }[]>(
      `select due.id from unnest(?::uuid[]) as place (id), lateral (
         select task.id from organisation join task on task.assignee_id = organisation.id
         where organisation.residential_group_id = place.id and task.state = 'OPEN'
         order by task.due_at, task.title, task.id limit ?) as due`,
      [`{${groups.map(({ group }) => group).join(',')}}`, first],
    )
    const tasks = await em.find(
      Task,
      { id: { $in: due.map(({ id }) => id) } },
      { populate: ['assignee'], orderBy: { dueAt: 'asc', title: 'asc', id: 'asc' } },
    )
    const byGroup = Map.groupBy(tasks, ({ assignee }) => assignee?.getEntity().residentialGroupId)
    for (const { group } of groups) found.set(JSON.stringify({ group, first }), byGroup.get(group) ?? [])
  }
  return (key) => found.get(key) ?? []
})

interface GroupTasks {
  group: string
  first: number | null
}

/** More on one page nobody reads. */
const MOST_TASKS = 100

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
  async openTasks(
    @Root() { id }: ResidentialGroup,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: null,
      description: `Chỉ những việc gấp nhất, từ 1 đến ${MOST_TASKS}; để trống là tất cả.`,
    })
    first: number | null,
    @Ctx() context: Context,
  ): Promise<Task[]> {
    if (first !== null && (first < 1 || first > MOST_TASKS))
      throw badUserInput(`Số việc phải từ 1 đến ${MOST_TASKS}.`, { argument: 'first' })
    return openTasksOf(JSON.stringify({ group: id, first }), context)
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
