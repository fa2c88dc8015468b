import {
  badUserInput,
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
import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { Organisation } from '../organisations/organisation.ts'
import { Document } from './document.ts'
import { meantDocument } from './document-rules.ts'
import { DocumentType, NumberingRegime } from './document-type.ts'
import { searchKey } from './search-key.ts'
import { formatSymbol, parseSymbol } from './symbol.ts'

export const DocumentConnection = connectionOf(Document, 'Document')

/** Every word of a search is a condition of its own. */
const LONGEST_SEARCH = 200

export const documentById = oneBy(Document, 'id')

@ObjectType({ description: 'Số, ký hiệu đã đọc ra từng phần.' })
export class ParsedSymbol {
  @Field(() => String, { description: 'Viết chuẩn: 02/KH-VP, 100-CV/ĐU.' })
  symbol!: string

  @Field(() => String)
  number!: string

  @Field(() => String, { nullable: true, description: 'Chỉ có ở văn bản quy phạm pháp luật: 30/2020/NĐ-CP.' })
  year!: string | null

  @Field(() => DocumentType)
  type!: DocumentType

  @Field(() => Boolean, { description: 'Sai khi mã loại chưa được đối chiếu với văn bản quy định.' })
  typeVerified!: boolean

  @Field(() => NumberingRegime)
  regime!: NumberingRegime

  @Field(() => String, { nullable: true, description: 'Viết tắt cơ quan ban hành; trống khi ký hiệu không có.' })
  issuerCode!: string | null
}

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, { nullable: true })
  async document(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Document> {
    const document = isUuid(id) ? await documentById(id, context) : null
    if (!document) throw notFound('Không tìm thấy văn bản này trong phạm vi công tác của bạn.')
    return document
  }

  @Query(() => Document, {
    nullable: true,
    description:
      'Văn bản có số, ký hiệu này, viết thế nào cũng được (Số 100- CV/ĐU). Khi nhiều văn bản trùng số, ký hiệu: lấy trong sổ của đơn vị được hỏi (không hỏi thì theo thứ tự đơn vị công tác), văn bản do cơ quan của chính đơn vị ban hành trước, rồi văn bản mới nhất; văn bản không rõ ngày đứng sau.',
  })
  async documentBySymbol(
    @Arg('symbol', () => String) raw: string,
    @Arg('unit', () => ID, { nullable: true }) unit: string | null,
    @Ctx() context: Context,
  ): Promise<Document> {
    const { em, viewer } = context
    const parsed = parseSymbol(raw)
    if (!parsed) throw badUserInput('Đây không phải số, ký hiệu của văn bản.', { argument: 'symbol' })
    if (unit) requireInScope(unit, context)
    const units = unit ? [unit] : viewer.units
    const symbol = formatSymbol(parsed)
    const documents = await em.find(Document, { symbol, unitCode: { $in: [...units] } }, { populate: ['issuer'] })
    const meant = meantDocument(
      documents.map((document) => ({
        id: document.id,
        unitCode: document.unitCode,
        sortOn: document.sortOn,
        isOwn: document.issuer.getEntity().ofUnit,
        document,
      })),
      units,
    )
    if (!meant) throw notFound(`Chưa có văn bản ${symbol} trong sổ.`, { symbol })
    return meant.document
  }

  @Query(() => DocumentConnection, {
    description:
      'Sổ văn bản của đơn vị, ngày ban hành mới nhất trước, không rõ ngày sau cùng. Tìm theo loại, số, ký hiệu, trích yếu, cơ quan ban hành; không cần dấu.',
  })
  documents(
    @Arg('unit', () => ID) unit: string,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Document>> {
    requireInScope(unit, context)
    if (search && search.length > LONGEST_SEARCH)
      throw badUserInput(`Nội dung tìm dài tối đa ${LONGEST_SEARCH} ký tự.`, { argument: 'search' })
    const symbol = parseSymbol(search ?? '')
    const words = searchKey(symbol ? formatSymbol(symbol) : (search ?? ''))
      .split(' ')
      .filter(Boolean)
    return page(
      context,
      Document,
      { $and: [{ unitCode: unit }, ...words.map((word) => ({ searchKey: { $like: `% ${word}%` } }))] },
      [
        ['sortOn', 'desc'],
        ['id', 'asc'],
      ],
      pageArgs,
    )
  }

  @Query(() => ParsedSymbol, {
    nullable: true,
    description: 'Đọc số, ký hiệu như người viết; trống khi không phải số, ký hiệu.',
  })
  parseSymbol(@Arg('raw', () => String) raw: string): ParsedSymbol | null {
    const parsed = parseSymbol(raw)
    return parsed ? { ...parsed, symbol: formatSymbol(parsed) } : null
  }

  @FieldResolver(() => Organisation)
  issuer(@Root() document: Document): Promise<Organisation> {
    return document.issuer.loadOrFail()
  }
}
