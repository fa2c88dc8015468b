import { type Connection, type Context, connectionOf, PageArgs, page, requireInScope } from '@vungxanh/subgraph'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Person } from '../references.ts'
import { Test } from '../tests/test.ts'
import { Case, CaseStatus } from './case.ts'

export const CaseConnection = connectionOf(Case, 'Case')

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => CaseConnection, { description: 'Các ca bệnh, mới nhất trước.' })
  cases(
    @Arg('unit', () => ID) unit: string,
    @Arg('status', () => CaseStatus, { nullable: true }) status: CaseStatus | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Case>> {
    requireInScope(unit, context)
    return page(
      context,
      Case,
      { unitCode: unit, ...(status && { status }) },
      [
        ['confirmedOn', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Trống khi không được xem.' })
  person(@Root() { personId }: Case): Person {
    return new Person(personId)
  }

  @FieldResolver(() => Test, { description: 'Lần xét nghiệm dương tính đã mở ca.' })
  openedBy(@Root() { openedBy }: Case): Promise<Test> {
    return openedBy.loadOrFail()
  }
}
