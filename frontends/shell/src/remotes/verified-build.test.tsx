import { beforeAll, expect, test } from 'vitest'
import { verifiedManifest } from './verified-build.ts'

const files = { 'remoteEntry.js': 'sha384-abc' }
let publisher: CryptoKeyPair
let stranger: CryptoKeyPair

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const part = (value: unknown) => base64url(new TextEncoder().encode(JSON.stringify(value)))

async function signed(payload: unknown, by = publisher, head: unknown = { alg: 'ES256' }): Promise<string> {
  const text = `${part(head)}.${part(payload)}`
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(algorithm, by.privateKey, new TextEncoder().encode(text))
  return `${text}.${base64url(new Uint8Array(signature))}`
}

async function verify(jws: string) {
  const key = JSON.stringify(await crypto.subtle.exportKey('jwk', publisher.publicKey))
  return verifiedManifest('health', 'v1', (address) =>
    Promise.resolve(new Response(address === '/publisher-key.json' ? key : jws)),
  )
}

beforeAll(async () => {
  const make = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  publisher = await make()
  stranger = await make()
})

test('takes what the publisher signed of this build', async () => {
  const manifest = { remote: 'health', version: 'v1', files }
  expect(await verify(await signed(manifest))).toEqual(manifest)
})

test('takes nothing else', async () => {
  const manifest = { remote: 'health', version: 'v1', files }
  const genuine = await signed(manifest)
  const [head, , signature] = genuine.split('.')
  const changed = part({ ...manifest, files: { 'remoteEntry.js': 'sha384-evil' } })
  const attempts = {
    'of another publisher': await signed(manifest, stranger),
    'changed after it was signed': `${head}.${changed}.${signature}`,
    unsigned: `${part({ alg: 'none' })}.${part(manifest)}.`,
    'without a signature': `${head}.${part(manifest)}.`,
    'of another remote': await signed({ ...manifest, remote: 'welfare' }),
    'of another version': await signed({ ...manifest, version: 'v0' }),
    'without hashes': await signed({ ...manifest, files: { 'remoteEntry.js': '' } }),
    'of another algorithm': await signed(manifest, publisher, { alg: 'HS256' }),
    'not a signature at all': '<html>',
  }
  for (const [name, jws] of Object.entries(attempts)) {
    await expect(verify(jws), name).rejects.toThrow()
  }
})
