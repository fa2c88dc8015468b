import type { DossierFact, ProgrammeFact, World } from '@vungxanh/scenario'
import { testContextKey, testVaultKeys } from '@vungxanh/testing'
import { expect } from 'vitest'
import { seed } from './seed.ts'
import { type As, test } from './testing.ts'

const officer = { id: '00000000-0000-4000-8000-0000000000a1', name: 'Cán bộ an sinh' }
const deputy = { id: '00000000-0000-4000-8000-0000000000b1', name: 'Phó chủ tịch' }
const chair = { id: '00000000-0000-4000-8000-0000000000b2', name: 'Chủ tịch' }
const cashier = { id: '00000000-0000-4000-8000-0000000000c1', name: 'Thủ quỹ' }
const groups = Array.from({ length: 3 }, () => crypto.randomUUID())

type Part = Pick<World, 'scenario' | 'unitCode' | 'funds' | 'programmes' | 'dossiers'>

function programme(code: string, fundId: string, fact: Partial<ProgrammeFact>): ProgrammeFact {
  return {
    id: crypto.randomUUID(),
    code,
    name: `Chương trình ${code}`,
    fundId,
    basisDocumentId: crypto.randomUUID(),
    basisNote: null,
    beneficiary: 'PERSON',
    countUnit: 'DOSSIER',
    once: null,
    perDay: null,
    maxDays: null,
    childOnce: null,
    excludes: [],
    requiresQuarantineOrder: false,
    inForceFrom: '2021-07-01',
    inForceTo: null,
    ...fact,
  }
}

let receipts = 0

/** Paid on the 20th, within the hour that the number of its group gives. */
function paid({ id, beneficiary }: ProgrammeFact, place: number, fact: Partial<DossierFact> = {}): DossierFact {
  const someone = crypto.randomUUID()
  return {
    id: crypto.randomUUID(),
    programmeId: id,
    personId: beneficiary === 'PERSON' ? someone : null,
    establishmentId: beneficiary === 'ESTABLISHMENT' ? someone : null,
    groupId: groups[place % 3] ?? '',
    submittedAt: new Date('2021-09-15T08:00:00+07:00'),
    submittedBy: officer,
    quarantineDays: null,
    isChild: false,
    approvals: [
      { id: crypto.randomUUID(), at: new Date('2021-09-16T08:00:00+07:00'), by: deputy },
      { id: crypto.randomUUID(), at: new Date('2021-09-17T08:00:00+07:00'), by: chair },
    ],
    refusal: null,
    payout: {
      id: crypto.randomUUID(),
      at: new Date(`2021-09-20T1${place % 3}:00:00+07:00`),
      by: cashier,
      receiptNumber: `PC-${++receipts}`,
    },
    ...fact,
  }
}

/** The payouts of the ward's report of 27/9/2021, one by one. */
function report(unitCode: string): Part {
  const fund = (code: string) => ({ id: crypto.randomUUID(), code, name: code, kind: code, budget: 1_000_000_000 })
  const [state, city, front] = [fund('STATE_BUDGET'), fund('CITY_BUDGET'), fund('FATHERLAND_FRONT')]
  const nq68 = programme('NQ68-FREELANCE', state.id, { once: 1_500_000 })
  const nq15 = programme('NQ15-HANOI', city.id, { once: 1_000_000, countUnit: 'CASE' })
  const childcare = programme('CHILDCARE', city.id, {
    once: 3_000_000,
    beneficiary: 'ESTABLISHMENT',
    countUnit: 'ESTABLISHMENT',
    basisDocumentId: null,
    basisNote: 'chưa rõ',
  })
  const f1 = programme('NQ68-F1', state.id, {
    perDay: 80_000,
    maxDays: 21,
    childOnce: 1_000_000,
    countUnit: 'CASE',
    requiresQuarantineOrder: true,
  })
  const mttq = programme('MTTQ-1371', front.id, {
    once: 500_000,
    excludes: ['NQ68-FREELANCE', 'NQ15-HANOI', 'NQ68-F1'],
  })
  const many = (of: ProgrammeFact, count: number, fact: (place: number) => Partial<DossierFact> = () => ({})) =>
    Array.from({ length: count }, (_, place) => paid(of, place, fact(place)))
  return {
    scenario: 'report',
    unitCode,
    funds: [state, city, front],
    programmes: [nq68, nq15, childcare, f1, mttq],
    dossiers: [
      ...many(nq68, 123),
      ...many(nq15, 333),
      ...many(childcare, 5),
      ...many(f1, 5, (place) => ({ quarantineDays: 21, isChild: place === 0 })),
      ...many(mttq, 233),
      paid(nq68, 0, { approvals: [], payout: null }),
      paid(nq68, 0, { payout: null }),
      paid(nq15, 0, {
        approvals: [],
        payout: null,
        refusal: { id: crypto.randomUUID(), at: new Date('2021-09-18T08:00:00+07:00'), by: chair, reason: 'Sai nhóm' },
      }),
    ],
  }
}

const SUPPORT = `query ($of: [_Any!]!, $asOf: DateTime!) { _entities(representations: $of) { ... on AdminUnit {
  support(asOf: $asOf) { count amount lines { programme { code } countUnit count amount }
    byResidentialGroup { residentialGroup { id } count amount } payouts(first: 3) { totalCount } } } } }`

interface Support {
  count: number
  amount: number
  lines: { programme: { code: string }; countUnit: string; count: number; amount: number }[]
  byResidentialGroup: { residentialGroup: { id: string }; count: number; amount: number }[]
  payouts: { totalCount: number }
}

async function supportOf(as: As, code: string, asOf: string): Promise<Support> {
  const { _entities } = await as('CHAIR').run<{ _entities: { support: Support }[] }>(SUPPORT, {
    of: [{ __typename: 'AdminUnit', code }],
    asOf,
  })
  return _entities[0]?.support as Support
}

test('adds up to the report of 27/9/2021, to the đồng', async ({ as, database, unit }) => {
  const load = await seed(report(unit) as World, {
    migratorUrl: database.migratorUrl,
    contextKey: testContextKey,
    vaultKeys: testVaultKeys,
  })
  await load.commit()

  const { lines, byResidentialGroup, ...total } = await supportOf(as, unit, '2021-09-27T17:00:00+07:00')
  expect(total).toEqual({ count: 699, amount: 658_400_000, payouts: { totalCount: 699 } })
  expect(lines).toEqual([
    { programme: { code: 'NQ68-FREELANCE' }, countUnit: 'DOSSIER', count: 123, amount: 184_500_000 },
    { programme: { code: 'NQ15-HANOI' }, countUnit: 'CASE', count: 333, amount: 333_000_000 },
    { programme: { code: 'CHILDCARE' }, countUnit: 'ESTABLISHMENT', count: 5, amount: 15_000_000 },
    { programme: { code: 'NQ68-F1' }, countUnit: 'CASE', count: 5, amount: 9_400_000 },
    { programme: { code: 'MTTQ-1371' }, countUnit: 'DOSSIER', count: 233, amount: 116_500_000 },
  ])
  expect(byResidentialGroup.map(({ residentialGroup }) => residentialGroup.id)).toEqual(groups.toSorted())
  expect(byResidentialGroup.reduce((sum, { count }) => sum + count, 0)).toBe(699)
  expect(byResidentialGroup.reduce((sum, { amount }) => sum + amount, 0)).toBe(658_400_000)

  const first = await supportOf(as, unit, '2021-09-20T10:30:00+07:00')
  expect(first.count).toBe(41 + 111 + 2 + 2 + 78)
  expect(await supportOf(as, unit, '2021-09-20T09:59:59+07:00')).toEqual({
    count: 0,
    amount: 0,
    lines: [],
    byResidentialGroup: [],
    payouts: { totalCount: 0 },
  })
})

test('loads funds, verified rates, exclusions and dossiers at every step', async ({ as, database, unit }) => {
  const load = await seed(report(unit) as World, {
    migratorUrl: database.migratorUrl,
    contextKey: testContextKey,
    vaultKeys: testVaultKeys,
  })
  await load.commit()
  const { funds, programmes, dossiers } = await as('INSPECTOR').run<Record<string, unknown>>(
    `query ($unit: ID!) { funds(unit: $unit) { code committed paid available }
      programmes(unit: $unit) { code basis { id } basisNote formula { verified source text } excludes { code } }
      dossiers(unit: $unit, status: REFUSED) { edges { node { code decisions { kind reason decidedByName } } } } }`,
    { unit },
  )
  expect(funds).toMatchObject([
    { code: 'CITY_BUDGET', committed: 0, paid: 348_000_000 },
    { code: 'FATHERLAND_FRONT', paid: 116_500_000 },
    { code: 'STATE_BUDGET', committed: 1_500_000, paid: 193_900_000, available: 804_600_000 },
  ])
  expect(programmes).toMatchObject([
    { formula: { verified: true }, excludes: [{ code: 'MTTQ-1371' }] },
    { excludes: [{ code: 'MTTQ-1371' }] },
    { basis: null, basisNote: 'chưa rõ', formula: { verified: false }, excludes: [] },
    {
      formula: {
        verified: true,
        text: '80.000 đồng mỗi ngày cách ly, tối đa 21 ngày; thêm 1.000.000 đồng nếu là trẻ em',
      },
    },
    { excludes: [{ code: 'NQ68-FREELANCE' }, { code: 'NQ15-HANOI' }, { code: 'NQ68-F1' }] },
  ])
  expect(dossiers).toMatchObject({
    edges: [
      {
        node: {
          code: 'NQ15-HANOI-0334',
          decisions: [{ kind: 'REFUSAL', reason: 'Sai nhóm', decidedByName: 'Chủ tịch' }],
        },
      },
    ],
  })
})

test('loads twice without trace of the first, and rolls back to nothing', async ({ as, database, unit }) => {
  const target = { migratorUrl: database.migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys }
  const undone = await seed(report(unit) as World, target)
  await undone.rollback()
  expect((await supportOf(as, unit, '2021-09-27T17:00:00+07:00')).count).toBe(0)
  for (let time = 0; time < 2; time++) await (await seed(report(unit) as World, target)).commit()
  expect((await supportOf(as, unit, '2021-09-27T17:00:00+07:00')).count).toBe(699)
})

const broken: [string, (world: Part) => void, RegExp][] = [
  ['one approver twice', ({ dossiers }) => setApprovers(dossiers[0], deputy, deputy), /SamePersonTwice/],
  ['the submitter approving', ({ dossiers }) => setApprovers(dossiers[0], officer, chair), /SubmitterMayNotApprove/],
  ['a cashier who approved', ({ dossiers }) => setApprovers(dossiers[0], deputy, cashier), /PayerMayNotApprove/],
  ['a payout after one approval', ({ dossiers }) => void dossiers[0]?.approvals.pop(), /DossierNotApproved/],
  ['a payout beyond the fund', ({ funds }) => Object.assign(funds[0] ?? {}, { budget: 184_500_000 }), /FundExhausted/],
  [
    'a second dossier',
    ({ dossiers }) => Object.assign(dossiers[1] ?? {}, { personId: dossiers[0]?.personId }),
    /DossierAlreadyOpen/,
  ],
  [
    'an excluded programme',
    ({ dossiers }) => Object.assign(dossiers[698] ?? {}, { personId: dossiers[0]?.personId }),
    /ExcludedByOtherProgramme NQ68-FREELANCE/,
  ],
  [
    'no days of quarantine',
    ({ dossiers }) => Object.assign(dossiers[461] ?? {}, { quarantineDays: null }),
    /InvalidInput: quarantineDays/,
  ],
  [
    'a day before the programme',
    ({ dossiers }) => Object.assign(dossiers[0] ?? {}, { submittedAt: new Date('2021-06-30T12:00:00Z') }),
    /ProgrammeNotInForce/,
  ],
  [
    'an approval before the submission',
    ({ dossiers }) => Object.assign(dossiers[0] ?? {}, { submittedAt: new Date('2021-09-26T12:00:00Z') }),
    /before what must come first/,
  ],
  ['an unknown fund kind', ({ funds }) => Object.assign(funds[0] ?? {}, { kind: 'LOTTERY' }), /unknown kind LOTTERY/],
]

test.for(broken)('refuses a world with %s, and names the fact', async ([, breakIt, message], { database, unit }) => {
  const world = report(unit)
  breakIt(world)
  const target = { migratorUrl: database.migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys }
  await expect(seed(world as World, target)).rejects.toThrow(message)
})

function setApprovers(dossier: DossierFact | undefined, first: typeof officer, second: typeof officer): void {
  dossier?.approvals.forEach((approval, index) => {
    approval.by = index === 0 ? first : second
  })
}

test('two entries that were made one person were paid twice, and the list says so', async ({ as, unit, database }) => {
  const [fund] = [{ id: crypto.randomUUID(), code: 'F', name: 'Quỹ', kind: 'STATE_BUDGET', budget: 10_000 }]
  const simple = programme('A', fund.id, { once: 1_000 })
  const [one, other] = [paid(simple, 0), paid(simple, 1)]
  const part = {
    ...{ scenario: 'doubles', unitCode: unit, funds: [fund], programmes: [simple], dossiers: [one, other] },
    merges: [{ absorbed: { id: other.personId ?? '' }, survivorId: one.personId ?? '' }],
  }
  const target = { migratorUrl: database.migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys }
  // Loaded again, nobody is two persons still.
  for (const _ of [1, 2]) await (await seed(part as unknown as World, target)).commit()
  const { doublePayments } = await as('APPROVER').run<{ doublePayments: unknown[] }>(
    'query ($unit: ID!) { doublePayments(unit: $unit) { payouts { amount } } }',
    { unit },
  )
  expect(doublePayments).toEqual([{ payouts: [{ amount: 1_000 }, { amount: 1_000 }] }])
})
