import { expect } from 'vitest'
import { DossierStatus } from '../dossiers/dossier-status.ts'
import { type As, approved, desk, people, test } from '../testing.ts'

test('pays an approved dossier once, with the money moved from committed to paid', async ({ as, given, unit }) => {
  const fund = await given.fund(10_000_000)
  const programme = await given.programme({ fund, code: 'NQ68', once: 1_500_000 })
  const at = desk(as, unit)
  const id = await approved(at, programme)
  expect(await at.pay(id, { receiptNumber: ' PC-77 ' })).toMatchObject({
    __typename: 'ConfirmPayoutSuccess',
    payout: {
      code: 'CT-NQ68-0001',
      amount: 1_500_000,
      receiptNumber: 'PC-77',
      dossier: { status: 'PAID', payout: { code: 'CT-NQ68-0001' } },
      programme: { code: 'NQ68' },
    },
  })
  expect(await at.pay(id)).toMatchObject({
    __typename: 'PayoutAlreadyConfirmed',
    payout: { code: 'CT-NQ68-0001', receiptNumber: 'PC-77', dossier: { status: 'PAID' } },
  })
  expect(await at.refuse(id)).toMatchObject({ __typename: 'DossierAlreadyClosed', status: 'PAID' })
  const { funds } = await as('CHAIR').run(
    `query ($unit: ID!) { funds(unit: $unit) { budget committed paid available } }`,
    {
      unit,
    },
  )
  expect(funds).toEqual([{ budget: 10_000_000, committed: 0, paid: 1_500_000, available: 8_500_000 }])
})

test('pays nothing that two persons have not approved', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  const { dossier } = await at.submit(await given.programme({ once: 1_000 }))
  const id = dossier?.id ?? ''
  expect(await at.pay(id)).toMatchObject({ __typename: 'DossierNotApproved', status: 'SUBMITTED' })
  await at.approve(id, people.first)
  expect(await at.pay(id)).toMatchObject({ __typename: 'DossierNotApproved', status: 'FIRST_APPROVED' })
  await at.refuse(id)
  expect(await at.pay(id)).toMatchObject({ __typename: 'DossierNotApproved', status: 'REFUSED' })
})

test('refuses a cashier who approved or submitted', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  const id = await approved(at, await given.programme({ once: 1_000 }))
  for (const account of [people.officer, people.first, people.second])
    expect(await at.pay(id, {}, account)).toMatchObject({ __typename: 'PayerMayNotApprove' })
  expect(await at.pay(id)).toMatchObject({ __typename: 'ConfirmPayoutSuccess' })
})

test('uses a receipt once, also when two cashiers write the same number at once', async ({ as, given, unit }) => {
  const programme = await given.programme({ once: 1_000 })
  const at = desk(as, unit)
  const ids = [await approved(at, programme), await approved(at, programme)]
  expect(await at.pay(ids[0] ?? '', { receiptNumber: ' ' })).toMatchObject({ field: 'receiptNumber' })
  const answers = await Promise.all(ids.map((id) => at.pay(id, { receiptNumber: 'PC-1' })))
  expect(answers.map(({ __typename, field }) => field ?? __typename).sort()).toEqual([
    'ConfirmPayoutSuccess',
    'receiptNumber',
  ])
  expect(await paidIn(as, unit)).toEqual({ committed: 1_000, paid: 1_000 })
})

test('refuses a payout that the fund never promised', async ({ as, given, unit }) => {
  const fund = await given.fund(1_000)
  const dossier = await given.dossier(await given.programme({ fund, once: 5_000 }), { status: DossierStatus.APPROVED })
  expect(await desk(as, unit).pay(dossier.id)).toMatchObject({ __typename: 'FundExhausted', available: 1_000 })
})

test('counts đồng exactly to the last one at the largest sums', async ({ as, given, unit }) => {
  const most = Number.MAX_SAFE_INTEGER
  const fund = await given.fund(most)
  const big = await given.programme({ fund, perDay: 999_999_999_999, childOnce: 999_999_999_999 })
  const at = desk(as, unit)
  const amount = 999_999_999_999 * 367
  expect(await at.submit(big, { quarantineDays: 366, isChild: true })).toMatchObject({ dossier: { amount } })
  const id = await approved(at, big, { quarantineDays: 366, isChild: true })
  const { funds } = await as('CHAIR').run(`query ($unit: ID!) { funds(unit: $unit) { budget committed available } }`, {
    unit,
  })
  expect(funds).toEqual([{ budget: most, committed: amount, available: most - amount }])
  expect(await at.pay(id)).toMatchObject({ payout: { amount } })
  expect(await supportOf(as, unit)).toEqual({ count: 1, amount })
})

test('shows the chair payouts without the beneficiary', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  await at.pay(await approved(at, await given.programme({ once: 1_000 })))
  const { data, errors } = await as('CHAIR').ask(
    `query ($unit: ID!) { payouts(unit: $unit) { edges { node { code dossier { code person { id } statement } } } totalCount } }`,
    { unit },
  )
  expect(data).toMatchObject({
    payouts: { edges: [{ node: { dossier: { person: null, statement: null } } }], totalCount: 1 },
  })
  expect(errors.map(({ code, path }) => [code, path?.at(-1)])).toEqual([
    ['FORBIDDEN', 'person'],
    ['FORBIDDEN', 'statement'],
  ])
})

test('costs the same number of statements for 2 payouts as for 8', async ({ as, given, unit }) => {
  const programme = await given.programme({ once: 1_000 })
  const at = desk(as, unit)
  for (let number = 0; number < 8; number++) await at.pay(await approved(at, programme))
  const document = `query ($unit: ID!, $first: Int) { payouts(unit: $unit, first: $first) {
    edges { node { code dossier { code lines { label } } programme { code } residentialGroup { id } } } } }`
  const [few, many] = [
    await as('INSPECTOR').ask(document, { unit, first: 2 }),
    await as('INSPECTOR').ask(document, { unit, first: 8 }),
  ]
  expect(few.errors).toEqual([])
  expect(many.statements).toBe(few.statements)
})

async function paidIn(as: As, unit: string): Promise<unknown> {
  const { funds } = await as('CHAIR').run<{ funds: unknown[] }>(
    `query ($unit: ID!) { funds(unit: $unit) { committed paid } }`,
    { unit },
  )
  return funds[0]
}

async function supportOf(as: As, code: string): Promise<unknown> {
  const { _entities } = await as('CHAIR').run<{ _entities: { support: unknown }[] }>(
    `query ($of: [_Any!]!, $asOf: DateTime!) { _entities(representations: $of) { ... on AdminUnit { support(asOf: $asOf) { count amount } } } }`,
    { of: [{ __typename: 'AdminUnit', code }], asOf: new Date().toISOString() },
  )
  return _entities[0]?.support
}
