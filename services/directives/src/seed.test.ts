import { readFileSync } from 'node:fs'
import { type DocumentFact, generateWorld, readScenario } from '@vungxanh/scenario'
import { testContextKey, testVaultKeys } from '@vungxanh/testing'
import { expect } from 'vitest'
import { seed } from './seed.ts'
import { test } from './testing.ts'

const officer = { id: 'nobody', name: 'nobody' }
const officers = {
  ...{ welfareOfficer: officer, approver: officer, deputyApprover: officer, cashier: officer },
  teamLeader: { id: crypto.randomUUID(), name: 'Trưởng đoàn' },
}
const scenario = new URL('../../../packages/scenario/scenarios/giang-bien.json', import.meta.url)
const world = generateWorld(readScenario(readFileSync(scenario, 'utf8')), officers)

const REGISTER = `query {
  organisations(unit: "00121") { id name kind unit { code } }
  posts(unit: "00121") { title holderTitle }
  documents(unit: "00121") { totalCount }
  documentBySymbol(symbol: "Chỉ thị số: 20/CT-UBND") {
    issuer { name } issuedOn implementedBy { symbol issuer { unit { code } } tasks(unit: "00121") { title } }
    chain { nodes { depth document { symbol } } }
  }
  front: documentBySymbol(symbol: "1371/MTTQ-BTT") { type regime issuer { kind } dataQuality }
}`

test('loads Giang Biên’s register, twice over with the same rows', async ({ as, database: { migratorUrl } }) => {
  const loads = []
  for (let time = 0; time < 2; time++) {
    const load = await seed(world, { migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys })
    await load.commit()
    loads.push(await as('CHAIR', { units: ['00121'] }).run<{ organisations: object[] }>(REGISTER))
  }
  const [first, second] = loads
  expect(second).toEqual(first)
  expect(first).toMatchObject({
    documentBySymbol: {
      issuer: { name: 'UBND Thành phố Hà Nội' },
      issuedOn: '2021-09-03',
      implementedBy: [{ symbol: '54-NQ/ĐU', issuer: { unit: { code: '00121' } }, tasks: [] }],
      chain: {
        nodes: [
          { depth: 0, document: { symbol: '20/CT-UBND' } },
          { depth: 1, document: { symbol: '54-NQ/ĐU' } },
          { depth: 2, document: { symbol: '08/PA-UBND' } },
          { depth: 3, document: { symbol: '22/CT-UBND' } },
        ],
      },
    },
    front: { type: 'CONG_VAN', regime: 'FRONT', issuer: { kind: 'FRONT' }, dataQuality: ['Chưa ghi trích yếu.'] },
    documents: { totalCount: world.documents.length },
  })
  const id = world.responsibilities?.find(({ holderAccountId }) => holderAccountId)?.groupId
  const held = await as('CHAIR', { units: ['00121'] }).run<{ _entities: { responsibilities: object[] }[] }>(
    `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ResidentialGroup { responsibilities { responsible hasAccount } } } }`,
    { keys: [{ __typename: 'ResidentialGroup', id, householdIds: [] }] },
  )
  expect(held._entities[0]?.responsibilities).toContainEqual({ responsible: 'Trưởng đoàn', hasAccount: true })
  expect(first?.organisations).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'HĐND Thành phố Hà Nội', kind: 'COUNCIL', unit: null }),
      expect.objectContaining({ kind: 'STEERING_COMMITTEE', unit: { code: '00121' } }),
    ]),
  )
})

const paper: DocumentFact = {
  id: '4f2b3c1e-0000-4000-8000-000000000001',
  raw: '01/KH-UBND',
  type: 'KE_HOACH',
  issuer: 'UBND phường',
  issuedOn: '2021-09-01',
  subject: null,
  note: null,
  relations: [],
}
const other = { ...paper, id: '4f2b3c1e-0000-4000-8000-000000000002', raw: '02/KH-UBND' }
const implementing = (documentId: string) => [{ id: crypto.randomUUID(), kind: 'IMPLEMENTS' as const, documentId }]

const broken: [string, DocumentFact[], RegExp][] = [
  ['no symbol', [{ ...paper, raw: 'Thư' }], /documents Thư: SymbolNotRecognised: Không đọc được/],
  ['unknown type', [{ ...paper, type: 'PLAN' }], /unknown PLAN/],
  ['a date after the scenario’s', [{ ...paper, issuedOn: '2021-09-28' }], /issuedOn/],
  ['twice', [paper, { ...other, raw: '1/KH-UBND' }], /registered twice/],
  ['points nowhere', [{ ...paper, relations: implementing('x') }], /no document/],
  [
    'a ring',
    [
      { ...paper, relations: implementing(other.id) },
      { ...other, relations: implementing(paper.id) },
    ],
    /chiều/,
  ],
]

for (const [what, documents, message] of broken) {
  test(`loads nothing when a fact breaks a rule: ${what}`, ({ database: { migratorUrl } }) => {
    expect(() =>
      seed({ ...world, documents }, { migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys }),
    ).toThrow(message)
  })
}
