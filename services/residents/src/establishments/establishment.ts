import type { Opt, Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { Person } from '../people/person.ts'
import { PlaceSource } from '../places/point.ts'

export enum EstablishmentKind {
  MARKET = 'MARKET',
  BOARDING_HOUSE = 'BOARDING_HOUSE',
  BUSINESS = 'BUSINESS',
  FACTORY = 'FACTORY',
  CHILDCARE_GROUP = 'CHILDCARE_GROUP',
  OFFICE = 'OFFICE',
}
registerEnumType(EstablishmentKind, {
  name: 'EstablishmentKind',
  description:
    'MARKET: chợ. BOARDING_HOUSE: khu nhà trọ. BUSINESS: hộ, cơ sở kinh doanh. FACTORY: cơ sở sản xuất. CHILDCARE_GROUP: nhóm trẻ, lớp mẫu giáo độc lập. OFFICE: cơ quan.',
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Cơ sở trên địa bàn: có thể được kiểm tra, xét nghiệm và hỗ trợ.' })
@Entity(rows.ofPlaces)
@Index({ properties: ['unitCode', 'kind', 'sortKey', 'id'] })
export class Establishment extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => EstablishmentKind)
  @Enum({ items: () => EstablishmentKind, type: 'text' })
  kind!: EstablishmentKind

  @Field(() => String)
  @Property({ type: 'text' })
  address!: string

  /** Name and address without diacritics; each word is preceded by a space. */
  @Property({ type: 'text' })
  nameKey!: string

  /** What lists are ordered by: “Nhà trọ số 2” before “Nhà trọ số 10”. */
  @Property({ type: 'text' })
  sortKey!: string

  @ManyToOne(() => ResidentialGroup, { ref: true, index: true })
  residentialGroup!: Ref<ResidentialGroup>

  /** Owner, manager or who answers for it: somebody of the book, or a name and a telephone. */
  @ManyToOne(() => Person, { ref: true, nullable: true, index: true })
  contactPerson?: Ref<Person> | null

  @Field(() => String, {
    nullable: true,
    description: 'Chủ cơ sở hoặc người phụ trách không có trong sổ dân cư.',
  })
  @Property({ type: 'text', nullable: true })
  contactName?: string | null

  @Property({ type: 'blob', nullable: true })
  contactPhoneSealed?: Buffer | null

  @Field(() => Int, { nullable: true, description: 'Số người làm việc; trống khi chưa biết.' })
  @Property({ type: 'integer', nullable: true })
  workers?: (number & Opt) | null

  @Field(() => Int, { nullable: true, description: 'Số sạp của chợ; trống khi chưa biết.' })
  @Property({ type: 'integer', nullable: true })
  stalls?: (number & Opt) | null

  @Field(() => Float, { nullable: true, description: 'Vĩ độ WGS 84; trống khi chưa biết chỗ trên bản đồ.' })
  @Property({ type: 'double', nullable: true })
  latitude?: (number & Opt) | null

  @Field(() => Float, { nullable: true })
  @Property({ type: 'double', nullable: true })
  longitude?: (number & Opt) | null

  @Field(() => PlaceSource, { nullable: true })
  @Enum({ items: () => PlaceSource, type: 'text', nullable: true })
  placeSource?: PlaceSource | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày bắt đầu hoạt động; trống khi không rõ.' })
  @Property({ type: 'date', nullable: true })
  openedOn?: (LocalDate & Opt) | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày thôi hoạt động; trống khi đang hoạt động.' })
  @Property({ type: 'date', nullable: true })
  closedOn?: (LocalDate & Opt) | null

  /** A registration that was taken back. The row stays, as all rows do; no list shows it. */
  @Property({ type: 'date', nullable: true })
  annulledOn?: (LocalDate & Opt) | null
}
