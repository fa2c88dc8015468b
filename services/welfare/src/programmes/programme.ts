import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Fund } from '../funds/fund.ts'
import { AmountFormula } from './amount-formula.ts'

export enum BeneficiaryKind {
  PERSON = 'PERSON',
  HOUSEHOLD = 'HOUSEHOLD',
  ESTABLISHMENT = 'ESTABLISHMENT',
}
registerEnumType(BeneficiaryKind, {
  name: 'BeneficiaryKind',
  description: 'Ai được hưởng. PERSON: người. HOUSEHOLD: hộ. ESTABLISHMENT: cơ sở.',
})

export enum CountUnit {
  DOSSIER = 'DOSSIER',
  CASE = 'CASE',
  ESTABLISHMENT = 'ESTABLISHMENT',
  HOUSEHOLD = 'HOUSEHOLD',
}
registerEnumType(CountUnit, {
  name: 'CountUnit',
  description:
    'Báo cáo đếm bằng gì; các đơn vị này không cộng lẫn. DOSSIER: hồ sơ. CASE: trường hợp. ESTABLISHMENT: cơ sở. HOUSEHOLD: hộ.',
})

/** A support policy as one unit carries it out: who is entitled, on which document, from which fund. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Chương trình hỗ trợ: căn cứ, đối tượng, nguồn kinh phí và cách tính mức hưởng.' })
@Entity(rows.ofProgrammes)
@Unique({ properties: ['unitCode', 'code'] })
@Unique({ properties: ['unitCode', 'place'] })
@Check({ name: 'programme_ends_after_start', expression: 'in_force_to is null or in_force_to >= in_force_from' })
export class Programme extends UnitRow {
  @Field(() => String, { description: 'Mã chương trình, duy nhất trong phường/xã.' })
  @Property({ type: 'text' })
  code!: string

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  /** Where reports list it. */
  @Property({ type: 'integer' })
  place!: number

  @ManyToOne(() => Fund, { ref: true, index: true })
  fund!: Ref<Fund>

  @Property({ type: 'uuid', nullable: true, index: true })
  basisDocumentId?: string | null

  @Field(() => String, { nullable: true, description: 'Ghi chú về căn cứ; trống khi văn bản căn cứ đã rõ.' })
  @Property({ type: 'text', nullable: true })
  basisNote?: string | null

  @Field(() => BeneficiaryKind)
  @Enum({ items: () => BeneficiaryKind, type: 'text' })
  beneficiary!: BeneficiaryKind

  @Field(() => CountUnit)
  @Enum({ items: () => CountUnit, type: 'text' })
  countUnit!: CountUnit

  @Field(() => Boolean, { description: 'Chỉ chi khi có quyết định cách ly; hồ sơ phải ghi số ngày được xác nhận.' })
  @Property({ type: 'boolean' })
  requiresQuarantineOrder!: boolean

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  inForceFrom!: LocalDate

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối nhận hồ sơ; trống khi chưa có hạn.' })
  @Property({ type: 'date', nullable: true })
  inForceTo?: LocalDate | null

  /** The last running number given to a dossier. Moved by an atomic update, so that no two dossiers share a code. */
  @Property({ type: 'integer', default: 0 })
  dossiersOpened: number & Opt = 0

  @OneToMany(
    () => AmountFormula,
    (formula) => formula.programme,
    { orderBy: { inForceFrom: 'asc' } },
  )
  formulas = new Collection<AmountFormula>(this)
}
