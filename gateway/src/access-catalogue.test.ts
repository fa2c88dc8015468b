import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Role, roles } from '@vungxanh/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Platform, type RunningSubgraph, residents, startPlatform, startSubgraph } from './testing.ts'

let subgraph: RunningSubgraph
let platform: Platform
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vungxanh-catalogue-'))
  subgraph = await startSubgraph(residents)
  platform = await startPlatform([subgraph], { accessCatalogueFile: join(folder, 'access-catalogue.json') })
})
afterAll(async () => {
  await platform.stop()
  await subgraph.stop()
  await rm(folder, { recursive: true, force: true })
})

async function read(role?: Role) {
  const headers: Record<string, string> = role ? { authorization: `Bearer ${await platform.token(role)}` } : {}
  const response = await fetch(`${platform.url}/access-catalogue`, { headers })
  return { status: response.status, text: await response.text() }
}

test('a catalogue that is not there yet is said to be missing', async () => {
  const { status, text } = await read('INSPECTOR')
  expect([status, text.includes('NOT_FOUND')]).toEqual([404, true])
})

test('who answers for access or checks it reads who may do what, and nobody else', async () => {
  await writeFile(join(folder, 'access-catalogue.json'), '{"health":[]}')
  const may: Role[] = []
  for (const role of roles) {
    const { status, text } = await read(role)
    if (status === 200) may.push(role)
    expect([role, status === 200 ? text : status]).toEqual([role, status === 200 ? '{"health":[]}' : 403])
  }
  expect(may.sort()).toEqual(['CHAIR', 'DATA_PROTECTION_OFFICER', 'INSPECTOR', 'SYSTEM_ADMIN'])
  expect((await read()).status).toBe(401)
})
