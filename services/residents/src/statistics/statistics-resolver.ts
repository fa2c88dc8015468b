import { sql } from '@mikro-orm/core'
import {
  badUserInput,
  batched,
  type Context,
  DateTime,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  notFound,
  requirePast,
} from '@vungxanh/subgraph'
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { CircumstanceKind } from '../circumstances/circumstance.ts'
import { selfManagementGroupById } from '../groups/group-resolver.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { ResidenceKind } from '../movements/residence.ts'
import { Sex } from '../people/person.ts'
import { union } from '../search/person-search.ts'
import { groupById, groupsOf, unitByCode } from '../units/admin-unit-resolver.ts'
import { communesOf } from '../units/communes.ts'
import { requireStandingUnit } from '../units/lineage.ts'
import { ageLaws } from './age-law.ts'
import {
  arrivalsIn,
  BAND_YEARS,
  householdsOn,
  membershipsOn,
  movementsIn,
  OLDEST_BAND,
  type Period,
  type Place,
  residentsOn,
  standingOn,
  withoutPapers,
} from './counted.ts'
import {
  AgeRule,
  ArrivalCounts,
  CircumstanceCount,
  GroupCounts,
  HouseholdCounts,
  MovementCount,
  MovementFigure,
  movementKinds,
  ResidentCounts,
  SelfManagementCounts,
  Statistics,
  TrendPoint,
  UnitCounts,
} from './statistics.ts'

/** A district. All figures of a page cost a fifth of a second of PostgreSQL for each commune. */
const MOST_COMMUNES = 20

@ArgsType()
export class PlaceArgs {
  @Field(() => ID, {
    description: `Phường, xã; hoặc quận, thành phố có những phường, xã thuộc phạm vi công tác, tối đa ${MOST_COMMUNES}.`,
  })
  unit!: string

  @Field(() => ID, { nullable: true, description: 'Một tổ dân phố của đơn vị; để trống là cả đơn vị.' })
  residentialGroup?: string | null

  @Field(() => ID, { nullable: true, description: 'Một tổ tự quản của đơn vị: những hộ thuộc tổ vào ngày tính.' })
  selfManagementGroup?: string | null

  @Field(() => DateTime, { description: 'Thời điểm chốt số liệu; tính theo ngày ở Việt Nam.' })
  asOf!: Date
}

@ArgsType()
export class PeriodArgs extends PlaceArgs {
  @Field(() => LocalDateScalar, { description: 'Ngày đầu của khoảng; ngày cuối là ngày của asOf.' })
  from!: LocalDate
}

/** The longest period that movements are counted in, and the most points of a trend. */
const LONGEST_PERIOD_YEARS = 100
const MOST_POINTS = 24

/** The place and the day that are asked for; a place outside the scope is not found, and never answered with zeros. */
export async function placeOn(
  { unit, residentialGroup, selfManagementGroup, asOf }: PlaceArgs,
  context: Context,
): Promise<{ place: Place; on: LocalDate }> {
  requirePast(asOf, context)
  const on = localDateOf(asOf)
  const asked = await unitByCode(unit, context)
  const units = await communesOf(unit, on, MOST_COMMUNES, context)
  if (asked) await requireStandingUnit(asked, on, context)
  if (residentialGroup) {
    const group = isUuid(residentialGroup) ? await groupById(residentialGroup, context) : null
    if (!group || !units.includes(group.unitCode)) throw notFound('Không tìm thấy tổ dân phố này trong đơn vị.')
  }
  if (selfManagementGroup) {
    const group = isUuid(selfManagementGroup) ? await selfManagementGroupById(selfManagementGroup, context) : null
    if (!group || !units.includes(group.unitCode)) throw notFound('Không tìm thấy tổ tự quản này trong đơn vị.')
  }
  const place = {
    units,
    residentialGroup: residentialGroup ?? null,
    selfManagementGroup: selfManagementGroup ?? null,
  }
  return { place, on }
}

export function periodUntil(from: LocalDate, on: LocalDate): Period {
  const years = Number(on.slice(0, 4)) - Number(from.slice(0, 4))
  if (from > on || years > LONGEST_PERIOD_YEARS) {
    throw badUserInput('Ngày đầu của khoảng phải trước hoặc đúng ngày tính, không quá 100 năm.', { argument: 'from' })
  }
  return { from, on }
}

interface ResidentRow {
  set: number
  group: string | null
  sex: Sex | null
  band: number | null
  kind: ResidenceKind | null
  persons: number
  absent: number
  children: number
  elderly: number
}

/** Which of the grouping sets below a row is of: the columns that it is not grouped by, as bits. */
const sets = { all: 0b1111, byGroup: 0b0111, byAge: 0b1001, byKind: 0b1110 }

/** Every count of persons in one statement, whatever the number of groups. */
const residentRows = batched<string, ResidentRow[]>(async (keys, { em }) => {
  const found = new Map<string, ResidentRow[]>()
  for (const key of keys) {
    const { place, on } = JSON.parse(key) as Statistics
    found.set(
      key,
      await em.execute<ResidentRow[]>(
        sql`select grouping(residential_group_id, sex, age_band, residence_kind) as set, residential_group_id as "group", sex,
            age_band as band, residence_kind as kind, count(*)::int as persons, count(*) filter (where is_away)::int as absent,
            count(*) filter (where is_child)::int as children, count(*) filter (where is_elderly)::int as elderly
          from (${residentsOn(place, on)}) as resident
          group by grouping sets ((), (residential_group_id), (sex, age_band), (residence_kind))`,
      ),
    )
  }
  return (key) => found.get(key) ?? []
})

interface HouseholdRow {
  group: string
  size: number
  households: number
}

const householdRows = batched<string, HouseholdRow[]>(async (keys, { em }) => {
  const found = new Map<string, HouseholdRow[]>()
  for (const key of keys) {
    const { place, on } = JSON.parse(key) as Statistics
    found.set(
      key,
      await em.execute<HouseholdRow[]>(
        sql`select residential_group_id as "group", size, count(*)::int as households
          from (${householdsOn(place, on)}) as household group by 1, 2`,
      ),
    )
  }
  return (key) => found.get(key) ?? []
})

const keyOf = ({ place, on }: Statistics): string => JSON.stringify({ place, on })
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Query(() => Statistics, { nullable: true })
  async statistics(@Args(() => PeriodArgs) args: PeriodArgs, @Ctx() context: Context): Promise<Statistics> {
    const { place, on } = await placeOn(args, context)
    return Object.assign(new Statistics(), { place, ...periodUntil(args.from, on) })
  }

  @FieldResolver(() => ResidentCounts)
  async residents(@Root() asked: Statistics, @Ctx() context: Context): Promise<ResidentCounts> {
    const rows = Map.groupBy(await residentRows(keyOf(asked), context), ({ set }) => set)
    const [all] = rows.get(sets.all) ?? []
    const ages = rows.get(sets.byAge) ?? []
    const kinds = rows.get(sets.byKind) ?? []
    const persons = (of: Partial<ResidentRow>): number =>
      ages.find(({ sex, band }) => sex === of.sex && band === of.band)?.persons ?? 0
    const bands = Array.from({ length: OLDEST_BAND / BAND_YEARS + 1 }, (_, index) => index * BAND_YEARS)
    return {
      persons: all?.persons ?? 0,
      absent: all?.absent ?? 0,
      present: (all?.persons ?? 0) - (all?.absent ?? 0),
      children: all?.children ?? 0,
      elderly: all?.elderly ?? 0,
      byAge: [...bands, null].map((band) => ({
        from: band,
        male: persons({ sex: Sex.MALE, band }),
        female: persons({ sex: Sex.FEMALE, band }),
        unknownSex: persons({ sex: Sex.UNKNOWN, band }),
      })),
      byResidenceKind: [ResidenceKind.PERMANENT, ResidenceKind.TEMPORARY, ResidenceKind.STAYING].map((kind) => ({
        kind,
        persons: kinds.find((row) => row.kind === kind)?.persons ?? 0,
      })),
    }
  }

  @FieldResolver(() => HouseholdCounts)
  async households(@Root() asked: Statistics, @Ctx() context: Context): Promise<HouseholdCounts> {
    const rows = await householdRows(keyOf(asked), context)
    const bySize = [...Map.groupBy(rows, ({ size }) => size)]
      .map(([size, ofSize]) => ({ size, households: sum(ofSize.map(({ households }) => households)) }))
      .toSorted((one, other) => one.size - other.size)
    return { households: sum(bySize.map(({ households }) => households)), bySize }
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Số người không có giấy tờ tùy thân nào còn dùng, theo sổ.',
  })
  async withoutPapers(@Root() { place, on }: Statistics, @Ctx() { em }: Context): Promise<number> {
    const [row] = await em.execute<{ persons: number }[]>(
      sql`select count(*)::int as persons from (${residentsOn(place, on)}) as resident where ${withoutPapers(place, on)}`,
    )
    return row?.persons ?? 0
  }

  @FieldResolver(() => [CircumstanceCount], {
    description: 'Theo diện, vào ngày tính. Một người có thể thuộc nhiều diện.',
  })
  async circumstances(@Root() { place, on }: Statistics, @Ctx() { em }: Context): Promise<CircumstanceCount[]> {
    const counts = await em.execute<CircumstanceCount[]>(
      sql`with resident as materialized (${residentsOn(place, on)}), standing as materialized (${standingOn(place, on)})
        select kind, count(distinct counted.household_id)::int as households, count(distinct counted.person_id)::int as persons
        from (
          select kind, resident.* from standing join resident on resident.person_id = standing.person_id
          union all
          select kind, resident.* from standing join resident on resident.household_id = standing.household_id
        ) as counted
        group by kind`,
    )
    return Object.values(CircumstanceKind).map(
      (kind) => counts.find((count) => count.kind === kind) ?? { kind, households: 0, persons: 0 },
    )
  }

  @FieldResolver(() => [MovementCount], { description: 'Số người trong các biến động của khoảng ngày.' })
  async movements(@Root() { place, from, on }: Statistics, @Ctx() { em }: Context): Promise<MovementCount[]> {
    const rows = await em.execute<{ kind: string; persons: number }[]>(
      sql`select kind, count(*)::int as persons from (${movementsIn(place, { from, on })}) as movement group by kind`,
    )
    return Object.values(MovementFigure).map((figure) => ({
      figure,
      persons: sum(
        rows.filter(({ kind }) => movementKinds[figure].some((counted) => counted === kind)).map((row) => row.persons),
      ),
    }))
  }

  @FieldResolver(() => ArrivalCounts)
  async arrivals(@Root() { place, from, on }: Statistics, @Ctx() { em }: Context): Promise<ArrivalCounts> {
    const byOrigin = await em.execute<{ place: string; arrivals: number }[]>(
      sql`select province as place, count(*)::int as arrivals from (${arrivalsIn(place, { from, on })}) as arrival
        group by province order by arrivals desc, province collate "C"`,
    )
    return { arrivals: sum(byOrigin.map(({ arrivals }) => arrivals)), byOrigin }
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'Ngày cuối của khoảng có biến động hay lượt người đến; trống khi cả khoảng không có.',
  })
  async latestOn(@Root() { place, from, on }: Statistics, @Ctx() { em }: Context): Promise<LocalDate | null> {
    const counted = `{${Object.values(movementKinds).flat().join(',')}}`
    const [row] = await em.execute<{ day: LocalDate | null }[]>(
      sql`select max(day)::text as day from (
        select occurred_on as day from (${movementsIn(place, { from, on })}) as movement where kind = any (${counted}::text[])
        union all select arrived_on from (${arrivalsIn(place, { from, on })}) as arrival) as happened`,
    )
    return row?.day ?? null
  }

  @FieldResolver(() => [UnitCounts], {
    description:
      'Theo phường, xã; cộng lại đúng bằng tổng. Của một quận hay thành phố: chỉ những nơi thuộc phạm vi công tác của người hỏi.',
  })
  async byUnit(@Root() asked: Statistics, @Ctx() context: Context): Promise<UnitCounts[]> {
    const groups = Map.groupBy(await this.byResidentialGroup(asked, context), (row) => row.residentialGroup.unitCode)
    const units = await Promise.all(asked.place.units.map((code) => unitByCode(code, context)))
    return units.flatMap((unit) => {
      const ofUnit = (unit && groups.get(unit.code)) ?? []
      const total = (count: (row: GroupCounts) => number): number => sum(ofUnit.map(count))
      return unit
        ? {
            unit,
            households: total((row) => row.households),
            persons: total((row) => row.persons),
            present: total((row) => row.present),
            children: total((row) => row.children),
            elderly: total((row) => row.elderly),
          }
        : []
    })
  }

  @FieldResolver(() => [GroupCounts], { description: 'Theo tổ dân phố; cộng lại đúng bằng tổng.' })
  async byResidentialGroup(@Root() asked: Statistics, @Ctx() context: Context): Promise<GroupCounts[]> {
    const { units, residentialGroup: only } = asked.place
    const ofEach = await Promise.all(units.map((unit) => groupsOf(unit, context)))
    const residents = (await residentRows(keyOf(asked), context)).filter(({ set }) => set === sets.byGroup)
    const households = Map.groupBy(await householdRows(keyOf(asked), context), ({ group }) => group)
    const byGroup = new Map(residents.map((row) => [row.group, row]))
    const groups = ofEach
      .flat()
      .filter(({ id, closedOn }) => (only ? id === only : !closedOn || byGroup.has(id) || households.has(id)))
    return groups.map((residentialGroup) => {
      const { persons = 0, absent = 0, children = 0, elderly = 0 } = byGroup.get(residentialGroup.id) ?? {}
      return {
        residentialGroup,
        households: sum((households.get(residentialGroup.id) ?? []).map((row) => row.households)),
        persons,
        present: persons - absent,
        children,
        elderly,
      }
    })
  }

  @FieldResolver(() => [SelfManagementCounts], {
    description: 'Theo tổ tự quản mà hộ thuộc vào ngày tính, rồi các hộ chưa thuộc tổ nào; cộng lại đúng bằng tổng.',
  })
  async bySelfManagementGroup(
    @Root() { place, on }: Statistics,
    @Ctx() context: Context,
  ): Promise<SelfManagementCounts[]> {
    const rows = await context.em.execute<(Omit<SelfManagementCounts, 'selfManagementGroup'> & { group: string })[]>(
      sql`select group_id as "group", count(distinct household_id)::int as households, count(*)::int as persons,
          count(*) filter (where not is_away)::int as present, count(*) filter (where is_child)::int as children,
          count(*) filter (where is_elderly)::int as elderly
        from (${residentsOn(place, on)}) as resident
        left join (${membershipsOn(place.units, on)}) as membership using (household_id)
        group by group_id`,
    )
    const counted = await Promise.all(
      rows.map(async ({ group, ...counts }) => ({
        ...counts,
        selfManagementGroup: group ? await selfManagementGroupById(group, context) : null,
      })),
    )
    const groups = await context.em.find(
      ResidentialGroup,
      { id: { $in: counted.flatMap(({ selfManagementGroup: one }) => one?.residentialGroup.id ?? []) } },
      { fields: ['number'] },
    )
    const numbers = new Map(groups.map(({ id, number }) => [id, number]))
    const placeOf = ({ selfManagementGroup: one }: SelfManagementCounts): number =>
      one ? (numbers.get(one.residentialGroup.id) ?? 0) * 1_000 + one.number : Number.POSITIVE_INFINITY
    return counted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }

  @FieldResolver(() => [TrendPoint], { description: 'Số người vào cuối mỗi tháng trước đó, rồi vào ngày tính.' })
  async trend(
    @Root() { place, on }: Statistics,
    @Arg('months', () => Int, { defaultValue: 6, description: `Từ 1 đến ${MOST_POINTS}.` }) months: number,
    @Ctx() { em }: Context,
  ): Promise<TrendPoint[]> {
    if (!Number.isInteger(months) || months < 1 || months > MOST_POINTS) {
      throw badUserInput(`Số tháng phải từ 1 đến ${MOST_POINTS}.`, { argument: 'months' })
    }
    const days = [...monthEnds(on, months), on]
    const counts = days.map(
      (day) =>
        sql`select ${day}::text as "on", count(*)::int as persons, count(*) filter (where not is_away)::int as present
          from (${residentsOn(place, day)}) as resident`,
    )
    return em.execute<TrendPoint[]>(sql`${union(counts)} order by 1`)
  }

  @FieldResolver(() => [AgeRule])
  ageRules(): AgeRule[] {
    return ageLaws.map(({ code, from, to, source, verified }) => ({ code, from, to, source, verified }))
  }
}

/** The last days of the months before a day, oldest first. */
function monthEnds(on: LocalDate, months: number): LocalDate[] {
  const [year = 0, month = 0] = on.split('-').map(Number)
  return Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(year, month - months + index, 0)).toISOString().slice(0, 10),
  )
}
