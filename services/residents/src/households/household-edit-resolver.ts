import { type Context, manyBy } from '@vungxanh/subgraph'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { LONGEST_HISTORY } from '../movements/life-event-resolver.ts'
import { Household } from './household.ts'
import { HouseholdEdit } from './household-edit.ts'

const editsOf = manyBy(HouseholdEdit, 'household', { recordedAt: 'desc', field: 'asc', id: 'asc' })

@Resolver(() => Household)
export class HouseholdEditResolver {
  @FieldResolver(() => [HouseholdEdit], {
    description: 'Địa chỉ và tổ của hộ đã được sửa thế nào mà không có biến động, mới nhất trước.',
  })
  async edits(@Root() { id }: Household, @Ctx() context: Context): Promise<HouseholdEdit[]> {
    return (await editsOf(id, context)).slice(0, LONGEST_HISTORY)
  }
}

@Resolver(() => HouseholdEdit)
export class HouseholdEditOfBulkResolver {
  @FieldResolver(() => Boolean, { description: 'Là một dòng của một lần sửa nhiều dòng, hoàn tác được ở đó.' })
  isOfBulkEdit(@Root() { bulkEdit }: HouseholdEdit): boolean {
    return Boolean(bulkEdit)
  }
}
