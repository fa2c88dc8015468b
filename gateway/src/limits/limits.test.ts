import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { health, type Platform, type RunningSubgraph, residents, startPlatform, startSubgraph } from '../testing.ts'

let subgraphs: RunningSubgraph[]
let platform: Platform

beforeAll(async () => {
  subgraphs = await Promise.all([startSubgraph(residents), startSubgraph(health)])
  platform = await startPlatform(subgraphs)
  await platform.ask({ query: '{ __typename }' })
})
afterAll(async () => {
  await platform.stop()
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()))
})

/** Less than a kilobyte that spreads to two to the power of its levels. */
function nestedFragments(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) =>
      `fragment F${level} on Person{${level < levels - 1 ? `friend{...F${level + 1}}ofSex(sex:MALE){...F${level + 1}}` : 'id'}}`,
  )
  return `{person(id:1){...F0}}${fragments.join('')}`
}

function aliasedFragments(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) =>
      `fragment F${level} on Person{${level < levels - 1 ? `a:friend{...F${level + 1}}friend{...F${level + 1}}` : 'id'}}`,
  )
  return `{person(id:1){...F0}}${fragments.join('')}`
}

const hostile: [string, string, string][] = [
  ['fourteen levels of aliased fragments', aliasedFragments(14), 'depth'],
  ['eleven levels of aliased fragments, within the depth', aliasedFragments(11), 'fields'],
  ['fragments that fork without aliases', nestedFragments(11), 'fields'],
  ['twenty deep', `{person(id:1){${'friend{'.repeat(20)}id${'}'.repeat(21)}}`, 'depth'],
  ['many aliases', `{person(id:1){${Array.from({ length: 16 }, (_, i) => `a${i}:name`).join(' ')}}}`, 'aliases'],
  ['many tokens', `{${'__typename '.repeat(2_100)}}`, 'tokens'],
  ['many directives', `{person(id:1){${'id @include(if:true) '.repeat(21)}}}`, 'directives'],
  ['many root fields', `{${'person(id:1){id}'.repeat(11)}}`, 'rootFields'],
  ['a page of ten thousand', '{people(first:10000){edges{node{id}}}}', 'pageSize'],
  ['lists of lists of lists', '{people(first:100){edges{node{friends{friends{friends{id}}}}}}}', 'cost'],
  [
    'deep introspection',
    `{__type(name:"Person"){${'fields{type{'.repeat(12)}name${'}}'.repeat(12)}}}`,
    'introspectionDepth',
  ],
]

test.for(hostile)('refuses %s before anything plans it', async ([, query, limit], { signal: _signal }) => {
  const asked = subgraphs.map((subgraph) => subgraph.asked.length)
  const started = process.cpuUsage()
  const { status, body } = await platform.ask({ query }, 'ANALYST')
  const { user } = process.cpuUsage(started)
  expect(status).toBe(400)
  expect(body).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'LIMIT_EXCEEDED', limit, max: expect.any(Number) } }],
  })
  expect(subgraphs.map((subgraph) => subgraph.asked.length)).toEqual(asked)
  // Planned, the first of these takes seconds. Processor time, so that a busy machine does not matter.
  expect(user).toBeLessThan(200_000)
})

test('the hostile document is small', () => {
  expect(aliasedFragments(14).length).toBeLessThan(1_024)
})

test('a page size in a variable or in its default counts like one in the document', async () => {
  const query = 'query($n: Int) { people(first: $n) { edges { node { id } } } }'
  expect((await platform.ask({ query, variables: { n: 10_000 } })).body.errors?.[0]?.extensions.limit).toBe('pageSize')
  expect((await platform.ask({ query: query.replace('Int', 'Int = 10000') })).body.errors?.[0]?.extensions.limit).toBe(
    'pageSize',
  )
  expect((await platform.ask({ query, variables: { n: 100 } })).body.errors).toBeUndefined()
})

test('a fragment that spreads itself is a mistake, not a loop', async () => {
  const { status, body } = await platform.ask({
    query:
      '{ person(id: 1) { ...A } } fragment A on Person { friend { ...B } } fragment B on Person { friend { ...A } }',
  })
  expect(status).toBe(200)
  expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
})

test('a body of a megabyte is not read', async () => {
  const { status, body } = await platform.ask({ query: `{ __typename } #${'x'.repeat(1_000_000)}` })
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([413, 'LIMIT_EXCEEDED'])
})

test('GraphiQL reads the schema within the limits', async () => {
  const query = getIntrospectionQuery({
    inputValueDeprecation: true,
    oneOf: true,
    schemaDescription: true,
    specifiedByUrl: true,
  })
  const { status, body } = await platform.ask({ query }, 'ANALYST')
  expect(body.errors).toBeUndefined()
  expect(status).toBe(200)
})
