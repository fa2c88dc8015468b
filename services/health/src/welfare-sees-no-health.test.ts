import type { Role } from '@vungxanh/access'
import { signedContext } from '@vungxanh/subgraph'
import { testContextKey } from '@vungxanh/testing'
import { isObjectType } from 'graphql'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { database } from './database.ts'
import { ContactClass } from './quarantines/quarantine-order.ts'
import { subgraph } from './schema.ts'
import { productId, someId, test } from './testing.ts'
import { TestOutcome } from './tests/test.ts'

// Support is decided on one attestation of the health station, never on a test, a dose, a case or an order: who decides
// must not even be able to tell whether there is one. Answers are compared whole, with the statements they cost.

const outsiders = ['WELFARE_OFFICER', 'APPROVER', 'CASHIER', 'REGISTRAR'] as const satisfies readonly Role[]

const { schema, access } = subgraph

const ofPerson = {
  tests: 'tests(first: 5) { totalCount pageInfo { hasNextPage } edges { cursor node { id outcome } } }',
  doses: 'doses { id doseNumber }',
  quarantineOrders: 'quarantineOrders { id contactClass place }',
  followUps: 'followUps { id level state }',
}

/** Every list, in a unit that has health facts and in one that has none, with whatever could be sorted out by. */
const ofUnit: Record<string, string> = {
  tests: 'tests(unit: $unit, outcome: POSITIVE) { totalCount edges { cursor node { id } } }',
  cases: 'cases(unit: $unit, status: OPEN) { totalCount edges { node { id } } }',
  doses: 'doses(unit: $unit) { totalCount edges { node { id } } }',
  quarantineOrders: 'quarantineOrders(unit: $unit) { totalCount edges { node { id } } }',
  followUps: 'followUps(unit: $unit, list: TO_CONTACT) { totalCount edges { node { id } } }',
  pools: 'pools(unit: $unit) { totalCount edges { node { id } } }',
  lots: 'lots(unit: $unit) { number }',
  products: 'products { code }',
  healthAudit: 'healthAudit(unit: $unit) { totalCount edges { node { id } } }',
}

const ofAdminUnit = {
  testing:
    'testing(asOf: "2021-09-27T17:00:00+07:00") { personsPositive byResidentialGroup { personsPositive } records { totalCount } }',
  vaccination: 'vaccination(asOf: "2021-09-27T17:00:00+07:00") { doses byResidentialGroup { doses } }',
}

/** What a round of residents asks of a household, with who is in it. */
const ofRoundStop = { testedInTime: 'testedInTime', lastTestedOn: 'lastTestedOn' }

/** What the list of households asks, with who is in each. */
const ofHousehold = { quarantinedCount: 'quarantinedCount' }

interface Known {
  arrivalId: string
  personId: string
  testId: string
  doseId: string
  orderId: string
  sampleCode: string
  followUpId: string
}

/** What each mutation would be refused for if anything of this person were known. */
const writes: Record<string, (of: Known, unit: string) => Record<string, unknown>> = {
  takeFollowUp: ({ followUpId: id }) => ({ id }),
  recordContact: ({ followUpId }) => ({ followUpId, outcome: 'NOT_REACHED' }),
  closeFollowUp: ({ followUpId: id }) => ({ id, note: 'Xong việc' }),
  recordZone: (_, unit) => ({ unit, area: '27', areaName: 'Nơi nào đó', level: 'RED', fromOn: '2021-11-01' }),
  endZone: ({ testId: id }, unit) => ({ unit, id, toOn: '2021-11-01' }),
  recordTest: ({ personId, sampleCode }, unit) => ({
    unit,
    personId,
    sampleCode,
    method: 'RT_PCR',
    outcome: 'NEGATIVE',
    sampledAt: '2021-09-21T08:00:00+07:00',
  }),
  recordTestOutcome: ({ testId }) => ({ testId, outcome: 'NEGATIVE' }),
  recordDose: ({ personId }, unit) => ({
    unit,
    personId,
    productId: productId('COMIRNATY'),
    doseNumber: 1,
    givenOn: '2021-09-01',
  }),
  recordAdverseEvent: ({ doseId }, unit) => ({
    unit,
    doseId,
    severity: 'MILD',
    description: 'Sốt',
    onsetOn: '2021-09-01',
  }),
  issueQuarantineOrder: ({ personId }, unit) => ({
    unit,
    personId,
    startsOn: '2021-09-01',
    endsOn: '2021-09-14',
    place: 'HOME',
    contactClass: 'F1',
  }),
}

const referenced = (selection: string) =>
  `query ($key: _Any!) { _entities(representations: [$key, $key]) { ${selection} } }`

function fieldsOf(type: string): string[] {
  const object = schema.getType(type)
  return isObjectType(object) ? Object.keys(object.getFields()).filter((name) => !name.startsWith('_')) : []
}

const attestation = 'quarantineAttestations { id statement days startsOn endsOn document { id } }'

test('these tests know every way there is', () => {
  // Levels of places and their rules are published, and say nothing of anybody.
  expect([...Object.keys(ofUnit), 'zoneAssessments', 'zoneRules'].sort()).toEqual(fieldsOf('Query').sort())
  expect(Object.keys(writes).sort()).toEqual(fieldsOf('Mutation').sort())
  expect([...Object.keys(ofPerson), 'id', 'quarantineAttestations'].sort()).toEqual(fieldsOf('Person').sort())
  // The register's own words of a unit come with it, so that a figure after its last day is refused.
  const ofRegister = ['code', 'name', 'validTo', 'successorNames']
  expect([...Object.keys(ofAdminUnit), ...ofRegister].sort()).toEqual(fieldsOf('AdminUnit').sort())
  const doors = [...access].filter(([, { reference }]) => reference).map(([type]) => type)
  expect(doors.sort()).toEqual([
    'AdminUnit',
    'Arrival',
    'Dose',
    'Household',
    'Person',
    'QuarantineOrder',
    'RoundStop',
    'Test',
  ])
  expect(
    fieldsOf('Household')
      .filter((name) => !['id', 'personIds'].includes(name))
      .sort(),
  ).toEqual(Object.keys(ofHousehold).sort())
  expect(Object.keys(ofRoundStop).sort()).toEqual(
    fieldsOf('RoundStop')
      .filter((name) => !['id', 'personIds', 'testWithinDays'].includes(name))
      .sort(),
  )
  expect(fieldsOf('Arrival').sort()).toEqual(['id', 'receipt'])
  expect(fieldsOf('ArrivalReceipt').sort()).toEqual(['id', 'receivedAt', 'takenAt'])
  expect(fieldsOf('QuarantineAttestation').sort()).toEqual([
    'days',
    'document',
    'endsOn',
    'id',
    'startsOn',
    'statement',
  ])
})

describe.each(outsiders)('%s', (role) => {
  test('cannot tell a person with health facts from one without', async ({ as, given, unit }) => {
    await given.products()
    const sick = await given.test({ outcome: TestOutcome.POSITIVE, code: 'MAU-1' })
    const personId = sick.personId ?? ''
    await given.case(sick)
    const dose = await given.dose({ personId })
    const order = await given.order({ personId, contactClass: ContactClass.F0 })
    await given.order({ personId, contactClass: ContactClass.F2 })
    const { id: followUpId, arrivalId } = await given.followUp({ personId })
    const known: Known = {
      personId,
      testId: sick.id,
      doseId: dose.id,
      orderId: order.id,
      sampleCode: 'MAU-1',
      arrivalId,
      followUpId,
    }
    const stopId = someId()
    const nobody: Known = {
      ...known,
      personId: someId(),
      testId: someId(),
      doseId: someId(),
      orderId: someId(),
      sampleCode: 'MAU-2',
      arrivalId: someId(),
      followUpId: someId(),
    }

    const both = async (document: string, variables: (of: Known, unit: string) => Record<string, unknown>) => {
      const asked = as(role, { units: [unit, 'EMPTY'] })
      const answer = await asked.ask(document, variables(known, unit))
      expect(answer, document).toEqual(await asked.ask(document, variables(nobody, 'EMPTY')))
      return answer
    }
    for (const selection of [...Object.values(ofPerson), attestation]) {
      const { data, errors } = await both(referenced(`... on Person { id: __typename ${selection} }`), (of) => ({
        key: { __typename: 'Person', id: of.personId },
      }))
      expect(JSON.stringify(data)).not.toMatch(/[0-9a-f]{8}-|totalCount|POSITIVE|F0|F2/)
      if (selection !== attestation) expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']))
    }
    for (const [type, selection, id] of [
      ['Test', 'id outcome', 'testId'],
      ['Dose', 'id doseNumber', 'doseId'],
      ['QuarantineOrder', 'id contactClass', 'orderId'],
    ] as const) {
      const { data, errors } = await both(referenced(`... on ${type} { ${selection} }`), (of) => ({
        key: { __typename: type, id: of[id] },
      }))
      expect(data).toEqual({ _entities: [null, null] })
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }])
    }
    for (const [name, selection] of Object.entries(ofRoundStop)) {
      const { data, errors } = await both(referenced(`... on RoundStop { ${selection} }`), ({ personId: id }) => ({
        key: { __typename: 'RoundStop', id: stopId, personIds: [id], testWithinDays: 7 },
      }))
      expect(data, name).toEqual({ _entities: [null, null] })
      expect(errors, name).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }])
    }
    for (const [name, selection] of Object.entries(ofHousehold)) {
      const { data, errors } = await both(referenced(`... on Household { ${selection} }`), ({ personId: id }) => ({
        key: { __typename: 'Household', id: stopId, personIds: [id] },
      }))
      expect(data, name).toEqual({ _entities: [null, null] })
      expect(errors, name).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }])
    }
    // The registry learns that the station has an arrival, of the healthy and of the sick alike; nobody else does.
    if (role !== 'REGISTRAR') {
      const { data, errors } = await both(
        referenced('... on Arrival { receipt { takenAt } }'),
        ({ arrivalId: id }) => ({
          key: { __typename: 'Arrival', id },
        }),
      )
      expect(data).toEqual({ _entities: [null, null] })
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }])
    }
    for (const [name, field] of Object.entries(ofUnit)) {
      const { errors } = await both(
        field.includes('$unit') ? `query ($unit: ID!) { ${field} }` : `{ ${field} }`,
        (_, of) => ({ unit: of }),
      )
      expect(errors, name).toMatchObject([{ code: 'FORBIDDEN' }])
    }
    for (const [name, selection] of Object.entries(ofAdminUnit)) {
      const { errors } = await both(referenced(`... on AdminUnit { ${selection} }`), (_, code) => ({
        key: { __typename: 'AdminUnit', code },
      }))
      expect(errors[0]?.code, name).toBe('FORBIDDEN')
    }
    for (const [name, input] of Object.entries(writes)) {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
      const { data, errors } = await both(
        `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on UserError { message } } }`,
        (of) => ({ input: input(of, unit) }),
      )
      expect(data, name).toEqual({})
      expect(errors, name).toMatchObject([{ code: 'FORBIDDEN' }])
    }
  })
})

describe('an attestation', () => {
  const ATTESTATIONS = referenced(`... on Person { ${attestation} }`)

  test('says that a close contact was in quarantine, for how long and by which document', async ({ as, given }) => {
    const [personId, documentId] = [someId(), someId()]
    await given.order({ personId, documentId })
    await given.order({ personId, contactClass: ContactClass.F0 })
    const said = {
      quarantineAttestations: [
        {
          id: expect.any(String),
          statement: 'F1, 14 ngày',
          days: 14,
          startsOn: '2021-09-01',
          endsOn: '2021-09-14',
          document: { id: documentId },
        },
      ],
    }
    for (const role of ['WELFARE_OFFICER', 'APPROVER'] as const) {
      expect(await as(role).run(ATTESTATIONS, { key: { __typename: 'Person', id: personId } })).toEqual({
        _entities: [said, said],
      })
    }
  })

  test('is not for those who register or pay', async ({ as, given }) => {
    const { personId } = await given.order()
    for (const role of ['CASHIER', 'REGISTRAR'] as const) {
      const { data, errors } = await as(role).ask(ATTESTATIONS, { key: { __typename: 'Person', id: personId } })
      expect(data).toEqual({ _entities: [null, null] })
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }])
    }
  })

  test('is made with the order, for a close contact only', async ({ as, unit }) => {
    const ISSUE = `mutation ($input: IssueQuarantineOrderInput!) { issueQuarantineOrder(input: $input) { __typename } }`
    const days: Record<string, number[]> = {}
    for (const contactClass of ['F0', 'F1', 'F2']) {
      const personId = someId()
      const input = { ...writes.issueQuarantineOrder?.({ personId } as Known, unit), contactClass }
      expect(await as('HEALTH_STAFF').run(ISSUE, { input })).toEqual({
        issueQuarantineOrder: { __typename: 'IssueQuarantineOrderSuccess' },
      })
      const { _entities } = await as('WELFARE_OFFICER').run<{
        _entities: { quarantineAttestations: { days: number }[] }[]
      }>(ATTESTATIONS, { key: { __typename: 'Person', id: personId } })
      days[contactClass] = _entities[0]?.quarantineAttestations.map((attested) => attested.days) ?? []
    }
    expect(days).toEqual({ F0: [], F1: [14], F2: [] })
  })
})

test('the database itself shows their purposes the attestations, and no other row', async ({
  given,
  unit,
  database: { appUrl },
}) => {
  await given.world()
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'unit_code'`,
  )
  const seen: Record<string, string[]> = {}
  for (const purpose of ['WELFARE_ASSESS', 'PAYMENT', 'REGISTRY']) {
    const scope = { units: [unit], purpose, role: 'REGISTRAR', actor: 'test', request: 'test', assignment: 'test' }
    await client.query('begin')
    await client.query(`select set_config('app.context', $1, true)`, [signedContext(scope, testContextKey)])
    seen[purpose] = []
    for (const { name } of tables) {
      if ((await client.query(`select from "${name}" limit 1`)).rowCount) seen[purpose].push(name)
    }
    await client.query('rollback')
  }
  await client.end()
  expect(tables.length).toBe(database.entities.length - database.publicTables.length)
  expect(seen).toEqual({ WELFARE_ASSESS: ['quarantine_attestation'], PAYMENT: [], REGISTRY: ['arrival_receipt'] })
})
