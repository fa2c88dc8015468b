import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { CompactEncrypt, compactDecrypt } from 'jose'

/**
 * Encrypts what the browser keeps for us: it can neither read nor change it. Made small first, because a browser keeps no
 * cookie of more than 4,096 bytes; nothing that another site could choose stands beside the secrets in it.
 */
export async function seal(key: Uint8Array, value: unknown): Promise<string> {
  return new CompactEncrypt(deflateRawSync(JSON.stringify(value)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key)
}

/** Undefined for anything that this key did not seal. */
export async function unseal(key: Uint8Array, sealed: string): Promise<unknown> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return JSON.parse(inflateRawSync(plaintext).toString())
  } catch {
    return undefined
  }
}
