import type { Role } from '@vungxanh/access'

const readCases: Role[] = ['INSPECTOR', 'WELFARE_OFFICER', 'APPROVER']

/** Who may do what in the welfare department. Every query, mutation, reference and protected field names one of these. */
export const may = {
  /** What was paid, as totals and by programme; no dossier can be read out of them. */
  readTotals: ['CHAIR', 'ANALYST', ...readCases] as Role[],
  readGroupTotals: ['CHAIR', ...readCases] as Role[],
  readProgrammes: ['CHAIR', 'CASHIER', ...readCases] as Role[],
  readFunds: ['CHAIR', ...readCases] as Role[],
  /** Rows without the beneficiary, who is behind `readBeneficiaries`. */
  readPayouts: ['CHAIR', 'CASHIER', ...readCases] as Role[],
  /** The cashier sees a dossier once it is approved; `visibleTo` keeps to that. */
  readDossiers: ['CASHIER', ...readCases] as Role[],
  readBeneficiaries: ['CASHIER', ...readCases] as Role[],
  /** What was stated and attested for a dossier, why it was decided so, and all dossiers of one beneficiary. */
  readCases,
  submitDossiers: ['WELFARE_OFFICER'] as Role[],
  approveDossiers: ['APPROVER'] as Role[],
  refuseDossiers: ['APPROVER'] as Role[],
  confirmPayouts: ['CASHIER'] as Role[],
} satisfies Record<string, Role[]>
