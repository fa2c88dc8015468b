import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { signatureHeader, signRequest } from '@vungxanh/access/gateway-signature'
import { mintDemoToken } from '@vungxanh/identity/demo'
import { departments } from '@vungxanh/tools/paths'
import { loadSecrets, signingKeysFile } from '@vungxanh/tools/secrets'
import { expect, inject, test } from 'vitest'
import { platform } from './platform.ts'

// Each department as somebody reaches it who is already inside: past the gateway, with whatever can be stolen or made up.

const body = JSON.stringify({ query: '{ __typename }' })
const path = '/graphql'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function resign(token: string, { head = {}, claims = {}, key }: { head?: object; claims?: object; key?: KeyObject }) {
  const [oldHead = {}, oldClaims = {}] = token
    .split('.')
    .slice(0, 2)
    .map((text) => JSON.parse(Buffer.from(text, 'base64url').toString()))
  const signed = `${part({ ...oldHead, ...head })}.${part({ ...oldClaims, ...claims })}`
  const signature = key ? sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }) : Buffer.alloc(0)
  return `${signed}.${signature.toString('base64url')}`
}

async function setting() {
  const keysFile = signingKeysFile(inject('dataDir'))
  const { url, issuer } = platform()
  const minted = (settings: { issuer?: string; seconds?: number } = {}) =>
    mintDemoToken({ keysFile, issuer, role: 'CHAIR', unit: '00121', ...settings })
  return {
    url,
    gatewayKey: Buffer.from(loadSecrets(inject('dataDir')).gatewaySigningKey, 'hex'),
    minted,
    own: createPrivateKey({ key: JSON.parse(readFileSync(keysFile, 'utf8')).keys[0], format: 'jwk' }),
    stranger: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  }
}

async function send(name: string, headers: Record<string, string>, text = body) {
  const address = `${platform().urls[name]}${path}`
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  })
  return { status: response.status, text: await response.text() }
}

test.each(departments)('%s answers nobody but the gateway, however good the token', async (name) => {
  const { gatewayKey, minted } = await setting()
  const authorization = `Bearer ${await minted()}`
  const signed = (
    changes: Partial<Parameters<typeof signRequest>[0]> = {},
    key: Uint8Array = gatewayKey,
    at?: number,
  ) => ({
    authorization,
    [signatureHeader]: signRequest({ method: 'POST', path, body, authorization, ...changes }, key, at),
  })
  const genuine = signed()
  expect(await send(name, genuine)).toEqual({ status: 200, text: '{"data":{"__typename":"Query"}}\n' })

  const attempts: Record<string, Promise<{ status: number; text: string }>> = {
    unsigned: send(name, { authorization }),
    replayed: send(name, genuine),
    forged: send(name, signed({}, Buffer.alloc(32, 1))),
    stale: send(name, signed({}, gatewayKey, Date.now() - 60_000)),
    'of another body': send(name, signed({ body: '{}' })),
    'of another token': send(name, { ...signed(), authorization: `Bearer ${await minted()}x` }),
    'its schema': send(name, { authorization }, JSON.stringify({ query: '{ _service { sdl } }' })),
    entities: send(
      name,
      { authorization },
      JSON.stringify({ query: '{ _entities(representations: [{ __typename: "Person", id: "1" }]) { __typename } }' }),
    ),
  }
  for (const [attempt, answer] of Object.entries(attempts)) {
    const { status, text } = await answer
    expect([attempt, status, JSON.parse(text).errors[0].extensions]).toEqual([
      attempt,
      401,
      { code: 'UNAUTHENTICATED' },
    ])
  }
})

test.each(departments)('%s takes the viewer from a good token alone', async (name) => {
  const { gatewayKey, minted, own, stranger } = await setting()
  const token = await minted()
  const asks = (value: string, headers: Record<string, string> = {}) => {
    const authorization = value === '' ? '' : `Bearer ${value}`
    const signature = signRequest({ method: 'POST', path, body, authorization }, gatewayKey)
    return send(name, { ...(authorization && { authorization }), [signatureHeader]: signature, ...headers })
  }
  // The one that these are made of is good.
  expect((await asks(resign(token, { key: own }))).status).toBe(200)
  const tokens = {
    none: '',
    'of another issuer': await minted({ issuer: 'http://evil.example/identity' }),
    'for another audience': resign(token, { claims: { aud: 'somebody-else' }, key: own }),
    expired: await minted({ seconds: -120 }),
    'without an end': resign(token, { claims: { exp: undefined }, key: own }),
    'of another key': resign(token, { key: stranger }),
    'unsigned (alg none)': resign(token, { head: { alg: 'none' } }),
    'changed after it was signed': resign(token, { claims: { role: 'INSPECTOR' } }),
    'of a role that does not exist': resign(token, { claims: { role: 'ROOT' }, key: own }),
  }
  for (const [kind, value] of Object.entries(tokens)) {
    const { status, text } = await asks(value)
    expect([kind, status, JSON.parse(text).errors[0].extensions.code]).toEqual([kind, 401, 'UNAUTHENTICATED'])
  }
  const smuggled = {
    'x-viewer': 'chair',
    'x-user': 'chair',
    'x-role': 'CHAIR',
    'x-units': '00121',
    cookie: `t=${token}`,
  }
  expect((await asks('', smuggled)).status).toBe(401)
})

test('the gateway hands no header of the browser on, and answers no free bearer of another making', async () => {
  const { url, minted, stranger, own } = await setting()
  const ask = async (value: string) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${value}`, [signatureHeader]: 'v1,1,1,1' },
      body,
    })
    return response.status
  }
  const token = await minted()
  expect(await ask(token)).toBe(200)
  expect(await ask(resign(token, { key: stranger }))).toBe(401)
  expect(await ask(resign(token, { claims: { aud: 'somebody-else' }, key: own }))).toBe(401)
  expect(await ask(await minted({ seconds: -120 }))).toBe(401)
})
