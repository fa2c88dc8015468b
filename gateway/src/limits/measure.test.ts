import { buildSchema, Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { measureOperation } from './measure.ts'

const schema = buildSchema(`
  type Query { people(first: Int): PersonConnection! person(id: ID!): Person }
  type PersonConnection { edges: [PersonEdge!]! pageInfo: PageInfo! totalCount: Int }
  type PersonEdge { cursor: String! node: Person! }
  type PageInfo { hasNextPage: Boolean! }
  type Person { id: ID! name: String! household: Household doses: [Dose!] }
  type Household { id: ID! members: [Person!]! }
  type Dose { number: Int! person: Person }
`)

function measure(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query)
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error('no operation')
  return measureOperation(schema, document, operation, variables)
}

const cost = (query: string, variables?: Record<string, unknown>) => measure(query, variables).cost

test('an object costs one, a value nothing, a list as much as ten', () => {
  expect(cost('{ person(id: 1) { id name } }')).toBe(1)
  expect(cost('{ person(id: 1) { household { id } doses { number } } }')).toBe(1 + 1 + 10)
  expect(cost('{ person(id: 1) { household { members { household { id } } } } }')).toBe(1 + 1 + 10 * 2)
})

test('a page costs its size times a row, twenty rows when it does not say', () => {
  const row = 2
  expect(cost('{ people(first: 50) { edges { cursor node { id } } } }')).toBe(1 + 50 * row)
  expect(cost('{ people { edges { node { id } } totalCount } }')).toBe(1 + 20 * row)
  expect(cost('query($n: Int!) { people(first: $n) { edges { node { id } } } }', { n: 7 })).toBe(1 + 7 * row)
  expect(cost('query($n: Int = 9) { people(first: $n) { edges { node { id } } } }')).toBe(1 + 9 * row)
  expect(cost('{ people(first: 0) { edges { node { id } } } }')).toBe(1)
})

test('fragments count wherever they are spread, and are the same as what they stand for', () => {
  const spread = measure(
    '{ a: person(id: 1) { ...F } b: person(id: 2) { ...F } } fragment F on Person { id doses { number } }',
  )
  const written = measure(
    '{ a: person(id: 1) { id doses { number } } b: person(id: 2) { ... on Person { id doses { number } } } }',
  )
  expect(spread).toEqual(written)
  expect(spread).toMatchObject({ depth: 3, fields: 8, rootFields: 2 })
})

test('two to the power of a thousand is still a number, and measuring it takes no time', () => {
  const levels = 400
  const fragments = Array.from(
    { length: levels },
    (_, level) =>
      `fragment F${level} on Person { doses { person { ...F${level + 1} } } household { members { ...F${level + 1} } } }`,
  )
  const { cost, fields } = measure(
    `{ person(id: 1) { ...F0 } } ${fragments.join(' ')} fragment F${levels} on Person { id }`,
  )
  expect(cost).toBeLessThan(Number.POSITIVE_INFINITY)
  expect(fields).toBeGreaterThan(1e11)
})
