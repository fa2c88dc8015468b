import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whose word it is that a build may run in the browsers of everybody. */
export interface Publisher {
  /** Changes with the key: what an earlier key signed counts no more. */
  id: string
  /** For the gateway's own environment; the folder of the portals must not say whose signature counts. */
  publicKey: JsonWebKey
  /** A compact JWS, ES256. */
  sign(payload: object): string
}

/** The publisher of one installation: a key that somebody gives by file, else a random one of the data folder. */
export function publisherOf(dataDir: string, givenFile = process.env.PUBLISHER_KEY_FILE): Publisher {
  const file = givenFile ?? join(dataDir, 'publisher-key.json')
  if (!existsSync(file)) {
    if (givenFile !== undefined) throw new Error(`There is no publisher key in ${file}`)
    makePublisherKey(file)
  }
  return publisherBy(JSON.parse(readFileSync(file, 'utf8')))
}

/** Makes a key in a file that only its owner reads, and never over one that is there. */
export function makePublisherKey(file: string): Publisher {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return publisherBy(key)
}

function publisherBy(jwk: JsonWebKey): Publisher {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('A publisher key is of the curve P-256')
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' })
  const publicKey = { kty, crv, x, y }
  return {
    id: createHash('sha256').update(JSON.stringify(publicKey)).digest('hex').slice(0, 16),
    publicKey,
    sign: (payload) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const signed = `${part({ alg: 'ES256' })}.${part(payload)}`
      const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
      return `${signed}.${signature.toString('base64url')}`
    },
  }
}
