import { type Context, isUuid, requireInScope } from '@vungxanh/subgraph'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Lot } from './lot.ts'
import { DoseIntervalRule, Product } from './product.ts'

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => [Product], { description: 'Các loại vắc xin được cấp phép, theo tên.' })
  products(@Ctx() { em }: Context): Promise<Product[]> {
    return em.find(Product, {}, { orderBy: { name: 'asc' } })
  }

  @FieldResolver(() => [DoseIntervalRule], { description: 'Quy định về khoảng cách giữa hai mũi, cũ trước mới sau.' })
  intervalRules(@Root() product: Product): Promise<DoseIntervalRule[]> {
    return product.intervalRules.loadItems()
  }
}

@Resolver(() => Lot)
export class LotResolver {
  @Query(() => [Lot], { description: 'Các lô vắc xin của đơn vị, lô hết hạn trước đứng trước.' })
  async lots(
    @Arg('unit', () => ID) unit: string,
    @Arg('product', () => ID, { nullable: true }) product: string | null,
    @Ctx() context: Context,
  ): Promise<Lot[]> {
    requireInScope(unit, context)
    if (product && !isUuid(product)) return []
    return context.em.find(
      Lot,
      { unitCode: unit, ...(product && { product }) },
      { orderBy: { expiresOn: 'asc', number: 'asc', id: 'asc' } },
    )
  }

  @FieldResolver(() => Product)
  product(@Root() { product }: Lot): Promise<Product> {
    return product.loadOrFail()
  }
}
