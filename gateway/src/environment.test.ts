import { randomBytes } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { readEnvironment } from './environment.ts'

const publicKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) }

function given(changes: Record<string, string>): void {
  const settings = {
    PUBLIC_URL: 'https://vungxanh.example',
    SUPERGRAPH_FILE: 'supergraph.graphql',
    IDENTITY_ISSUER: 'https://vungxanh.example/identity',
    IDENTITY_UPSTREAM: 'http://127.0.0.1:1',
    GATEWAY_CLIENT_SECRET: randomBytes(32).toString('hex'),
    SESSION_KEY: randomBytes(32).toString('hex'),
    GATEWAY_SIGNING_KEY: randomBytes(32).toString('hex'),
    PORTALS_DIR: '/portals',
    PUBLISHER_PUBLIC_KEY: JSON.stringify(publicKey),
    FREE_DOCUMENTS: '0',
    NODE_ENV: 'production',
    ...changes,
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
}

afterEach(() => vi.unstubAllEnvs())

test('pages send free documents where portals are worked on, and never in production', () => {
  given({ NODE_ENV: 'development', FREE_DOCUMENTS: '1' })
  expect(readEnvironment().FREE_DOCUMENTS).toBe('1')
  given({ FREE_DOCUMENTS: '1' })
  expect(() => readEnvironment()).toThrow(/FREE_DOCUMENTS/)
  given({})
  expect(readEnvironment().FREE_DOCUMENTS).toBe('0')
})

test('takes the publisher’s public key, and refuses one with its private part', () => {
  given({})
  expect(readEnvironment().PUBLISHER_PUBLIC_KEY).toEqual(publicKey)
  for (const key of ['', 'not JSON', '{}', JSON.stringify({ ...publicKey, d: 'd'.repeat(43) })]) {
    given({ PUBLISHER_PUBLIC_KEY: key })
    expect(() => readEnvironment(), key).toThrow(/PUBLISHER_PUBLIC_KEY/)
  }
})
