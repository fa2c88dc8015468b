import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'

// The list of what was taken away before its tokens ran out, as the identity service publishes it. Server only.

/** The type of the signed list: no other token of the issuer can be taken for it. */
export const revocationsType = 'revocations+jwt'

/** How long something stays on the list: three times as long as a token lives. */
export const revocationMemorySeconds = 15 * 60

const pollSeconds = 3
const timeoutMs = 2_000

export interface RevocationList {
  /** Assignments that ended. They never come back, so every token of theirs is void. */
  assignments: readonly string[]
  /** Sign-ins that were ended, the same way. */
  sessions: readonly string[]
  /** Accounts that were disabled or changed, and when, in seconds since 1970: what was issued until then is void. */
  accounts: Readonly<Record<string, number>>
}

export interface RevocationsOptions {
  /** Address of the list. */
  url: string | URL
  /** Address of the issuer's public keys. */
  jwksUrl: string | URL
  issuer: string
  /** Told once when the list can no longer be read, and once when it can again. */
  onChange?: (state: 'unreachable' | 'back', error?: unknown) => void
}

/**
 * Follows the list every three seconds. Whoever cannot reach it keeps the last one: tokens live five minutes anyway, and an
 * identity service in trouble must not end everybody's work.
 */
export class Revocations {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>
  private assignments: ReadonlySet<unknown> = new Set()
  private sessions: ReadonlySet<unknown> = new Set()
  private accounts: ReadonlyMap<unknown, number> = new Map()
  private issuedAt = 0
  private isReachable = true
  private isRunning = false
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly options: RevocationsOptions) {
    this.keys = createRemoteJWKSet(new URL(options.jwksUrl), {
      cooldownDuration: 5_000,
      timeoutDuration: timeoutMs,
      [customFetch]: (url: string, init: RequestInit) => fetch(url, init),
    })
  }

  start(): void {
    if (this.isRunning) return
    this.isRunning = true
    void this.follow()
  }

  stop(): void {
    this.isRunning = false
    clearTimeout(this.timer)
  }

  /** Whether a verified token was taken away. */
  isRevoked({ sub, assignment, sid, iat }: Record<string, unknown>): boolean {
    if (this.assignments.has(assignment) || this.sessions.has(sid)) return true
    const until = this.accounts.get(sub)
    return until !== undefined && !(typeof iat === 'number' && iat > until)
  }

  /** Reads the list now; on any fault the last good one stays. */
  async read(): Promise<void> {
    try {
      await this.fetchList()
      if (!this.isReachable) this.options.onChange?.('back')
      this.isReachable = true
    } catch (error) {
      if (this.isReachable) this.options.onChange?.('unreachable', error)
      this.isReachable = false
    }
  }

  private async follow(): Promise<void> {
    await this.read()
    if (!this.isRunning) return
    this.timer = setTimeout(() => void this.follow(), pollSeconds * 1000)
    this.timer.unref()
  }

  private async fetchList(): Promise<void> {
    const response = await fetch(this.options.url, { signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok) throw new Error(`the list of revocations answers ${response.status}`)
    const { payload } = await jwtVerify<Partial<RevocationList>>(await response.text(), this.keys, {
      issuer: this.options.issuer,
      typ: revocationsType,
      algorithms: ['ES256'],
      requiredClaims: ['iat', 'exp'],
      clockTolerance: 30,
    })
    const { assignments, sessions, accounts, iat = 0 } = payload
    if (!Array.isArray(assignments) || !Array.isArray(sessions) || typeof accounts !== 'object') {
      throw new Error('the list of revocations has another shape')
    }
    // An older one, replayed or overtaken on the way, must not give back what a newer one took.
    if (iat < this.issuedAt) return
    this.issuedAt = iat
    this.assignments = new Set(assignments)
    this.sessions = new Set(sessions)
    this.accounts = new Map(Object.entries(accounts))
  }
}
