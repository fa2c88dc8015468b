import { readFileSync } from 'node:fs'
import { generateWorld, readScenario, type World } from '@vungxanh/scenario'
import { testContextKey, testVaultKeys } from '@vungxanh/testing'
import { expect } from 'vitest'
import { seed } from './seed.ts'
import { someId, test } from './testing.ts'

const AS_OF = '2021-09-27T17:00:00+07:00'

const FIGURES = `query ($unit: ID!, $asOf: DateTime!) {
  _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit {
    testing(asOf: $asOf) { personsTested personsPositive byResidentialGroup { personsTested } byDay { personsTested } }
    vaccination(asOf: $asOf) { doses adverseEvents byResidentialGroup { doses } byDay { doses } byProduct { doses } }
  } }
  cases(unit: $unit) { totalCount edges { node { confirmedOn } } }
  quarantineOrders(unit: $unit) { totalCount edges { node { startsOn endsOn ruleSource } } }
}`

interface Figures {
  _entities: [
    {
      testing: {
        personsTested: number
        byResidentialGroup: { personsTested: number }[]
        byDay: { personsTested: number }[]
      }
      vaccination: {
        doses: number
        byResidentialGroup: { doses: number }[]
        byDay: { doses: number }[]
        byProduct: { doses: number }[]
      }
    },
  ]
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

const nobody = { id: someId(), name: 'Không ai' }

function giangBien(unitCode: string): World {
  const file = readScenario(
    readFileSync(new URL('../../../packages/scenario/scenarios/giang-bien.json', import.meta.url), 'utf8'),
  )
  const officers = { welfareOfficer: nobody, approver: nobody, deputyApprover: nobody, cashier: nobody }
  return generateWorld({ ...file, unit: { ...file.unit, code: unitCode } }, officers)
}

/** Two people of one group: one with two doses and an order, the other with a positive test. */
function smallWorld(unitCode: string, changes: (world: World) => void = () => {}): World {
  const [personId, otherId, groupId, lotId] = [someId(), someId(), someId(), someId()]
  const dose = { personId, groupId, productCode: 'COMIRNATY', lotId }
  const [first, second] = [someId(), someId()]
  const world: World = {
    scenario: 'small',
    asOf: new Date(AS_OF),
    units: [],
    unitCode,
    groups: [],
    households: [],
    people: [],
    arrivals: [],
    establishments: [],
    origins: [],
    zones: [],
    organisations: [],
    posts: [],
    documents: [],
    lots: [{ id: lotId, productCode: 'COMIRNATY', number: 'LO-1', expiresOn: '2021-12-31' }],
    tests: ['2021-09-10T08:00:00+07:00', '2021-09-17T08:00:00+07:00'].map((sampledAt, index) => ({
      id: someId(),
      personId: otherId,
      groupId,
      sampleId: someId(),
      sampleCode: `XN-${index}`,
      method: 'RT_PCR',
      outcome: 'POSITIVE',
      sampledAt: new Date(sampledAt),
    })),
    doses: [
      { ...dose, id: second, doseNumber: 2, givenOn: '2021-08-22' },
      { ...dose, id: first, doseNumber: 1, givenOn: '2021-08-01' },
    ],
    adverseEvents: [{ id: someId(), doseId: first, severity: 'MILD', description: 'Sốt nhẹ', onsetOn: '2021-08-02' }],
    quarantineOrders: [
      {
        id: someId(),
        personId,
        groupId,
        startsOn: '2021-09-01',
        endsOn: '2021-09-14',
        place: 'HOME',
        contactClass: 'F1',
        documentId: null,
      },
    ],
    funds: [],
    programmes: [],
    dossiers: [],
    selfManagementGroups: [],
    groupLeaders: [],
    rounds: [],
    commitmentRounds: [],
    commitments: [],
  }
  changes(world)
  return world
}

test('loads Giang Biên with the printed figures, which add up on every axis', async ({ as, database, unit }) => {
  const load = await seed(giangBien(unit), {
    migratorUrl: database.migratorUrl,
    contextKey: testContextKey,
    vaultKeys: testVaultKeys,
  })
  await load.commit()
  const { _entities } = await as('INSPECTOR').run<Figures>(FIGURES, { unit, asOf: AS_OF })
  const [{ testing, vaccination }] = _entities
  expect(testing).toMatchObject({ personsTested: 7532, personsPositive: 0 })
  expect(sum(testing.byResidentialGroup.map(({ personsTested }) => personsTested))).toBe(7532)
  expect(sum(testing.byDay.map(({ personsTested }) => personsTested))).toBe(7532)
  expect(vaccination).toMatchObject({ doses: 11_769, adverseEvents: 0 })
  for (const axis of [vaccination.byResidentialGroup, vaccination.byDay, vaccination.byProduct]) {
    expect(sum(axis.map(({ doses }) => doses))).toBe(11_769)
  }
})

test('opens one case for a person’s positive tests and keeps the rule of an order', async ({ as, database, unit }) => {
  const target = { migratorUrl: database.migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys }
  await (await seed(smallWorld(unit), target)).commit()
  // Once more: a load replaces what the unit held.
  const load = await seed(smallWorld(unit), target)
  expect(load.rows).toBe(1 + 2 + 2 + 1 + 2 + 1 + 1)
  await load.commit()
  expect(await as('INSPECTOR').run(FIGURES, { unit, asOf: AS_OF })).toMatchObject({
    _entities: [{ testing: { personsTested: 1, personsPositive: 1 }, vaccination: { doses: 2, adverseEvents: 1 } }],
    cases: { totalCount: 1, edges: [{ node: { confirmedOn: '2021-09-10' } }] },
    quarantineOrders: { totalCount: 1, edges: [{ node: { ruleSource: '5599/BYT-MT ngày 14/7/2021' } }] },
  })
})

test('writes nothing when the load is rolled back', async ({ as, database, unit }) => {
  const target = { migratorUrl: database.migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys }
  await (await seed(smallWorld(unit), target)).rollback()
  expect(await as('INSPECTOR').run(FIGURES, { unit, asOf: AS_OF })).toMatchObject({
    _entities: [{ testing: { personsTested: 0 }, vaccination: { doses: 0 } }],
  })
})

test('refuses a fact that the rules refuse, and names it', async ({ database, unit }) => {
  const target = { migratorUrl: database.migratorUrl, contextKey: testContextKey, vaultKeys: testVaultKeys }
  const refusal = async (changes: (world: World) => void): Promise<string> => {
    try {
      await (await seed(smallWorld(unit, changes), target)).rollback()
      return 'accepted'
    } catch (error) {
      return error instanceof Error ? error.message.replace(/[0-9a-f-]{36}/g, 'ID') : 'not an error'
    }
  }
  const first = <T>(list: T[]): T => {
    const [item] = list
    if (!item) throw new Error('empty')
    return item
  }
  expect(await refusal((world) => (first(world.doses).givenOn = '2021-08-21'))).toMatch(
    /^doses ID: IntervalTooShort: Hai mũi .* 21 ngày/,
  )
  expect(await refusal((world) => (first(world.doses).doseNumber = 1))).toMatch(/^doses ID: doseNumber/)
  expect(await refusal((world) => (first(world.doses).lotId = 'x'))).toBe('doses ID: no lot x')
  expect(await refusal((world) => (first(world.lots).expiresOn = '2021-08-10'))).toMatch(
    /^doses ID: LotExpired: Lô LO-1/,
  )
  expect(await refusal((world) => (first(world.lots).productCode = 'NANOCOVAX'))).toBe('lots ID: no product NANOCOVAX')
  expect(await refusal((world) => (first(world.tests).sampleCode = 'xn-1'))).toMatch(/^tests ID: sampleCode/)
  expect(await refusal((world) => (first(world.tests).sampledAt = new Date('2021-09-28T00:00:00+07:00')))).toMatch(
    /^tests ID: InvalidInput: sampledAt/,
  )
  expect(await refusal((world) => (first(world.adverseEvents).onsetOn = '2021-07-31'))).toMatch(
    /^adverseEvents ID: InvalidInput: onsetOn/,
  )
  expect(await refusal((world) => world.quarantineOrders.push({ ...first(world.quarantineOrders) }))).toMatch(
    /^quarantineOrders ID: QuarantineOverlaps: Người này đã có/,
  )
})
