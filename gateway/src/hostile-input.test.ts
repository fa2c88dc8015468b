import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { health, type Platform, type RunningSubgraph, residents, startPlatform, startSubgraph } from './testing.ts'

let subgraphs: RunningSubgraph[]
let platform: Platform

beforeAll(async () => {
  subgraphs = await Promise.all([startSubgraph(residents), startSubgraph(health)])
  platform = await startPlatform(subgraphs)
})
afterAll(async () => {
  await platform.stop()
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()))
})

const words = [
  ...[
    '{',
    '}',
    '(',
    ')',
    ':',
    '...',
    '@',
    '$',
    '!',
    '[',
    ']',
    '"',
    '#',
    '1',
    '-1',
    '1e400',
    'null',
    'true',
    '"\\u0000"',
  ],
  ...['query', 'mutation', 'subscription', 'fragment', 'on', 'A', 'B', '$v', '$v:Int', '@include(if:true)', '@defer'],
  ...[
    'person',
    'person(id:1)',
    'people',
    'people(first:$v)',
    'people(first:-5)',
    'edges',
    'node',
    'id',
    'name',
    'friend',
  ],
  ...[
    'friends',
    'doses',
    'secret',
    'Person',
    '__typename',
    '__schema',
    '__type(name:"A")',
    '...A',
    '...B',
    'rename',
    'id:name',
  ],
]

const nearlyValid = fc.constantFrom(
  'query A($v: Int) { people(first: $v) { edges { node { id name doses } } } }',
  'query A { person(id: 1) { ...B friend { ...B } } } fragment B on Person { id doses }',
  'mutation A { rename(id: 1, name: "x") { id doses } }',
  '{ __type(name: "Person") { isOneOf name } person(id: 1) { id } }',
)

const documents = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(' ')),
  fc
    .tuple(nearlyValid, fc.nat(80), fc.constantFrom(...words), fc.nat(6))
    .map(([document, at, word, cut]) => `${document.slice(0, at)} ${word} ${document.slice(at + cut)}`),
  fc.string({ maxLength: 60 }),
)

const bodies = fc.oneof(
  fc.record(
    {
      query: fc.oneof({ weight: 8, arbitrary: documents }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) }),
      operationName: fc.oneof(fc.constantFrom('A', 'B', '', null, '__proto__'), fc.jsonValue({ maxDepth: 1 })),
      variables: fc.oneof(fc.record({ v: fc.jsonValue({ maxDepth: 1 }) }), fc.jsonValue({ maxDepth: 2 })),
      extensions: fc.oneof(
        fc.constant({ persistedQuery: { version: 1, sha256Hash: 'x' } }),
        fc.jsonValue({ maxDepth: 1 }),
      ),
    },
    { requiredKeys: ['query'] },
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

test('whatever is sent, the answer is GraphQL, is nobody’s accident but a department’s, and tells nothing of the inside', async () => {
  const authorization = { authorization: `Bearer ${await platform.token('ANALYST')}` }
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const { status, body: answer } = await platform.post(JSON.stringify(body) ?? 'null', authorization)
      expect(status).toBeLessThan(500)
      expect(answer.data !== undefined || (answer.errors?.length ?? 0) > 0).toBe(true)
      const accidents = answer.errors?.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR') ?? []
      expect(accidents.filter(({ path }) => !path?.includes('secret'))).toEqual([])
      expect(JSON.stringify(answer)).not.toMatch(
        /127\.0\.0\.1|localhost|node_modules|ECONN|select \*|did you mean|join__|\.ts:|\.js:/i,
      )
    }),
    { numRuns: 1_000, seed: 27_09_2021 },
  )
})
