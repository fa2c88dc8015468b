import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Document } from '../documents/document.ts'

/** A time in which the households of a unit are asked to sign what a plan or a directive wants them to. */
@ObjectType({ description: 'Một đợt ký cam kết thực hiện một văn bản, từ ngày đến ngày.' })
@Entity(rows.ofDocuments)
@Index({ properties: ['unitCode', 'startsOn', 'id'] })
@Check({ name: 'commitment_round_lasts', expression: 'ends_on is null or ends_on >= starts_on' })
export class CommitmentRound extends UnitRow {
  @ManyToOne(() => Document, { ref: true, index: true })
  document!: Ref<Document>

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  startsOn!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối; trống khi chưa định.' })
  @Property({ type: 'date', nullable: true })
  endsOn?: (LocalDate & Opt) | null
}

/**
 * What a household signed: to do what a document asks of it. Its id may be made by the phone on which it was signed, so that
 * the same signature sent twice is one. It ends when it is withdrawn or another one takes its place; it is never changed.
 */
@ObjectType({ description: 'Bản cam kết mà một hộ đã ký, thực hiện một văn bản.' })
@Entity(rows.ofCommitments)
@Index({
  name: 'commitment_in_force',
  expression:
    'create unique index commitment_in_force on commitment (document_id, household_id) where ended_on is null',
})
@Check({ name: 'commitment_ends_after_signing', expression: 'ended_on is null or ended_on >= signed_on' })
@Check({
  name: 'commitment_end_has_reason',
  expression: '(ended_on is null) = (end_reason is null and replaced_by_id is null)',
})
export class Commitment extends UnitRow {
  @ManyToOne(() => Document, { ref: true, index: true })
  document!: Ref<Document>

  @ManyToOne(() => CommitmentRound, { ref: true, nullable: true, index: true })
  round?: Ref<CommitmentRound> | null

  @Property({ type: 'uuid', index: true })
  householdId!: string

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  signedOn!: LocalDate

  @Field(() => String, {
    nullable: true,
    description: 'Người ký, như họ nói; trống khi không ghi hoặc không được xem.',
  })
  @Property({ type: 'text', nullable: true })
  signerName?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Người thu bản cam kết; trống khi không rõ.' })
  @Property({ type: 'text', nullable: true })
  collectedBy?: (string & Opt) | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày hết hiệu lực; trống khi đang có hiệu lực.' })
  @Property({ type: 'date', nullable: true })
  endedOn?: (LocalDate & Opt) | null

  @Field(() => String, { nullable: true, description: 'Lý do rút lại; trống khi đang có hiệu lực hoặc được thay thế.' })
  @Property({ type: 'text', nullable: true })
  endReason?: (string & Opt) | null

  @ManyToOne(() => Commitment, { ref: true, nullable: true, index: true })
  replacedBy?: Ref<Commitment> | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string
}
