import { readFileSync } from 'node:fs'
import { buildSchema, Kind, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { operationOf, readDocument } from './document.ts'
import { limits } from './limits.ts'
import { measureOperation, refuseOperation } from './measure.ts'

const schema = buildSchema(readFileSync(new URL('../../api-schema.graphql', import.meta.url), 'utf8'))

const fiftyPeople = `query($unit: ID!) { people(unit: $unit, first: 50) { pageInfo { hasNextPage endCursor } edges { cursor node {
  id fullName bornOn sex household { id code residentialGroup { id name } }
  doses { doseNumber product { name } givenOn }
  tests(first: 5) { edges { node { id method outcome sampledAt } } }
  quarantineOrders { startsOn endsOn document { symbol } }
  dossiers(first: 10) { edges { node { id status amount programme { code fund { name } } } } }
} } } }`

const committeeReport = `query($unit: ID!, $asOf: DateTime!) { adminUnit(code: $unit) {
  code name population(asOf: $asOf) { households persons }
  testing(asOf: $asOf) { personsTested personsPositive byResidentialGroup { residentialGroup { name } personsTested } byDay { day tests } }
  vaccination(asOf: $asOf) { doses adverseEvents byDay { day doses } }
  support(asOf: $asOf) { count amount lines { programme { code basis { symbol } } countUnit count amount } }
} }`

const documentChain = `query($symbol: String!) { documentBySymbol(symbol: $symbol) {
  symbol issuer { name } chain { nodes { depth document { symbol issuer { name } } } }
  programmes { code fund { name } }
} }`

test.for([
  ['fifty people with every department’s part', fiftyPeople],
  ['the committee’s report with its charts', committeeReport],
  ['a directive and what it set in motion', documentChain],
] as const)('%s takes at most half of what the limits allow', ([, query]) => {
  const document = parse(query)
  expect(validate(schema, document).map(({ message }) => message)).toEqual([])
  const [operation] = document.definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
  const { cost, fields, depth, rootFields } = measureOperation(schema, document, operation, {})
  expect(cost).toBeLessThanOrEqual(limits.cost / 2)
  expect(fields).toBeLessThanOrEqual(limits.fields / 2)
  expect(depth).toBeLessThanOrEqual(limits.depth)
  expect(rootFields).toBeLessThanOrEqual(limits.rootFields)
})

const portals: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(new URL('../../trusted-documents.json', import.meta.url), 'utf8'),
)
const trusted = Object.entries(portals).flatMap(([portal, documents]) =>
  Object.entries(documents).map(([id, text]) => ({ portal, id, text })),
)

test.each(trusted)('what $portal asks as $id fits the graph and the limits', ({ text }) => {
  const read = readDocument(text)
  if (!read) throw new Error('no GraphQL')
  expect(validate(schema, read.document).map(({ message }) => message)).toEqual([])
  expect(() => refuseOperation(schema, read.document, operationOf(read, undefined), {})).not.toThrow()
})
