import { buildSchema, operationFromDocument, parseOperation } from '@apollo/federation-internals'
import fc from 'fast-check'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { stockComputeResponse } from './install.ts'
import { shape } from './shape.ts'

const schema = buildSchema(`
  type Query { person: Person people: [Person!]! thing: Thing either: [Either] count: Int! }
  interface Thing { id: ID! name: String }
  type Person implements Thing { id: ID! name: String age: Int sex: Sex friends: [Person!] best: Person must: Person! money: VND tags: [[String!]] }
  type House implements Thing { id: ID! name: String rooms: Float! }
  union Either = Person | House
  enum Sex { MALE FEMALE }
  scalar VND
`)

const documents = [
  '{ person { id name } count }',
  '{ __typename person { __typename t: __typename id best { id } } }',
  '{ people { id age sex money tags friends { id name best { age } } } }',
  '{ thing { __typename id ... on Person { age name } ... on House { rooms } } }',
  '{ either { ... on Thing { id } ... on Person { age } ...H } } fragment H on House { name rooms }',
  'query($yes: Boolean! = true, $no: Boolean!) { person { id @skip(if: $no) name @include(if: $yes) ... @include(if: $no) { age } } }',
  '{ person { id must { id must { name } } } }',
  '{ person { id id ...A name } } fragment A on Person { id name age }',
  '{ person { best { id } ...B } } fragment B on Person { best { name } }',
  '{ person { constructor: name toString: age id } }',
  '{ a: people { x: id } b: person { y: sex } }',
]

const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>('1', 'Người', 'MALE', 3, 2.5, true) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, undefined, 'MIDDLE', 1e40, {}, []) },
)
const typename = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<unknown>('Person', 'House', undefined) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('Thing', 'Nobody', null, 7) },
)
const names = ['id', 'x', 'y', 'name', 'age', 'sex', 'money', 'rooms', 't', 'constructor']
const { thing } = fc.letrec<{ thing: unknown; list: unknown }>((tie) => ({
  list: fc.array(tie('thing'), { maxLength: 3 }),
  thing: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant<unknown>(null) },
    {
      weight: 7,
      arbitrary: fc.record({
        __typename: typename,
        ...Object.fromEntries(names.map((name) => [name, leaf])),
        tags: fc.constantFrom<unknown>(null, [['a'], null], [[null]], 'a'),
        best: tie('thing'),
        must: tie('thing'),
        friends: tie('list'),
      }),
    },
  ),
}))
const answer = fc.record({
  person: thing,
  people: fc.array(thing, { maxLength: 3 }),
  thing,
  either: fc.array(thing, { maxLength: 3 }),
  a: fc.array(thing, { maxLength: 3 }),
  b: thing,
  count: leaf,
})

const clean = {
  __typename: 'Person',
  ...{
    id: '1',
    x: '1',
    name: 'Người',
    age: 3,
    sex: 'MALE',
    y: 'MALE',
    money: 9,
    tags: [['a'], null],
    friends: [],
    t: 'Person',
  },
}
const cleanAnswer = {
  ...{
    person: { ...clean, best: clean, must: { ...clean, must: clean } },
    people: [clean, clean],
    thing: clean,
    either: [null, clean],
  },
  ...{ a: [clean], b: clean, count: 1 },
}

function shapeBoth(document: string, input: Record<string, unknown>) {
  const operation = operationFromDocument(schema, parse(document))
  const variables = { no: false }
  const ours = shape({ operation, variables, input: structuredClone(input) })
  const stock = () => {
    try {
      return stockComputeResponse({ operation, variables, input, introspectionHandling: () => null })
    } catch {
      return { data: undefined, errors: ['threw'] }
    }
  }
  return { ours, stock: stock() }
}

test('says the same as the stock shaping wherever it says anything', () => {
  let said = 0
  fc.assert(
    fc.property(fc.constantFrom(...documents), answer, (document, input) => {
      const { ours, stock } = shapeBoth(document, input)
      if (ours === undefined) return
      said += 1
      expect(stock.errors).toEqual([])
      expect(JSON.stringify(ours)).toBe(JSON.stringify(stock.data))
    }),
    { numRuns: 3_000, seed: 20_210_927 },
  )
  expect(said).toBeGreaterThan(100)
})

test('says something wherever the answer is clean, but for fields merged from two places and borrowed names', () => {
  const unsaid = documents.filter((document) => shapeBoth(document, cleanAnswer).ours === undefined)
  expect(unsaid).toEqual([documents[8], documents[9]])
})

test('leaves to the stock shaping what is not clean', () => {
  const operation = parseOperation(schema, '{ person { must { id } } }')
  for (const must of [null, undefined, { id: null }, { id: {} }, [], 'x', { __typename: 'Nobody', id: '1' }]) {
    expect(shape({ operation, input: { person: { must } } })).toBeUndefined()
  }
  expect(shape({ operation, input: { person: null } })).toEqual({ person: null })
})
