import { LockMode } from '@mikro-orm/core'
import {
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { Establishment } from '../establishments/establishment.ts'
import { Household } from '../households/household.ts'
import { tidyText } from '../people/search-key.ts'
import { GroupNotFound } from './group-changes-resolver.ts'
import { GroupLeader } from './group-leader.ts'
import { refuseGroupDate, refuseNumberAndName } from './group-rules.ts'
import { numberIndex, openResidentialGroups, ResidentialGroupNumberTaken } from './open-residential-groups.ts'
import { ResidentialGroup } from './residential-group.ts'
import { SelfManagementGroup } from './self-management-group.ts'

@InputType()
export class ResidentialGroupInput {
  @Field(() => Int)
  number!: number

  @Field(() => String)
  name!: string
}

@InputType()
export class OpenResidentialGroupInput extends ResidentialGroupInput {
  @Field(() => ID)
  unit!: string
}

@InputType()
export class ChangeResidentialGroupInput extends ResidentialGroupInput {
  @Field(() => ID)
  id!: string
}

@InputType()
export class CloseResidentialGroupInput {
  @Field(() => ID)
  id!: string

  @Field(() => LocalDateScalar)
  on!: LocalDate
}

@ObjectType()
export class ResidentialGroupSuccess {
  @Field(() => ResidentialGroup)
  group!: ResidentialGroup
}

@ObjectType({ implements: UserError, description: 'Tổ còn hộ, tổ tự quản hoặc cơ sở nên chưa đóng được.' })
export class ResidentialGroupInUse extends UserError {
  readonly code = 'ResidentialGroupInUse'

  @Field(() => Int)
  households: number

  @Field(() => Int)
  selfManagementGroups: number

  @Field(() => Int)
  establishments: number

  constructor({ households, selfManagementGroups, establishments }: Holding) {
    const left = [
      households > 0 && `${households} hộ (chuyển sang tổ khác bằng Sửa nhiều)`,
      selfManagementGroups > 0 && `${selfManagementGroups} tổ tự quản (giải thể)`,
      establishments > 0 && `${establishments} cơ sở (sửa tổ dân phố, hoặc đóng)`,
    ].filter(Boolean)
    super(`Tổ còn ${left.join(', ')}. Hãy làm xong các việc đó rồi đóng tổ.`)
    this.households = households
    this.selfManagementGroups = selfManagementGroups
    this.establishments = establishments
  }
}

interface Holding {
  households: number
  selfManagementGroups: number
  establishments: number
}

export const OpenResidentialGroupResult = createUnionType({
  name: 'OpenResidentialGroupResult',
  types: () => [ResidentialGroupSuccess, ResidentialGroupNumberTaken, InvalidInput, UnitOutOfScope] as const,
})

export const ChangeResidentialGroupResult = createUnionType({
  name: 'ChangeResidentialGroupResult',
  types: () => [ResidentialGroupSuccess, GroupNotFound, ResidentialGroupNumberTaken, InvalidInput] as const,
})

export const CloseResidentialGroupResult = createUnionType({
  name: 'CloseResidentialGroupResult',
  types: () => [ResidentialGroupSuccess, GroupNotFound, ResidentialGroupInUse, InvalidInput] as const,
})

export const ReopenResidentialGroupResult = createUnionType({
  name: 'ReopenResidentialGroupResult',
  types: () => [ResidentialGroupSuccess, GroupNotFound] as const,
})

const succeeded = (group: ResidentialGroup): ResidentialGroupSuccess =>
  Object.assign(new ResidentialGroupSuccess(), { group })

async function lockGroup(id: string, isClosed: boolean, { em }: Context): Promise<ResidentialGroup | null> {
  const closedOn = isClosed ? { $ne: null } : null
  return isUuid(id) ? em.findOne(ResidentialGroup, { id, closedOn }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
}

/** A ward's own division: opened before its first household, closed after its last. */
@Resolver()
export class ResidentialGroupChangesResolver {
  @Mutation(() => OpenResidentialGroupResult, { description: 'Mở một tổ dân phố (thôn, ấp, khu phố) của phường/xã.' })
  async openResidentialGroup(
    @Arg('input', () => OpenResidentialGroupInput) input: OpenResidentialGroupInput,
    @Ctx() context: Context,
  ): Promise<typeof OpenResidentialGroupResult> {
    if (!context.viewer.units.includes(input.unit)) return new UnitOutOfScope(input.unit)
    const opened = await openResidentialGroups(input.unit, [input], context)
    if (opened instanceof UserError) return opened
    const [group] = opened
    if (!group) throw new Error('a group that is not refused is opened')
    return succeeded(group)
  }

  @Mutation(() => ChangeResidentialGroupResult, {
    description: 'Sửa số hoặc tên tổ dân phố. Mã của những hộ đang có giữ nguyên.',
  })
  async changeResidentialGroup(
    @Arg('input', () => ChangeResidentialGroupInput) input: ChangeResidentialGroupInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeResidentialGroupResult> {
    const { em } = context
    const { number } = input
    const name = tidyText(input.name)
    const refusal = refuseNumberAndName({ number, name })
    if (refusal) return refusal
    const group = await lockGroup(input.id, false, context)
    if (!group) return new GroupNotFound()
    const holder = await em.findOne(ResidentialGroup, { unitCode: group.unitCode, number, id: { $ne: group.id } })
    if (holder) return new ResidentialGroupNumberTaken(holder.name)
    context.onConflict(numberIndex, () => new ResidentialGroupNumberTaken('một tổ vừa mở'))
    return succeeded(em.assign(group, { number, name }))
  }

  @Mutation(() => CloseResidentialGroupResult, {
    description: 'Đóng một tổ dân phố không còn hộ, tổ tự quản và cơ sở nào, như khi sáp nhập. Mở lại được.',
  })
  async closeResidentialGroup(
    @Arg('input', () => CloseResidentialGroupInput) { id, on }: CloseResidentialGroupInput,
    @Ctx() context: Context,
  ): Promise<typeof CloseResidentialGroupResult> {
    const { em, now } = context
    const group = await lockGroup(id, false, context)
    if (!group) return new GroupNotFound()
    const holding = {
      households: await em.count(Household, { residentialGroup: group, dissolvedOn: null }),
      selfManagementGroups: await em.count(SelfManagementGroup, { residentialGroup: group, dissolvedOn: null }),
      establishments: await em.count(Establishment, { residentialGroup: group, closedOn: null, annulledOn: null }),
    }
    if (Object.values(holding).some((count) => count > 0)) return new ResidentialGroupInUse(holding)
    const leader = await em.findOne(GroupLeader, { residentialGroup: group, toOn: null })
    const [held] = await em.execute<{ until: LocalDate | null }[]>(
      `select greatest(?::date,
         (select max(dissolved_on) from household where residential_group_id = ?),
         (select max(dissolved_on) from self_management_group where residential_group_id = ?),
         (select max(closed_on) from establishment where residential_group_id = ?))::text as until`,
      [leader?.fromOn ?? null, group.id, group.id, group.id],
    )
    const refusal = refuseGroupDate(on, localDateOf(now), held?.until)
    if (refusal) return refusal
    if (leader) leader.toOn = on
    group.closedOn = on
    return succeeded(group)
  }

  @Mutation(() => ReopenResidentialGroupResult, {
    description: 'Mở lại tổ dân phố đã đóng; tổ trưởng thôi vào ngày đóng trở lại.',
  })
  async reopenResidentialGroup(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof ReopenResidentialGroupResult> {
    const { em } = context
    const group = await lockGroup(id, true, context)
    if (!group) return new GroupNotFound()
    const leader = await em.findOne(
      GroupLeader,
      { residentialGroup: group, toOn: group.closedOn },
      { orderBy: { fromOn: 'desc' }, populate: ['person'] },
    )
    if (leader && !leader.person.getEntity().diedOn) leader.toOn = null
    group.closedOn = null
    return succeeded(group)
  }
}
