import { registerEnumType } from 'type-graphql'

export enum DossierStatus {
  SUBMITTED = 'SUBMITTED',
  FIRST_APPROVED = 'FIRST_APPROVED',
  APPROVED = 'APPROVED',
  PAID = 'PAID',
  REFUSED = 'REFUSED',
}
registerEnumType(DossierStatus, {
  name: 'DossierStatus',
  description:
    'SUBMITTED: đã nộp. FIRST_APPROVED: một người đã duyệt. APPROVED: hai người đã duyệt, chờ chi. PAID: đã chi. REFUSED: đã từ chối.',
})

/** Where a dossier may go from each status; the database refuses every other move as well. */
export const transitions: Record<DossierStatus, readonly DossierStatus[]> = {
  SUBMITTED: [DossierStatus.FIRST_APPROVED, DossierStatus.REFUSED],
  FIRST_APPROVED: [DossierStatus.APPROVED, DossierStatus.REFUSED],
  APPROVED: [DossierStatus.PAID, DossierStatus.REFUSED],
  PAID: [],
  REFUSED: [],
}
