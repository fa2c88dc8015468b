import type { Opt } from '@mikro-orm/core'
import { Check, Entity, Property } from '@mikro-orm/decorators/legacy'
import { daysBetween, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, Int, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { ContactClass, type QuarantineOrder } from './quarantine-order.ts'

/**
 * What other departments may learn of a quarantine: that there was one, from when to when, by which document. A table of its
 * own, because row security then keeps the orders themselves, with place and class, from whoever may read only this.
 */
@ObjectType({ description: 'Xác nhận của trạm y tế về thời gian cách ly của một F1, để xét hỗ trợ.' })
@Entity(rows.ofAttestations)
@Check({ name: 'quarantine_attestation_ends_after_start', expression: 'ends_on >= starts_on' })
export class QuarantineAttestation extends UnitRow {
  @Property({ type: 'uuid', index: true })
  personId!: string

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  startsOn!: LocalDate

  @Field(() => LocalDateScalar, { description: 'Ngày cách ly cuối cùng.' })
  @Property({ type: 'date' })
  endsOn!: LocalDate

  @Property({ type: 'uuid', nullable: true })
  documentId?: (string & Opt) | null

  @Field(() => Int)
  get days(): number & Opt {
    return daysBetween(this.startsOn, this.endsOn) + 1
  }

  @Field(() => String, { description: 'Như ghi vào hồ sơ: “F1, 21 ngày”.' })
  get statement(): string & Opt {
    return `F1, ${this.days} ngày`
  }
}

type Ordered = Pick<
  QuarantineOrder,
  'id' | 'unitCode' | 'personId' | 'contactClass' | 'startsOn' | 'endsOn' | 'documentId'
>

/** Only close contacts are attested: that somebody was a case would be a diagnosis. It takes the order's id. */
export function attestationOf({
  id,
  unitCode,
  personId,
  contactClass,
  startsOn,
  endsOn,
  documentId,
}: Ordered): Omit<Ordered, 'contactClass'> | undefined {
  return contactClass === ContactClass.F1 ? { id, unitCode, personId, startsOn, endsOn, documentId } : undefined
}
