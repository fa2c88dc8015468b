import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Dose } from './dose.ts'

export enum AdverseEventSeverity {
  MILD = 'MILD',
  SERIOUS = 'SERIOUS',
}
registerEnumType(AdverseEventSeverity, {
  name: 'AdverseEventSeverity',
  description: 'MILD: phản ứng thông thường. SERIOUS: tai biến nặng, phải điều tra trong 24 giờ.',
})

@ObjectType({ description: 'Phản ứng, tai biến sau tiêm chủng của một mũi tiêm.' })
@Entity(rows.ofRecords)
@Index({ properties: ['unitCode', 'onsetOn'] })
export class AdverseEvent extends UnitRow {
  @ManyToOne(() => Dose, { ref: true, index: true })
  dose!: Ref<Dose>

  @Field(() => AdverseEventSeverity)
  @Enum({ items: () => AdverseEventSeverity, type: 'text' })
  severity!: AdverseEventSeverity

  @Field(() => String, {
    nullable: true,
    description: 'Lời kể của người ghi; có thể nhận ra người được tiêm, nên chỉ nhân viên y tế và cán bộ kiểm tra đọc.',
  })
  @Property({ type: 'text' })
  description!: string

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  onsetOn!: LocalDate
}
