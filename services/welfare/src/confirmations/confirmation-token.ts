import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'
import { z } from 'zod'

// What goes from ward to ward, as text or as a QR code on paper: two kinds of JWS, signed by a ward and addressed to a ward.
// Neither names a person. Who it is about is said by digests under a secret that only the question carries.

const ALGORITHM = 'EdDSA'

/** The question: "has somebody had this of you?". Its id and its secret come back with the answer, the secret inside the digests. */
const question = z.object({
  iss: z.string(),
  aud: z.string(),
  jti: z.uuid(),
  prg: z.string(),
  prn: z.string(),
  /** 32 bytes. Under a shorter one whoever finds the answer could try the numbers. */
  key: z.string().regex(/^[\w-]{43}$/),
  iat: z.number(),
  exp: z.number(),
})

/** The answer, to one question. `who`: digests of the numbers of the person that it is about; none when it says nothing of anybody. */
const answer = z.object({
  iss: z.string(),
  aud: z.string(),
  jti: z.uuid(),
  req: z.uuid(),
  prg: z.string(),
  who: z.array(z.string()),
  ans: z.enum(['RECEIVED', 'NOT_RECEIVED', 'UNKNOWN_PERSON', 'UNKNOWN_PROGRAMME']),
  stg: z.enum(['CLAIMED', 'PAID']).optional(),
  day: z.iso.date().optional(),
  by: z.string(),
  ask: z.number(),
  iat: z.number(),
  exp: z.number(),
})

const kinds = { question: 'vx-question+jwt', answer: 'vx-answer+jwt' } as const
const shapes = { question, answer }

export type TokenKind = keyof typeof kinds
export type Claims<K extends TokenKind> = z.infer<(typeof shapes)[K]>

/** A public key of a ward, and while it may be believed. */
export interface TrustedKey {
  issuerCode: string
  keyId: string
  /** `x` of an Ed25519 JWK. */
  publicKey: string
  validFrom: Date
  validUntil?: Date | null
}

/** FORGED: signed by somebody else, or changed since. */
export type TokenFault =
  | 'UNREADABLE'
  | 'UNKNOWN_ISSUER'
  | 'KEY_NOT_IN_FORCE'
  | 'FORGED'
  | 'EXPIRED'
  | 'FOR_ANOTHER_UNIT'

export const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000)
export const moment = (at: number): Date => new Date(at * 1000)

/** A key pair of a ward: `d` is to be kept, `x` to be told to the others. */
export async function newKeyPair(): Promise<{ d: string; x: string }> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const { d = '', x = '' } = await exportJWK(privateKey)
  return { d, x }
}

export interface Signer {
  keyId: string
  d: string
  x: string
}

export async function signToken<K extends TokenKind>(kind: K, claims: Claims<K>, by: Signer): Promise<string> {
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d: by.d, x: by.x }, ALGORITHM)
  return new SignJWT(shapes[kind].strict().parse(claims) as JWTPayload)
    .setProtectedHeader({ alg: ALGORITHM, typ: kinds[kind], kid: by.keyId })
    .sign(key)
}

/** Who says to have signed it and with which key, unproven; undefined for anything that is no token of this kind. */
export function claimedIssuer(kind: TokenKind, text: string): { issuerCode: string; keyId: string } | undefined {
  try {
    const { kid, typ } = decodeProtectedHeader(text)
    const { iss } = decodeJwt(text)
    return typ === kinds[kind] && kid && iss ? { issuerCode: iss, keyId: kid } : undefined
  } catch {
    return undefined
  }
}

/** The secret of a question that was read before. */
export const secretOf = (text: string): string => question.parse(decodeJwt(text)).key

interface Reading {
  /** The key that the token names, if this ward trusts one of that name. */
  key: TrustedKey | null | undefined
  /** The ward that reads it. */
  unit: string
  now: Date
}

/** The claims of a token whose signature, dates and addressee are right, or what is wrong with it. */
export async function readToken<K extends TokenKind>(
  kind: K,
  text: string,
  { key, unit, now }: Reading,
): Promise<Claims<K> | TokenFault> {
  const claimed = claimedIssuer(kind, text)
  if (!claimed) return 'UNREADABLE'
  if (!key || key.issuerCode !== claimed.issuerCode || key.keyId !== claimed.keyId) return 'UNKNOWN_ISSUER'
  let payload: JWTPayload
  try {
    const publicKey = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, ALGORITHM)
    const verified = await jwtVerify(text, publicKey, {
      algorithms: [ALGORITHM],
      typ: kinds[kind],
      issuer: key.issuerCode,
      currentDate: now,
      clockTolerance: 60,
    })
    payload = verified.payload
  } catch (error) {
    return error instanceof errors.JWTExpired ? 'EXPIRED' : 'FORGED'
  }
  const claims = shapes[kind].safeParse(payload)
  if (!claims.success) return 'UNREADABLE'
  const { aud, iat } = claims.data
  // In force when it signed and when it is read: a key that was lost ends at once, whatever date its finder writes.
  if (!isInForce(key, moment(iat)) || !isInForce(key, now)) return 'KEY_NOT_IN_FORCE'
  if (aud !== unit) return 'FOR_ANOTHER_UNIT'
  return claims.data as Claims<K>
}

function isInForce({ validFrom, validUntil }: TrustedKey, at: Date): boolean {
  return seconds(at) >= seconds(validFrom) && (!validUntil || at < validUntil)
}

/** True when both wards mean one person: a number of theirs gives the same digest under the question's secret. */
export function isSamePerson(one: readonly string[], other: readonly string[]): boolean {
  return one.some((digest) => other.includes(digest))
}
