import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Test } from '../tests/test.ts'

export enum CaseStatus {
  OPEN = 'OPEN',
  RECOVERED = 'RECOVERED',
  DIED = 'DIED',
  DISCARDED = 'DISCARDED',
}
registerEnumType(CaseStatus, {
  name: 'CaseStatus',
  description: 'OPEN: đang theo dõi. RECOVERED: khỏi bệnh. DIED: tử vong. DISCARDED: đã loại trừ.',
})

// Not "case": the word is PostgreSQL's own, and every statement written by hand would have to quote it.
@ObjectType({ description: 'Ca bệnh (F0), mở khi có kết quả dương tính.' })
@Entity({ ...rows.ofCases, tableName: 'confirmed_case' })
@Index({ properties: ['unitCode', 'confirmedOn', 'id'] })
@Index({
  name: 'confirmed_case_open',
  expression: `create unique index confirmed_case_open on confirmed_case (unit_code, person_id) where status = 'OPEN'`,
})
export class Case extends UnitRow {
  @Property({ type: 'uuid', index: true })
  personId!: string

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  confirmedOn!: LocalDate

  @Field(() => CaseStatus)
  @Enum({ items: () => CaseStatus, type: 'text' })
  status!: CaseStatus

  @ManyToOne(() => Test, { ref: true, index: true })
  openedBy!: Ref<Test>
}
