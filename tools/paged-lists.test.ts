import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGraph } from '@vungxanh/remote/graph'
import { buildSchema, isObjectType, parse } from 'graphql'
import { expect, test } from 'vitest'
import { root } from './platform/paths.ts'

const schema = buildSchema(readFileSync(join(root, 'gateway/api-schema.graphql'), 'utf8'), {
  assumeValid: true,
})

/** Every list of the graph that is read in pages. The rows of an import are turned page by page, each by itself. */
const lists = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ type: answer }) => /Connection!?$/.test(String(answer)))
      .map(({ name, args }) => ({ type: type.name, name, args: args.map((arg) => arg.name) })),
  )
  .filter(({ type, name }) => `${type}.${name}` !== 'ImportBatch.rows')

/** What is in the cache of one list: pages are written as they came, and read as a page of the portal would. */
function listIn(type: string, name: string) {
  const { cache } = createGraph({ onSignedOut: () => {} })
  const id = type === 'Query' ? 'ROOT_QUERY' : cache.identify({ __typename: type, id: '1' })
  const asked = (args: Record<string, string>) => {
    const given = Object.entries(args).map(([arg, value]) => `${arg}: "${value}"`)
    const list = `${name}(${['first: 1', ...given].join(', ')})`
    return parse(
      `fragment Page on ${type} { __typename ${list} { __typename edges { __typename node { __typename id } } pageInfo { __typename hasNextPage endCursor } } }`,
    )
  }
  return {
    write: (node: string, args: Record<string, string>) =>
      cache.writeFragment({
        id: id ?? '',
        fragment: asked(args),
        data: {
          __typename: type,
          [name]: {
            __typename: 'Connection',
            edges: [{ __typename: 'Edge', node: { __typename: 'Node', id: node } }],
            pageInfo: { __typename: 'PageInfo', hasNextPage: true, endCursor: node },
          },
        },
      }),
    read: (args: Record<string, string>): string[] => {
      const found = cache.readFragment<Record<string, { edges: { node: { id: string } }[] }>>({
        id: id ?? '',
        fragment: asked(args),
      })
      return found?.[name]?.edges.map(({ node }) => node.id) ?? []
    },
  }
}

test.each(lists)('the next page of a list follows the first: $type $name', ({ type, name }) => {
  const { write, read } = listIn(type, name)
  write('a', {})
  write('b', { after: 'a' })
  expect(read({})).toEqual(['a', 'b'])
})

test('a page of a list that was begun anew meanwhile is not put behind it', () => {
  const { write, read } = listIn('Query', 'people')
  write('a', {})
  write('c', {})
  write('b', { after: 'a' })
  expect(read({})).toEqual(['c'])
})

const filters = lists.flatMap(({ type, name, args }) =>
  args.filter((arg) => arg !== 'first' && arg !== 'after').map((arg) => ({ type, name, arg })),
)

test.each(filters)('by another $arg it is another list: $type $name', ({ type, name, arg }) => {
  const { write, read } = listIn(type, name)
  write('a', { [arg]: 'one' })
  write('b', { [arg]: 'other' })
  expect(read({ [arg]: 'one' })).toEqual(['a'])
})
