import { expect } from 'vitest'
import { test } from '../testing.ts'
import { BeneficiaryKind, CountUnit } from './programme.ts'

const RESOLUTION = '4f2b3c1e-0000-4000-8000-000000000068'

test('lists programmes in the order of the report, with basis, rates and exclusions both ways', async ({
  as,
  given,
  unit,
}) => {
  const fund = await given.fund(1_000_000)
  const nq68 = await given.programme({ fund, code: 'NQ68', once: 1_500_000, basisDocumentId: RESOLUTION })
  const childcare = await given.programme({
    fund,
    code: 'CHILDCARE',
    once: 3_000_000,
    beneficiary: BeneficiaryKind.ESTABLISHMENT,
    countUnit: CountUnit.ESTABLISHMENT,
  })
  await given.programme({ fund, code: 'MTTQ', once: 500_000, excludes: [nq68] })
  const { programmes } = await as('CHAIR').run(
    `query ($unit: ID!) { programmes(unit: $unit) { code beneficiary countUnit basis { id } fund { available }
      formula { once perDay text verified } excludes { code } inForceFrom inForceTo requiresQuarantineOrder } }`,
    { unit },
  )
  expect(programmes).toMatchObject([
    {
      code: 'NQ68',
      basis: { id: RESOLUTION },
      fund: { available: 1_000_000 },
      formula: { once: 1_500_000, perDay: null, text: '1.500.000 đồng một lần' },
      excludes: [{ code: 'MTTQ' }],
    },
    { code: 'CHILDCARE', basis: null, beneficiary: 'ESTABLISHMENT', countUnit: 'ESTABLISHMENT', excludes: [] },
    { code: 'MTTQ', excludes: [{ code: 'NQ68' }] },
  ])
  const one = `query ($id: ID!) { programme(id: $id) { code } }`
  expect(await as('CASHIER').run(one, { id: childcare.id })).toEqual({ programme: { code: 'CHILDCARE' } })
  for (const id of ['x', RESOLUTION])
    expect((await as('CASHIER').ask(one, { id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('keeps the balance of a fund from who only pays', async ({ as, given, unit }) => {
  await given.programme({ code: 'P', once: 1_000 })
  const { data, errors } = await as('CASHIER').ask(
    `query ($unit: ID!) { programmes(unit: $unit) { code fund { available } } }`,
    { unit },
  )
  expect(data).toEqual({ programmes: [{ code: 'P', fund: null }] })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('tells a document which programmes are founded on it, at the cost of one for many', async ({ as, given }) => {
  const other = crypto.randomUUID()
  await given.programme({ code: 'A', once: 1, basisDocumentId: RESOLUTION })
  await given.programme({ code: 'B', once: 1, basisDocumentId: RESOLUTION })
  await given.programme({ code: 'C', once: 1, basisDocumentId: other })
  const ask = (...ids: string[]) =>
    as('WELFARE_OFFICER').ask(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Document { programmes { code } } } }`,
      { of: ids.map((id) => ({ __typename: 'Document', id })) },
    )
  const [one, three] = [await ask(RESOLUTION), await ask(RESOLUTION, other, crypto.randomUUID())]
  expect(three.data._entities).toEqual([
    { programmes: [{ code: 'A' }, { code: 'B' }] },
    { programmes: [{ code: 'C' }] },
    { programmes: [] },
  ])
  expect(three.statements).toBe(one.statements)
})

test('answers a programme of another unit as one that does not exist', async ({ as, given, unit }) => {
  const { id } = await given.programme({ once: 1 })
  const stranger = as('INSPECTOR', { units: ['00001'] })
  expect((await stranger.ask(`query ($id: ID!) { programme(id: $id) { code } }`, { id })).errors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  for (const query of ['programmes', 'funds'])
    expect(
      (await stranger.ask(`query ($unit: ID!) { ${query}(unit: $unit) { code } }`, { unit })).errors,
    ).toMatchObject([{ code: 'NOT_FOUND' }])
})
