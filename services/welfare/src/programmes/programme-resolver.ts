import { batched, type Context, isUuid, localDateOf, manyBy, notFound, oneBy, requireInScope } from '@vungxanh/subgraph'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Fund } from '../funds/fund.ts'
import { fundById } from '../funds/fund-resolver.ts'
import { Document } from '../references.ts'
import { AmountFormula } from './amount-formula.ts'
import { Exclusion } from './exclusion.ts'
import { Programme } from './programme.ts'
import { formulaOn, formulaText } from './programme-rules.ts'

export const programmeById = oneBy(Programme, 'id')

const programmesFoundedOn = manyBy(Programme, 'basisDocumentId', { place: 'asc' })

const excludedBy = batched<string, Programme[]>(async (ids, { em }) => {
  const pairs = await em.find(
    Exclusion,
    { $or: [{ one: { $in: [...ids] } }, { other: { $in: [...ids] } }] },
    { populate: ['one', 'other'] },
  )
  return (id) =>
    pairs
      .flatMap(({ one, other }) => (one.id === id ? [other.$] : other.id === id ? [one.$] : []))
      .toSorted((first, second) => first.place - second.place)
})

@Resolver(() => Programme)
export class ProgrammeResolver {
  @Query(() => [Programme], { description: 'Các chương trình của đơn vị, theo thứ tự trong báo cáo.' })
  programmes(@Arg('unit', () => ID) unit: string, @Ctx() context: Context): Promise<Programme[]> {
    requireInScope(unit, context)
    return context.em.find(Programme, { unitCode: unit }, { orderBy: { place: 'asc' } })
  }

  @Query(() => Programme, { nullable: true })
  async programme(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Programme> {
    const programme = isUuid(id) ? await programmeById(id, context) : null
    if (!programme) throw notFound('Không tìm thấy chương trình này trong phạm vi công tác của bạn.')
    return programme
  }

  @FieldResolver(() => Fund, { nullable: true, description: 'Nguồn kinh phí; trống khi không được xem.' })
  fund(@Root() programme: Programme, @Ctx() context: Context): Promise<Fund | null> {
    return fundById(programme.fund.id, context)
  }

  @FieldResolver(() => Document, { nullable: true, description: 'Văn bản căn cứ; trống khi căn cứ còn chưa rõ.' })
  basis(@Root() { basisDocumentId }: Programme): Document | null {
    return basisDocumentId ? new Document(basisDocumentId) : null
  }

  @FieldResolver(() => AmountFormula, { description: 'Cách tính đang có hiệu lực.' })
  async formula(@Root() programme: Programme, @Ctx() { now }: Context): Promise<AmountFormula | undefined> {
    return formulaOn(await programme.formulas.loadItems(), localDateOf(now))
  }

  @FieldResolver(() => [Programme], { description: 'Ai đã có hồ sơ ở các chương trình này thì không được hưởng.' })
  excludes(@Root() programme: Programme, @Ctx() context: Context): Promise<Programme[]> {
    return excludedBy(programme.id, context)
  }
}

@Resolver(() => AmountFormula)
export class AmountFormulaResolver {
  @FieldResolver(() => String, { description: 'Cách tính bằng lời.' })
  text(@Root() formula: AmountFormula): string {
    return formulaText(formula)
  }
}

@Resolver(() => Document)
export class DocumentProgrammesResolver {
  @FieldResolver(() => [Programme], { nullable: true, description: 'Chương trình hỗ trợ căn cứ vào văn bản này.' })
  programmes(@Root() document: Document, @Ctx() context: Context): Promise<Programme[]> {
    return programmesFoundedOn(document.id, context)
  }
}
