import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

// What the gateway puts on each request to a department, and how the department tells it from anybody else's. Server only.

/** Header with `v1,<seconds>,<nonce>,<HMAC>`. */
export const signatureHeader = 'x-gateway-signature'

/** How far the two clocks may be apart, in seconds. A nonce is remembered for twice as long. */
export const signatureTolerance = 30

export interface SignedRequest {
  method: string
  path: string
  body: string | Buffer
  /** The viewer's own token, bound in so that it cannot be exchanged for another's. */
  authorization: string
}

export function signRequest(request: SignedRequest, key: Uint8Array, now = Date.now()): string {
  const seconds = Math.floor(now / 1000)
  const nonce = crypto.randomUUID()
  return `v1,${seconds},${nonce},${codeOf(request, seconds, nonce, key)}`
}

function codeOf(request: SignedRequest, seconds: number, nonce: string, key: Uint8Array): string {
  const { method, path, body, authorization } = request
  const bodyHash = createHash('sha256').update(body).digest('base64url')
  const tokenHash = createHash('sha256').update(authorization).digest('base64url')
  return createHmac('sha256', key)
    .update(`${method}\n${path}\n${bodyHash}\n${tokenHash}\n${seconds}\n${nonce}`)
    .digest('base64url')
}

/** Checks signatures, each of them once. */
export class SignatureCheck {
  /** Nonces by the period in which they came: a whole period is forgotten at once. */
  private current = new Set<string>()
  private previous = new Set<string>()
  private periodEndsAt = 0

  constructor(private readonly key: Uint8Array) {}

  accepts(request: SignedRequest, signature: string | string[] | undefined, now = Date.now()): boolean {
    if (typeof signature !== 'string') return false
    const [version, seconds, nonce, code, ...rest] = signature.split(',')
    if (version !== 'v1' || !seconds || !nonce || !code || rest.length > 0) return false
    if (!(Math.abs(now / 1000 - Number(seconds)) <= signatureTolerance)) return false
    const expected = Buffer.from(codeOf(request, Number(seconds), nonce, this.key))
    const given = Buffer.from(code)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
    return this.isFirst(nonce, now)
  }

  private isFirst(nonce: string, now: number): boolean {
    if (now > this.periodEndsAt) {
      this.previous = now > this.periodEndsAt + 2 * signatureTolerance * 1000 ? new Set() : this.current
      this.current = new Set()
      this.periodEndsAt = now + 2 * signatureTolerance * 1000
    }
    if (this.current.has(nonce) || this.previous.has(nonce)) return false
    this.current.add(nonce)
    return true
  }
}
