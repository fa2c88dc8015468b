import { Collection, type Opt } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, OneToMany, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, ofUnit, UnitRow } from '@vungxanh/subgraph'
import { Authorized, Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { may } from '../access.ts'
import { Residence } from '../movements/residence.ts'
import { IdentityDocument } from './identity-document.ts'

export enum Sex {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(Sex, { name: 'Sex', description: 'Giới tính ghi trên giấy tờ.' })

/** A human being known to the unit. What identifies them before the law stands apart, in `IdentityDocument`. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Một người được phường/xã nắm: thường trú, tạm trú, lưu trú hoặc vắng mặt.' })
@Entity(ofUnit)
@Index({ properties: ['unitCode', 'sortKey', 'id'] })
@Index({
  name: 'person_name_key_trgm',
  expression: 'create index person_name_key_trgm on person using gin (name_key gin_trgm_ops)',
})
@Check({ name: 'person_birth_year_agrees', expression: 'born_on is null or extract(year from born_on) = birth_year' })
export class Person extends UnitRow {
  @Authorized(may.readPersonNames)
  @Field(() => String)
  @Property({ type: 'text' })
  fullName!: string

  @Authorized(may.readPersons)
  @Field(() => LocalDateScalar, { nullable: true, description: 'Trống khi chỉ biết năm sinh.' })
  @Property({ type: 'date', nullable: true })
  bornOn?: (LocalDate & Opt) | null

  @Authorized(may.readPersons)
  @Field(() => Int, { nullable: true, description: 'Trống khi không biết cả năm sinh.' })
  @Property({ type: 'integer', nullable: true })
  birthYear?: (number & Opt) | null

  @Authorized(may.readPersons)
  @Field(() => Sex, { nullable: true })
  @Enum({ items: () => Sex, type: 'text' })
  sex!: Sex

  @Property({ type: 'text', nullable: true })
  phone?: (string & Opt) | null

  /** The name without diacritics, what search reads; each word is preceded by a space. */
  @Property({ type: 'text' })
  nameKey!: string

  /** The given name first: Vietnamese lists are ordered by given name, then family and middle names. */
  @Property({ type: 'text' })
  sortKey!: string

  @OneToMany(
    () => Residence,
    (residence) => residence.person,
    { orderBy: { fromOn: 'desc' } },
  )
  residences = new Collection<Residence>(this)

  @OneToMany(
    () => IdentityDocument,
    (document) => document.person,
  )
  identityDocuments = new Collection<IdentityDocument>(this)
}
