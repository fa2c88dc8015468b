import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Residence } from '../movements/residence.ts'
import { IdentityDocument } from './identity-document.ts'

export enum Sex {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(Sex, { name: 'Sex', description: 'Giới tính ghi trên giấy tờ.' })

/** What a correction may change, and whose it is. */
export type Identified = Pick<
  Person,
  'id' | 'fullName' | 'bornOn' | 'birthYear' | 'sex' | 'nameKey' | 'sortKey' | 'phoneSealed' | 'phoneIndex'
>

/** What a correction may change, as it can be kept and put back: bytes in base64. */
export function identityOf(person: Identified): Record<string, unknown> {
  const { fullName, bornOn = null, birthYear = null, sex, nameKey, sortKey, phoneSealed, phoneIndex } = person
  return {
    ...{ fullName, bornOn, birthYear, sex, nameKey, sortKey },
    phoneSealed: phoneSealed ? Buffer.from(phoneSealed).toString('base64') : null,
    phoneIndex: phoneIndex ? Buffer.from(phoneIndex).toString('base64') : null,
  }
}

export function restoreIdentity(person: Person, before: Record<string, unknown>): void {
  const bytes = (name: string): Buffer | null =>
    typeof before[name] === 'string' ? Buffer.from(before[name], 'base64') : null
  Object.assign(person, before, { phoneSealed: bytes('phoneSealed'), phoneIndex: bytes('phoneIndex') })
}

/** A human being known to the unit. What identifies them before the law stands apart, in `IdentityDocument`. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Một người được phường/xã nắm: thường trú, tạm trú, lưu trú hoặc vắng mặt.' })
@Entity(rows.ofPersons)
@Index({ properties: ['unitCode', 'sortKey', 'id'] })
@Unique({ name: 'person_provisional_code', properties: ['unitCode', 'provisionalCode'] })
@Check({ name: 'person_birth_year_agrees', expression: 'born_on is null or extract(year from born_on) = birth_year' })
export class Person extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  fullName!: string

  @Field(() => LocalDateScalar, { nullable: true, description: 'Trống khi chỉ biết năm sinh.' })
  @Property({ type: 'date', nullable: true })
  bornOn?: (LocalDate & Opt) | null

  @Field(() => Int, { nullable: true, description: 'Trống khi không biết cả năm sinh.' })
  @Property({ type: 'integer', nullable: true })
  birthYear?: (number & Opt) | null

  @Field(() => Sex, { nullable: true })
  @Enum({ items: () => Sex, type: 'text' })
  sex!: Sex

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày mất.' })
  @Property({ type: 'date', nullable: true })
  diedOn?: (LocalDate & Opt) | null

  /** A birth or a registration that was taken back. The row stays, as all rows do; no list shows it. */
  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày hủy việc ghi nhầm người này vào sổ.' })
  @Property({ type: 'date', nullable: true })
  annulledOn?: (LocalDate & Opt) | null

  /** Another entry of the same person, where everything of theirs is now. Such a row is annulled as well, so that no list shows it. */
  @ManyToOne(() => Person, { ref: true, nullable: true, index: true })
  mergedInto?: (Ref<Person> & Opt) | null

  @Field(() => String, {
    nullable: true,
    description: 'Mã tạm của người chưa có giấy tờ: đơn vị, năm, số. Còn lại khi đã có giấy tờ.',
  })
  @Property({ type: 'text', nullable: true })
  provisionalCode?: (string & Opt) | null

  @Property({ type: 'blob', nullable: true })
  phoneSealed?: Buffer | null

  /** Finds the person by telephone without the number being there to read. */
  @Property({ type: 'blob', nullable: true, index: true })
  phoneIndex?: Buffer | null

  /** The name without diacritics; each word is preceded by a space. Search reads its words from `PersonWord`. */
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

/** Persons with the entries that were merged into them: for what was written down of an entry and is never changed. */
export function whoeverIs(ids: readonly string[]): {
  $or: [{ id: { $in: string[] } }, { mergedInto: { $in: string[] } }]
} {
  return { $or: [{ id: { $in: [...ids] } }, { mergedInto: { $in: [...ids] } }] }
}
