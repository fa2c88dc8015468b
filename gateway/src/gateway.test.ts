import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { SignatureCheck, signatureHeader } from '@vungxanh/access/gateway-signature'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  health,
  type Platform,
  type RunningSubgraph,
  residents,
  startPlatform,
  startSubgraph,
  supergraphOf,
  testSigningKey,
} from './testing.ts'

let residentsGraph: RunningSubgraph
let healthGraph: RunningSubgraph
let platform: Platform

beforeAll(async () => {
  residentsGraph = await startSubgraph(residents)
  healthGraph = await startSubgraph(health)
  platform = await startPlatform([residentsGraph, healthGraph])
})
afterAll(async () => {
  await platform.stop()
  await Promise.all([residentsGraph.stop(), healthGraph.stop()])
})
beforeEach(() => {
  healthGraph.state.isHanging = false
})

const person = '{ person(id: "1") { id name doses } }'

test('one request, two departments', async () => {
  const { status, body } = await platform.ask({ query: person })
  expect(status).toBe(200)
  expect(body).toEqual({ data: { person: { id: '1', name: 'Người 1', doses: [1, 2] } } })
})

test('each department gets the viewer’s own token and the request id, which the answer and the log carry too', async () => {
  const token = await platform.token('HEALTH_STAFF')
  const { body, headers } = await platform.post(
    { query: '{ person(id: "1") { echo { requestId authorization } } }' },
    { authorization: `Bearer ${token}`, 'x-request-id': 'request-of-the-test' },
  )
  expect(body.data?.person).toEqual({ echo: { requestId: 'request-of-the-test', authorization: `Bearer ${token}` } })
  expect(headers.get('x-request-id')).toBe('request-of-the-test')
  expect(
    platform.logs.some(
      (line) => line.includes('"requestId":"request-of-the-test"') && line.includes('"subrequests":2'),
    ),
  ).toBe(true)

  const forged = await platform.ask({ query: '{ __typename }' }, 'INSPECTOR', { 'x-request-id': 'a b\tc' })
  expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('every request to a department is signed, with the viewer’s token in it, and never twice alike', async () => {
  const before = healthGraph.asked.length
  await Promise.all([platform.ask({ query: person }), platform.ask({ query: person })])
  const check = new SignatureCheck(testSigningKey)
  const asked = healthGraph.asked.slice(before).map(({ method, url, body, headers }) => ({
    request: { method, path: url, body: JSON.stringify(body), authorization: headers.authorization ?? '' },
    signature: headers[signatureHeader],
  }))
  expect(asked.map(({ request, signature }) => check.accepts(request, signature))).toEqual([true, true])
})

test('a hanging department loses its own fields after its time, and nothing else', async () => {
  healthGraph.state.isHanging = true
  const { status, body } = await platform.ask({ query: person })
  expect(status).toBe(200)
  expect(body.data).toEqual({ person: { id: '1', name: 'Người 1', doses: null } })
  expect(body.errors).toEqual([
    { message: expect.stringContaining('health'), extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'health' } },
  ])
})

test('a dead department loses its own fields, says so, and is back as soon as it runs', async () => {
  const port = Number(new URL(healthGraph.url).port)
  await healthGraph.stop()
  const { body } = await platform.ask({ query: person })
  expect(body.data).toEqual({ person: { id: '1', name: 'Người 1', doses: null } })
  expect(body.errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'health' },
  ])
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|stack|socket/i)
  expect(JSON.stringify(body)).not.toContain(String(port))

  const ready = await fetch(`${platform.url}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([
    503,
    {
      status: 'unavailable',
      supergraph: 'ready',
      dependencies: { identity: 'ready', residents: 'ready', health: 'unavailable' },
    },
  ])

  healthGraph = await startSubgraph(health)
  await writeFile(platform.supergraphFile, supergraphOf([residentsGraph, healthGraph]))
  await expect.poll(async () => (await platform.ask({ query: person })).body.errors, { timeout: 5_000 }).toBeUndefined()
  expect((await fetch(`${platform.url}/readyz`)).status).toBe(200)
})

test('a broken supergraph file is kept out, and the next good one is taken', async () => {
  const good = await readFile(platform.supergraphFile, 'utf8')
  await writeFile(platform.supergraphFile, 'type Query {')
  await expect.poll(() => platform.logs.some((line) => line.includes('new supergraph is broken'))).toBe(true)
  expect((await platform.ask({ query: person })).body.errors).toBeUndefined()

  const wider = await startSubgraph({
    ...health,
    typeDefs: health.typeDefs.replace('products:', 'lots: [String!] products:'),
  })
  await writeFile(platform.supergraphFile, supergraphOf([residentsGraph, wider]))
  await expect.poll(async () => (await platform.ask({ query: '{ lots }' })).body.data).toEqual({ lots: null })
  await writeFile(platform.supergraphFile, good)
  await expect.poll(async () => (await platform.ask({ query: '{ lots }' })).body.errors?.length).toBe(1)
  await wider.stop()
})

test('a department’s accident is hidden and found again by its request id', async () => {
  for (const field of ['secret', 'broken', 'skewed']) {
    const { status, body, headers } = await platform.ask({ query: `{ ${field} person(id: "1") { name } }` })
    expect(status).toBe(200)
    expect(body.data).toEqual({ [field]: null, person: { name: 'Người 1' } })
    const requestId = headers.get('x-request-id')
    expect(body.errors).toEqual([
      {
        message: expect.stringContaining('Hệ thống gặp lỗi'),
        path: [field],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      },
    ])
    expect(JSON.stringify(body)).not.toMatch(/select|srv|5440|Hidden/)
    expect(
      platform.logs.some((line) => line.includes('"msg":"failed"') && line.includes(`"requestId":"${requestId}"`)),
    ).toBe(true)
  }
})

test('a department’s refusal keeps its code and its words, and nothing more', async () => {
  const { status, body } = await platform.ask({ query: '{ forbidden missing stepUp }' })
  expect(status).toBe(200)
  expect(body.errors).toEqual([
    {
      message: 'Vai trò này không được xem.',
      path: ['forbidden'],
      extensions: { code: 'FORBIDDEN', subgraph: 'residents' },
    },
    { message: 'Không có văn bản này.', path: ['missing'], extensions: { code: 'NOT_FOUND', subgraph: 'residents' } },
    {
      message: 'Cần mã xác thực.',
      path: ['stepUp'],
      extensions: { code: 'STEP_UP_REQUIRED', subgraph: 'residents' },
    },
  ])
})

test('a department that breaks its own schema, or does not speak GraphQL, is an accident like any other', async () => {
  const ask = async (answer: unknown) => {
    residentsGraph.state.answer = answer
    const result = await platform.ask({ query: '{ people { edges { node { id name } } } }' })
    delete residentsGraph.state.answer
    return result
  }
  const unfit = await ask({ data: { people: null } })
  expect(unfit.body).toEqual({
    data: null,
    errors: [
      {
        message: expect.stringContaining('Hệ thống gặp lỗi'),
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: unfit.headers.get('x-request-id') },
      },
    ],
  })
  for (const answer of ['<html>', [], { message: 'hello' }, {}]) {
    expect((await ask(answer)).body.errors?.[0]?.extensions).toEqual({
      code: 'SUBGRAPH_UNAVAILABLE',
      subgraph: 'residents',
    })
  }
})

test('a department that restarts between two requests costs nobody an error', async () => {
  await platform.ask({ query: person })
  healthGraph.server.closeAllConnections()
  residentsGraph.server.closeAllConnections()
  await sleep(20)
  expect((await platform.ask({ query: person })).body.errors).toBeUndefined()
})

test('a page whose only department is down says so with an empty answer, not with a failure of the whole', async () => {
  residentsGraph.state.isHanging = true
  const { status, body } = await platform.ask({ query: '{ people { edges { node { id } } } }' })
  residentsGraph.state.isHanging = false
  expect(status).toBe(200)
  expect(body).toEqual({
    data: null,
    errors: [
      {
        message: expect.stringContaining('residents'),
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'residents' },
      },
    ],
  })
})

test('without the identity service known tokens still work, and signing in says what is wrong', async () => {
  const token = { authorization: `Bearer ${await platform.token('CLERK')}` }
  expect((await platform.post({ query: person }, token)).status).toBe(200)
  await platform.identity.stop()
  expect((await platform.post({ query: person }, token)).status).toBe(200)
  expect((await platform.ask({ query: person }, 'CHAIR')).status).toBe(200)
  const proxied = await fetch(`${platform.publicUrl}/identity/jwks`)
  expect([proxied.status, await proxied.text()]).toEqual([503, expect.stringContaining('không trả lời')])

  const young = await startPlatform([residentsGraph, healthGraph])
  await young.identity.stop()
  expect((await fetch(`${young.publicUrl}/auth/login`, { redirect: 'manual' })).status).toBe(503)
  const refused = await young.ask({ query: person })
  expect(refused.status).toBe(503)
  expect(refused.body.errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'identity' })
  await young.stop()
})
