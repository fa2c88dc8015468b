import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusePayment, refuseReceipt } from '../payouts/payout-rules.ts'
import { BeneficiaryKind } from '../programmes/programme.ts'
import {
  refuseApproval,
  refuseRefusal,
  refuseSubmission,
  type Standing,
  type Submission,
  statusesVisibleTo,
} from './dossier-rules.ts'
import { DossierStatus, transitions } from './dossier-status.ts'

const ID = '4f2b3c1e-0000-4000-8000-000000000000'
const terms = {
  inForceFrom: '2021-07-01',
  beneficiary: BeneficiaryKind.PERSON,
  requiresQuarantineOrder: false,
  rates: { once: 1_500_000 },
}
const ofHouseholds = { ...terms, beneficiary: BeneficiaryKind.HOUSEHOLD }
const f1 = { ...terms, requiresQuarantineOrder: true, rates: { perDay: 80_000, maxDays: 21, childOnce: 1_000_000 } }

test.each<[string, Partial<Submission>, string | undefined, typeof terms | typeof f1]>([
  ['a person', { personId: ID }, undefined, terms],
  ['nobody', {}, 'BeneficiaryKindMismatch', terms],
  ['an establishment', { establishmentId: ID }, 'BeneficiaryKindMismatch', terms],
  ['a person and a household', { personId: ID, householdId: ID }, 'BeneficiaryKindMismatch', terms],
  ['an id that is none', { personId: 'x' }, 'personId', terms],
  ['a group that is none', { personId: ID, residentialGroupId: 'x' }, 'residentialGroupId', terms],
  ['days where none are paid', { personId: ID, quarantineDays: 3 }, 'quarantineDays', terms],
  ['no days where they are paid', { personId: ID }, 'quarantineDays', f1],
  ['no day of quarantine', { personId: ID, quarantineDays: 0 }, 'quarantineDays', f1],
  ['two years of quarantine', { personId: ID, quarantineDays: 730 }, 'quarantineDays', f1],
  ['21 days', { personId: ID, quarantineDays: 21 }, undefined, f1],
  ['another residence', { personId: ID, otherResidence: '00124' }, undefined, terms],
  ['another residence that is none', { personId: ID, otherResidence: 'x' }, 'otherResidence', terms],
  [
    'a household that lives elsewhere as well',
    { householdId: ID, otherResidence: '00124' },
    'otherResidence',
    ofHouseholds,
  ],
  ['pasted binary', { personId: ID, statement: 'a\u0000' }, 'statement', terms],
  ['a novel', { personId: ID, statement: 'x'.repeat(2001) }, 'statement', terms],
])('judges a submission for %s', (_name, submission, expected, programme) => {
  const refusal = refuseSubmission(programme, { isChild: false, ...submission }, '2021-09-01')
  expect(refusal && 'field' in refusal ? refusal.field : refusal?.code).toBe(expected)
})

test('needs a reason to refuse', () => {
  expect(refuseRefusal({ status: DossierStatus.SUBMITTED }, ' ')).toMatchObject({ field: 'reason' })
  expect(refuseRefusal({ status: DossierStatus.SUBMITTED }, 'a\u0000')).toMatchObject({ field: 'reason' })
  expect(refuseRefusal({ status: DossierStatus.SUBMITTED }, 'Không đúng đối tượng')).toBeUndefined()
})

test.each(['', ' ', 'x'.repeat(41), 'PC\u0000'])('needs a receipt number, not %j', (receiptNumber) => {
  expect(refuseReceipt(receiptNumber)).toMatchObject({ field: 'receiptNumber' })
})

test('shows the cashier what is approved, and others everything', () => {
  expect(statusesVisibleTo('CASHIER')).toEqual(['APPROVED', 'PAID'])
  expect(statusesVisibleTo('INSPECTOR')).toBeUndefined()
})

type Step = { act: 'approve' | 'refuse' | 'pay'; by: string }

/** Applies a step as the mutations do, or leaves the dossier as it is when the rules refuse. */
function take(dossier: Standing & { paidById?: string }, { act, by }: Step): typeof dossier {
  if (act === 'approve') {
    if (refuseApproval(dossier, by)) return dossier
    return dossier.status === DossierStatus.SUBMITTED
      ? { ...dossier, status: DossierStatus.FIRST_APPROVED, firstApprovedById: by }
      : { ...dossier, status: DossierStatus.APPROVED, secondApprovedById: by }
  }
  if (act === 'refuse') return refuseRefusal(dossier, 'lý do') ? dossier : { ...dossier, status: DossierStatus.REFUSED }
  return refusePayment(dossier, by) ? dossier : { ...dossier, status: DossierStatus.PAID, paidById: by }
}

const anyone = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const steps = fc.array(
  fc.record({
    act: fc.constantFrom<Step['act'][]>('approve', 'approve', 'approve', 'approve', 'pay', 'pay', 'pay', 'refuse'),
    by: anyone,
  }),
  { maxLength: 30, size: 'max' },
)

test('whoever does what in any order: only allowed moves, and every paid dossier passed four different people', () => {
  let paid = 0
  fc.assert(
    fc.property(anyone, steps, (submittedById, taken) => {
      let dossier: Standing & { paidById?: string } = { status: DossierStatus.SUBMITTED, submittedById }
      for (const step of taken) {
        const next = take(dossier, step)
        if (next.status !== dossier.status) expect(transitions[dossier.status]).toContain(next.status)
        dossier = next
      }
      if (dossier.status !== DossierStatus.PAID) return
      paid++
      const { firstApprovedById, secondApprovedById, paidById } = dossier
      expect(new Set([submittedById, firstApprovedById, secondApprovedById, paidById]).size).toBe(4)
    }),
    { numRuns: 3_000 },
  )
  expect(paid).toBeGreaterThan(100)
})
