import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Document } from '../documents/document.ts'
import { Organisation } from '../organisations/organisation.ts'
import { Post } from '../organisations/post.ts'

export enum ResponsibilityKind {
  GENERAL = 'GENERAL',
  EPIDEMIC_CONTROL = 'EPIDEMIC_CONTROL',
  MOVEMENT_CONTROL = 'MOVEMENT_CONTROL',
  SOCIAL_PROTECTION = 'SOCIAL_PROTECTION',
}
registerEnumType(ResponsibilityKind, {
  name: 'ResponsibilityKind',
  description:
    'GENERAL: phụ trách chung. EPIDEMIC_CONTROL: phòng, chống dịch. MOVEMENT_CONTROL: kiểm soát di biến động, người về từ vùng dịch. SOCIAL_PROTECTION: an sinh, hỗ trợ người khó khăn.',
})

/**
 * Who answers for a residential group, a self-management group or a household, from a day on ("gắn với trách nhiệm của cấp ủy chi bộ
 * và đảng viên"); `toOn` is the first day that they do no longer. It names its holder as the paper does and points at no entry of
 * the register: that somebody belongs to the Party is nothing that a look at a resident may tell.
 */
@ObjectType({ description: 'Phân công phụ trách một tổ dân phố, tổ tự quản hoặc hộ, từ ngày đến ngày.' })
@Entity(rows.ofResponsibilities)
@Index({
  name: 'responsibility_held',
  expression:
    'create unique index responsibility_held on responsibility (unit_code, (coalesce(residential_group_id, self_management_group_id, household_id)), kind, holder_key) where to_on is null',
})
@Check({
  name: 'responsibility_of_one_area',
  expression: 'num_nonnulls(residential_group_id, self_management_group_id, household_id) = 1',
})
@Check({
  name: 'responsibility_has_holder',
  expression: 'num_nonnulls(holder_name, organisation_id) > 0 and (post_id is null or organisation_id is not null)',
})
@Check({
  name: 'responsibility_account_has_name',
  expression: 'holder_account_id is null or (holder_name is not null and household_id is null)',
})
@Check({
  name: 'responsibility_lasts',
  expression: '(to_on is null) = (end_reason is null) and (to_on is null or to_on >= from_on)',
})
export class Responsibility extends UnitRow {
  @Field(() => ResponsibilityKind)
  @Enum({ items: () => ResponsibilityKind, type: 'text' })
  kind!: ResponsibilityKind

  @Property({ type: 'uuid', nullable: true, index: true })
  residentialGroupId?: (string & Opt) | null

  @Property({ type: 'uuid', nullable: true, index: true })
  selfManagementGroupId?: (string & Opt) | null

  @Property({ type: 'uuid', nullable: true, index: true })
  householdId?: (string & Opt) | null

  @Field(() => String, {
    nullable: true,
    description: 'Người được phân công, như ghi trên giấy; trống khi chỉ phân công cho cơ quan, tổ chức.',
  })
  @Property({ type: 'text', nullable: true })
  holderName?: (string & Opt) | null

  /** With which the holder signs in, when they do: who then acknowledges what the group is told. No reference to a person. */
  @Property({ type: 'uuid', nullable: true })
  holderAccountId?: (string & Opt) | null

  /** Equal for two spellings of one holder, so that nobody holds the same responsibility twice. */
  @Property({ type: 'text' })
  holderKey!: string

  @ManyToOne(() => Organisation, { ref: true, nullable: true, index: true })
  organisation?: Ref<Organisation> | null

  @ManyToOne(() => Post, { ref: true, nullable: true, index: true })
  post?: Ref<Post> | null

  @ManyToOne(() => Document, { ref: true, nullable: true, index: true })
  document?: Ref<Document> | null

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  fromOn!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày thôi phụ trách; trống khi đang phụ trách.' })
  @Property({ type: 'date', nullable: true })
  toOn?: (LocalDate & Opt) | null

  @Field(() => String, { nullable: true, description: 'Lý do thôi; trống khi đang phụ trách.' })
  @Property({ type: 'text', nullable: true })
  endReason?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String, { nullable: true, description: 'Ai ghi ngày thôi; trống khi đang phụ trách.' })
  @Property({ type: 'text', nullable: true })
  endedByName?: (string & Opt) | null

  /** Whose it is, for the audit. */
  get area(): string & Opt {
    return this.householdId ?? this.selfManagementGroupId ?? this.residentialGroupId ?? ''
  }
}
