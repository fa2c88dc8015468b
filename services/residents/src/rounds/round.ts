import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { SelfManagementGroup } from '../groups/self-management-group.ts'
import { Household } from '../households/household.ts'

/**
 * Vòng đi hộ: every household of a group is called on, for a purpose, with a short list of what to look for. What is looked
 * for elsewhere (who signed, who was tested) is asked of the department that knows; here stands only which document and
 * how many days.
 */
@ObjectType({ description: 'Một vòng đi từng hộ của tổ dân phố hoặc tổ tự quản.' })
@Entity(rows.ofRounds)
@Index({ properties: ['unitCode', 'openedAt', 'id'] })
@Check({ name: 'round_closed_after_opening', expression: 'closed_at is null or closed_at >= opened_at' })
@Check({ name: 'round_test_within_days', expression: 'test_within_days between 1 and 90' })
export class Round extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  purpose!: string

  @ManyToOne(() => ResidentialGroup, { ref: true, index: true })
  residentialGroup!: Ref<ResidentialGroup>

  @ManyToOne(() => SelfManagementGroup, { ref: true, nullable: true, index: true })
  selfManagementGroup?: Ref<SelfManagementGroup> | null

  /** A document of directives, by its id: that department says who has signed. */
  @Property({ type: 'uuid', nullable: true })
  commitmentDocumentId?: (string & Opt) | null

  @Field(() => Int, {
    nullable: true,
    description: 'Hộ cần có người xét nghiệm trong ngần này ngày; trống khi vòng đi không xem việc đó.',
  })
  @Property({ type: 'integer', nullable: true })
  testWithinDays?: (number & Opt) | null

  @Field(() => String, { nullable: true, description: 'Người, tổ được giao đi; trống khi chưa giao.' })
  @Property({ type: 'text', nullable: true })
  assignedTo?: (string & Opt) | null

  @Field(() => String, { nullable: true, description: 'Điện thoại trực của trạm y tế, để gọi khi có người ốm.' })
  @Property({ type: 'text', nullable: true })
  stationPhone?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  openedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Trống khi vòng đi đang mở.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  closedAt?: (Date & Opt) | null

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String, { description: 'Người mở vòng đi.' })
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string

  @OneToMany(
    () => RoundStop,
    (stop) => stop.round,
  )
  stops = new Collection<RoundStop>(this)
}

/**
 * A household of a round, fixed when the round is opened: whoever moves meanwhile does not change what was set out to do.
 * A type with a key, so that other departments can say what this household lacks for this round.
 */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Một hộ trong vòng đi.' })
@Entity(rows.ofVisits)
@Unique({ name: 'round_stop_once', properties: ['round', 'household'] })
export class RoundStop extends UnitRow {
  @ManyToOne(() => Round, { ref: true })
  round!: Ref<Round>

  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>
}
