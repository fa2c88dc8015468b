import { LockMode } from '@mikro-orm/core'
import { batched, type Context, InvalidInput, isUuid, notFound } from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { GroupOutline } from './group-outline.ts'
import { NotUndoable, refuseTakingBack } from './not-undoable.ts'
import { refuseOutline } from './place-rules.ts'
import { type Position, rounded } from './point.ts'

@InputType()
export class DrawGroupOutlineInput {
  @Field(() => ID)
  residentialGroupId!: string

  @Field(() => [[Float]], {
    nullable: true,
    description: 'Vòng khép kín theo GeoJSON: kinh độ rồi vĩ độ. Để trống để bỏ ranh giới đang có.',
  })
  ring?: number[][] | null
}

@ObjectType({ description: 'Ranh giới vừa vẽ hoặc vừa hủy, và tổ dân phố sau đó.' })
export class GroupOutlineSuccess {
  @Field(() => GroupOutline)
  outline!: GroupOutline

  @Field(() => ResidentialGroup)
  residentialGroup!: ResidentialGroup
}

export const DrawGroupOutlineResult = createUnionType({
  name: 'DrawGroupOutlineResult',
  types: () => [GroupOutlineSuccess, InvalidInput] as const,
})

export const UndoGroupOutlineResult = createUnionType({
  name: 'UndoGroupOutlineResult',
  types: () => [GroupOutlineSuccess, NotUndoable] as const,
})

const outlineOf = batched<string, GroupOutline | null>(async (groups, { em }) => {
  const rows = await em.execute<{ id: string }[]>(
    `select distinct on (residential_group_id) id from group_outline
     where residential_group_id = any (?::uuid[]) and undone_at is null
     order by residential_group_id, recorded_at desc, id`,
    [`{${groups.join(',')}}`],
  )
  const outlines = await em.find(GroupOutline, { id: { $in: rows.map(({ id }) => id) } })
  const byGroup = new Map(outlines.map((outline) => [outline.residentialGroup.id, outline]))
  return (group) => byGroup.get(group) ?? null
})

/** The outlines in force of a unit. */
export async function outlinesIn(unitCode: string, context: Context): Promise<Map<string, readonly Position[]>> {
  const groups = await context.em.find(ResidentialGroup, { unitCode })
  const outlines = await Promise.all(groups.map(({ id }) => outlineOf(id, context)))
  return new Map(
    outlines.flatMap((outline) =>
      outline?.polygon ? [[outline.residentialGroup.id, outline.polygon.coordinates[0]] as const] : [],
    ),
  )
}

interface Placed {
  households: number
  placed: number
}

const placedIn = batched<string, Placed>(async (groups, { em }) => {
  const rows = await em.execute<(Placed & { id: string })[]>(
    `select residential_group_id as id, count(*)::int as households, count(latitude)::int as placed
     from household where residential_group_id = any (?::uuid[]) and dissolved_on is null group by 1`,
    [`{${groups.join(',')}}`],
  )
  const byGroup = new Map(rows.map((row) => [row.id, row]))
  return (group) => byGroup.get(group) ?? { households: 0, placed: 0 }
})

@Resolver(() => ResidentialGroup)
export class GroupOutlineResolver {
  @FieldResolver(() => GroupOutline, { nullable: true, description: 'Ranh giới; trống khi chưa ai vẽ.' })
  async outline(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<GroupOutline | null> {
    const outline = await outlineOf(id, context)
    return outline?.polygon ? outline : null
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Số hộ đang có của tổ dân phố.' })
  async householdCount(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<number> {
    return (await placedIn(id, context)).households
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Trong đó số hộ đã có vị trí trên bản đồ.' })
  async placedCount(@Root() { id }: ResidentialGroup, @Ctx() context: Context): Promise<number> {
    return (await placedIn(id, context)).placed
  }

  @Mutation(() => DrawGroupOutlineResult, { description: 'Vẽ, thay hoặc bỏ ranh giới của một tổ dân phố.' })
  async drawGroupOutline(
    @Arg('input', () => DrawGroupOutlineInput) { residentialGroupId, ring }: DrawGroupOutlineInput,
    @Ctx() context: Context,
  ): Promise<typeof DrawGroupOutlineResult> {
    const { em, viewer, now } = context
    const refusal = ring ? refuseOutline(ring) : undefined
    if (refusal) return refusal
    const residentialGroup = await lockGroup(residentialGroupId, context)
    const positions = ring?.map(([longitude = 0, latitude = 0]) => [rounded(longitude), rounded(latitude)] as const)
    const outline = em.create(GroupOutline, {
      unitCode: residentialGroup.unitCode,
      residentialGroup,
      polygon: positions ? { type: 'Polygon', coordinates: [positions] } : null,
      recordedAt: now,
      accountId: viewer.accountId,
      byName: viewer.name,
    })
    await em.flush()
    return Object.assign(new GroupOutlineSuccess(), { outline, residentialGroup })
  }

  @Mutation(() => UndoGroupOutlineResult, {
    description: 'Hủy lần vẽ mới nhất, trong ngày vẽ; ranh giới trước đó lại có giá trị.',
  })
  async undoGroupOutline(
    @Arg('id', () => ID) id: string,
    @Ctx() context: Context,
  ): Promise<typeof UndoGroupOutlineResult> {
    const { em, viewer, now } = context
    const outline = isUuid(id) ? await em.findOne(GroupOutline, { id }) : null
    if (!outline) throw notFound('Không tìm thấy ranh giới này trong phạm vi công tác của bạn.')
    const residentialGroup = await lockGroup(outline.residentialGroup.id, context)
    await em.refresh(outline)
    const refusal = refuseTakingBack(outline, await outlineOf(residentialGroup.id, context), now)
    if (refusal) return refusal
    outline.undoneAt = now
    outline.undoneByName = viewer.name
    await em.flush()
    context.loaders.clear()
    return Object.assign(new GroupOutlineSuccess(), { outline, residentialGroup })
  }
}

@Resolver(() => GroupOutline)
export class OutlineRingResolver {
  @FieldResolver(() => [[Float]], { description: 'Vòng khép kín theo GeoJSON: từng điểm là kinh độ, vĩ độ.' })
  ring(@Root() { polygon }: GroupOutline): readonly Position[] {
    return polygon?.coordinates[0] ?? []
  }
}

/** Locked, so that of two who draw at once the second is the newer. */
async function lockGroup(id: string, { em }: Context): Promise<ResidentialGroup> {
  const group = isUuid(id) ? await em.findOne(ResidentialGroup, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null
  if (!group) throw notFound('Không tìm thấy tổ dân phố này trong phạm vi công tác của bạn.')
  return group
}
