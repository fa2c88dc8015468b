import {
  batched,
  type Connection,
  type Context,
  isUuid,
  manyBy,
  notFound,
  oneBy,
  PageArgs,
  page,
  requireInScope,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { Household } from '../households/household.ts'
import { HouseholdConnection } from '../households/household-resolver.ts'
import { Person } from '../people/person.ts'
import { Round } from '../rounds/round.ts'
import { inWalkingOrder } from '../rounds/walking-order.ts'
import { groupById } from '../units/admin-unit-resolver.ts'
import { GroupLeader } from './group-leader.ts'
import { ResidentialGroup } from './residential-group.ts'
import { SelfManagementGroup, SelfManagementMember } from './self-management-group.ts'

export const selfManagementGroupById = oneBy(SelfManagementGroup, 'id')

const groupsOf = manyBy(SelfManagementGroup, 'residentialGroup', { number: 'asc', foundedOn: 'asc' })
const newestFirst = { fromOn: 'desc', id: 'asc' } as const
const leadersOfResidentialGroup = manyBy(GroupLeader, 'residentialGroup', newestFirst)
const leadersOfSelfManagementGroup = manyBy(GroupLeader, 'selfManagementGroup', newestFirst)

/** Households that still exist: one that moved away whole is a member on paper, and counts no more. */
const householdCounts = batched<string, number>(async (ids, { em }) => {
  const counts = await em.execute<{ group: string; count: number }[]>(
    `select group_id as "group", count(*)::int as count
     from self_management_member join household on household.id = household_id
     where group_id = any (?::uuid[]) and to_on is null and dissolved_on is null
     group by group_id`,
    [`{${ids.join(',')}}`],
  )
  const byGroup = new Map(counts.map(({ group, count }) => [group, count]))
  return (id) => byGroup.get(id) ?? 0
})

const ungroupedCounts = batched<string, number>(async (ids, { em }) => {
  const counts = await em.execute<{ group: string; count: number }[]>(
    `select residential_group_id as "group", count(*)::int as count
     from household
     where residential_group_id = any (?::uuid[]) and dissolved_on is null
       and not exists (select from self_management_member where household_id = household.id and to_on is null)
     group by residential_group_id`,
    [`{${ids.join(',')}}`],
  )
  const byGroup = new Map(counts.map(({ group, count }) => [group, count]))
  return (id) => byGroup.get(id) ?? 0
})

/** Ids alone, of many households at once: entities would cost a second for a number. */
const householdIdsOf = batched<string, string[]>(async (ids, { em }) => {
  const rows = await em.execute<{ group: string; households: string[] }[]>(
    `select residential_group_id as "group", array_agg(id) as households
     from household where residential_group_id = any (?::uuid[]) and dissolved_on is null group by 1`,
    [`{${ids.join(',')}}`],
  )
  const byGroup = new Map(rows.map(({ group, households }) => [group, households]))
  return (id) => byGroup.get(id) ?? []
})

const membershipOf = batched<string, SelfManagementMember | undefined>(async (ids, { em }) => {
  const members = await em.find(
    SelfManagementMember,
    { household: { $in: [...ids] }, toOn: null },
    { populate: ['group'] },
  )
  const byHousehold = new Map(members.map((member) => [member.household.id, member]))
  return (id) => byHousehold.get(id)
})

/** Still a member, and still a household. */
const membersOf = batched<string, SelfManagementMember[]>(async (ids, { em }) => {
  const members = await em.find(
    SelfManagementMember,
    { group: { $in: [...ids] }, toOn: null, household: { dissolvedOn: null } },
    { populate: ['household'], orderBy: { household: { code: 'asc' } } },
  )
  const byGroup = Map.groupBy(members, ({ group }) => group.id)
  return (id) => byGroup.get(id) ?? []
})

const openRoundsOf = batched<string, Round[]>(async (ids, { em }) => {
  const rounds = await em.find(
    Round,
    { residentialGroup: { $in: [...ids] }, closedAt: null },
    { orderBy: { openedAt: 'desc', id: 'asc' } },
  )
  const byGroup = Map.groupBy(rounds, ({ residentialGroup }) => residentialGroup.id)
  return (id) => byGroup.get(id) ?? []
})

const walksOf = batched<string, Household[]>(async (ids, { em }) => {
  const households = await em.find(Household, { residentialGroup: { $in: [...ids] }, dissolvedOn: null })
  const byGroup = Map.groupBy(households, ({ residentialGroup }) => residentialGroup.id)
  return (id) => inWalkingOrder(byGroup.get(id) ?? [], (household) => household)
})

const isNow = ({ toOn }: { toOn?: string | null }): boolean => !toOn

@Resolver(() => SelfManagementGroup)
export class SelfManagementGroupResolver {
  @Query(() => SelfManagementGroup, { nullable: true })
  async selfManagementGroup(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SelfManagementGroup> {
    const group = isUuid(id) ? await selfManagementGroupById(id, context) : null
    if (!group) throw notFound('Không tìm thấy tổ tự quản này trong phạm vi công tác của bạn.')
    return group
  }

  @Query(() => HouseholdConnection, { description: 'Các hộ chưa thuộc tổ nhân dân tự quản nào, theo mã hộ.' })
  ungroupedHouseholds(
    @Arg('unit', () => ID) unit: string,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroup: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Household>> {
    requireInScope(unit, context)
    const inGroup = residentialGroup ? { residentialGroup: { $in: [residentialGroup].filter(isUuid) } } : {}
    return page(
      context,
      Household,
      { unitCode: unit, dissolvedOn: null, selfManagement: { $none: { toOn: null } }, ...inGroup },
      [
        ['code', 'asc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => ResidentialGroup)
  residentialGroup(@Root() group: SelfManagementGroup): Promise<ResidentialGroup> {
    return group.residentialGroup.loadOrFail()
  }

  @FieldResolver(() => Int, { description: 'Số hộ đang thuộc tổ.' })
  householdCount(@Root() { id }: SelfManagementGroup, @Ctx() context: Context): Promise<number> {
    return householdCounts(id, context)
  }

  @FieldResolver(() => [SelfManagementMember], {
    nullable: true,
    description: 'Các hộ đang thuộc tổ, theo mã hộ. Trống khi không được xem.',
  })
  members(@Root() { id }: SelfManagementGroup, @Ctx() context: Context): Promise<SelfManagementMember[]> {
    return membersOf(id, context)
  }

  @FieldResolver(() => [GroupLeader], {
    nullable: true,
    description: 'Mọi tổ trưởng từ trước đến nay, mới nhất trước. Trống khi không được xem.',
  })
  leaders(@Root() { id }: SelfManagementGroup, @Ctx() context: Context): Promise<GroupLeader[]> {
    return leadersOfSelfManagementGroup(id, context)
  }

  @FieldResolver(() => GroupLeader, { nullable: true, description: 'Tổ trưởng hiện nay; trống khi chưa có.' })
  async leader(@Root() { id }: SelfManagementGroup, @Ctx() context: Context): Promise<GroupLeader | null> {
    return (await leadersOfSelfManagementGroup(id, context)).find(isNow) ?? null
  }
}

@Resolver(() => SelfManagementMember)
export class SelfManagementMemberResolver {
  @FieldResolver(() => Household)
  household(@Root() { household }: SelfManagementMember): Promise<Household> {
    return household.loadOrFail()
  }
}

@Resolver(() => GroupLeader)
export class GroupLeaderResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'Trống khi không được xem.' })
  person(@Root() { person }: GroupLeader): Promise<Person> {
    return person.loadOrFail()
  }
}

@Resolver(() => ResidentialGroup)
export class ResidentialGroupMembersResolver {
  @Query(() => ResidentialGroup, { nullable: true })
  async residentialGroup(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<ResidentialGroup> {
    const group = isUuid(id) ? await groupById(id, context) : null
    if (!group) throw notFound('Không tìm thấy tổ dân phố này trong phạm vi công tác của bạn.')
    requireInScope(group.unitCode, context)
    return group
  }

  @FieldResolver(() => [Round], {
    nullable: true,
    description: 'Các vòng đi hộ đang mở của tổ, mới mở trước. Trống khi không được xem.',
  })
  openRounds(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<Round[]> {
    return openRoundsOf(id, context)
  }

  @FieldResolver(() => [Household], {
    nullable: true,
    description: 'Các hộ đang có của tổ, theo thứ tự đi từng nhà. Trống khi không được xem.',
  })
  walk(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<Household[]> {
    return walksOf(id, context)
  }

  @FieldResolver(() => [SelfManagementGroup], {
    description: 'Các tổ nhân dân tự quản đang hoạt động, theo số tổ; cả tổ đã giải thể khi hỏi.',
  })
  async selfManagementGroups(
    @Root() { id }: ResidentialGroup,
    @Arg('withDissolved', () => Boolean, { defaultValue: false }) withDissolved: boolean,
    @Ctx() context: Context,
  ): Promise<SelfManagementGroup[]> {
    const groups = await groupsOf(id, context)
    return withDissolved ? groups : groups.filter(({ dissolvedOn }) => !dissolvedOn)
  }

  @FieldResolver(() => GroupLeader, { nullable: true, description: 'Tổ trưởng tổ dân phố; trống khi chưa có.' })
  async leader(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<GroupLeader | null> {
    return (await leadersOfResidentialGroup(id, context)).find(isNow) ?? null
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Số hộ chưa thuộc tổ nhân dân tự quản nào. Trống khi không được xem.',
  })
  ungroupedCount(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<number> {
    return ungroupedCounts(id, context)
  }

  @Directive('@inaccessible')
  @FieldResolver(() => [ID], {
    description: 'Các hộ đang có của tổ dân phố: để bộ phận khác đếm theo tổ mà không nói hộ nào. Không ra khỏi cổng.',
  })
  householdIds(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<string[]> {
    return householdIdsOf(id, context)
  }
}

@Resolver(() => Household)
export class HouseholdGroupResolver {
  @FieldResolver(() => SelfManagementGroup, {
    nullable: true,
    description: 'Tổ nhân dân tự quản của hộ; trống khi hộ chưa thuộc tổ nào.',
  })
  async selfManagementGroup(@Root() { id }: Household, @Ctx() context: Context): Promise<SelfManagementGroup | null> {
    const membership = await membershipOf(id, context)
    return membership ? membership.group.loadOrFail() : null
  }
}
