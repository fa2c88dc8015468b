import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Entity } from '@mikro-orm/decorators/legacy'
import { accessTable, claimsOf, grant, tokenAudience } from '@vungxanh/access'
import { signatureHeader, signatureTolerance, signRequest } from '@vungxanh/access/gateway-signature'
import { buildSubgraph, type Context, defineDatabase, serve, UnitRow, unitRows } from '@vungxanh/subgraph'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { Ctx, Query, Resolver } from 'type-graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewerOf } from './department-test.ts'
import { cloneDatabase, testKeys } from './test-database.ts'

// Two keys open a department: the gateway's signature on the request, and the viewer's own token. Neither will do alone.

const viewers = grant(['CHAIR', 'CLERK'])

@Entity(unitRows(viewers, viewers))
class Row extends UnitRow {}

@Resolver()
class WhoResolver {
  @Query(() => String)
  who(@Ctx() { viewer }: Context): string {
    return `${viewer.role} ${viewer.name} ${viewer.units.join()}`
  }
}

const database = defineDatabase({
  name: 'guarded',
  entities: [Row],
  migrations: [],
  migrationsPath: '/nowhere',
  publicTables: [],
})
const subgraph = buildSubgraph({
  name: 'guarded',
  resolvers: [WhoResolver],
  references: [],
  access: accessTable({ Query: [['INTERNAL', viewers, 'who']] }),
})

const key = Buffer.alloc(32, 9)
const issuer = 'http://identity.test/identity'
const keys = await generateKeyPair('ES256', { extractable: true })
const body = JSON.stringify({ query: '{ who }' })

let clone: Awaited<ReturnType<typeof cloneDatabase>>
let jwks: Server
let department: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  clone = await cloneDatabase(database)
  const known = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256', kid: 'test' }] })
  jwks = createServer((_request, response) => response.end(known)).listen(0, '127.0.0.1')
  await new Promise((resolve) => jwks.once('listening', resolve))
  department = await serve(
    { subgraph, database },
    {
      HOST: '127.0.0.1',
      PORT: 0,
      DATABASE_URL: clone.appUrl,
      ...testKeys,
      GATEWAY_SIGNING_KEY: key,
      IDENTITY_ISSUER: issuer,
      IDENTITY_JWKS_URL: `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/jwks`,
      LOG_LEVEL: 'silent',
    },
  )
})
afterAll(async () => {
  await department.stop()
  jwks.close()
  await clone.drop()
})

const claims = (role: 'CHAIR' | 'CLERK' = 'CLERK') => ({ ...claimsOf(viewerOf(role, ['00121'])) })

function tokenOf(
  role: 'CHAIR' | 'CLERK' = 'CLERK',
  { from = issuer, audience = tokenAudience, expires = '5m', by = keys.privateKey } = {},
): Promise<string> {
  return new SignJWT(claims(role))
    .setProtectedHeader({ alg: 'ES256', kid: 'test' })
    .setIssuer(from)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(by)
}

interface Sent {
  authorization?: string
  text?: string
  path?: string
  signature?: string | undefined
  headers?: Record<string, string>
}

const sign = (authorization: string, at = Date.now(), by: Uint8Array = key) =>
  signRequest({ method: 'POST', path: '/graphql', body, authorization }, by, at)

async function send({ authorization = '', text = body, path = '/graphql', signature, headers = {} }: Sent) {
  const response = await fetch(`${department.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization && { authorization }),
      ...(signature && { [signatureHeader]: signature }),
      ...headers,
    },
    body: text,
  })
  return { status: response.status, text: await response.text() }
}

const asked = async (authorization: string, headers: Record<string, string> = {}) =>
  send({ authorization, signature: sign(authorization), headers })

test('answers what the gateway sent for a viewer with a valid token', async () => {
  expect(await asked(`Bearer ${await tokenOf()}`)).toEqual({
    status: 200,
    text: '{"data":{"who":"CLERK Văn thư 00121"}}\n',
  })
})

test('refuses every request without the gateway’s signature of it, and says nothing of why', async () => {
  const authorization = `Bearer ${await tokenOf()}`
  const other = `Bearer ${await tokenOf('CHAIR')}`
  const late = (signatureTolerance + 2) * 1000
  const used = sign(authorization)
  expect((await send({ authorization, signature: used })).status).toBe(200)
  const attempts: Record<string, Sent> = {
    'no signature': { authorization },
    'forged with another key': { authorization, signature: sign(authorization, Date.now(), Buffer.alloc(32, 8)) },
    'made too long ago': { authorization, signature: sign(authorization, Date.now() - late) },
    'made in the future': { authorization, signature: sign(authorization, Date.now() + late) },
    'used before': { authorization, signature: used },
    'of another body': { authorization, signature: sign(authorization), text: body.replace('who', 'me:who') },
    'of another path': { authorization, signature: sign(authorization), path: '/graphql?x=1' },
    'of another viewer’s token': { authorization: other, signature: sign(authorization) },
    'of a request without a token': { authorization, signature: sign('') },
    'not JSON at all': { authorization, text: '{"query":' },
    'another kind of body': { authorization, headers: { 'content-type': 'text/plain' } },
    'in pieces': { authorization, signature: 'v1,,,' },
    'of another version': { authorization, signature: sign(authorization).replace('v1', 'v2') },
    'the schema': { authorization, text: JSON.stringify({ query: '{ _service { sdl } }' }) },
  }
  const answers = await Promise.all(Object.values(attempts).map(send))
  const refusal = {
    status: 401,
    text: '{"errors":[{"message":"Yêu cầu không được chấp nhận.","extensions":{"code":"UNAUTHENTICATED"}}]}',
  }
  expect(Object.fromEntries(Object.keys(attempts).map((name, index) => [name, answers[index]]))).toEqual(
    Object.fromEntries(Object.keys(attempts).map((name) => [name, refusal])),
  )
  const read = await fetch(`${department.url}/graphql?query={who}`, { headers: { authorization } })
  expect(read.status).toBe(401)
})

test('a signed request still needs the viewer’s own token: ours, unspoilt, in time, for this audience', async () => {
  const stranger = (await generateKeyPair('ES256')).privateKey
  const secretOfPublicKey = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)))
  const [head, , tail] = (await tokenOf()).split('.')
  const swapped = Buffer.from(JSON.stringify({ ...claims('CHAIR'), iss: issuer, aud: tokenAudience, exp: 9e9 }))
  const tokens = {
    none: '',
    'another issuer': `Bearer ${await tokenOf('CLERK', { from: 'http://evil.test/identity' })}`,
    'another audience': `Bearer ${await tokenOf('CLERK', { audience: 'somebody-else' })}`,
    expired: `Bearer ${await tokenOf('CLERK', { expires: '-2m' })}`,
    'another key': `Bearer ${await tokenOf('CLERK', { by: stranger })}`,
    'alg none': `Bearer ${new UnsecuredJWT(claims()).setIssuer(issuer).setAudience(tokenAudience).setExpirationTime('5m').encode()}x`,
    'alg none, as it is': `Bearer ${new UnsecuredJWT(claims()).setIssuer(issuer).setAudience(tokenAudience).setExpirationTime('5m').encode()}`,
    'HS256 by the public key': `Bearer ${await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'test' }).setIssuer(issuer).setAudience(tokenAudience).setExpirationTime('5m').sign(secretOfPublicKey)}`,
    'another key’s name': `Bearer ${await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: '../../etc/passwd' }).setIssuer(issuer).setAudience(tokenAudience).setExpirationTime('5m').sign(stranger)}`,
    'changed claims': `Bearer ${head}.${swapped.toString('base64url')}.${tail}`,
    'another scheme': `Basic ${await tokenOf()}`,
  }
  for (const [name, authorization] of Object.entries(tokens)) {
    const { status, text } = await asked(authorization)
    expect([name, status, text.includes('UNAUTHENTICATED'), text.includes('who":"')]).toEqual([name, 401, true, false])
  }
})

test('the viewer is what the token says, whatever other headers say', async () => {
  const { text } = await asked(`Bearer ${await tokenOf()}`, {
    'x-viewer': encodeURIComponent(JSON.stringify(viewerOf('CHAIR', ['00124']))),
    'x-user': 'chair',
    'x-user-id': '1',
    'x-role': 'CHAIR',
    'x-units': '00124',
    'x-forwarded-user': 'chair',
    'x-forwarded-for': '127.0.0.1',
    forwarded: 'for=127.0.0.1',
    cookie: 'role=CHAIR',
  })
  expect(text).toBe('{"data":{"who":"CLERK Văn thư 00121"}}\n')
})

test('a running department tells not even the gateway its schema', async () => {
  const authorization = `Bearer ${await tokenOf('CHAIR')}`
  for (const query of [
    '{ _service { sdl } }',
    '{ s: _service { t: sdl } }',
    '{ ...F } fragment F on Query { _service { sdl } }',
    '{ __schema { types { name } } }',
  ]) {
    const text = JSON.stringify({ query })
    const signature = signRequest({ method: 'POST', path: '/graphql', body: text, authorization }, key)
    const answer = await send({ authorization, text, signature })
    expect(answer.text).toContain('GRAPHQL_VALIDATION_FAILED')
    expect(answer.text).not.toContain('type Query')
  }
})
