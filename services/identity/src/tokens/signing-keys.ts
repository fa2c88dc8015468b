import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'

export interface SigningKeys {
  /** The first key signs; the others are still published for tokens that it did not sign. */
  keys: [JWK, ...JWK[]]
}

const keySet = z.object({
  keys: z
    .array(
      z.looseObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        kid: z.string(),
        alg: z.literal('ES256'),
        d: z.string(),
      }),
    )
    .min(1),
})

/** Makes the file on first use, readable by its owner only; an existing one is kept. */
export async function createSigningKeys(file: string): Promise<SigningKeys> {
  const existing = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (existing !== undefined) return readKeys(existing, file)

  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const keys = { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomUUID() }] }
  await mkdir(dirname(file), { recursive: true })
  // Renamed into place: a start that is interrupted here leaves no half-written key set.
  const partial = `${file}.${process.pid}.partial`
  await writeFile(partial, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  await rename(partial, file)
  return readKeys(JSON.stringify(keys), file)
}

export async function readSigningKeys(file: string): Promise<SigningKeys> {
  return readKeys(await readFile(file, 'utf8'), file)
}

function readKeys(text: string, file: string): SigningKeys {
  const result = keySet.safeParse(parseJson(text))
  if (!result.success) throw new Error(`${file} is not a set of private ES256 keys`)
  const [first, ...rest] = result.data.keys
  if (!first) throw new Error(`${file} holds no key`)
  return { keys: [first, ...rest] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The key that signs now, as jose wants it. */
export async function signer({ keys: [first] }: SigningKeys) {
  return { key: await importJWK(first, 'ES256'), header: { alg: 'ES256', kid: first.kid ?? '' } }
}

/** The public halves, to verify what this service itself signed. */
export function publicKeys({ keys }: SigningKeys) {
  return createLocalJWKSet({ keys: keys.map(({ d: _private, ...key }) => key) })
}
