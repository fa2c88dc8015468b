import { hash, verify } from '@node-rs/argon2'

// OWASP's second profile: 19 MiB, two passes. Algorithm 2 is Argon2id.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Verified when no such account exists, so that the answer takes as long as for one that does. */
const nobody = hash('nobody holds this password', options)

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), options)
}

export async function isPasswordOf(passwordHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password.normalize('NFC'))
  return matches && passwordHash !== undefined
}
