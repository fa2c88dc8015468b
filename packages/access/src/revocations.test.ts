import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RevocationList, Revocations, revocationsType } from './revocations.ts'

const issuer = 'http://localhost/identity'
const none: RevocationList = { assignments: [], sessions: [], accounts: {} }
const { privateKey, publicKey } = await generateKeyPair('ES256')
const stranger = await generateKeyPair('ES256')
let server: Server
let origin: string
let answer: string | undefined

beforeAll(async () => {
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k' }] })
  server = createServer(({ url }, response) => {
    if (url === '/jwks') response.setHeader('content-type', 'application/json').end(keys)
    else response.writeHead(answer === undefined ? 503 : 200).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function sign(list: RevocationList, { iat = 1_000_000, key = privateKey, typ = revocationsType, iss = issuer } = {}) {
  return new SignJWT({ ...list })
    .setProtectedHeader({ alg: 'ES256', kid: 'k', typ })
    .setIssuer(iss)
    .setIssuedAt(iat)
    .setExpirationTime('1m')
    .sign(key)
}

test('what is on the list is void: an assignment and a sign-in for good, an account up to a second', async () => {
  const revocations = new Revocations({ url: `${origin}/list`, jwksUrl: `${origin}/jwks`, issuer })
  answer = await sign({ assignments: ['a'], sessions: ['s'], accounts: { p: 500 } })
  await revocations.read()
  expect(revocations.isRevoked({ sub: 'x', assignment: 'a', iat: 9_999 })).toBe(true)
  expect(revocations.isRevoked({ sub: 'x', assignment: 'b', sid: 's', iat: 9_999 })).toBe(true)
  expect(revocations.isRevoked({ sub: 'p', assignment: 'b', iat: 500 })).toBe(true)
  expect(revocations.isRevoked({ sub: 'p', assignment: 'b', iat: 501 })).toBe(false)
  expect(revocations.isRevoked({ sub: 'p', assignment: 'b' })).toBe(true)
  expect(revocations.isRevoked({ sub: 'x', assignment: 'b', sid: 't', iat: 1 })).toBe(false)
})

test('the last good list stays while nothing better comes', async () => {
  const changes: string[] = []
  const revocations = new Revocations({
    url: `${origin}/list`,
    jwksUrl: `${origin}/jwks`,
    issuer,
    onChange: (state) => changes.push(state),
  })
  answer = await sign({ ...none, assignments: ['a'] })
  await revocations.read()
  const worse = [
    undefined,
    'nonsense',
    await sign(none, { key: stranger.privateKey }),
    await sign(none, { typ: 'at+jwt' }),
    await sign(none, { iss: 'http://elsewhere' }),
    await sign({ ...none, accounts: 7 as never }),
    await sign(none, { iat: 999_999 }),
  ]
  for (const given of worse) {
    answer = given
    await revocations.read()
    expect(revocations.isRevoked({ assignment: 'a' }), given).toBe(true)
  }
  expect(changes).toEqual(['unreachable', 'back'])
  answer = await sign(none, { iat: 1_000_001 })
  await revocations.read()
  expect(revocations.isRevoked({ assignment: 'a' })).toBe(false)
})

test('follows by itself once started', async () => {
  answer = await sign({ ...none, sessions: ['now'] })
  const revocations = new Revocations({ url: `${origin}/list`, jwksUrl: `${origin}/jwks`, issuer })
  revocations.start()
  await expect.poll(() => revocations.isRevoked({ sid: 'now' })).toBe(true)
  revocations.stop()
})
