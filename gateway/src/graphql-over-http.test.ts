import { serverAudits } from 'graphql-http'
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

test('every MUST and SHOULD of GraphQL over HTTP holds', async () => {
  // Some audits ask for a type by name, which is reading the schema.
  const authorization = `Bearer ${await platform.token('ANALYST')}`
  const audits = serverAudits({
    url: `${platform.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { authorization, ...init.headers } }),
  })
  const results = await Promise.all(audits.map((audit) => audit.fn()))
  const missed = results.filter(({ status, name }) => status !== 'ok' && !name.startsWith('MAY'))
  expect(missed.map((result) => `${result.name}: ${'reason' in result ? result.reason : ''}`)).toEqual([])
  expect(results.filter(({ name }) => /^(MUST|SHOULD)/.test(name)).length).toBeGreaterThan(30)
})

test('nobody who is not signed in gets an answer, in the shape of GraphQL over HTTP', async () => {
  for (const authorization of [
    '',
    'Bearer x.y.z',
    'Basic YTpi',
    `Bearer ${(await platform.token('CHAIR')).slice(0, -8)}AAAAAAAA`,
  ]) {
    const { status, body } = await platform.post({ query: '{ __typename }' }, authorization ? { authorization } : {})
    expect(status).toBe(401)
    expect(body).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] })
  }
})

test('an empty or unknown operation name, and a choice that is not made, are the client’s mistake', async () => {
  const two = 'query A { __typename } query B { __typename }'
  for (const body of [
    { query: '{ __typename }', operationName: '' },
    { query: two, operationName: 'C' },
    { query: two },
    { query: 'fragment F on Person { id }' },
  ]) {
    const answer = await platform.ask(body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.extensions.code).toBe('OPERATION_RESOLUTION_FAILURE')
  }
  const { body } = await platform.ask({ query: two, operationName: 'B' })
  expect(body).toEqual({ data: { __typename: 'Query' } })
})

test('reads by GET, and only reads', async () => {
  const authorization = `Bearer ${await platform.token('INSPECTOR')}`
  const get = (query: string) =>
    fetch(`${platform.url}/graphql?${new URLSearchParams({ query })}`, { headers: { authorization } })
  expect((await get('{ __typename }')).status).toBe(200)
  expect((await get('mutation { rename(id: "1", name: "x") { id } }')).status).toBe(405)
})

test('takes one operation at a time and a body that is JSON', async () => {
  expect((await platform.ask([{ query: '{ __typename }' }])).status).toBe(400)
  for (const body of ['{', '"text"', '{"__proto__":{}}', '{}']) {
    const answer = await platform.ask(body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toHaveLength(1)
  }
})

test('reads the schema for analysts only, and offers nobody names that they did not know', async () => {
  const query = '{ __schema { queryType { name } } }'
  expect((await platform.ask({ query }, 'ANALYST')).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } })
  const hidden = await platform.ask({ query: 'query __schema { x: __type(name: "Person") { name } }' })
  expect([hidden.status, hidden.body.errors?.[0]?.extensions.code]).toEqual([403, 'FORBIDDEN'])

  const authorization = (role: 'ANALYST' | 'CHAIR') =>
    platform.token(role).then((token) => ({ authorization: `Bearer ${token}` }))
  const sdl = await fetch(`${platform.url}/graphql/schema`, { headers: await authorization('ANALYST') })
  const text = await sdl.text()
  expect(text).toContain('type Person')
  expect(text).not.toContain('join__')
  expect((await fetch(`${platform.url}/graphql/schema`, { headers: await authorization('CHAIR') })).status).toBe(403)

  const misspelt = await platform.ask({ query: '{ person(id: "1") { nam } }' })
  expect(JSON.stringify(misspelt.body)).not.toMatch(/did you mean/i)
  const enumValue = await platform.ask({
    query: 'query($s: Sex!) { person(id: "1") { ofSex(sex: $s) { id } } }',
    variables: { s: 'MAL' },
  })
  expect(JSON.stringify(enumValue.body)).not.toMatch(/did you mean/i)
})
