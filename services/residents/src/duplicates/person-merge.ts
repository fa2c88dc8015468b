import type { Ref } from '@mikro-orm/core'
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { LifeEvent } from '../movements/life-event.ts'
import { Person } from '../people/person.ts'
import { DuplicatePair } from './duplicate-pair.ts'

export enum MergeField {
  FULL_NAME = 'FULL_NAME',
  BIRTH = 'BIRTH',
  SEX = 'SEX',
  PHONE = 'PHONE',
  PAPERS = 'PAPERS',
}
registerEnumType(MergeField, {
  name: 'MergeField',
  description: 'PAPERS: khi cả hai có giấy tờ cùng loại mà khác số, số của bên nào đúng.',
})

/** The columns of one row that a merge changed, before and after: what taking it back compares and restores. */
export interface Touched {
  table:
    | 'Person'
    | 'Household'
    | 'HouseholdMember'
    | 'Residence'
    | 'IdentityDocument'
    | 'Arrival'
    | 'SubjectRequest'
    | 'GroupLeader'
    | 'Circumstance'
    | 'Establishment'
    | 'ChangeProposal'
    | 'DuplicatePair'
  id: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Two entries of one person made one; may be taken back for a day. */
@ObjectType({ description: 'Một lần gộp hai lần ghi của một người.' })
@Entity(rows.ofDuplicates)
export class PersonMerge extends UnitRow {
  @ManyToOne(() => DuplicatePair, { ref: true, index: true })
  pair!: Ref<DuplicatePair>

  /** As the history of the person has it. */
  @ManyToOne(() => LifeEvent, { ref: true, index: true })
  event!: Ref<LifeEvent>

  @ManyToOne(() => Person, { ref: true, index: true })
  survivor!: Ref<Person>

  @ManyToOne(() => Person, { ref: true, index: true })
  absorbed!: Ref<Person>

  @Field(() => [MergeField], { description: 'Những điều lấy theo bản được gộp vào.' })
  @Property({ type: 'json' })
  taken!: MergeField[]

  @Property({ type: 'json' })
  touched!: Touched[]

  @Field(() => DateTime)
  @Property({ type: 'datetime', index: true })
  mergedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string

  @Field(() => DateTime, { nullable: true, description: 'Trống khi việc gộp còn giá trị.' })
  @Property({ type: 'datetime', nullable: true })
  undoneAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null
}
