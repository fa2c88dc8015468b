import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib'
import { renderSVG } from 'uqr'

const periodSeconds = 30

export const newSecret = () => generateSecret()

/** AES-256-GCM under the service's own key, bound to the account: a secret copied to another row opens nothing. */
export function encryptSecret(secret: string, key: Uint8Array, accountId: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(accountId))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')}`
}

export function decryptSecret(encrypted: string, key: Uint8Array, accountId: string): string {
  const [version, text] = encrypted.split('.')
  if (version !== 'v1' || !text) throw new Error('a second factor is kept in an unknown form')
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(accountId))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
}

/** The time step of a right code; undefined for a wrong one, and for one that is not newer than the last accepted. */
export function stepOfCode(secret: string, code: string, lastStep: number | undefined, now: Date): number | undefined {
  // One step either way: telephones are not exactly on time.
  const result = verifySync({
    secret,
    token: code,
    epoch: now.getTime() / 1000,
    epochTolerance: periodSeconds,
    ...(lastStep !== undefined && { afterTimeStep: lastStep }),
  })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** A code that would be accepted now, for demonstration accounts and tests. */
export function usableCode(secret: string, lastStep: number | undefined, now: Date): string {
  const step = Math.max(Math.floor(now.getTime() / 1000 / periodSeconds), (lastStep ?? 0) + 1)
  return generateSync({ secret, epoch: step * periodSeconds })
}

/** What an authenticator application reads, once: as an address and as a picture of it. */
export function enrolment(secret: string, signInName: string): { uri: string; qr: string } {
  const uri = generateURI({ issuer: 'Vùng Xanh', label: signInName, secret })
  return { uri, qr: `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri)).toString('base64')}` }
}
