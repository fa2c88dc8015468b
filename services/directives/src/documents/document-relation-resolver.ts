import { batched, type Context } from '@vungxanh/subgraph'
import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql'
import { Document } from './document.ts'
import { chainAround } from './document-chain.ts'
import { type DocumentLink, linksAround } from './document-links.ts'
import { DocumentRelation, RelationKind } from './document-relation.ts'
import { documentById } from './document-resolver.ts'
import { documentDoubts } from './document-rules.ts'

@ObjectType()
export class DocumentChainNode {
  @Field(() => Document)
  document!: Document

  @Field(() => Int, {
    description:
      'Số bước từ văn bản đang xem: âm là văn bản mà nó dựa vào, 0 là chính nó, dương là văn bản dựa vào nó.',
  })
  depth!: number
}

@ObjectType({ description: 'Văn bản fromId thực hiện, bổ sung, thay thế hoặc căn cứ văn bản toId.' })
export class DocumentChainLink {
  @Field(() => ID)
  fromId!: string

  @Field(() => ID)
  toId!: string

  @Field(() => RelationKind)
  kind!: RelationKind
}

@ObjectType({
  description: 'Mọi văn bản mà một văn bản dựa vào và mọi văn bản dựa vào nó, qua bao nhiêu bước cũng vậy.',
})
export class DocumentChain {
  @Field(() => [DocumentChainNode], { description: 'Cấp trên trước.' })
  nodes!: DocumentChainNode[]

  @Field(() => [DocumentChainLink], { description: 'Mọi quan hệ giữa các văn bản trong chuỗi.' })
  links!: DocumentChainLink[]

  @Field(() => Boolean, { description: 'Sai khi chuỗi quá dài, chỉ gồm những văn bản gần nhất.' })
  isComplete!: boolean
}

const newestFirst = { sortOn: 'desc', symbol: 'asc', id: 'asc' } as const

const relationsFrom = batched<string, DocumentRelation[]>(async (ids, { em }) => {
  const relations = await em.find(
    DocumentRelation,
    { from: { $in: [...ids] } },
    { populate: ['to'], orderBy: { to: newestFirst } },
  )
  const byDocument = Map.groupBy(relations, ({ from }) => from.id)
  return (id) => byDocument.get(id) ?? []
})

const relationsTo = batched<string, DocumentRelation[]>(async (ids, { em }) => {
  const relations = await em.find(
    DocumentRelation,
    { to: { $in: [...ids] } },
    { populate: ['from'], orderBy: { from: newestFirst } },
  )
  const byDocument = Map.groupBy(relations, ({ to }) => to.id)
  return (id) => byDocument.get(id) ?? []
})

const linksOf = batched<string, DocumentLink[]>(async (ids, { em }) => {
  const byRoot = Map.groupBy(await linksAround(em, ids), ({ rootId }) => rootId)
  return (id) => byRoot.get(id) ?? []
})

async function restsOn(kind: RelationKind, document: Document, context: Context): Promise<Document[]> {
  const relations = await relationsFrom(document.id, context)
  return relations.filter((relation) => relation.kind === kind).map(({ to }) => to.getEntity())
}

async function supports(kind: RelationKind, document: Document, context: Context): Promise<Document[]> {
  const relations = await relationsTo(document.id, context)
  return relations.filter((relation) => relation.kind === kind).map(({ from }) => from.getEntity())
}

@Resolver(() => Document)
export class DocumentRelationResolver {
  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản mà văn bản này thực hiện.' })
  implements(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return restsOn(RelationKind.IMPLEMENTS, document, context)
  }

  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản thực hiện văn bản này.' })
  implementedBy(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return supports(RelationKind.IMPLEMENTS, document, context)
  }

  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản mà văn bản này bổ sung.' })
  supplements(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return restsOn(RelationKind.SUPPLEMENTS, document, context)
  }

  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản bổ sung văn bản này.' })
  supplementedBy(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return supports(RelationKind.SUPPLEMENTS, document, context)
  }

  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản mà văn bản này thay thế.' })
  replaces(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return restsOn(RelationKind.REPLACES, document, context)
  }

  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản thay thế văn bản này.' })
  replacedBy(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return supports(RelationKind.REPLACES, document, context)
  }

  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản làm căn cứ của văn bản này.' })
  foundedOn(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return restsOn(RelationKind.FOUNDED_ON, document, context)
  }

  @FieldResolver(() => [Document], { nullable: true, description: 'Những văn bản lấy văn bản này làm căn cứ.' })
  foundationOf(@Root() document: Document, @Ctx() context: Context): Promise<Document[]> {
    return supports(RelationKind.FOUNDED_ON, document, context)
  }

  @FieldResolver(() => DocumentChain, { nullable: true })
  async chain(@Root() document: Document, @Ctx() context: Context): Promise<DocumentChain> {
    const { depths, links, isComplete } = chainAround(document.id, await linksOf(document.id, context))
    const nodes = await Promise.all(
      [...depths].map(async ([id, depth]) => ({ document: await documentById(id, context), depth })),
    )
    return {
      nodes: nodes
        .filter((node): node is DocumentChainNode => node.document !== null)
        .toSorted((one, other) => one.depth - other.depth || one.document.symbol.localeCompare(other.document.symbol)),
      links,
      isComplete,
    }
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Những điều nên bổ sung hoặc xem lại; rỗng khi không có gì. Không điều nào ngăn việc ghi sổ.',
  })
  async dataQuality(@Root() document: Document, @Ctx() context: Context): Promise<string[]> {
    const relations = await relationsFrom(document.id, context)
    return documentDoubts(
      document,
      relations.map(({ kind, to }) => {
        const { symbol, issuedOn } = to.getEntity()
        return { kind, symbol, issuedOn }
      }),
    )
  }
}
