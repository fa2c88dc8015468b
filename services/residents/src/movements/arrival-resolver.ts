import { type Connection, type Context, connectionOf, PageArgs, page, requireInScope } from '@vungxanh/subgraph'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Household } from '../households/household.ts'
import { Person } from '../people/person.ts'
import { Arrival } from './arrival.ts'

export const ArrivalConnection = connectionOf(Arrival, 'Arrival')

@Resolver(() => Arrival)
export class ArrivalResolver {
  @Query(() => ArrivalConnection, { description: 'Người đến, mới nhất trước.' })
  arrivals(
    @Arg('unit', () => ID) unit: string,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Arrival>> {
    requireInScope(unit, context)
    return page(
      context,
      Arrival,
      { unitCode: unit },
      [
        ['arrivedOn', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Person)
  person(@Root() arrival: Arrival): Promise<Person> {
    return arrival.person.loadOrFail()
  }

  @FieldResolver(() => Household)
  household(@Root() arrival: Arrival): Promise<Household> {
    return arrival.household.loadOrFail()
  }
}
