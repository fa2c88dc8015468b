import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Platform, type RunningSubgraph, residents, startPlatform, startSubgraph } from './testing.ts'

let subgraph: RunningSubgraph
const identity = Fastify()
let upstream: string

beforeAll(async () => {
  subgraph = await startSubgraph(residents)
  identity.get('/identity/echo', async ({ headers }) => headers)
  upstream = await identity.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await subgraph.stop()
  await identity.close()
})

const claimed = { 'x-forwarded-for': '203.0.113.9, 198.51.100.4', 'x-forwarded-host': 'evil.example' }
const told = async ({ url }: Platform) => (await fetch(`${url}/identity/echo`, { headers: claimed })).json()

test('the provider learns the address of whoever asks, and not what they say of themselves', async () => {
  const platform = await startPlatform([subgraph], { identityUpstream: upstream })
  expect(await told(platform)).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': new URL(platform.publicUrl).host,
  })
  await platform.stop()
})

test('behind the proxy that ends TLS, each browser has its own address again', async () => {
  const platform = await startPlatform([subgraph], { identityUpstream: upstream, trustedProxies: '127.0.0.1' })
  // The nearest that the proxy saw, not what the browser wrote before it.
  expect(await told(platform)).toMatchObject({ 'x-forwarded-for': '198.51.100.4' })
  await platform.stop()
})
