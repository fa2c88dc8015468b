import {
  type Connection,
  type Context,
  connectionOf,
  isUuid,
  notFound,
  oneBy,
  PageArgs,
  page,
  requireInScope,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { Establishment, EstablishmentKind } from './establishment.ts'

export const EstablishmentConnection = connectionOf(Establishment, 'Establishment')

export const establishmentById = oneBy(Establishment, 'id')

@Resolver(() => Establishment)
export class EstablishmentResolver {
  @Query(() => Establishment, { nullable: true })
  async establishment(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Establishment> {
    const establishment = isUuid(id) ? await establishmentById(id, context) : null
    if (!establishment) throw notFound('Không tìm thấy cơ sở này trong phạm vi công tác của bạn.')
    return establishment
  }

  @Query(() => EstablishmentConnection)
  establishments(
    @Arg('unit', () => ID) unit: string,
    @Arg('kind', () => EstablishmentKind, { nullable: true }) kind: EstablishmentKind | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Establishment>> {
    requireInScope(unit, context)
    return page(
      context,
      Establishment,
      { unitCode: unit, ...(kind && { kind }) },
      [
        ['name', 'asc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => ResidentialGroup)
  residentialGroup(@Root() establishment: Establishment): Promise<ResidentialGroup> {
    return establishment.residentialGroup.loadOrFail()
  }
}
