import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import {
  Check,
  Entity,
  Enum,
  Index,
  ManyToOne,
  OneToMany,
  Property,
  Trigger,
  Unique,
} from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow, VND, vndColumn } from '@vungxanh/subgraph'
import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { AmountFormula } from '../programmes/amount-formula.ts'
import { BeneficiaryKind, Programme } from '../programmes/programme.ts'
import { AmountLine } from './amount-line.ts'
import { Decision } from './decision.ts'
import { DossierStatus, transitions } from './dossier-status.ts'

const allowedMoves = Object.entries(transitions)
  .flatMap(([from, next]) => next.map((to) => `('${from}', '${to}')`))
  .join(', ')

/**
 * One claim of one beneficiary under one programme. The checks keep, whatever the program does, that nobody approves twice
 * or approves what they submitted, that a status carries the people it needs, and that the amount is never touched again.
 */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Hồ sơ đề nghị hỗ trợ của một người, một hộ hoặc một cơ sở theo một chương trình.' })
@Entity(rows.ofDossiers)
@Unique({ properties: ['unitCode', 'code'] })
@Index({ properties: ['unitCode', 'submittedAt', 'id'] })
@Index({ properties: ['unitCode', 'status', 'submittedAt', 'id'] })
@Index({
  name: 'dossier_live',
  expression: `create unique index dossier_live on dossier (beneficiary_id, programme_id) where status <> 'REFUSED'`,
})
@Check({ name: 'dossier_amount_positive', expression: 'amount > 0' })
@Check({
  name: 'dossier_two_persons',
  expression:
    'first_approved_by_id <> submitted_by_id and second_approved_by_id <> submitted_by_id and second_approved_by_id <> first_approved_by_id',
})
@Check({
  name: 'dossier_cashier_apart',
  expression:
    'paid_by_id <> submitted_by_id and paid_by_id <> first_approved_by_id and paid_by_id <> second_approved_by_id',
})
// A null approver would slip through the checks above: each status says which of them it needs.
@Check({
  name: 'dossier_status_has_people',
  expression: `case status
    when 'SUBMITTED' then num_nonnulls(first_approved_by_id, second_approved_by_id, paid_by_id) = 0
    when 'FIRST_APPROVED' then first_approved_by_id is not null and num_nonnulls(second_approved_by_id, paid_by_id) = 0
    when 'APPROVED' then num_nulls(first_approved_by_id, second_approved_by_id) = 0 and paid_by_id is null
    when 'PAID' then num_nulls(first_approved_by_id, second_approved_by_id, paid_by_id) = 0
    else paid_by_id is null end`,
})
@Trigger({
  name: 'moves_forward',
  timing: 'before',
  events: ['update'],
  body: `if old.status <> new.status and (old.status, new.status) not in (${allowedMoves})
    then raise exception 'dossier % cannot go from % to %', old.code, old.status, new.status;
  end if;
  if new.status = 'PAID' and not exists (select from payout where dossier_id = new.id)
    then raise exception 'dossier % is not paid without a payout', old.code;
  end if;
  if row(old.unit_code, old.programme_id, old.formula_id, old.amount, old.beneficiary_id, old.quarantine_days, old.is_child,
      old.other_residence_code, old.submitted_by_id)
    is distinct from row(new.unit_code, new.programme_id, new.formula_id, new.amount, new.beneficiary_id, new.quarantine_days,
      new.is_child, new.other_residence_code, new.submitted_by_id)
    or old.first_approved_by_id is not null and old.first_approved_by_id is distinct from new.first_approved_by_id
    or old.second_approved_by_id is not null and old.second_approved_by_id is distinct from new.second_approved_by_id
    then raise exception 'what dossier % was decided on is kept as it was', old.code;
  end if;
  return new`,
})
export class Dossier extends UnitRow {
  @Field(() => String, { description: 'Mã hồ sơ, duy nhất trong phường/xã.' })
  @Property({ type: 'text' })
  code!: string

  @ManyToOne(() => Programme, { ref: true, index: true })
  programme!: Ref<Programme>

  /** The version of the rates that the amount was computed by. */
  @ManyToOne(() => AmountFormula, { ref: true })
  formula!: Ref<AmountFormula>

  @Field(() => DossierStatus)
  @Enum({ items: () => DossierStatus, type: 'text', default: DossierStatus.SUBMITTED })
  status: DossierStatus & Opt = DossierStatus.SUBMITTED

  @Field(() => VND, { description: 'Số tiền theo cách tính có hiệu lực ngày nộp.' })
  @Property({ type: vndColumn })
  amount!: number

  @Enum({ items: () => BeneficiaryKind, type: 'text' })
  beneficiaryKind!: BeneficiaryKind

  @Property({ type: 'uuid' })
  beneficiaryId!: string

  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: string | null

  /** Code of the commune where the beneficiary resides as well, as they said: its ward may have to confirm that they had nothing there. */
  @Field(() => String, {
    nullable: true,
    description: 'Mã nơi thường trú hoặc tạm trú khác, theo lời khai lúc nộp. Trống khi không có hoặc không được xem.',
  })
  @Property({ type: 'text', nullable: true })
  otherResidenceCode?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Số ngày cách ly được xác nhận; trống khi không cần hoặc không được xem.',
  })
  @Property({ type: 'integer', nullable: true })
  quarantineDays?: number | null

  @Field(() => Boolean, { nullable: true, description: 'Được xác nhận là trẻ em; trống khi không được xem.' })
  @Property({ type: 'boolean' })
  isChild!: boolean

  @Field(() => String, { nullable: true, description: 'Lời trình bày; trống khi không có hoặc không được xem.' })
  @Property({ type: 'text', nullable: true })
  statement?: string | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  submittedAt!: Date

  @Property({ type: 'uuid' })
  submittedById!: string

  @Field(() => String)
  @Property({ type: 'text' })
  submittedByName!: string

  @Property({ type: 'uuid', nullable: true })
  firstApprovedById?: string | null

  @Property({ type: 'uuid', nullable: true })
  secondApprovedById?: string | null

  @Property({ type: 'uuid', nullable: true })
  paidById?: string | null

  @OneToMany(
    () => AmountLine,
    (line) => line.dossier,
    { orderBy: { place: 'asc' } },
  )
  lines = new Collection<AmountLine>(this)

  @OneToMany(
    () => Decision,
    (decision) => decision.dossier,
    { orderBy: { decidedAt: 'asc', id: 'asc' } },
  )
  decisions = new Collection<Decision>(this)
}
