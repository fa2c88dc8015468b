import { stepUpSeconds } from '@vungxanh/access'
import { jwtVerify, SignJWT } from 'jose'
import { publicKeys, type SigningKeys, signer } from '../tokens/signing-keys.ts'

// The proof of a second factor, kept by the gateway in the sealed session and shown again whenever a token is renewed.

const receiptType = 'step-up+jwt'

export interface StepUp {
  accountId: string
  /** The sign-in in which the code was given: no other session profits from it. */
  sessionId: string | undefined
}

export class Receipts {
  private readonly keys: ReturnType<typeof publicKeys>

  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly issuer: string,
  ) {
    this.keys = publicKeys(signingKeys)
  }

  async issue({ accountId, sessionId }: StepUp, now: Date): Promise<{ receipt: string; until: Date }> {
    const { key, header } = await signer(this.signingKeys)
    const issuedAt = Math.floor(now.getTime() / 1000)
    const receipt = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ ...header, typ: receiptType })
      .setIssuer(this.issuer)
      .setSubject(accountId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + stepUpSeconds)
      .sign(key)
    return { receipt, until: new Date((issuedAt + stepUpSeconds) * 1000) }
  }

  /** When the second factor was proven, in seconds; undefined for a receipt of somebody else's, or an old one. */
  async read(receipt: unknown, { accountId, sessionId }: StepUp): Promise<number | undefined> {
    if (typeof receipt !== 'string') return undefined
    try {
      const { payload } = await jwtVerify(receipt, this.keys, {
        issuer: this.issuer,
        subject: accountId,
        typ: receiptType,
        algorithms: ['ES256'],
        requiredClaims: ['iat', 'exp'],
      })
      return payload.sid === sessionId ? payload.iat : undefined
    } catch {
      return undefined
    }
  }
}
