import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { appendOnly } from '../append-only.ts'
import { Dossier } from './dossier.ts'

export enum DecisionKind {
  FIRST_APPROVAL = 'FIRST_APPROVAL',
  SECOND_APPROVAL = 'SECOND_APPROVAL',
  REFUSAL = 'REFUSAL',
}
registerEnumType(DecisionKind, {
  name: 'DecisionKind',
  description: 'FIRST_APPROVAL: duyệt lần một. SECOND_APPROVAL: duyệt lần hai, bởi người khác. REFUSAL: từ chối.',
})

@ObjectType({ description: 'Một lần duyệt hoặc từ chối hồ sơ.' })
@Entity(rows.ofDossiers)
@Unique({ properties: ['dossier', 'kind'] })
@Index({
  name: 'decision_two_persons',
  expression: `create unique index decision_two_persons on decision (dossier_id, decided_by_id) where kind <> 'REFUSAL'`,
})
@Check({
  name: 'decision_refusal_has_reason',
  expression: `kind <> 'REFUSAL' or (reason is not null and btrim(reason) <> '')`,
})
@Trigger(appendOnly)
export class Decision extends UnitRow {
  @ManyToOne(() => Dossier, { ref: true })
  dossier!: Ref<Dossier>

  @Field(() => DecisionKind)
  @Enum({ items: () => DecisionKind, type: 'text' })
  kind!: DecisionKind

  @Property({ type: 'uuid' })
  decidedById!: string

  @Field(() => String)
  @Property({ type: 'text' })
  decidedByName!: string

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  decidedAt!: Date

  @Field(() => String, { nullable: true, description: 'Lý do hoặc ghi chú; trống khi không có hoặc không được xem.' })
  @Property({ type: 'text', nullable: true })
  reason?: string | null

  /** The confirmations of other wards that whoever approved knew of. */
  @Property({ type: 'text[]', nullable: true })
  inSpiteOf?: string[] | null
}
