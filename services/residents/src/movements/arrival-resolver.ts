import { type Connection, type Context, connectionOf, PageArgs, page, requireInScope } from '@vungxanh/subgraph'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { may } from '../access.ts'
import { Household } from '../households/household.ts'
import { Person } from '../people/person.ts'
import { Arrival } from './arrival.ts'

export const ArrivalConnection = connectionOf(Arrival, 'Arrival')

@Resolver(() => Arrival)
export class ArrivalResolver {
  @Authorized(may.readPersons)
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

  @Authorized(may.readPersons)
  @FieldResolver(() => Person)
  person(@Root() arrival: Arrival): Promise<Person> {
    return arrival.person.loadOrFail()
  }

  @Authorized(may.readPersons)
  @FieldResolver(() => Household)
  household(@Root() arrival: Arrival): Promise<Household> {
    return arrival.household.loadOrFail()
  }
}
