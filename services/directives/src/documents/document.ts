import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Organisation } from '../organisations/organisation.ts'
import { Task } from '../tasks/task.ts'
import { DocumentType, NumberingRegime } from './document-type.ts'

export enum Urgency {
  NORMAL = 'NORMAL',
  URGENT = 'URGENT',
  VERY_URGENT = 'VERY_URGENT',
  FLASH = 'FLASH',
}
registerEnumType(Urgency, {
  name: 'Urgency',
  description: 'Độ khẩn. NORMAL: thường. URGENT: khẩn. VERY_URGENT: thượng khẩn. FLASH: hỏa tốc.',
})

/** A paper in the register of one unit, whoever issued it. A unit that receives the same paper registers it in its own. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Văn bản trong sổ của một đơn vị: do đơn vị ban hành hoặc nhận được.' })
@Entity(rows.ofDocuments)
@Index({ properties: ['unitCode', 'sortOn', 'id'] })
@Index({ properties: ['unitCode', 'symbol'] })
@Index({
  name: 'document_search_key_trgm',
  expression: 'create index document_search_key_trgm on document using gin (search_key gin_trgm_ops)',
})
@Unique({ name: 'document_once', properties: ['unitCode', 'symbol', 'issuer', 'year', 'duplicate'] })
@Check({ name: 'document_year_agrees', expression: 'issued_on is null or extract(year from issued_on) = year' })
@Check({ name: 'document_sort_on_agrees', expression: "sort_on = coalesce(issued_on, date '0001-01-01')" })
export class Document extends UnitRow {
  @Field(() => String, { description: 'Số và ký hiệu viết chuẩn: 02/KH-VP, 100-CV/ĐU.' })
  @Property({ type: 'text' })
  symbol!: string

  @Field(() => String, { nullable: true, description: 'Số, ký hiệu đúng như viết trên giấy.' })
  @Property({ type: 'text' })
  raw!: string

  @Field(() => String, { nullable: true, description: 'Riêng phần số, ít nhất hai chữ số.' })
  @Property({ type: 'text' })
  number!: string

  @Field(() => DocumentType)
  @Enum({ items: () => DocumentType, type: 'text' })
  type!: DocumentType

  @Field(() => NumberingRegime, { nullable: true })
  @Enum({ items: () => NumberingRegime, type: 'text' })
  regime!: NumberingRegime

  @ManyToOne(() => Organisation, { ref: true, index: true })
  issuer!: Ref<Organisation>

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Trống khi chưa rõ ngày ban hành; dataQuality nhắc bổ sung.',
  })
  @Property({ type: 'date', nullable: true })
  issuedOn?: (LocalDate & Opt) | null

  @Field(() => String, { nullable: true, description: 'Trích yếu; trống khi chưa ghi.' })
  @Property({ type: 'text', nullable: true })
  subject?: (string & Opt) | null

  @Field(() => Urgency, { nullable: true })
  @Enum({ items: () => Urgency, type: 'text' })
  urgency!: Urgency

  @Field(() => String, { nullable: true, description: 'Ghi chú của văn thư; thường trống.' })
  @Property({ type: 'text', nullable: true })
  note?: (string & Opt) | null

  /** The year in which the number counts; 0 while it is unknown. */
  @Property({ type: 'integer' })
  year!: number

  /** 0 for the first of its symbol, issuer and year; 1, 2… for those that a clerk registered knowing of the first. */
  @Property({ type: 'integer' })
  duplicate!: number

  /** Never null, so that pages can be cut at it: documents without a date come last. */
  @Property({ type: 'date' })
  sortOn!: LocalDate

  /** Type, symbol, subject and issuer without diacritics: what search reads. */
  @Property({ type: 'text' })
  searchKey!: string

  @OneToMany(
    () => Task,
    (task) => task.document,
    { orderBy: { dueAt: 'asc', title: 'asc', id: 'asc' } },
  )
  tasks = new Collection<Task>(this)
}
