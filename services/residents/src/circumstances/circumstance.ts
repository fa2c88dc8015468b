import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household } from '../households/household.ts'
import { Person } from '../people/person.ts'

export enum CircumstanceKind {
  POOR_HOUSEHOLD = 'POOR_HOUSEHOLD',
  NEAR_POOR_HOUSEHOLD = 'NEAR_POOR_HOUSEHOLD',
  MERIT = 'MERIT',
  SOCIAL_PROTECTION = 'SOCIAL_PROTECTION',
  DISABILITY = 'DISABILITY',
  LONE_ELDERLY = 'LONE_ELDERLY',
  ORPHAN = 'ORPHAN',
  PREGNANT = 'PREGNANT',
  JOB_LOST = 'JOB_LOST',
  RENTING_STUDENT = 'RENTING_STUDENT',
}
registerEnumType(CircumstanceKind, {
  name: 'CircumstanceKind',
  description: `Diện, hoàn cảnh. Của hộ: POOR_HOUSEHOLD hộ nghèo, NEAR_POOR_HOUSEHOLD hộ cận nghèo. Của người: MERIT người có công,
SOCIAL_PROTECTION bảo trợ xã hội, DISABILITY người khuyết tật, LONE_ELDERLY cao tuổi cô đơn, ORPHAN trẻ mồ côi, PREGNANT thai sản,
JOB_LOST mất việc, RENTING_STUDENT sinh viên thuê trọ.`,
})

/**
 * What makes a household or a person one whom the ward has to look after, between two days. Whether somebody is in quarantine or was
 * paid is not written down here: the departments that know say it themselves.
 */
@ObjectType({ description: 'Diện chính sách hoặc hoàn cảnh của một hộ hay một người, từ ngày đến ngày.' })
@Entity(rows.ofCircumstances)
@Check({ name: 'circumstance_of_one_holder', expression: '(household_id is null) <> (person_id is null)' })
@Check({ name: 'circumstance_lasts', expression: 'to_on is null or to_on > from_on' })
@Index({ properties: ['unitCode', 'kind'] })
export class Circumstance extends UnitRow {
  @Field(() => CircumstanceKind)
  @Enum({ items: () => CircumstanceKind, type: 'text' })
  kind!: CircumstanceKind

  @ManyToOne(() => Household, { ref: true, nullable: true, index: true })
  household?: Ref<Household> | null

  @ManyToOne(() => Person, { ref: true, nullable: true, index: true })
  person?: Ref<Person> | null

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  fromOn!: LocalDate

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Ngày đầu tiên không còn thuộc diện; trống khi chưa định.',
  })
  @Property({ type: 'date', nullable: true })
  toOn?: (LocalDate & Opt) | null

  @Field(() => String, { nullable: true, description: 'Quyết định, sổ hoặc giấy xác nhận; trống khi chưa có.' })
  @Property({ type: 'text', nullable: true })
  document?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String, { nullable: true, description: 'Ai ghi ngày thôi, khi có người ghi.' })
  @Property({ type: 'text', nullable: true })
  endedByName?: (string & Opt) | null

  @Field(() => DateTime, { nullable: true, description: 'Ghi nhầm và đã hủy; trống khi còn giá trị.' })
  @Property({ type: 'datetime', nullable: true })
  annulledAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  annulledByName?: (string & Opt) | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  annulledReason?: (string & Opt) | null

  /** Whom it speaks of, for the audit. */
  get concerns(): Ref<Household> | Ref<Person> | null | undefined {
    return this.household ?? this.person
  }
}
