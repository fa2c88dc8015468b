import { type Context, oneBy, requireInScope, VND } from '@vungxanh/subgraph'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Fund } from './fund.ts'
import { availableIn } from './fund-rules.ts'

export const fundById = oneBy(Fund, 'id')

@Resolver(() => Fund)
export class FundResolver {
  @Query(() => [Fund], { description: 'Các nguồn kinh phí của đơn vị, theo mã.' })
  funds(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<Fund[]> {
    requireInScope(unit, context)
    return context.em.find(Fund, { unitCode: unit }, { orderBy: { code: 'asc' } })
  }

  @FieldResolver(() => VND, { description: 'Còn có thể duyệt chi.' })
  available(@Root() fund: Fund): number {
    return availableIn(fund)
  }
}
