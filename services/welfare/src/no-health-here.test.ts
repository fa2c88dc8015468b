import { expect } from 'vitest'
import { DossierStatus } from './dossiers/dossier-status.ts'
import { subgraph } from './schema.ts'
import { APPROVE, desk, PAY, people, REFUSE, SUBMIT, test } from './testing.ts'

// What welfare knows of anybody's health is what its officers wrote from an attestation: a number of days.

const healthWords = /xét nghiệm|dương tính|âm tính|ca bệnh|nhiễm|tiêm|vắc xin|phản ứng|\bF[0-2]\b|chẩn đoán|bệnh/iu

test('holds no field of the class SENSITIVE_HEALTH', () => {
  const held = [...subgraph.access].flatMap(([type, { fields }]) =>
    [...fields].filter(([, entry]) => entry.class === 'SENSITIVE_HEALTH').map(([name]) => `${type}.${name}`),
  )
  expect(held).toEqual([])
})

test('keeps days of quarantine, and what they were paid for, from who only pays', async ({ as, given }) => {
  const { references } = await given.world()
  const ask = (field: string) =>
    as('CASHIER').ask(`query ($id: ID!) { dossier(id: $id) { ${field} } }`, { id: references.Dossier })
  for (const field of ['quarantineDays', 'isChild', 'statement', 'lines { label units }', 'decisions { reason }']) {
    const { data, errors } = await ask(field)
    expect(JSON.stringify(data), field).not.toMatch(/21|true|Tôi thuộc|Ngày cách ly|Đủ giấy tờ/)
    expect(errors[0], field).toMatchObject({ code: 'FORBIDDEN' })
  }
})

test('no refusal says anything of health', async ({ as, given, unit }) => {
  const asked: string[] = []
  const refusedBy = async (
    role: 'WELFARE_OFFICER' | 'APPROVER' | 'CASHIER',
    account: string,
    document: string,
    input: object,
  ) => {
    const { data } = await as(role, { account }).ask(document, { input })
    const [answer] = Object.values(data) as { __typename: string; message: string }[]
    asked.push(answer?.__typename ?? '')
    expect(JSON.stringify(answer), answer?.__typename).not.toMatch(healthWords)
    expect(answer?.message, answer?.__typename).toBeTruthy()
  }
  const byDay = await given.programme({ code: 'NGAY', perDay: 80_000, maxDays: 21 })
  const rival = await given.programme({ code: 'MOT-LAN', once: 1_000, excludes: [byDay] })
  const ended = await given.programme({ code: 'HET-HAN', once: 1_000, inForceTo: '2021-01-01' })
  const at = desk(as, unit)
  const personId = crypto.randomUUID()
  const { dossier } = await at.submit(byDay, { personId, quarantineDays: 14 })
  const submit = (programmeId: string, input: object) =>
    refusedBy('WELFARE_OFFICER', people.officer, SUBMIT, { unit, programmeId, ...input })
  await submit(byDay.id, { personId, quarantineDays: 14 })
  await submit(rival.id, { personId })
  await submit(ended.id, { personId })
  await submit(byDay.id, { personId: crypto.randomUUID() })
  await submit(byDay.id, { personId: crypto.randomUUID(), quarantineDays: 999 })
  await submit(byDay.id, { householdId: crypto.randomUUID(), quarantineDays: 14 })
  await submit(rival.id, { personId: crypto.randomUUID(), quarantineDays: 14 })
  const dossierId = dossier?.id ?? ''
  await refusedBy('APPROVER', people.officer, APPROVE, { dossierId })
  await at.approve(dossierId, people.first)
  await refusedBy('APPROVER', people.first, APPROVE, { dossierId })
  await refusedBy('APPROVER', people.first, REFUSE, { dossierId, reason: ' ' })
  await refusedBy('APPROVER', people.first, APPROVE, { dossierId: crypto.randomUUID() })
  await refusedBy('CASHIER', people.cashier, PAY, { dossierId, method: 'CASH', receiptNumber: 'PC-9' })
  const poor = await given.programme({ fund: await given.fund(10), once: 1_000 })
  const first = await given.dossier(poor, { status: DossierStatus.FIRST_APPROVED })
  await refusedBy('APPROVER', people.second, APPROVE, { dossierId: first.id })
  expect(asked).toEqual([
    'DossierAlreadyOpen',
    'ExcludedByOtherProgramme',
    'ProgrammeNotInForce',
    'InvalidInput',
    'InvalidInput',
    'BeneficiaryKindMismatch',
    'InvalidInput',
    'SubmitterMayNotApprove',
    'SamePersonTwice',
    'InvalidInput',
    'DossierNotFound',
    'DossierNotApproved',
    'FundExhausted',
  ])
})
