import { expect } from 'vitest'
import { approved, desk, people, test } from '../testing.ts'

// What the tables themselves refuse, whatever program writes to them.

test('the fund cannot be over-committed', async ({ given }) => {
  const fund = await given.fund(1_000)
  const change = (committed: number) => given.change('update fund set committed = ? where id = ?', [committed, fund.id])
  await expect(change(1_001)).rejects.toThrow(/fund_not_overdrawn/)
  await expect(change(-1)).rejects.toThrow(/fund_not_overdrawn/)
  await change(1_000)
})

test('a dossier moves only as the state machine says', async ({ given }) => {
  const programme = await given.programme({ once: 1_000 })
  const { id } = await given.dossier(programme)
  const to = (set: string, ...people: string[]) =>
    given.change(`update dossier set ${set} where id = ?`, [...people, id])
  await expect(
    to(`status = 'APPROVED', first_approved_by_id = ?, second_approved_by_id = ?`, people.first, people.second),
  ).rejects.toThrow(/cannot go from SUBMITTED to APPROVED/)
  await expect(to(`status = 'FIRST_APPROVED'`)).rejects.toThrow(/dossier_status_has_people/)
  await expect(to(`status = 'FIRST_APPROVED', first_approved_by_id = ?`, people.officer)).rejects.toThrow(
    /dossier_two_persons/,
  )
  await to(`status = 'FIRST_APPROVED', first_approved_by_id = ?`, people.first)
  await expect(to(`status = 'APPROVED', second_approved_by_id = ?`, people.first)).rejects.toThrow(
    /dossier_two_persons/,
  )
  await expect(to(`first_approved_by_id = ?`, people.third)).rejects.toThrow(/kept as it was/)
  await expect(to(`amount = 2000`)).rejects.toThrow(/kept as it was/)
  await to(`status = 'APPROVED', second_approved_by_id = ?`, people.second)
  await expect(to(`status = 'PAID', paid_by_id = ?`, people.cashier)).rejects.toThrow(/not paid without a payout/)
  await to(`status = 'REFUSED'`)
  await expect(to(`status = 'SUBMITTED'`)).rejects.toThrow(/cannot go from REFUSED/)
})

test('a dossier has one payout, of what was approved', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  const programme = await given.programme({ once: 1_000 })
  const paid = await approved(at, programme)
  await at.pay(paid, { receiptNumber: 'PC-A' })
  const insert = (dossierId: string, amount: number) =>
    given.change(
      `insert into payout (id, unit_code, code, dossier_id, programme_id, beneficiary_id, amount, paid_at, method, receipt_number, paid_by_id, paid_by_name)
       values (?, ?, ?, ?, ?, ?, ?, now(), 'CASH', ?, ?, 'x')`,
      [
        crypto.randomUUID(),
        unit,
        crypto.randomUUID(),
        dossierId,
        programme.id,
        crypto.randomUUID(),
        amount,
        crypto.randomUUID(),
        people.cashier,
      ],
    )
  await expect(insert(paid, 1_000)).rejects.toThrow(/payout_once/)
  await expect(insert(await approved(at, programme), 1_001)).rejects.toThrow(/what was approved/)
  const { dossier } = await at.submit(programme)
  await expect(insert(dossier?.id ?? '', 1_000)).rejects.toThrow(/what was approved/)
})

test('what was decided, computed or paid is never overwritten', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  await at.pay(await approved(at, await given.programme({ once: 1_000 })))
  for (const [table, set] of [
    ['decision', `decided_by_name = 'x'`],
    ['amount_line', `label = 'x'`],
    ['payout', `receipt_number = 'x'`],
  ])
    await expect(given.change(`update ${table} set ${set} where unit_code = ?`, [unit])).rejects.toThrow(/append-only/)
  await expect(given.change('update amount_formula set once = 1 where unit_code = ?', [unit])).rejects.toThrow(
    /new version/,
  )
})

test('a beneficiary cannot hold both sides of an exclusion', async ({ as, given, unit }) => {
  const nq68 = await given.programme({ once: 1_000 })
  const mttq = await given.programme({ once: 500, excludes: [nq68] })
  const beneficiaryId = crypto.randomUUID()
  await desk(as, unit).submit(nq68, { personId: beneficiaryId })
  const rival = await given.dossier(mttq, { beneficiaryId })
  const claim = given.change(
    `insert into exclusion_claim (id, unit_code, dossier_id, exclusion_id, beneficiary_id)
     select ?, ?, ?, id, ? from exclusion where ? in (one_id, other_id)`,
    [crypto.randomUUID(), unit, rival.id, beneficiaryId, mttq.id],
  )
  await expect(claim).rejects.toThrow(/exclusion_claim_live/)
  await expect(given.dossier(nq68, { beneficiaryId })).rejects.toThrow(/dossier_live/)
})
