import { expect } from 'vitest'
import { BeneficiaryKind } from '../programmes/programme.ts'
import { desk, people, test } from '../testing.ts'
import { DossierStatus } from './dossier-status.ts'

const SOMEONE = '4f2b3c1e-0000-4000-8000-000000000001'

test('leads a dossier from submission through two approvals, with the fund committed by the second', async ({
  as,
  given,
  unit,
}) => {
  const fund = await given.fund(10_000_000)
  const programme = await given.programme({ fund, code: 'NQ68-F1', perDay: 80_000, maxDays: 21, childOnce: 1_000_000 })
  const at = desk(as, unit)
  const submitted = await at.submit(programme, { personId: SOMEONE, quarantineDays: 21, isChild: true })
  expect(submitted).toMatchObject({
    __typename: 'SubmitDossierSuccess',
    dossier: {
      code: 'NQ68-F1-0001',
      status: 'SUBMITTED',
      amount: 2_680_000,
      person: { id: SOMEONE },
      establishment: null,
      lines: [
        { label: 'Ngày cách ly', units: 21, rate: 80_000, amount: 1_680_000 },
        { label: 'Thêm cho trẻ em', units: 1, rate: 1_000_000, amount: 1_000_000 },
      ],
    },
  })
  const id = submitted.dossier?.id ?? ''
  expect(await at.approve(id, people.first, 'Đủ giấy tờ')).toMatchObject({
    dossier: {
      status: 'FIRST_APPROVED',
      decisions: [{ kind: 'FIRST_APPROVAL', reason: 'Đủ giấy tờ' }],
      programme: { fund: { committed: 0, available: 10_000_000 } },
    },
  })
  expect(await at.approve(id, people.second)).toMatchObject({
    dossier: {
      status: 'APPROVED',
      decisions: [{ kind: 'FIRST_APPROVAL' }, { kind: 'SECOND_APPROVAL', reason: null }],
      programme: { fund: { committed: 2_680_000, paid: 0, available: 7_320_000 } },
    },
  })
})

test('refuses the second approval of the same person', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  const { dossier } = await at.submit(await given.programme({ once: 1_000 }))
  const id = dossier?.id ?? ''
  expect(await at.approve(id, people.first)).toMatchObject({ dossier: { status: 'FIRST_APPROVED' } })
  expect(await at.approve(id, people.first)).toMatchObject({ __typename: 'SamePersonTwice' })
  expect(await at.approve(id, people.second)).toMatchObject({ dossier: { status: 'APPROVED' } })
  expect(await at.approve(id, people.third)).toMatchObject({
    __typename: 'DossierNotAwaitingApproval',
    status: 'APPROVED',
  })
})

test('refuses the approval of who submitted', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  const { dossier } = await at.submit(await given.programme({ once: 1_000 }), {}, people.first)
  expect(await at.approve(dossier?.id ?? '', people.first)).toMatchObject({ __typename: 'SubmitterMayNotApprove' })
})

test('refusing an approved dossier gives the money back and frees the beneficiary', async ({ as, given, unit }) => {
  const fund = await given.fund(1_000)
  const programme = await given.programme({ fund, once: 1_000 })
  const other = await given.programme({ fund, once: 1_000, excludes: [programme] })
  const at = desk(as, unit)
  const { dossier } = await at.submit(programme, { personId: SOMEONE })
  const id = dossier?.id ?? ''
  await at.approve(id, people.first)
  await at.approve(id, people.second)
  expect(await at.submit(other, { personId: SOMEONE })).toMatchObject({
    __typename: 'ExcludedByOtherProgramme',
    programme: { code: programme.code },
    dossierCode: dossier?.code,
  })
  expect(await at.refuse(id, ' ')).toMatchObject({ __typename: 'InvalidInput', field: 'reason' })
  expect(await at.refuse(id, 'Đã hưởng nơi khác')).toMatchObject({
    dossier: {
      status: 'REFUSED',
      decisions: [{}, {}, { kind: 'REFUSAL', reason: 'Đã hưởng nơi khác' }],
      programme: { fund: { committed: 0, paid: 0, available: 1_000 } },
    },
  })
  expect(await at.refuse(id)).toMatchObject({ __typename: 'DossierAlreadyClosed', status: 'REFUSED' })
  expect(await at.approve(id, people.third)).toMatchObject({ __typename: 'DossierNotAwaitingApproval' })
  expect(await at.submit(other, { personId: SOMEONE })).toMatchObject({ __typename: 'SubmitDossierSuccess' })
  expect(await at.submit(programme, { personId: SOMEONE })).toMatchObject({ __typename: 'ExcludedByOtherProgramme' })
})

test('refuses a second approval beyond the fund, and leaves the dossier as it was', async ({ as, given, unit }) => {
  const fund = await given.fund(1_500)
  const programme = await given.programme({ fund, once: 1_000 })
  const at = desk(as, unit)
  const [one, two] = [await at.submit(programme), await at.submit(programme)]
  for (const { dossier } of [one, two]) await at.approve(dossier?.id ?? '', people.first)
  expect(await at.approve(one.dossier?.id ?? '', people.second)).toMatchObject({ dossier: { status: 'APPROVED' } })
  expect(await at.approve(two.dossier?.id ?? '', people.second)).toMatchObject({
    __typename: 'FundExhausted',
    available: 500,
  })
  await at.refuse(one.dossier?.id ?? '')
  expect(await at.approve(two.dossier?.id ?? '', people.second)).toMatchObject({ dossier: { status: 'APPROVED' } })
})

test('refuses a second dossier in the same programme, also when the first is long paid', async ({
  as,
  given,
  unit,
}) => {
  const programme = await given.programme({ once: 1_000 })
  const at = desk(as, unit)
  const { dossier } = await at.submit(programme, { personId: SOMEONE })
  const again = () => at.submit(programme, { personId: SOMEONE })
  expect(await again()).toMatchObject({ __typename: 'DossierAlreadyOpen', dossierCode: dossier?.code })
  const id = dossier?.id ?? ''
  await at.approve(id, people.first)
  await at.approve(id, people.second)
  expect(await at.pay(id)).toMatchObject({ __typename: 'ConfirmPayoutSuccess' })
  expect(await again()).toMatchObject({ __typename: 'DossierAlreadyOpen', dossierCode: dossier?.code })
})

test('excludes in both directions, and only the programmes that are named', async ({ as, given, unit }) => {
  const [nq68, nq15] = [await given.programme({ once: 3 }), await given.programme({ once: 2 })]
  const mttq = await given.programme({ once: 1, excludes: [nq68, nq15] })
  const at = desk(as, unit)
  const typed = async (programme: { id: string }, personId: string) =>
    (await at.submit(programme, { personId })).__typename
  const [someone, other] = [crypto.randomUUID(), crypto.randomUUID()]
  expect(await typed(nq68, someone)).toBe('SubmitDossierSuccess')
  expect(await typed(nq15, someone)).toBe('SubmitDossierSuccess')
  expect(await typed(mttq, someone)).toBe('ExcludedByOtherProgramme')
  expect(await typed(mttq, other)).toBe('SubmitDossierSuccess')
  expect(await typed(nq15, other)).toBe('ExcludedByOtherProgramme')
})

test('checks the exclusion again at approval and at payment, for it may be newer than the dossiers', async ({
  as,
  given,
  unit,
}) => {
  const [nq68, mttq] = [await given.programme({ once: 1_500 }), await given.programme({ once: 500 })]
  const at = desk(as, unit)
  const [one, two] = [await at.submit(nq68, { personId: SOMEONE }), await at.submit(mttq, { personId: SOMEONE })]
  const id = one.dossier?.id ?? ''
  await at.approve(id, people.first)
  await at.approve(id, people.second)
  await given.exclusion(nq68, mttq)
  const excluded = { __typename: 'ExcludedByOtherProgramme' }
  expect(await at.approve(two.dossier?.id ?? '', people.first)).toMatchObject(excluded)
  expect(await at.pay(id)).toMatchObject(excluded)
  await at.refuse(two.dossier?.id ?? '')
  expect(await at.pay(id)).toMatchObject({ __typename: 'ConfirmPayoutSuccess' })
})

test('keeps the rates that a dossier was computed by when newer ones come', async ({ as, given, unit }) => {
  const programme = await given.programme({ perDay: 80_000, maxDays: 21, inForceFrom: '2021-05-05' })
  const at = desk(as, unit)
  const before = await at.submit(programme, { quarantineDays: 21 })
  await given.rates(programme, '2021-07-14', { perDay: 90_000, maxDays: 14 })
  const after = await at.submit(programme, { quarantineDays: 21 })
  const { dossiers } = await as('INSPECTOR').run(
    `query ($unit: ID!) { dossiers(unit: $unit) { edges { node { id amount lines { units rate } formula { inForceFrom verified text } programme { formula { text } } } } } }`,
    { unit },
  )
  const now = { formula: { text: '90.000 đồng mỗi ngày cách ly, tối đa 14 ngày' } }
  expect(dossiers).toMatchObject({
    edges: [
      {
        node: {
          id: after.dossier?.id,
          amount: 1_260_000,
          lines: [{ units: 14, rate: 90_000 }],
          formula: { verified: false },
          programme: now,
        },
      },
      {
        node: {
          id: before.dossier?.id,
          amount: 1_680_000,
          lines: [{ units: 21, rate: 80_000 }],
          formula: { inForceFrom: '2021-05-05', text: '80.000 đồng mỗi ngày cách ly, tối đa 21 ngày' },
          programme: now,
        },
      },
    ],
  })
})

test('says what is wrong with a submission', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  const childcare = await given.programme({ once: 3_000_000, beneficiary: BeneficiaryKind.ESTABLISHMENT })
  const ended = await given.programme({ once: 1, inForceFrom: '2021-07-01', inForceTo: '2021-12-31' })
  expect(await at.submit(childcare)).toMatchObject({ __typename: 'BeneficiaryKindMismatch', expected: 'ESTABLISHMENT' })
  expect(await at.submit(childcare, { establishmentId: SOMEONE })).toMatchObject({
    dossier: { amount: 3_000_000, person: null, establishment: { id: SOMEONE } },
  })
  expect(await at.submit(ended)).toMatchObject({
    __typename: 'ProgrammeNotInForce',
    inForceFrom: '2021-07-01',
    inForceTo: '2021-12-31',
  })
  expect(await at.submit({ id: SOMEONE })).toMatchObject({ __typename: 'InvalidInput', field: 'programmeId' })
  expect(await at.submit({ id: 'x' })).toMatchObject({ __typename: 'InvalidInput', field: 'programmeId' })
  expect(await at.submit(childcare, { unit: '00001' })).toMatchObject({ __typename: 'UnitOutOfScope' })
  expect(await at.approve(SOMEONE, people.first)).toMatchObject({ __typename: 'DossierNotFound' })
  expect(await at.approve('x', people.first)).toMatchObject({ __typename: 'DossierNotFound' })
})

test('never touches the dossiers of another unit', async ({ as, given, unit }) => {
  const dossier = await given.dossier(await given.programme({ once: 1_000 }))
  const stranger = desk((role, standing) => as(role, { ...standing, units: ['00001'] }), '00001')
  expect(await stranger.approve(dossier.id, people.first)).toMatchObject({ __typename: 'DossierNotFound' })
  expect(await stranger.refuse(dossier.id)).toMatchObject({ __typename: 'DossierNotFound' })
  expect(await stranger.pay(dossier.id)).toMatchObject({ __typename: 'DossierNotFound' })
  const inspector = as('INSPECTOR', { units: ['00001'] })
  const listed = await inspector.ask(`query ($unit: ID!) { dossiers(unit: $unit) { totalCount } }`, { unit })
  expect(listed.errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const opened = await inspector.ask(`query ($id: ID!) { dossier(id: $id) { code } }`, { id: dossier.id })
  expect(opened.errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

const LIST = `query ($unit: ID!, $status: DossierStatus, $programme: ID, $first: Int, $after: String) {
  dossiers(unit: $unit, status: $status, programme: $programme, first: $first, after: $after) {
    edges { node { code status } } pageInfo { hasNextPage endCursor } totalCount } }`

interface List {
  dossiers: {
    edges: { node: { code: string; status: string } }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
    totalCount: number
  }
}

test('lists by status and programme, in pages that lose and repeat nothing', async ({ as, given, unit }) => {
  const programme = await given.programme({ once: 1_000 })
  for (let number = 0; number < 7; number++) await given.dossier(programme)
  const waiting = await given.dossier(await given.programme({ once: 1 }), { status: DossierStatus.APPROVED })
  const seen: string[] = []
  let after: string | undefined
  do {
    const { dossiers }: List = await as('INSPECTOR').run<List>(LIST, { unit, first: 3, after })
    expect(dossiers.totalCount).toBe(8)
    seen.push(...dossiers.edges.map(({ node }) => node.code))
    after = dossiers.pageInfo.hasNextPage ? dossiers.pageInfo.endCursor : undefined
  } while (after)
  expect(new Set(seen).size).toBe(8)
  expect(seen.length).toBe(8)
  const only = async (variables: object) =>
    (await as('INSPECTOR').run<List>(LIST, { unit, ...variables })).dossiers.edges.map(({ node }) => node.code)
  expect(await only({ status: 'APPROVED' })).toEqual([waiting.code])
  expect(await only({ programme: programme.id })).toHaveLength(7)
  expect(await only({ programme: 'x' })).toEqual([])
})

test('shows the cashier what is approved or paid, and nothing before', async ({ as, given, unit }) => {
  const programme = await given.programme({ once: 1_000 })
  const submitted = await given.dossier(programme)
  const ready = await given.dossier(programme, { status: DossierStatus.APPROVED })
  const cashier = as('CASHIER')
  expect((await cashier.run<List>(LIST, { unit })).dossiers).toMatchObject({
    edges: [{ node: { code: ready.code } }],
    totalCount: 1,
  })
  expect((await cashier.run<List>(LIST, { unit, status: 'SUBMITTED' })).dossiers.totalCount).toBe(0)
  const one = `query ($id: ID!) { dossier(id: $id) { code person { id } statement } }`
  expect((await cashier.ask(one, { id: submitted.id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const answer = await cashier.ask(one, { id: ready.id })
  expect(answer.data).toMatchObject({
    dossier: { code: ready.code, person: { id: ready.beneficiaryId }, statement: null },
  })
  expect(answer.errors).toMatchObject([{ code: 'FORBIDDEN', path: ['dossier', 'statement'] }])
  const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Dossier { code } } }`
  expect(await cashier.run(entity, { of: [{ __typename: 'Dossier', id: submitted.id }] })).toEqual({
    _entities: [null],
  })
})

test('costs the same number of statements for 2 dossiers as for 20', async ({ as, given, unit }) => {
  const programme = await given.programme({ once: 1_000 })
  for (let number = 0; number < 20; number++) await given.dossier(programme, { status: DossierStatus.FIRST_APPROVED })
  const document = `query ($unit: ID!, $first: Int) { dossiers(unit: $unit, first: $first) { edges { node {
    code person { id } lines { label } decisions { kind } payout { code } formula { text }
    programme { code fund { available } basis { id } formula { text } excludes { code } } } } } }`
  const few = await as('INSPECTOR').ask(document, { unit, first: 2 })
  const many = await as('INSPECTOR').ask(document, { unit, first: 20 })
  expect(few.errors).toEqual([])
  expect(many.errors).toEqual([])
  expect(many.statements).toBe(few.statements)
})

test('gives each person and establishment their dossiers, at the cost of one', async ({ as, given }) => {
  const programme = await given.programme({ once: 1_000 })
  const other = await given.programme({ once: 2_000 })
  const persons = Array.from({ length: 12 }, () => crypto.randomUUID())
  for (const beneficiaryId of persons.slice(1)) await given.dossier(programme, { beneficiaryId })
  const richest = await given.dossier(other, { beneficiaryId: persons[1] })
  const document = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on Person { id dossiers(first: 10) { edges { node { id amount programme { code } } } totalCount } }
    ... on Establishment { dossiers { totalCount } } } }`
  const ask = (ids: string[]) => as('INSPECTOR').ask(document, { of: ids.map((id) => ({ __typename: 'Person', id })) })
  const [one, all] = [await ask(persons.slice(1, 2)), await ask(persons)]
  expect(all.statements).toBe(one.statements)
  const totals = (all.data._entities as { dossiers: { totalCount: number } }[]).map(
    ({ dossiers }) => dossiers.totalCount,
  )
  expect(totals).toEqual([0, 2, ...Array.from({ length: 10 }, () => 1)])
  expect(one.data._entities).toMatchObject([
    {
      dossiers: {
        edges: expect.arrayContaining([{ node: { id: richest.id, amount: 2_000, programme: { code: other.code } } }]),
      },
    },
  ])
  const chair = await as('CHAIR').ask(document, { of: [{ __typename: 'Person', id: persons[1] }] })
  expect(chair.errors).toMatchObject([{ code: 'FORBIDDEN' }])
})
