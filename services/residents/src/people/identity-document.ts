import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
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

/** Why a paper is no longer one of the person's. */
export enum IdentityEnd {
  WRONG = 'WRONG',
  REPLACED = 'REPLACED',
  INVALID = 'INVALID',
}
registerEnumType(IdentityEnd, {
  name: 'IdentityEnd',
  description:
    'WRONG: ghi nhầm, số này không phải của người đó. REPLACED: đã đổi giấy khác. INVALID: hết giá trị, bị thu hồi hoặc mất. Trừ khi ghi nhầm, số cũ vẫn tìm ra người đó.',
})

/** Papers that are somebody's, in use or not: all but those that were entered by mistake. */
export const truly = { $or: [{ endedAs: null }, { endedAs: { $ne: IdentityEnd.WRONG } }] }

@ObjectType({ description: 'Giấy tờ tùy thân. Số được che; chỉ so khớp, không đọc ra.' })
@Entity(rows.ofIdentity)
// A number that was somebody's stays theirs; one that was entered by mistake is free again.
@Index({
  name: 'identity_document_number',
  expression:
    "create unique index identity_document_number on identity_document (unit_code, kind, number_index) where ended_as is distinct from 'WRONG'",
})
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

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày thôi dùng; trống khi còn dùng.' })
  @Property({ type: 'date', nullable: true })
  endedOn?: LocalDate | null

  @Field(() => IdentityEnd, { nullable: true })
  @Enum({ items: () => IdentityEnd, type: 'text', nullable: true })
  endedAs?: IdentityEnd | null
}
