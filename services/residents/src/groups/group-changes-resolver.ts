import { LockMode } from '@mikro-orm/core'
import {
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
import { Arg, Ctx, createUnionType, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { Household } from '../households/household.ts'
import { HouseholdEdit, HouseholdEditField } from '../households/household-edit.ts'
import { PersonHasDied } from '../movements/refusals.ts'
import { Person } from '../people/person.ts'
import { tidyText } from '../people/search-key.ts'
import { GroupLeader } from './group-leader.ts'
import { refuseGroup, refuseGroupDate } from './group-rules.ts'
import { ResidentialGroup } from './residential-group.ts'
import { ChannelKind, SelfManagementGroup, SelfManagementMember } from './self-management-group.ts'

const MOST_HOUSEHOLDS = 500

@InputType()
class GroupInput {
  @Field(() => Int)
  number!: number

  @Field(() => String)
  name!: string

  @Field(() => ChannelKind, { nullable: true, description: 'Để trống khi chưa có kênh nhắn tin.' })
  channelKind?: ChannelKind | null

  @Field(() => String, { nullable: true })
  channelName?: string | null

  @Field(() => String, { nullable: true, description: 'Liên kết vào nhóm, bắt đầu bằng https://.' })
  channelLink?: string | null
}

@InputType()
export class FoundSelfManagementGroupInput extends GroupInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID)
  residentialGroupId!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

@InputType()
export class ChangeSelfManagementGroupInput extends GroupInput {
  @Field(() => ID)
  id!: string
}

@InputType()
export class SetGroupLeaderInput {
  @Field(() => ID, { nullable: true, description: 'Tổ dân phố; để trống khi đặt tổ trưởng của một tổ tự quản.' })
  residentialGroupId?: string | null

  @Field(() => ID, { nullable: true })
  selfManagementGroupId?: string | null

  @Field(() => ID, { nullable: true, description: 'Để trống khi chỉ ghi rằng tổ trưởng cũ đã thôi.' })
  personId?: string | null

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

@InputType()
export class SelfManagementMembersInput {
  @Field(() => ID)
  id!: string

  @Field(() => [ID])
  householdIds!: string[]

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

@InputType()
export class AddHouseholdsInput extends SelfManagementMembersInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Hộ đang ở tổ tự quản khác thì chuyển sang; không chọn thì bị từ chối.',
  })
  move!: boolean
}

@InputType()
export class DissolveSelfManagementGroupInput {
  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

@ObjectType()
export class SelfManagementGroupSuccess {
  @Field(() => SelfManagementGroup)
  group!: SelfManagementGroup
}

@ObjectType()
export class SetGroupLeaderSuccess {
  @Field(() => GroupLeader, { nullable: true, description: 'Trống khi tổ nay chưa có tổ trưởng.' })
  leader!: GroupLeader | null
}

@ObjectType({ implements: UserError, description: 'Không có tổ này trong phạm vi công tác, hoặc tổ đã giải thể.' })
export class GroupNotFound extends UserError {
  readonly code = 'GroupNotFound'

  constructor() {
    super('Không tìm thấy tổ này, hoặc tổ đã giải thể. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Trong tổ dân phố đã có tổ tự quản mang số này.' })
export class GroupNumberTaken extends UserError {
  readonly code = 'GroupNumberTaken'

  constructor() {
    super('Tổ dân phố này đã có tổ tự quản mang số đó. Hãy chọn số khác.')
  }
}

@ObjectType({ implements: UserError, description: 'Có hộ đang thuộc tổ tự quản khác. Gửi lại với move để chuyển.' })
export class HouseholdsInAnotherGroup extends UserError {
  readonly code = 'HouseholdsInAnotherGroup'

  @Field(() => Int)
  count: number

  constructor(count: number) {
    super(`${count} hộ đang thuộc tổ tự quản khác. Hãy xác nhận chuyển các hộ đó sang tổ này.`)
    this.count = count
  }
}

export const FoundSelfManagementGroupResult = createUnionType({
  name: 'FoundSelfManagementGroupResult',
  types: () => [SelfManagementGroupSuccess, GroupNotFound, GroupNumberTaken, InvalidInput, UnitOutOfScope] as const,
})

export const ChangeSelfManagementGroupResult = createUnionType({
  name: 'ChangeSelfManagementGroupResult',
  types: () => [SelfManagementGroupSuccess, GroupNotFound, GroupNumberTaken, InvalidInput] as const,
})

export const SetGroupLeaderResult = createUnionType({
  name: 'SetGroupLeaderResult',
  types: () => [SetGroupLeaderSuccess, GroupNotFound, PersonHasDied, InvalidInput] as const,
})

export const AddHouseholdsResult = createUnionType({
  name: 'AddHouseholdsResult',
  types: () => [SelfManagementGroupSuccess, GroupNotFound, HouseholdsInAnotherGroup, InvalidInput] as const,
})

export const SelfManagementGroupResult = createUnionType({
  name: 'SelfManagementGroupResult',
  types: () => [SelfManagementGroupSuccess, GroupNotFound, InvalidInput] as const,
})

const succeeded = (group: SelfManagementGroup): SelfManagementGroupSuccess =>
  Object.assign(new SelfManagementGroupSuccess(), { group })

/** As written down: composed letters, single spaces, nothing for an empty text. */
function factsOf({ number, name, channelKind, channelName, channelLink }: GroupInput) {
  return {
    number,
    name: tidyText(name),
    channelKind: channelKind ?? null,
    channelName: tidyText(channelName ?? '') || null,
    channelLink: channelLink?.trim() || null,
  }
}

/** A group that is at work, locked: of two officers who change it, one waits for the other. */
async function lockGroup(id: string, { em }: Context): Promise<SelfManagementGroup | null> {
  return isUuid(id)
    ? em.findOne(SelfManagementGroup, { id, dissolvedOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
}

@Resolver()
export class GroupChangesResolver {
  @Mutation(() => FoundSelfManagementGroupResult, { description: 'Lập một tổ nhân dân tự quản trong tổ dân phố.' })
  async foundSelfManagementGroup(
    @Arg('input', () => FoundSelfManagementGroupInput) input: FoundSelfManagementGroupInput,
    @Ctx() context: Context,
  ): Promise<typeof FoundSelfManagementGroupResult> {
    const { em, viewer, now } = context
    const { unit: unitCode, residentialGroupId, on } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const facts = factsOf(input)
    const refusal = refuseGroup(facts) ?? refuseGroupDate(on, localDateOf(now))
    if (refusal) return refusal
    const residentialGroup = isUuid(residentialGroupId)
      ? await em.findOne(ResidentialGroup, { id: residentialGroupId, unitCode, closedOn: null })
      : null
    if (!residentialGroup) return new GroupNotFound()
    const taken = { residentialGroup, number: facts.number, dissolvedOn: null }
    if (await em.findOne(SelfManagementGroup, taken)) return new GroupNumberTaken()
    context.onConflict('self_management_group_number', () => new GroupNumberTaken())
    return succeeded(em.create(SelfManagementGroup, { unitCode, residentialGroup, foundedOn: on, ...facts }))
  }

  @Mutation(() => ChangeSelfManagementGroupResult, { description: 'Sửa số, tên hoặc kênh nhắn tin của tổ tự quản.' })
  async changeSelfManagementGroup(
    @Arg('input', () => ChangeSelfManagementGroupInput) input: ChangeSelfManagementGroupInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeSelfManagementGroupResult> {
    const facts = factsOf(input)
    const refusal = refuseGroup(facts)
    if (refusal) return refusal
    const group = await lockGroup(input.id, context)
    if (!group) return new GroupNotFound()
    const { residentialGroup } = group
    const taken = { residentialGroup: residentialGroup.id, number: facts.number, dissolvedOn: null }
    if (await context.em.findOne(SelfManagementGroup, { ...taken, id: { $ne: group.id } }))
      return new GroupNumberTaken()
    context.onConflict('self_management_group_number', () => new GroupNumberTaken())
    return succeeded(context.em.assign(group, facts))
  }

  @Mutation(() => SetGroupLeaderResult, {
    description: 'Tổ dân phố hoặc tổ tự quản có tổ trưởng mới từ một ngày; người cũ thôi từ ngày đó.',
  })
  async setGroupLeader(
    @Arg('input', () => SetGroupLeaderInput) input: SetGroupLeaderInput,
    @Ctx() context: Context,
  ): Promise<typeof SetGroupLeaderResult> {
    const { em, now } = context
    const { residentialGroupId, selfManagementGroupId, personId, on } = input
    if (Boolean(residentialGroupId) === Boolean(selfManagementGroupId))
      return new InvalidInput('selfManagementGroupId', 'Hãy chọn một tổ dân phố hoặc một tổ tự quản.')
    const residentialGroup = isUuid(residentialGroupId)
      ? await em.findOne(
          ResidentialGroup,
          { id: residentialGroupId, closedOn: null },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        )
      : null
    const selfManagementGroup = selfManagementGroupId ? await lockGroup(selfManagementGroupId, context) : null
    const group = residentialGroup ?? selfManagementGroup
    if (!group) return new GroupNotFound()
    const whose = residentialGroup ? { residentialGroup } : { selfManagementGroup }
    const former = await em.findOne(GroupLeader, { ...whose, toOn: null })
    const since = former?.fromOn ?? selfManagementGroup?.foundedOn
    const refusal = refuseGroupDate(on, localDateOf(now), since)
    if (refusal) return refusal
    if (!personId && !former) return new InvalidInput('personId', 'Tổ đang chưa có tổ trưởng. Hãy chọn một người.')
    if (former) {
      if (former.person.id === personId) return new InvalidInput('personId', 'Người này đang là tổ trưởng.')
      former.toOn = on
      // The index holds one leader at a time: the one who goes has gone before the next one comes.
      await em.flush()
    }
    if (!personId) return Object.assign(new SetGroupLeaderSuccess(), { leader: null })
    const person = isUuid(personId)
      ? await em.findOne(Person, { id: personId, unitCode: group.unitCode, annulledOn: null })
      : null
    if (!person) throw notFound('Không tìm thấy người này trong phạm vi công tác của bạn.')
    if (person.diedOn) return new PersonHasDied(person.fullName, person.diedOn)
    const leader = em.create(GroupLeader, { unitCode: group.unitCode, ...whose, person, fromOn: on })
    return Object.assign(new SetGroupLeaderSuccess(), { leader })
  }

  @Mutation(() => AddHouseholdsResult, {
    description: 'Đưa các hộ vào tổ tự quản từ một ngày. Hộ đã ở trong tổ thì giữ nguyên.',
  })
  async addHouseholdsToGroup(
    @Arg('input', () => AddHouseholdsInput) input: AddHouseholdsInput,
    @Ctx() context: Context,
  ): Promise<typeof AddHouseholdsResult> {
    const { em, now } = context
    const { id, on, move } = input
    const group = await lockGroup(id, context)
    if (!group) return new GroupNotFound()
    const refusal = refuseGroupDate(on, localDateOf(now), group.foundedOn)
    if (refusal) return refusal
    const households = await this.lockHouseholds(input, group, context)
    if (households instanceof UserError) return households
    const standing = await em.find(
      SelfManagementMember,
      { household: { $in: households.map((home) => home.id) } },
      { populate: ['group'] },
    )
    const current = new Map(standing.filter(({ toOn }) => !toOn).map((member) => [member.household.id, member]))
    const elsewhere = [...current.values()].filter((member) => member.group.id !== id)
    if (elsewhere.length > 0 && !move) return new HouseholdsInAnotherGroup(elsewhere.length)
    const joining = households.filter((household) => current.get(household.id)?.group.id !== id)
    const since = latest(
      standing.filter(({ household }) => joining.some((home) => home.id === household.id)).map(sinceOf),
    )
    const order = refuseGroupDate(on, localDateOf(now), since)
    if (order) return order
    for (const member of elsewhere) member.toOn = on
    await em.flush()
    context.onConflict('self_management_member_current', () => new HouseholdsInAnotherGroup(1))
    for (const household of joining) {
      em.create(SelfManagementMember, { unitCode: group.unitCode, group, household, fromOn: on })
      recordMembership(household, current.get(household.id)?.group.getEntity() ?? null, group, context)
    }
    return succeeded(group)
  }

  @Mutation(() => SelfManagementGroupResult, { description: 'Các hộ thôi thuộc tổ tự quản từ một ngày.' })
  async removeHouseholdsFromGroup(
    @Arg('input', () => SelfManagementMembersInput) input: SelfManagementMembersInput,
    @Ctx() context: Context,
  ): Promise<typeof SelfManagementGroupResult> {
    const { em, now } = context
    const group = await lockGroup(input.id, context)
    if (!group) return new GroupNotFound()
    const members = await em.find(
      SelfManagementMember,
      { group, toOn: null, household: { $in: input.householdIds.filter(isUuid) } },
      { populate: ['household'] },
    )
    if (members.length === 0 || members.length !== new Set(input.householdIds).size)
      return new InvalidInput('householdIds', 'Có hộ không còn thuộc tổ này. Hãy tải lại trang rồi chọn lại.')
    const refusal = refuseGroupDate(input.on, localDateOf(now), latest(members.map(sinceOf)))
    if (refusal) return refusal
    for (const member of members) {
      member.toOn = input.on
      recordMembership(member.household.getEntity(), group, null, context)
    }
    return succeeded(group)
  }

  @Mutation(() => SelfManagementGroupResult, {
    description: 'Giải thể tổ tự quản từ một ngày: mọi hộ và tổ trưởng thôi thuộc tổ. Mở lại được bằng reopen.',
  })
  async dissolveSelfManagementGroup(
    @Arg('input', () => DissolveSelfManagementGroupInput) { id, on }: DissolveSelfManagementGroupInput,
    @Ctx() context: Context,
  ): Promise<typeof SelfManagementGroupResult> {
    const { em, now } = context
    const group = await lockGroup(id, context)
    if (!group) return new GroupNotFound()
    const members = await em.find(SelfManagementMember, { group, toOn: null }, { populate: ['household'] })
    const leader = await em.findOne(GroupLeader, { selfManagementGroup: group, toOn: null })
    const since = latest([group.foundedOn, ...members.map(sinceOf), ...(leader ? [leader.fromOn] : [])])
    const refusal = refuseGroupDate(on, localDateOf(now), since)
    if (refusal) return refusal
    group.dissolvedOn = on
    for (const row of leader ? [...members, leader] : members) row.toOn = on
    for (const { household } of members) recordMembership(household.getEntity(), group, null, context)
    return succeeded(group)
  }

  @Mutation(() => ChangeSelfManagementGroupResult, {
    description:
      'Mở lại tổ tự quản đã giải thể: tổ trưởng và những hộ rời tổ khi giải thể trở lại, trừ hộ đã vào tổ khác.',
  })
  async reopenSelfManagementGroup(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof ChangeSelfManagementGroupResult> {
    const { em } = context
    const group = isUuid(id)
      ? await em.findOne(
          SelfManagementGroup,
          { id, dissolvedOn: { $ne: null } },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        )
      : null
    if (!group) return new GroupNotFound()
    const { dissolvedOn, residentialGroup, number } = group
    const taken = { residentialGroup: residentialGroup.id, number, dissolvedOn: null }
    if (await em.findOne(SelfManagementGroup, taken)) return new GroupNumberTaken()
    context.onConflict('self_management_group_number', () => new GroupNumberTaken())
    const until = await em.find(
      SelfManagementMember,
      { group, toOn: dissolvedOn },
      { populate: ['household'], orderBy: { fromOn: 'asc', id: 'asc' } },
    )
    // Who left and came again on that very day was a member twice until then, and is one once.
    const left = [...new Map(until.map((member) => [member.household.id, member])).values()]
    const households = left.map(({ household }) => household.id)
    const elsewhere = await em.find(SelfManagementMember, { household: { $in: households }, toOn: null })
    const taker = new Set(elsewhere.map(({ household }) => household.id))
    for (const member of left) {
      if (taker.has(member.household.id)) continue
      member.toOn = null
      recordMembership(member.household.getEntity(), null, group, context)
    }
    const leader = await em.findOne(
      GroupLeader,
      { selfManagementGroup: group, toOn: dissolvedOn },
      { orderBy: { fromOn: 'desc' }, populate: ['person'] },
    )
    if (leader && !leader.person.getEntity().diedOn) leader.toOn = null
    group.dissolvedOn = null
    return succeeded(group)
  }

  /** Households of the group's own residential group that still exist, locked in one order. */
  private async lockHouseholds(
    { householdIds }: SelfManagementMembersInput,
    group: SelfManagementGroup,
    { em }: Context,
  ): Promise<Household[] | InvalidInput> {
    const wanted = new Set(householdIds)
    if (wanted.size === 0) return new InvalidInput('householdIds', 'Hãy chọn ít nhất một hộ.')
    if (wanted.size > MOST_HOUSEHOLDS)
      return new InvalidInput('householdIds', `Mỗi lần chọn tối đa ${MOST_HOUSEHOLDS} hộ.`)
    const households = await em.find(
      Household,
      { id: { $in: [...wanted].filter(isUuid) }, residentialGroup: group.residentialGroup.id, dissolvedOn: null },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    )
    return households.length === wanted.size
      ? households
      : new InvalidInput('householdIds', 'Có hộ không ở tổ dân phố này, hoặc đã chuyển đi. Hãy tải lại rồi chọn lại.')
  }
}

/** For the history of the household; what it is in on which day stays with its membership. */
function recordMembership(
  household: Household,
  former: SelfManagementGroup | null,
  next: SelfManagementGroup | null,
  { em, viewer, now }: Context,
): void {
  em.create(HouseholdEdit, {
    unitCode: household.unitCode,
    household,
    field: HouseholdEditField.SELF_MANAGEMENT_GROUP,
    oldValue: former?.name ?? null,
    newValue: next?.name ?? null,
    recordedAt: now,
    accountId: viewer.accountId,
    byName: viewer.name,
    byPost: viewer.post,
  })
}

const sinceOf = ({ fromOn, toOn }: SelfManagementMember): LocalDate => toOn ?? fromOn

const latest = (days: LocalDate[]): LocalDate | undefined => days.toSorted().at(-1)
