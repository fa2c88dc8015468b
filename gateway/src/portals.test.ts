import { generateKeyPairSync } from 'node:crypto'
import { cp, rename, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Platform, publish, type RunningSubgraph, residents, startPlatform, startSubgraph } from './testing.ts'

const health = {
  folder: 'remotes/health/1a2b',
  remote: 'health',
  version: '1a2b',
  files: { 'mf-manifest.json': '{}', 'remoteEntry.js': 'one()', 'static/page.js': 'two()' },
}

let subgraph: RunningSubgraph
let platform: Platform

beforeAll(async () => {
  subgraph = await startSubgraph(residents)
  platform = await startPlatform([subgraph])
  const folder = platform.portalsFolder
  await publish(folder, {
    folder: 'shell',
    remote: 'shell',
    version: '0001',
    files: {
      'index.html': '<!doctype html><title>Vùng Xanh</title>',
      'favicon.svg': '<svg/>',
      'static/js/main.0123abcd.js': `export const x = '${'x'.repeat(2_000)}'`,
    },
  })
  await publish(folder, health)
  await writeFile(join(folder, 'remotes.json'), '{"contract":1,"remotes":{}}')
  await writeFile(join(folder, '..', 'outside.txt'), 'nobody may read this')
})
afterAll(async () => {
  await platform.stop()
  await subgraph.stop()
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${platform.url}${path}`, { headers })

test('the shell answers at every path that is nothing else', async () => {
  for (const path of ['/', '/ho-dan/abc', '/dieu-hanh/02%2FKH-VP']) {
    const response = await get(path, { accept: 'text/html' })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(await response.text()).toContain('Vùng Xanh')
  }
})

test('what has its content in its name is kept for ever, the registry never', async () => {
  expect((await get('/static/js/main.0123abcd.js')).headers.get('cache-control')).toContain('immutable')
  expect((await get('/remotes/health/1a2b/mf-manifest.json')).headers.get('cache-control')).toContain('immutable')
  expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
  expect((await get('/remotes.json')).headers.get('cache-control')).toBe('no-store')
  await writeFile(join(platform.portalsFolder, 'next'), '{"contract":1,"remotes":{"health":{}}}')
  await rename(join(platform.portalsFolder, 'next'), join(platform.portalsFolder, 'remotes.json'))
  expect(await (await get('/remotes.json')).json()).toEqual({ contract: 1, remotes: { health: { isSigned: false } } })
})

test('what the registry says of a remote is what its signed build says, whoever wrote the registry', async () => {
  const manifest = { name: 'health', base: '/tram-y-te' }
  const version = '7e7e'
  const folder = `remotes/health/${version}`
  const files = { 'remote.json': JSON.stringify(manifest) }
  await publish(platform.portalsFolder, { folder, remote: 'health', version, files })
  const changed = { manifest: { name: 'health', base: '/gia-mao' }, isSigned: true }
  const registry = {
    contract: 1,
    remotes: { health: { version, ...changed }, welfare: { version: 'none', ...changed } },
  }
  await writeFile(join(platform.portalsFolder, 'remotes.json'), JSON.stringify(registry))
  const read = async () => {
    const { remotes } = (await (await get('/remotes.json')).json()) as {
      remotes: Record<string, { isSigned: boolean }>
    }
    return remotes
  }
  const { health: told, welfare } = await read()
  expect(told).toEqual({ version, manifest, isSigned: true })
  expect(welfare?.isSigned).toBe(false)
  await writeFile(join(platform.portalsFolder, folder, 'remote.json'), '{"name":"health","base":"/gia-mao/2"}')
  expect((await read()).health?.isSigned).toBe(false)
})

test('a missing script is missing, not a page', async () => {
  for (const path of ['/static/js/gone.js', '/remotes/health/1a2b/gone.js', '/gone.js', '/remotes/nobody/1/x.js']) {
    expect((await get(path)).status).toBe(404)
  }
})

test('large texts travel compressed, and unchanged files do not travel twice', async () => {
  const response = await get('/static/js/main.0123abcd.js', { 'accept-encoding': 'gzip, br' })
  expect(response.headers.get('content-encoding')).toBe('br')
  expect(await response.text()).toContain('xxxx')
  const again = await get('/static/js/main.0123abcd.js', { 'if-none-match': response.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
})

test('nothing outside the folder can be read', async () => {
  const raw = (path: string) =>
    new Promise<string>((resolve, reject) => {
      request(platform.url, { path }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve(text))
      })
        .on('error', reject)
        .end()
    })
  for (const path of [
    '/../outside.txt',
    '/remotes/../../outside.txt',
    '/remotes/%2e%2e/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/static/..%2f..%2f..%2foutside.txt',
  ]) {
    expect(await raw(path)).not.toContain('nobody may read this')
  }
})

test('every answer says what the browser may do with it', async () => {
  const { headers } = await get('/')
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/)
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none';/)
  expect(headers.get('content-security-policy')).toMatch(/require-trusted-types-for 'script';/)
  expect(headers.get('content-security-policy')).toMatch(/connect-src 'self';/)
  expect(headers.get('content-security-policy')).not.toMatch(
    /unsafe-eval|script-src[^;]*unsafe-inline|\*|https?:|allow-duplicates/,
  )
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect((await get('/identity/jwks')).status).toBe(200)
})

test('serves what the publisher signed, as it was signed, and nothing else of the folder', async () => {
  const folder = platform.portalsFolder
  const status = async (path: string) => (await get(path)).status
  expect(await status('/remotes/health/1a2b/static/page.js')).toBe(200)
  expect(await status('/remotes/health/1a2b/manifest.jws')).toBe(200)

  await writeFile(join(folder, 'remotes/health/1a2b/static/page.js'), 'three()')
  await writeFile(join(folder, 'remotes/health/1a2b/static/more.js'), 'four()')
  expect(await status('/remotes/health/1a2b/static/page.js')).toBe(404)
  expect(await status('/remotes/health/1a2b/static/more.js')).toBe(404)
  expect(await status('/remotes/health/1a2b/remoteEntry.js')).toBe(200)

  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  await publish(folder, { ...health, folder: 'remotes/health/3c4d', version: '3c4d' }, stranger)
  await cp(join(folder, 'remotes/health/1a2b'), join(folder, 'remotes/welfare/1a2b'), { recursive: true })
  await cp(join(folder, 'remotes/health/1a2b'), join(folder, 'remotes/health/5e6f'), { recursive: true })
  for (const elsewhere of ['health/3c4d', 'welfare/1a2b', 'health/5e6f']) {
    expect([elsewhere, await status(`/remotes/${elsewhere}/remoteEntry.js`)]).toEqual([elsewhere, 404])
    expect([elsewhere, await status(`/remotes/${elsewhere}/manifest.jws`)]).toEqual([elsewhere, 404])
  }
  await publish(folder, health)
  expect(await status('/remotes/health/1a2b/static/page.js')).toBe(200)
})

test('whose signature counts is said by the gateway itself', async () => {
  await writeFile(join(platform.portalsFolder, 'publisher-key.json'), '{"kty":"EC"}')
  const key = (await (await get('/publisher-key.json')).json()) as Record<string, string>
  expect(Object.keys(key).sort()).toEqual(['crv', 'kty', 'x', 'y'])
  expect(key.x).toHaveLength(43)
})
