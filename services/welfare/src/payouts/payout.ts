import type { Ref } from '@mikro-orm/core'
import {
  Check,
  Entity,
  Enum,
  Index,
  ManyToOne,
  OneToOne,
  Property,
  Trigger,
  Unique,
} from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow, VND, vndColumn } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { appendOnly } from '../append-only.ts'
import { Dossier } from '../dossiers/dossier.ts'
import { Programme } from '../programmes/programme.ts'

export enum PayoutMethod {
  CASH = 'CASH',
  TRANSFER = 'TRANSFER',
}
registerEnumType(PayoutMethod, { name: 'PayoutMethod', description: 'CASH: tiền mặt. TRANSFER: chuyển khoản.' })

/** Money that left a fund. One per dossier, by constraint; programme and group are copied so that statistics need no join. */
@ObjectType({ description: 'Một lần chi đã được xác nhận, mỗi hồ sơ đúng một lần.' })
@Entity(rows.ofPayouts)
@Unique({ properties: ['unitCode', 'code'] })
@Unique({ name: 'payout_receipt', properties: ['unitCode', 'receiptNumber'] })
@Index({ properties: ['unitCode', 'paidAt', 'id'] })
@Check({ name: 'payout_amount_positive', expression: 'amount > 0' })
@Trigger({
  name: 'as_approved',
  timing: 'before',
  events: ['insert'],
  body: `if not exists (select from dossier where id = new.dossier_id and status in ('APPROVED', 'PAID')
      and amount = new.amount and programme_id = new.programme_id and unit_code = new.unit_code)
    then raise exception 'a payout pays what was approved, to the đồng';
  end if;
  return new`,
})
@Trigger(appendOnly)
export class Payout extends UnitRow {
  @Field(() => String, { description: 'Mã lần chi, duy nhất trong phường/xã.' })
  @Property({ type: 'text' })
  code!: string

  @OneToOne(() => Dossier, { ref: true, owner: true, unique: 'payout_once' })
  dossier!: Ref<Dossier>

  @ManyToOne(() => Programme, { ref: true, index: true })
  programme!: Ref<Programme>

  /** The dossier's, copied: whoever looks at a list of payouts looked at these. */
  @Property({ type: 'uuid' })
  beneficiaryId!: string

  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: string | null

  @Field(() => VND)
  @Property({ type: vndColumn })
  amount!: number

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  paidAt!: Date

  @Field(() => PayoutMethod)
  @Enum({ items: () => PayoutMethod, type: 'text' })
  method!: PayoutMethod

  @Field(() => String, { description: 'Số phiếu chi hoặc số lệnh chuyển tiền.' })
  @Property({ type: 'text' })
  receiptNumber!: string

  @Property({ type: 'uuid' })
  paidById!: string

  @Field(() => String)
  @Property({ type: 'text' })
  paidByName!: string
}

/** Derived from the dossier's, which is paid once. */
export function payoutCode(dossierCode: string): string {
  return `CT-${dossierCode}`
}
