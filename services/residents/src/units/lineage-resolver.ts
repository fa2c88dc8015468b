import { batched, type Context, DateTime, localDateOf } from '@vungxanh/subgraph'
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql'
import { AdminUnit } from './admin-unit.ts'
import { isStanding, parentOn, predecessorsOf, successorNames, successorsOf, UnitLineage } from './lineage.ts'

const childrenOf = batched<string, AdminUnit[]>(async (codes, { em }) => {
  const children = await em.find(AdminUnit, { parent: { $in: [...codes] } }, { orderBy: { code: 'asc' } })
  const byParent = Map.groupBy(children, ({ parent }) => parent?.code)
  return (code) => byParent.get(code) ?? []
})

@Resolver(() => AdminUnit)
export class LineageResolver {
  @FieldResolver(() => [UnitLineage], {
    description: 'Những đơn vị tiếp nhận địa bàn khi đơn vị này hết hiệu lực; rỗng khi chưa ghi.',
  })
  successors(@Root() { code }: AdminUnit, @Ctx() context: Context): Promise<UnitLineage[]> {
    return successorsOf(code, context)
  }

  @Directive('@inaccessible')
  @FieldResolver(() => [String], {
    description: 'Tên và mã của đơn vị tiếp nhận, để bộ phận khác từ chối số liệu sau ngày cuối. Không ra khỏi cổng.',
  })
  successorNames(@Root() unit: AdminUnit, @Ctx() context: Context): Promise<string[]> {
    return successorNames(unit, context)
  }

  @FieldResolver(() => [UnitLineage], {
    description: 'Những đơn vị mà địa bàn nhập vào đơn vị này; rỗng khi chưa ghi.',
  })
  predecessors(@Root() { code }: AdminUnit, @Ctx() context: Context): Promise<UnitLineage[]> {
    return predecessorsOf(code, context)
  }

  @FieldResolver(() => AdminUnit, {
    nullable: true,
    description:
      'Đơn vị cấp trên; trống với cấp tỉnh. Khi nêu thời điểm mà cấp trên đã hết hiệu lực: đơn vị thay nó, hoặc cấp trên nữa.',
  })
  async parent(
    @Root() unit: AdminUnit,
    @Arg('asOf', () => DateTime, { nullable: true }) asOf: Date | null,
    @Ctx() context: Context,
  ): Promise<AdminUnit | null> {
    if (asOf) return parentOn(unit, localDateOf(asOf), context)
    return unit.parent ? unit.parent.loadOrFail() : null
  }

  @FieldResolver(() => [AdminUnit], {
    description: 'Đơn vị trực tiếp dưới mã này có hiệu lực vào thời điểm đó; mọi đơn vị từng có khi không nêu.',
  })
  async children(
    @Root() { code }: AdminUnit,
    @Arg('asOf', () => DateTime, { nullable: true }) asOf: Date | null,
    @Ctx() context: Context,
  ): Promise<AdminUnit[]> {
    const children = await childrenOf(code, context)
    return asOf ? children.filter((unit) => isStanding(unit, localDateOf(asOf))) : children
  }
}
