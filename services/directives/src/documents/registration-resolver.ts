import { LockMode } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import {
  type Context,
  InvalidInput,
  isUuid,
  type LocalDate,
  LocalDateScalar,
  localDateOf,
  refuse,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { issuerByName } from '../organisations/issuer-by-name.ts'
import { Organisation } from '../organisations/organisation.ts'
import { Document, Urgency } from './document.ts'
import { implementsAlready, lockRelations } from './document-links.ts'
import { DocumentRelation, RelationKind } from './document-relation.ts'
import {
  type DocumentFacts,
  documentColumns,
  mayBeSame,
  RelationWouldCycle,
  refuseDocument,
  refuseIssuer,
  refuseRelations,
  SymbolNotRecognised,
} from './document-rules.ts'
import { DocumentType, type NumberingRegime } from './document-type.ts'

@InputType()
export class DocumentRelationInput {
  @Field(() => RelationKind)
  kind!: RelationKind

  @Field(() => ID, { description: 'Văn bản được thực hiện, bổ sung, thay thế hoặc làm căn cứ.' })
  documentId!: string
}

@InputType()
export class RegisterDocumentInput implements DocumentFacts {
  @Field(() => ID)
  unit!: string

  @Field(() => String, { description: 'Số, ký hiệu đúng như viết trên văn bản.' })
  raw!: string

  @Field(() => DocumentType, { nullable: true, description: 'Để trống thì lấy theo ký hiệu.' })
  type?: DocumentType | null

  @Field(() => ID, { nullable: true, description: 'Cơ quan ban hành đã có trong sổ.' })
  issuerId?: string | null

  @Field(() => String, { nullable: true, description: 'Tên cơ quan ban hành; chưa có trong sổ thì được ghi thêm.' })
  issuerName?: string | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Để trống khi chưa rõ.' })
  issuedOn?: LocalDate | null

  @Field(() => String, { nullable: true, description: 'Trích yếu.' })
  subject?: string | null

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => Urgency, { defaultValue: Urgency.NORMAL })
  urgency!: Urgency

  @Field(() => [DocumentRelationInput], { defaultValue: [] })
  relations!: DocumentRelationInput[]

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Đã được báo trùng và vẫn ghi, vì đúng là một văn bản khác.',
  })
  acceptDuplicate!: boolean
}

@ObjectType()
export class RegisterDocumentSuccess {
  @Field(() => Document)
  document!: Document
}

@ObjectType({
  implements: UserError,
  description:
    'Đã có văn bản cùng số, ký hiệu, cơ quan và năm (Nghị định 30/2020/NĐ-CP đòi hỏi cảnh báo). Gửi lại với acceptDuplicate để vẫn ghi.',
})
export class DuplicateDocument extends UserError {
  readonly code = 'DuplicateDocument'

  @Field(() => Document, { nullable: true, description: 'Văn bản đã có; trống khi hai lần ghi xảy ra cùng lúc.' })
  existing: Document | null

  constructor(existing: Document | null) {
    super(
      'Trong sổ đã có văn bản cùng số, ký hiệu, cơ quan ban hành và năm. Hãy xem lại văn bản đó trước khi ghi thêm.',
    )
    this.existing = existing
  }
}

@ObjectType({ implements: UserError, description: 'Không có văn bản này trong sổ của đơn vị.' })
export class DocumentNotFound extends UserError {
  readonly code = 'DocumentNotFound'

  @Field(() => ID)
  documentId: string

  constructor(documentId: string) {
    super('Không tìm thấy văn bản đã chọn trong sổ của đơn vị. Hãy tìm lại hoặc ghi văn bản đó trước.')
    this.documentId = documentId
  }
}

export const RegisterDocumentResult = createUnionType({
  name: 'RegisterDocumentResult',
  types: () =>
    [
      RegisterDocumentSuccess,
      SymbolNotRecognised,
      DuplicateDocument,
      DocumentNotFound,
      InvalidInput,
      UnitOutOfScope,
    ] as const,
})

@InputType()
export class RelateDocumentsInput {
  @Field(() => ID, { description: 'Văn bản thực hiện, bổ sung, thay thế hoặc lấy căn cứ.' })
  fromId!: string

  @Field(() => RelationKind)
  kind!: RelationKind

  @Field(() => ID, { description: 'Văn bản được thực hiện, bổ sung, thay thế hoặc làm căn cứ.' })
  toId!: string
}

@ObjectType()
export class RelateDocumentsSuccess {
  @Field(() => Document, { description: 'Văn bản ở đầu quan hệ (fromId).' })
  document!: Document
}

@ObjectType({ implements: UserError, description: 'Quan hệ này đã được ghi.' })
export class RelationAlreadyRecorded extends UserError {
  readonly code = 'RelationAlreadyRecorded'

  constructor() {
    super('Quan hệ này giữa hai văn bản đã được ghi.')
  }
}

export const RelateDocumentsResult = createUnionType({
  name: 'RelateDocumentsResult',
  types: () =>
    [RelateDocumentsSuccess, RelationWouldCycle, RelationAlreadyRecorded, DocumentNotFound, InvalidInput] as const,
})

@Resolver()
export class RegistrationResolver {
  @Mutation(() => RegisterDocumentResult, {
    description: 'Ghi một văn bản vào sổ của đơn vị, kèm quan hệ với các văn bản đã có.',
  })
  async registerDocument(
    @Arg('input', () => RegisterDocumentInput) input: RegisterDocumentInput,
    @Ctx() context: Context,
  ): Promise<typeof RegisterDocumentResult> {
    const { em, viewer, now } = context
    const unitCode = input.unit
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const subject = input.subject?.normalize('NFC').trim() || null
    const refusal = refuse<InvalidInput | SymbolNotRecognised>(
      refuseDocument({ ...input, subject }, localDateOf(now)),
      refuseIssuer(input),
      refuseRelations(input.relations),
    )
    if (refusal) return refusal

    const targets = await em.find(Document, {
      id: { $in: input.relations.map(({ documentId }) => documentId).filter(isUuid) },
      unitCode,
    })
    const targetsById = new Map(targets.map((target) => [target.id, target]))
    const related = input.relations.map(({ kind, documentId }) => ({
      kind,
      documentId,
      to: targetsById.get(documentId.toLowerCase()),
    }))
    const missing = related.find(({ to }) => !to)
    if (missing) return new DocumentNotFound(missing.documentId)

    const { regime } = documentColumns(input, input.type, '')
    const issuer = await this.issuerOf(input, regime, em)
    if (issuer instanceof UserError) return issuer
    const columns = documentColumns({ ...input, subject }, input.type, issuer.name)

    // The issuer's row is locked, so of two clerks with one paper the second sees what the first registered.
    const sameSymbol = await em.find(
      Document,
      { unitCode, symbol: columns.symbol, issuer },
      { orderBy: { duplicate: 'asc', id: 'asc' } },
    )
    const year = columns.year || undefined
    const same = sameSymbol.find((other) => mayBeSame(year, other.year || undefined))
    if (same && !input.acceptDuplicate) return new DuplicateDocument(same)
    context.onConflict('document_once', () => new DuplicateDocument(null))

    const document = em.create(Document, {
      ...columns,
      unitCode,
      raw: input.raw,
      issuer,
      issuedOn: input.issuedOn,
      subject,
      note: input.note?.normalize('NFC').trim() || null,
      urgency: input.urgency,
      duplicate: sameSymbol.filter((other) => other.year === columns.year).length,
    })
    for (const { kind, to } of related) if (to) em.create(DocumentRelation, { unitCode, from: document, to, kind })
    return Object.assign(new RegisterDocumentSuccess(), { document })
  }

  private async issuerOf(
    { unit: unitCode, issuerId, issuerName }: RegisterDocumentInput,
    regime: NumberingRegime,
    em: SqlEntityManager,
  ): Promise<Organisation | InvalidInput> {
    if (!issuerId) return issuerByName(em, unitCode, issuerName ?? '', regime)
    const issuer = isUuid(issuerId)
      ? await em.findOne(Organisation, { id: issuerId, unitCode }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null
    return issuer ?? new InvalidInput('issuerId', 'Không tìm thấy cơ quan ban hành. Hãy chọn lại hoặc nhập tên.')
  }

  @Mutation(() => RelateDocumentsResult, { description: 'Ghi thêm quan hệ giữa hai văn bản đã có trong sổ.' })
  async relateDocuments(
    @Arg('input', () => RelateDocumentsInput) { fromId, kind, toId }: RelateDocumentsInput,
    @Ctx() context: Context,
  ): Promise<typeof RelateDocumentsResult> {
    const { em } = context
    if (fromId.toLowerCase() === toId.toLowerCase())
      return new InvalidInput('toId', 'Một văn bản không có quan hệ với chính nó. Hãy chọn văn bản khác.')
    const from = isUuid(fromId) ? await em.findOne(Document, { id: fromId }) : null
    if (!from) return new DocumentNotFound(fromId)
    const to = isUuid(toId) ? await em.findOne(Document, { id: toId, unitCode: from.unitCode }) : null
    if (!to) return new DocumentNotFound(toId)

    await lockRelations(em, from.unitCode)
    if (await em.findOne(DocumentRelation, { from, to, kind })) return new RelationAlreadyRecorded()
    if (kind === RelationKind.IMPLEMENTS && (await implementsAlready(em, to.id, from.id)))
      return new RelationWouldCycle()
    context.onConflict('document_relation_once', () => new RelationAlreadyRecorded())
    em.create(DocumentRelation, { unitCode: from.unitCode, from, to, kind })
    return Object.assign(new RelateDocumentsSuccess(), { document: from })
  }
}
