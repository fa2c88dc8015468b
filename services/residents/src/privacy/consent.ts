import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, ManyToOne, Property, Trigger } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Person } from '../people/person.ts'
import { ContactMethod } from './subject-request.ts'

export enum ConsentAct {
  GIVEN = 'GIVEN',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ConsentAct, { name: 'ConsentAct', description: 'GIVEN: đồng ý. WITHDRAWN: rút lại.' })

/** Consent is given and withdrawn by acts that stay: the newest says how it stands, and all of them how it came to that. */
@ObjectType({ description: 'Một lần đồng ý hoặc rút lại đồng ý cho một mục đích.' })
@Entity(rows.ofConsents)
@Trigger({
  name: 'consents_kept',
  timing: 'before',
  events: ['update'],
  body: `raise exception 'acts of consent are never changed'`,
})
export class Consent extends UnitRow {
  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @Property({ type: 'text' })
  purpose!: string

  @Field(() => ConsentAct)
  @Enum({ items: () => ConsentAct, type: 'text' })
  act!: ConsentAct

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  actedOn!: LocalDate

  @Field(() => ContactMethod)
  @Enum({ items: () => ContactMethod, type: 'text' })
  method!: ContactMethod

  @Field(() => String, { nullable: true, description: 'Giấy tờ hoặc người chứng kiến.' })
  @Property({ type: 'text', nullable: true })
  evidence?: string | null

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string
}
