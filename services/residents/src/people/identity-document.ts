import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy'
import { UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Person } from './person.ts'

export enum IdentityKind {
  CITIZEN_ID = 'CITIZEN_ID',
  OLD_ID = 'OLD_ID',
  PASSPORT = 'PASSPORT',
  BIRTH_CERTIFICATE = 'BIRTH_CERTIFICATE',
}
registerEnumType(IdentityKind, {
  name: 'IdentityKind',
  description: 'CITIZEN_ID: căn cước (công dân), 12 số. OLD_ID: chứng minh nhân dân, 9 số.',
})

@ObjectType({ description: 'Giấy tờ tùy thân. Số được che; chỉ so khớp, không đọc ra.' })
@Entity(rows.ofIdentity)
@Unique({ name: 'identity_document_number', properties: ['unitCode', 'kind', 'numberIndex'] })
export class IdentityDocument extends UnitRow {
  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @Field(() => IdentityKind)
  @Enum({ items: () => IdentityKind, type: 'text' })
  kind!: IdentityKind

  @Property({ type: 'blob' })
  numberSealed!: Buffer

  /** Equal for equal numbers of this installation; what search and uniqueness go by. */
  @Property({ type: 'blob' })
  numberIndex!: Buffer
}
