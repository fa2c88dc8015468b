import type { Ref } from '@mikro-orm/core'
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household } from '../households/household.ts'
import { Establishment } from './establishment.ts'

@ObjectType({ description: 'Phòng của khu nhà trọ.' })
@Entity(rows.ofPlaces)
@Index({
  name: 'room_number',
  expression: 'create unique index room_number on room (establishment_id, number) where closed_on is null',
})
export class Room extends UnitRow {
  // The partial index above does not serve the foreign key.
  @ManyToOne(() => Establishment, { ref: true, index: true })
  establishment!: Ref<Establishment>

  @Field(() => String)
  @Property({ type: 'text' })
  number!: string

  @Field(() => Int, { description: 'Số người ở được.' })
  @Property({ type: 'integer' })
  capacity!: number

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày phòng thôi cho ở; trống khi còn dùng.' })
  @Property({ type: 'date', nullable: true })
  closedOn?: LocalDate | null
}

/** A household lives in a room from a day to a day; in one room at a time. */
@ObjectType({ description: 'Một hộ ở trong một phòng trọ, trong một khoảng thời gian.' })
@Entity(rows.ofStays)
@Index({
  name: 'room_stay_current',
  expression: 'create unique index room_stay_current on room_stay (household_id) where left_on is null',
})
export class RoomStay extends UnitRow {
  @ManyToOne(() => Room, { ref: true, index: true })
  room!: Ref<Room>

  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>

  @Field(() => LocalDateScalar, { nullable: true, description: 'Trống khi không rõ ở từ ngày nào.' })
  @Property({ type: 'date', nullable: true })
  fromOn?: LocalDate | null

  /** The first day that they are not there, as with members of a household. */
  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày rời phòng; trống khi đang ở.' })
  @Property({ type: 'date', nullable: true })
  leftOn?: LocalDate | null
}
