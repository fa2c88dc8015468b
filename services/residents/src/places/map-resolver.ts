import { type Connection, type Context, isUuid, PageArgs, page, requireInScope } from '@vungxanh/subgraph'
import { Arg, Args, Ctx, Field, Float, ID, InputType, Int, ObjectType, Query, Resolver } from 'type-graphql'
import { Household } from '../households/household.ts'
import { HouseholdConnection } from '../households/household-resolver.ts'

/** So many points are seen apart and fit into one answer; where there are more they are counted by squares. */
const MOST_POINTS = 300
/** Squares across the longer way of what is asked for: counts must not cover each other on a telephone. */
const SQUARES_ACROSS = 8
/** No square is smaller (about 30 m), so that a count does not say where one household is to whoever sees counts only. */
const SMALLEST_SQUARE = 0.0003

@InputType({ description: 'Phần bản đồ đang xem, theo độ.' })
export class MapBox {
  @Field(() => Float)
  west!: number

  @Field(() => Float)
  south!: number

  @Field(() => Float)
  east!: number

  @Field(() => Float)
  north!: number
}

@ObjectType({ description: 'Số hộ trong một ô vuông của bản đồ; điểm là giữa ô.' })
export class HouseholdCluster {
  @Field(() => Float)
  latitude!: number

  @Field(() => Float)
  longitude!: number

  @Field(() => Int)
  count!: number
}

@ObjectType({
  description: `Các hộ trong phần bản đồ đang xem: từng hộ khi không quá ${MOST_POINTS}, nếu không thì đếm theo ô.`,
})
export class HouseholdMap {
  @Field(() => Int, { description: 'Số hộ có vị trí trong phần đang xem.' })
  total!: number

  @Field(() => [Household], { description: 'Trống khi có quá nhiều hộ.' })
  households!: Household[]

  @Field(() => [HouseholdCluster], { description: 'Trống khi từng hộ được trả về.' })
  clusters!: HouseholdCluster[]
}

@Resolver()
export class MapResolver {
  @Query(() => HouseholdMap, {
    description: 'Hộ trên bản đồ, trong một phần hoặc cả đơn vị, của một hoặc mọi tổ dân phố.',
  })
  async householdMap(
    @Arg('unit', () => ID) unitCode: string,
    @Arg('box', () => MapBox, { nullable: true }) box: MapBox | null,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroup: string | null,
    @Arg('mostPoints', () => Int, {
      defaultValue: MOST_POINTS,
      description: `Số hộ nhiều nhất được trả về từng hộ; không quá ${MOST_POINTS}.`,
    })
    mostPoints: number,
    @Ctx() context: Context,
  ): Promise<HouseholdMap> {
    requireInScope(unitCode, context)
    const most = Math.max(0, Math.min(mostPoints, MOST_POINTS))
    const { em } = context
    const where = {
      unitCode,
      dissolvedOn: null,
      latitude: box ? { $gte: box.south, $lte: box.north } : { $ne: null },
      ...(box && { longitude: { $gte: box.west, $lte: box.east } }),
      ...(residentialGroup && { residentialGroup: { $in: [residentialGroup].filter(isUuid) } }),
    }
    const households = await em.find(Household, where, { limit: most + 1, orderBy: { code: 'asc' } })
    if (households.length <= most) return { total: households.length, households, clusters: [] }
    const clusters = await countedBySquares(unitCode, box, residentialGroup, context)
    return { total: clusters.reduce((sum, { count }) => sum + count, 0), households: [], clusters }
  }

  @Query(() => HouseholdConnection, {
    description: 'Danh sách hộ có hoặc chưa có vị trí trên bản đồ, theo mã hộ.',
  })
  householdsByPlace(
    @Arg('unit', () => ID) unit: string,
    @Arg('isPlaced', () => Boolean, { nullable: true }) isPlaced: boolean | null,
    @Arg('residentialGroup', () => ID, { nullable: true }) residentialGroup: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Household>> {
    requireInScope(unit, context)
    return page(
      context,
      Household,
      {
        unitCode: unit,
        dissolvedOn: null,
        ...(isPlaced != null && { latitude: isPlaced ? { $ne: null } : null }),
        ...(residentialGroup && { residentialGroup: { $in: [residentialGroup].filter(isUuid) } }),
      },
      [
        ['code', 'asc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }
}

/** The whole unit is as wide as its households are. */
async function countedBySquares(
  unitCode: string,
  box: MapBox | null,
  residentialGroup: string | null,
  { em }: Context,
): Promise<HouseholdCluster[]> {
  return em.execute(
    `with placed as (
       select latitude, longitude from household
       where unit_code = ? and dissolved_on is null and latitude between ? and ? and longitude between ? and ?
         and (?::uuid is null or residential_group_id = ?::uuid)),
     square as (
       select greatest((max(latitude) - min(latitude)) / ${SQUARES_ACROSS}, (max(longitude) - min(longitude)) / ${SQUARES_ACROSS}, ${SMALLEST_SQUARE}) as side
       from placed)
     select round(((floor(latitude / side) + 0.5) * side)::numeric, 5)::float8 as latitude,
       round(((floor(longitude / side) + 0.5) * side)::numeric, 5)::float8 as longitude, count(*)::int as count
     from placed, square group by 1, 2 order by 1, 2`,
    [
      unitCode,
      box?.south ?? -90,
      box?.north ?? 90,
      box?.west ?? -180,
      box?.east ?? 180,
      isUuid(residentialGroup) ? residentialGroup : null,
      isUuid(residentialGroup) ? residentialGroup : null,
    ],
  )
}
