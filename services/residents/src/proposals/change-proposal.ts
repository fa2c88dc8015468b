import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { LifeEvent } from '../movements/life-event.ts'
import { Person } from '../people/person.ts'
import { CorrectableField } from '../privacy/subject-request.ts'

export const ProposedField = { ...CorrectableField, PHONE: 'PHONE' } as const
export type ProposedField = (typeof ProposedField)[keyof typeof ProposedField]
registerEnumType(ProposedField, {
  name: 'ProposedField',
  description: 'Thông tin trong sổ mà một đề nghị xin sửa.',
})

export enum ProposalState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ProposalState, {
  name: 'ProposalState',
  description:
    'OPEN: chờ cán bộ hộ tịch. ACCEPTED: đã sửa sổ. REFUSED: không sửa, có lý do. WITHDRAWN: người đề nghị rút lại.',
})

/** What may still change of a proposal: it is decided once; whom it is about follows a merge, and keys are replaced. */
const follows = `array['person_id', 'values_sealed']`
const decided = `array['person_id', 'values_sealed', 'state', 'decided_at', 'decided_by_id', 'decided_by_name', 'answer', 'event_id']`

/**
 * Somebody who reads the register and does not keep it found at work that it is wrong about a person, and says what is right and
 * which paper shows it. A registrar decides, never whoever proposed.
 */
@ObjectType({ description: 'Đề nghị sửa một điều ghi sai về một người, chờ cán bộ hộ tịch quyết định.' })
@Entity(rows.ofProposals)
@Unique({ name: 'change_proposal_number', properties: ['unitCode', 'number'] })
@Index({ properties: ['unitCode', 'state', 'proposedAt'] })
@Check({ name: 'change_proposal_decided', expression: `(state = 'OPEN') = (decided_at is null)` })
@Check({ name: 'change_proposal_written', expression: `(state = 'ACCEPTED') = (event_id is not null)` })
@Check({ name: 'change_proposal_refused_with_reason', expression: `(state = 'REFUSED') = (answer is not null)` })
@Check({
  name: 'change_proposal_decided_by_another',
  expression: `state = 'OPEN' or (state = 'WITHDRAWN') = (decided_by_id = account_id)`,
})
@Trigger({
  name: 'proposals_kept',
  timing: 'before',
  events: ['update'],
  body: `if to_jsonb(old) - ${decided} <> to_jsonb(new) - ${decided}
    or (old.state <> 'OPEN' and to_jsonb(old) - ${follows} <> to_jsonb(new) - ${follows})
    then raise exception 'proposals are decided once, never changed';
  end if;
  return new`,
})
export class ChangeProposal extends UnitRow {
  @Field(() => String, { description: 'Số trong năm của đơn vị.' })
  @Property({ type: 'text' })
  number!: string

  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @Field(() => ProposedField)
  @Enum({ items: () => Object.values(ProposedField), type: 'text' })
  field!: ProposedField

  /** What the register said, and what it should say. Sealed whole: it may be a telephone number. */
  @Property({ type: 'blob' })
  valuesSealed!: Buffer

  @Field(() => String, { description: 'Vì sao: giấy tờ nào, ai nói.' })
  @Property({ type: 'text' })
  reason!: string

  @Field(() => ProposalState)
  @Enum({ items: () => ProposalState, type: 'text' })
  state: ProposalState & Opt = ProposalState.OPEN

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  proposedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string

  @Field(() => DateTime, { nullable: true, description: 'Lúc quyết định, hoặc lúc rút lại.' })
  @Property({ type: 'datetime', nullable: true })
  decidedAt?: (Date & Opt) | null

  @Property({ type: 'uuid', nullable: true })
  decidedById?: (string & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  decidedByName?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Vì sao không sửa.' })
  @Property({ type: 'text', nullable: true })
  answer?: (string & Opt) | null

  /** The correction that it led to. */
  @ManyToOne(() => LifeEvent, { ref: true, nullable: true, index: true })
  event?: (Ref<LifeEvent> & Opt) | null
}
