import { Collection, type Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { SelfManagementMember } from '../groups/self-management-group.ts'
import { Person } from '../people/person.ts'
import { PlaceSource } from '../places/point.ts'

export enum HouseholdRelation {
  HEAD = 'HEAD',
  SPOUSE = 'SPOUSE',
  CHILD = 'CHILD',
  PARENT = 'PARENT',
  SIBLING = 'SIBLING',
  GRANDPARENT = 'GRANDPARENT',
  GRANDCHILD = 'GRANDCHILD',
  OTHER_RELATIVE = 'OTHER_RELATIVE',
  TENANT = 'TENANT',
  OTHER = 'OTHER',
}
registerEnumType(HouseholdRelation, { name: 'HouseholdRelation', description: 'Quan hệ với chủ hộ.' })

/** People who live at one place and are visited, counted and helped together, whatever the residence book says. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Hộ thực tế cư trú.' })
@Entity(rows.ofHouseholds)
@Unique({ properties: ['unitCode', 'code'] })
// What a part of the map is read by.
@Index({ properties: ['unitCode', 'latitude', 'longitude'] })
export class Household extends UnitRow {
  @Field(() => String, { description: 'Mã hộ, duy nhất trong phường/xã.' })
  @Property({ type: 'text' })
  code!: string

  @Field(() => String)
  @Property({ type: 'text' })
  address!: string

  @ManyToOne(() => ResidentialGroup, { ref: true, index: true })
  residentialGroup!: Ref<ResidentialGroup>

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Ngày hộ không còn: cả hộ đã chuyển chỗ ở hoặc nhập vào hộ khác.',
  })
  @Property({ type: 'date', nullable: true })
  dissolvedOn?: LocalDate | null

  @Field(() => Float, { nullable: true, description: 'Vĩ độ WGS 84; trống khi chưa biết chỗ của hộ trên bản đồ.' })
  @Property({ type: 'double', nullable: true })
  latitude?: number | null

  @Field(() => Float, { nullable: true })
  @Property({ type: 'double', nullable: true })
  longitude?: number | null

  @Field(() => PlaceSource, { nullable: true })
  @Enum({ items: () => PlaceSource, type: 'text', nullable: true })
  placeSource?: PlaceSource | null

  /** Where the whole household went: what points at this one is about that one now. */
  @ManyToOne(() => Household, { ref: true, nullable: true, index: true })
  successor?: Ref<Household> | null

  /** All that ever were: who asks for those of now says so. */
  @OneToMany(
    () => HouseholdMember,
    (member) => member.household,
  )
  members = new Collection<HouseholdMember>(this)

  /** The self-management groups that it was in; the one without an end is the one of now. */
  @OneToMany(
    () => SelfManagementMember,
    (member) => member.household,
  )
  selfManagement = new Collection<SelfManagementMember>(this)

  /** Its place on a walk through the residential group, where somebody arranged it; else its address says. */
  @Property({ type: 'integer', nullable: true })
  walkingOrder?: number | null
}

@ObjectType({ description: 'Một người ở trong hộ, với một quan hệ, trong một khoảng thời gian.' })
@Entity(rows.ofMembers)
@Index({
  name: 'household_member_current',
  expression: 'create unique index household_member_current on household_member (person_id) where left_on is null',
})
// What search reads of a member, for a whole unit at once.
@Index({
  name: 'household_member_place',
  expression:
    'create index household_member_place on household_member (unit_code, person_id, household_id, relation) where left_on is null',
})
@Index({
  name: 'household_member_head',
  expression:
    "create index household_member_head on household_member (unit_code, person_id, household_id) where left_on is null and relation = 'HEAD'",
})
export class HouseholdMember extends UnitRow {
  @ManyToOne(() => Household, { ref: true, index: true })
  household!: Ref<Household>

  // The partial index above does not serve the foreign key, by which replacing a unit would look at every member per person.
  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @Field(() => HouseholdRelation)
  @Enum({ items: () => HouseholdRelation, type: 'text' })
  relation!: HouseholdRelation

  @Field(() => LocalDateScalar, { nullable: true, description: 'Trống khi không rõ vào hộ từ ngày nào.' })
  @Property({ type: 'date', nullable: true })
  joinedOn?: LocalDate | null

  /** The first day that they are not a member, so that on the day of a move one is in the new household only. */
  @Property({ type: 'date', nullable: true })
  leftOn?: LocalDate | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Quan hệ này kể từ ngày; trống khi từ lúc vào hộ.' })
  @Property({ type: 'date', nullable: true })
  relationFrom?: LocalDate | null
}
