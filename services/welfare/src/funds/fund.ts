import type { Opt } from '@mikro-orm/core'
import { Check, Entity, Enum, Property, Unique } from '@mikro-orm/decorators/legacy'
import { UnitRow, VND, vndColumn } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'

export enum FundKind {
  STATE_BUDGET = 'STATE_BUDGET',
  CITY_BUDGET = 'CITY_BUDGET',
  FATHERLAND_FRONT = 'FATHERLAND_FRONT',
}
registerEnumType(FundKind, {
  name: 'FundKind',
  description:
    'STATE_BUDGET: ngân sách nhà nước. CITY_BUDGET: ngân sách thành phố. FATHERLAND_FRONT: quỹ của Ủy ban MTTQ Việt Nam.',
})

/**
 * Money that programmes pay from. An approval commits, a payout turns committed into paid, refusing an approved dossier
 * releases. The balances move only by the atomic statements of `fund-balance.ts`; the check is the last word.
 */
@ObjectType({ description: 'Nguồn kinh phí mà phường/xã chi hỗ trợ từ đó.' })
@Entity(rows.ofFunds)
@Unique({ properties: ['unitCode', 'code'] })
@Check({
  name: 'fund_not_overdrawn',
  expression: 'budget <= 9007199254740991 and committed >= 0 and paid >= 0 and committed + paid <= budget',
})
export class Fund extends UnitRow {
  @Field(() => String, { description: 'Mã nguồn, duy nhất trong phường/xã.' })
  @Property({ type: 'text' })
  code!: string

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => FundKind)
  @Enum({ items: () => FundKind, type: 'text' })
  kind!: FundKind

  @Field(() => VND, { description: 'Tổng kinh phí được giao.' })
  @Property({ type: vndColumn })
  budget!: number

  @Field(() => VND, { description: 'Đã duyệt, chưa chi.' })
  @Property({ type: vndColumn, default: 0 })
  committed: number & Opt = 0

  @Field(() => VND, { description: 'Đã chi.' })
  @Property({ type: vndColumn, default: 0 })
  paid: number & Opt = 0
}
