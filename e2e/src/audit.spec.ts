import { readFileSync } from 'node:fs'
import { roles } from '@vungxanh/access'
import { exportAudit } from '@vungxanh/tools/audit-export'
import { loadScenario } from '@vungxanh/tools/load-scenario'
import { portalQueries } from '@vungxanh/tools/operation-corpus'
import { departments, root } from '@vungxanh/tools/paths'
import { type SeedTarget, withDatabases } from '@vungxanh/tools/platform'
import pg from 'pg'
import { beforeAll, expect, inject, test } from 'vitest'
import { acceptanceDocument, ask } from './graph.ts'

// What leaves through the gateway is compared with what the audit says left: every text of the audited classes in a ward of
// its own is a value that stands nowhere else, so a delivery can be told from any byte of an answer.

const unit = '00901'

/** A column with such values: the field that shows it, and whom the row is about. */
interface Planted extends Showing {
  department: (typeof departments)[number]
  column: string
  /** Other fields that show the same words, by where they stand in an answer. */
  also?: (Showing & { at: string })[]
}

interface Showing {
  field: `${string}.${string}`
  /** One id, or, as a query, those one of whom the audit must name. */
  subject: string
}

const planted: Planted[] = [
  {
    department: 'residents',
    column: 'person.full_name',
    field: 'Person.fullName',
    subject: 'id',
    also: [{ at: '.bulkEditPreview.changes.name', field: 'BulkEditChange.name', subject: 'id' }],
  },
  {
    department: 'residents',
    column: 'household.address',
    field: 'Household.address',
    subject: 'id',
    also: [
      {
        at: '.person.residences.address',
        field: 'Residence.address',
        subject: 'select person_id from residence where household_id = household.id',
      },
    ],
  },
  { department: 'residents', column: 'arrival.from_place', field: 'Arrival.fromPlace', subject: 'person_id' },
  { department: 'health', column: 'sample.code', field: 'Test.sampleCode', subject: 'person_id' },
  {
    department: 'health',
    column: 'quarantine_order.rule_source',
    field: 'QuarantineOrder.ruleSource',
    subject: 'person_id',
  },
  { department: 'welfare', column: 'dossier.code', field: 'Dossier.code', subject: 'beneficiary_id' },
  { department: 'welfare', column: 'dossier.statement', field: 'Dossier.statement', subject: 'beneficiary_id' },
  {
    department: 'welfare',
    column: 'dossier.submitted_by_name',
    field: 'Dossier.submittedByName',
    subject: 'beneficiary_id',
  },
  { department: 'welfare', column: 'payout.code', field: 'Payout.code', subject: 'beneficiary_id' },
  { department: 'welfare', column: 'payout.receipt_number', field: 'Payout.receiptNumber', subject: 'beneficiary_id' },
  {
    department: 'welfare',
    column: 'amount_line.label',
    field: 'AmountLine.label',
    subject: '(select beneficiary_id from dossier where dossier.id = amount_line.dossier_id)',
  },
  {
    department: 'welfare',
    column: 'decision.decided_by_name',
    field: 'Decision.decidedByName',
    subject: '(select beneficiary_id from dossier where dossier.id = decision.dossier_id)',
  },
]

interface Event {
  request: string
  content: { reads?: { type: string; fields: string[]; subjects: string[] }[] }
}

/** What a value stands for at the end of which path: any of these `department Type.field subject`. */
interface Meaning {
  at: string
  anyOf: string[]
}
const meanings = new Map<string, Meaning[]>()
const mark = /CNR[0-9a-f]{16}X/g

const withPlatform = <T>(work: (target: SeedTarget) => Promise<T>): Promise<T> =>
  withDatabases({ dataDir: inject('dataDir'), log: () => {} }, work)

/** Giang Biên's paper at a fiftieth of its size. */
function smallWard(): string {
  const ward = JSON.parse(readFileSync(`${root}/packages/scenario/scenarios/giang-bien.json`, 'utf8'))
  const counts: Record<string, number> = {
    'NQ68-FREELANCE': 12,
    'NQ15-HANOI': 20,
    CHILDCARE: 5,
    'NQ68-F1': 5,
    'MTTQ-1371': 10,
  }
  return JSON.stringify({
    ...ward,
    scenario: 'canary',
    unit: { ...ward.unit, code: unit, name: 'Phường Thử' },
    population: {
      ...ward.population,
      residentialGroups: 4,
      households: 100,
      persons: 360,
      arrivalsFromEpidemicAreas: 12,
    },
    establishments: { synthetic: true, MARKET: 1, BOARDING_HOUSE: 3, BUSINESS: 6, FACTORY: 1, CHILDCARE_GROUP: 5 },
    testing: { personsTested: 120, positive: 2 },
    vaccination: { doses: 150, adverseEvents: 3 },
    payouts: ward.payouts.map((line: { programme: string; count: number; amount: number }) => {
      const count = counts[line.programme] ?? line.count
      return { ...line, count, amount: (line.amount / line.count) * count }
    }),
  })
}

beforeAll(async () => {
  await withPlatform(async (target) => {
    await loadScenario(smallWard(), target, () => {})
    for (const { department, column, field, subject, also = [] } of planted) {
      const [table, name] = column.split('.')
      const showings = [...also, { at: '', field, subject }]
      const client = new pg.Client({
        connectionString: new URL(`/${target.databases[department].name}`, target.superuserUrl).href,
      })
      await client.connect()
      await client.query(`set session_replication_role = replica`)
      const marked = `concat('CNR', substr(md5(id::text || '${column}'), 1, 16), 'X')`
      const subjects = showings.map(({ subject: of }) =>
        /^select/.test(of) ? `array(${of})::text[]` : `array[${of}::text]`,
      )
      const { rows } = await client.query<{ value: string; subjects: string[][] }>(
        `update "${table}" set "${name}" = ${marked} where unit_code = $1
         returning "${name}" as value, json_build_array(${subjects.join(', ')}) as subjects`,
        [unit],
      )
      await client.end()
      expect(rows.length, column).toBeGreaterThan(0)
      for (const { value, subjects: ofEach } of rows) {
        const standing = showings.map(({ at, field: shown }, index) => ({
          at,
          anyOf: (ofEach[index] ?? []).map((id) => `${department} ${shown} ${id}`),
        }))
        meanings.set(value, standing)
      }
    }
  })
})

/** Every such value of an answer with the path it stands at, without the numbers of lists. */
function* marksIn(body: unknown, path = ''): Generator<{ value: string; path: string }> {
  if (typeof body === 'string') for (const [value] of body.matchAll(mark)) yield { value, path }
  else if (Array.isArray(body)) for (const item of body) yield* marksIn(item, path)
  else if (typeof body === 'object' && body !== null)
    for (const [name, item] of Object.entries(body)) yield* marksIn(item, `${path}.${name}`)
}

const meaningAt = (value: string, path: string): string[] =>
  meanings.get(value)?.find(({ at }) => path.endsWith(at))?.anyOf ?? [`unknown ${value}`]

test('whatever was delivered stands in the audit, with its reader, and nothing that was not', async () => {
  const asking = async <T>(
    role: (typeof roles)[number],
    query: string,
    variables: Record<string, unknown>,
  ): Promise<T> => (await ask<T>(role, query, variables, unit)).data
  const operations = (await portalQueries(asking, 50, unit)).map(({ query, variables }) => ({ query, variables }))
  const { people } = await asking<{ people: { edges: { node: { id: string } }[] } }>(
    'INSPECTOR',
    `query ($unit: ID!) { people(unit: $unit, first: 100) { edges { node { id } } } }`,
    { unit },
  )
  for (const { node } of people.edges.slice(0, 20))
    operations.push({ query: acceptanceDocument('person-across-departments'), variables: { id: node.id } })
  operations.push({
    query: `query Aliases($unit: ID!) { a: people(unit: $unit, first: 20) { edges { node { ...Named household { where: address } } } }
      b: dossiers(unit: $unit, first: 20) { edges { node { x: code ...Paid payout { y: receiptNumber } } } } broken: dossier(id: "nobody") { code }
      arrivals(unit: $unit, first: 20) { edges { node { fromPlace } } } quarantineOrders(unit: $unit) { edges { node { ruleSource } } } }
      fragment Named on Person { called: fullName tests { edges { node { tube: sampleCode } } } } fragment Paid on Dossier { statement lines { label } decisions { decidedByName } }`,
    variables: { unit },
  })

  /** By request: what it delivered, and for each thing where that stood. */
  const delivered = new Map<string, Map<string, { anyOf: string[]; where: string }>>()
  const look = async (
    role: (typeof roles)[number],
    { query, variables }: (typeof operations)[number],
  ): Promise<void> => {
    const { text, requestId } = await ask(role, query, variables, unit)
    const things = new Map<string, { anyOf: string[]; where: string }>()
    for (const { value, path } of marksIn(JSON.parse(text))) {
      const anyOf = meaningAt(value, path)
      things.set(anyOf.join(), { anyOf, where: `${role} ${/query \w+/.exec(query)?.[0] ?? ''} ${path}` })
    }
    if (things.size > 0) delivered.set(requestId, things)
  }
  const waiting = roles.flatMap((role) => operations.map((operation) => () => look(role, operation)))
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next()
  }
  // Several at a time, as people ask.
  await Promise.all(Array.from({ length: 6 }, work))

  const audited = new Map<string, Set<string>>()
  const fields = new Set(
    planted.flatMap(({ department, field, also = [] }) =>
      [field, ...also.map((showing) => showing.field)].map((shown) => `${department} ${shown}`),
    ),
  )
  await withPlatform((target) =>
    exportAudit(target, departments, undefined, (line) => {
      const { department, request, content } = JSON.parse(line) as Event & { department: string }
      for (const { type, fields: names, subjects } of content.reads ?? []) {
        for (const name of names) {
          if (!fields.has(`${department} ${type}.${name}`)) continue
          for (const subject of subjects) {
            const known = audited.get(request) ?? new Set()
            audited.set(request, known.add(`${department} ${type}.${name} ${subject}`))
          }
        }
      }
    }),
  )
  const missing = [...delivered].flatMap(([request, things]) =>
    [...things.values()]
      .filter(({ anyOf }) => !anyOf.some((thing) => audited.get(request)?.has(thing)))
      .map(({ anyOf, where }) => `${where}: ${anyOf[0]}`),
  )
  expect(missing).toEqual([])

  const all = [...delivered.values()].reduce((sum, things) => sum + things.size, 0)
  const needless = [...delivered].flatMap(([request, things]) => {
    const known = new Set([...things.values()].flatMap(({ anyOf }) => anyOf))
    return [...(audited.get(request) ?? [])].filter((thing) => !known.has(thing))
  })
  expect(all).toBeGreaterThan(2_000)
  expect(needless.length / all, needless.slice(0, 5).join('\n')).toBeLessThanOrEqual(0.01)
  // Every planted field came out somewhere: a field that none of these asks for would prove nothing.
  const seen = new Set(
    [...delivered.values()].flatMap((things) =>
      [...things.values()].flatMap(({ anyOf }) => anyOf.map((thing) => thing.replace(/ \S+$/, ''))),
    ),
  )
  expect([...fields].filter((field) => !seen.has(field))).toEqual([])
})
