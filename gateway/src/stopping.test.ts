import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { residents, startPlatform, startSubgraph } from './testing.ts'

test('stops at once, whatever connections browsers keep or opened ahead of need', async () => {
  const subgraph = await startSubgraph(residents)
  const platform = await startPlatform([subgraph])
  const { hostname, port } = new URL(platform.url)
  const agent = new Agent({ keepAlive: true })
  await new Promise((resolve) =>
    get(`${platform.url}/healthz`, { agent }, (response) => response.resume().on('end', resolve)),
  )
  const silent = connect(Number(port), hostname).on('error', () => {})
  await new Promise((resolve) => silent.once('connect', resolve))

  const started = Date.now()
  await platform.stop()
  expect(Date.now() - started).toBeLessThan(3_000)
  silent.destroy()
  agent.destroy()
  await subgraph.stop()
})
