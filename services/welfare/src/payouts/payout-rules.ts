import { InvalidInput, refuseText, UserError } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import type { Standing } from '../dossiers/dossier-rules.ts'
import { DossierStatus } from '../dossiers/dossier-status.ts'

const LONGEST_RECEIPT = 40

@ObjectType({
  implements: UserError,
  description: 'Hồ sơ chưa được hai người duyệt hoặc đã bị từ chối, không chi được.',
})
export class DossierNotApproved extends UserError {
  readonly code = 'DossierNotApproved'

  @Field(() => DossierStatus)
  status: DossierStatus

  constructor(status: DossierStatus) {
    super('Hồ sơ chưa được duyệt đủ hoặc đã bị từ chối nên không chi được. Hãy tải lại để xem tình trạng mới.')
    this.status = status
  }
}

@ObjectType({ implements: UserError, description: 'Người chi trả không được là người lập hoặc người duyệt hồ sơ.' })
export class PayerMayNotApprove extends UserError {
  readonly code = 'PayerMayNotApprove'

  constructor() {
    super('Bạn đã lập hoặc đã duyệt hồ sơ này nên không được chi. Hãy chuyển cho cán bộ chi trả khác.')
  }
}

/** Who pays is neither of the approvers nor the one who submitted. A dossier that is paid already is answered before. */
export function refusePayment(
  { status, submittedById, firstApprovedById, secondApprovedById }: Standing,
  cashierId: string,
): DossierNotApproved | PayerMayNotApprove | undefined {
  if (status !== DossierStatus.APPROVED) return new DossierNotApproved(status)
  if ([submittedById, firstApprovedById, secondApprovedById].includes(cashierId)) return new PayerMayNotApprove()
}

export function refuseReceipt(receiptNumber: string): InvalidInput | undefined {
  if (receiptNumber.trim() === '')
    return new InvalidInput('receiptNumber', 'Hãy nhập số phiếu chi hoặc số lệnh chuyển tiền.')
  return refuseText('receiptNumber', 'Số phiếu', receiptNumber.trim(), LONGEST_RECEIPT)
}
