import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, ManyToOne, Unique } from '@mikro-orm/decorators/legacy'
import { UnitRow } from '@vungxanh/subgraph'
import { registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Document } from './document.ts'

export enum RelationKind {
  IMPLEMENTS = 'IMPLEMENTS',
  SUPPLEMENTS = 'SUPPLEMENTS',
  REPLACES = 'REPLACES',
  FOUNDED_ON = 'FOUNDED_ON',
}
registerEnumType(RelationKind, {
  name: 'RelationKind',
  description:
    'Quan hệ của một văn bản với văn bản khác. IMPLEMENTS: thực hiện. SUPPLEMENTS: bổ sung. REPLACES: thay thế. FOUNDED_ON: căn cứ.',
})

/** `from` implements, supplements, replaces or is founded on `to`. */
@Entity(rows.ofDocuments)
@Unique({ name: 'document_relation_once', properties: ['from', 'to', 'kind'] })
@Check({ name: 'document_relation_not_to_itself', expression: 'from_id <> to_id' })
export class DocumentRelation extends UnitRow {
  @ManyToOne(() => Document, { ref: true })
  from!: Ref<Document>

  @ManyToOne(() => Document, { ref: true, index: true })
  to!: Ref<Document>

  @Enum({ items: () => RelationKind, type: 'text' })
  kind!: RelationKind
}
