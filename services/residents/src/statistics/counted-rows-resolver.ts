import { type RawQueryFragment, sql } from '@mikro-orm/core'
import {
  badUserInput,
  type Connection,
  type Context,
  connectionOf,
  type LocalDate,
  PageArgs,
  rankedPage,
} from '@vungxanh/subgraph'
import { Arg, Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql'
import { CircumstanceKind } from '../circumstances/circumstance.ts'
import { Household } from '../households/household.ts'
import { HouseholdConnection } from '../households/household-resolver.ts'
import { Arrival } from '../movements/arrival.ts'
import { ArrivalConnection } from '../movements/arrival-resolver.ts'
import { LifeEventPerson } from '../movements/life-event.ts'
import { Residence, ResidenceKind } from '../movements/residence.ts'
import { Sex } from '../people/person.ts'
import { all } from '../search/person-search.ts'
import { sortedPage } from '../sorted-page.ts'
import {
  arrivalsIn,
  householdsOn,
  movementsIn,
  ofCircumstance,
  type Place,
  residentsOn,
  withoutPapers,
} from './counted.ts'
import { MovementFigure, movementKinds, ResidentFigure } from './statistics.ts'
import { PeriodArgs, PlaceArgs, periodUntil, placeOn } from './statistics-resolver.ts'

export const ResidenceConnection = connectionOf(Residence, 'Residence')
export const LifeEventPersonConnection = connectionOf(LifeEventPerson, 'LifeEventPerson')

@ArgsType()
class ResidentArgs extends PlaceArgs {
  @Field(() => ResidentFigure)
  figure!: ResidentFigure

  @Field(() => Int, { nullable: true, description: 'Chỉ nhóm tuổi bắt đầu từ tuổi này, như trong byAge.' })
  ageBand?: number | null

  @Field(() => Sex, { nullable: true })
  sex?: Sex | null

  @Field(() => ResidenceKind, { nullable: true })
  residenceKind?: ResidenceKind | null

  @Field(() => CircumstanceKind, { nullable: true, description: 'Chỉ người thuộc diện này, hoặc ở hộ thuộc diện này.' })
  circumstance?: CircumstanceKind | null
}

/** Which of the residents a figure counts. */
function isCounted(figure: ResidentFigure, place: Place, on: LocalDate): RawQueryFragment {
  const conditions: Record<ResidentFigure, RawQueryFragment> = {
    PERSONS: sql`true`,
    PRESENT: sql`not is_away`,
    ABSENT: sql`is_away`,
    CHILDREN: sql`is_child`,
    ELDERLY: sql`is_elderly`,
    AGE_UNKNOWN: sql`age_band is null`,
    WITHOUT_PAPERS: withoutPapers(place, on),
  }
  return conditions[figure]
}

/** The rows behind each number of `Statistics`: read from the same relations that the numbers are counted from. */
@Resolver()
export class CountedRowsResolver {
  @Query(() => ResidenceConnection, {
    description: 'Những người được đếm, theo tên gọi: mỗi người một lần, ở nơi họ cư trú vào ngày tính.',
  })
  async countedResidents(
    @Args(() => ResidentArgs) args: ResidentArgs,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Residence>> {
    const { place, on } = await placeOn(args, context)
    const { figure, ageBand, sex, residenceKind, circumstance } = args
    const conditions = [
      isCounted(figure, place, on),
      typeof ageBand === 'number' ? sql`age_band = ${ageBand}` : sql`true`,
      sex ? sql`sex = ${sex}` : sql`true`,
      residenceKind ? sql`residence_kind = ${residenceKind}` : sql`true`,
      circumstance ? sql`(${ofCircumstance(circumstance, place, on)})` : sql`true`,
    ]
    const list = ['residents', place, on, figure, ageBand, sex, residenceKind, circumstance]
    const counted = sql`select id, sort_key from (${residentsOn(place, on)}) as resident where ${all(conditions)}`
    return rankedPage(context, Residence, list, pageArgs, (after, limit) => sortedPage(counted, after, limit, context))
  }

  @Query(() => HouseholdConnection, { description: 'Những hộ được đếm, theo mã hộ.' })
  async countedHouseholds(
    @Args(() => PlaceArgs) args: PlaceArgs,
    @Arg('size', () => Int, { nullable: true, description: 'Chỉ những hộ có đúng số người này.' }) size: number | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Household>> {
    const { place, on } = await placeOn(args, context)
    const ofSize = typeof size === 'number' ? sql`size = ${size}` : sql`true`
    const counted = sql`select household.id, household.code as sort_key
      from (${householdsOn(place, on)}) as counted join household on household.id = counted.household_id where ${ofSize}`
    const list = ['households', place, on, size]
    return rankedPage(context, Household, list, pageArgs, (after, limit) => sortedPage(counted, after, limit, context))
  }

  @Query(() => LifeEventPersonConnection, { description: 'Những người trong các biến động được đếm, theo tên gọi.' })
  async countedMovements(
    @Args(() => PeriodArgs) args: PeriodArgs,
    @Arg('figure', () => MovementFigure) figure: MovementFigure,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<LifeEventPerson>> {
    const { place, on } = await placeOn(args, context)
    const period = periodUntil(args.from, on)
    const kinds = `{${movementKinds[figure].join(',')}}`
    const counted = sql`select id, sort_key from (${movementsIn(place, period)}) as movement where kind = any (${kinds}::text[])`
    const list = ['movements', place, period, figure]
    return rankedPage(context, LifeEventPerson, list, pageArgs, (after, limit) =>
      sortedPage(counted, after, limit, context),
    )
  }

  @Query(() => ArrivalConnection, { description: 'Những lượt đến được đếm, theo tên gọi.' })
  async countedArrivals(
    @Args(() => PeriodArgs) args: PeriodArgs,
    @Arg('place', () => String, { nullable: true, description: 'Chỉ những lượt đến từ nơi này, như byOrigin viết.' })
    origin: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Arrival>> {
    if (origin?.includes('\0')) throw badUserInput('Nơi đi không đúng.', { argument: 'place' })
    const { place, on } = await placeOn(args, context)
    const period = periodUntil(args.from, on)
    const isFrom = typeof origin === 'string' ? sql`province = ${origin}` : sql`true`
    const counted = sql`select id, sort_key from (${arrivalsIn(place, period)}) as arrival where ${isFrom}`
    const list = ['arrivals', place, period, origin]
    return rankedPage(context, Arrival, list, pageArgs, (after, limit) => sortedPage(counted, after, limit, context))
  }
}
