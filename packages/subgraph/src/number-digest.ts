import { createHmac } from 'node:crypto'

/**
 * What two wards compare instead of an identity number: 128 bits of an HMAC under a secret made for one question. Numbers have so
 * few digits that a plain hash of one is found by trying all of them; without the secret there is nothing to try against.
 */
export function numberDigest(secret: string, number: string): string {
  return createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(number.normalize('NFC').toUpperCase())
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
