import { CompactEncrypt, compactDecrypt } from 'jose'

/** Encrypts what the browser keeps for us: it can neither read nor change it. */
export async function seal(key: Uint8Array, value: unknown): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
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
    return JSON.parse(new TextDecoder().decode(plaintext))
  } catch {
    return undefined
  }
}
