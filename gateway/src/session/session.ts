import { type Viewer, viewerFromClaims } from '@vungxanh/access'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import { z } from 'zod'
import { RequestRefused } from '../errors.ts'
import { type IdentityClient, IdentityUnavailable, SignInEnded, type Tokens } from './identity-client.ts'
import { refuseForeignOrigin } from './same-origin.ts'
import { seal, unseal } from './sealed.ts'

/** As long as the provider's own session: one working day. */
const sessionSeconds = 12 * 60 * 60
const refreshBeforeMs = 30_000

const sealedSession = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  idToken: z.string().optional(),
  accessExpiresAt: z.number(),
  endsAt: z.number(),
  /** The assignment that the token was asked for; it is another's when that was taken away. */
  assignmentId: z.string().optional(),
  stepUp: z.object({ receipt: z.string(), until: z.number() }).optional(),
})

type Session = z.infer<typeof sealedSession>

export interface SignedIn {
  viewer: Viewer
  /** The viewer's own token, which every department verifies again. */
  token: string
  endsAt: number
  /** A token of the demo issuer's command line rather than a browser's session. */
  isCommandLine: boolean
}

/** What a person changes about their session. */
export interface Change {
  assignmentId?: string
  stepUp?: { receipt: string; until: number }
}

export interface SessionsOptions {
  identity: IdentityClient
  issuer: string
  key: Uint8Array
  publicUrl: string
  /** Takes bearer tokens of the demo issuer's command line, and no others: a real one never leaves the gateway. */
  hasDemoAccounts: boolean
}

const commandLineClientId = 'command-line'

/** The browser's session is one encrypted cookie; no script and no other site ever holds a token. */
export class Sessions {
  readonly cookieName: string
  /**
   * Which assignment the person chose lies beside the session, written by nothing but a choice: the answer to a slow request
   * of another tab, which renews the session of before, does not take the choice back. It opens nothing; identity looks
   * whether the account holds it.
   */
  private readonly choiceName: string
  private readonly isSecure: boolean
  private readonly opened = new Map<string, Session>()
  /** The session of a request as it stands now, which may be newer than the cookie that came. */
  private readonly current = new WeakMap<FastifyRequest, Session>()

  constructor(private readonly options: SessionsOptions) {
    this.isSecure = options.publicUrl.startsWith('https:')
    // The prefix makes the browser refuse a cookie that a sister domain or plain HTTP tries to plant. It demands Secure.
    const prefix = this.isSecure ? '__Host-' : ''
    this.cookieName = `${prefix}vx-session`
    this.choiceName = `${prefix}vx-acting`
  }

  /** Who is asking, by bearer token or by cookie; undefined when nobody is signed in. */
  async authenticate(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | undefined> {
    const { authorization } = request.headers
    if (authorization !== undefined) return this.byBearer(authorization)
    const cookie = request.cookies[this.cookieName]
    if (!cookie) return undefined
    refuseForeignOrigin(request, this.options.publicUrl)
    return this.byCookie(request, cookie, reply)
  }

  private async byBearer(authorization: string): Promise<SignedIn | undefined> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
    if (!token) return undefined
    const verified = await this.options.identity.verify(token).catch(refuseUnavailable)
    if (!verified || verified.claims.client_id !== commandLineClientId || !this.options.hasDemoAccounts)
      return undefined
    const { viewer, claims } = verified
    return { viewer, token, endsAt: (claims.exp ?? 0) * 1000, isCommandLine: true }
  }

  private async byCookie(request: FastifyRequest, cookie: string, reply: FastifyReply): Promise<SignedIn | undefined> {
    const opened = await this.open(cookie)
    if (!opened || opened.endsAt <= Date.now()) return undefined
    const assignmentId = request.cookies[this.choiceName] ?? opened.assignmentId
    const session = { ...opened, assignmentId }
    const isVoid =
      assignmentId !== opened.assignmentId || this.options.identity.isRevoked(decodeJwt(session.accessToken))
    const isFresh = !isVoid && session.accessExpiresAt - Date.now() > refreshBeforeMs
    const current = isFresh ? session : await this.refreshed(session, reply, isVoid)
    return current && this.signedIn(request, current)
  }

  private signedIn(request: FastifyRequest, session: Session): SignedIn | undefined {
    this.current.set(request, session)
    const claims = decodeJwt(session.accessToken)
    // Left by a platform of another address on this machine: the departments would refuse its tokens.
    const viewer = claims.iss === this.options.issuer ? viewerFromClaims(claims) : undefined
    return viewer && { viewer, token: session.accessToken, endsAt: session.endsAt, isCommandLine: false }
  }

  /**
   * Gets a new token for the session of this request, with what the person changes: another assignment, a second factor that
   * was just proven, or nothing, when the old token is known to be void. Undefined for a session that is over.
   */
  async renew(request: FastifyRequest, reply: FastifyReply, change: Change = {}): Promise<SignedIn | undefined> {
    const session = this.current.get(request)
    const renewed = session && (await this.refreshed({ ...session, ...change }, reply, true))
    return renewed && this.signedIn(request, renewed)
  }

  /** With a new token; with the old one while that lives, unless it is void. */
  private async refreshed(session: Session, reply: FastifyReply, isVoid: boolean): Promise<Session | undefined> {
    const { refreshToken, accessToken, assignmentId, stepUp } = session
    const isUsable = !isVoid && session.accessExpiresAt > Date.now()
    if (refreshToken === undefined) return isUsable ? session : undefined
    const proof = stepUp && stepUp.until > Date.now() ? stepUp : undefined
    try {
      const tokens = await this.options.identity.refresh(
        { refreshToken, accessToken },
        { assignmentId, stepUpReceipt: proof?.receipt },
      )
      const idToken = tokens.idToken ?? session.idToken
      return await this.keep(reply, { ...tokens, idToken, endsAt: session.endsAt, stepUp: proof, assignmentId })
    } catch (error) {
      if (error instanceof SignInEnded) {
        this.clear(reply)
        return undefined
      }
      if (isUsable) return session
      return refuseUnavailable(error)
    }
  }

  async start(reply: FastifyReply, tokens: Tokens): Promise<void> {
    reply.clearCookie(this.choiceName, this.cookieOptions)
    await this.keep(reply, { ...tokens, endsAt: Date.now() + sessionSeconds * 1000 })
  }

  /** Keeps acting in what was just asked for and given. */
  choose(reply: FastifyReply, { viewer, endsAt }: SignedIn): void {
    reply.setCookie(this.choiceName, viewer.assignmentId, { ...this.cookieOptions, maxAge: secondsUntil(endsAt) })
  }

  private async keep(
    reply: FastifyReply,
    given: Tokens & Pick<Session, 'endsAt' | 'stepUp' | 'assignmentId'>,
  ): Promise<Session> {
    const { assignment } = decodeJwt(given.accessToken)
    const assignmentId = given.assignmentId ?? (typeof assignment === 'string' ? assignment : undefined)
    const session: Session = { ...given, assignmentId }
    const sealed = await seal(this.options.key, session)
    reply.setCookie(this.cookieName, sealed, { ...this.cookieOptions, maxAge: secondsUntil(session.endsAt) })
    return session
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.cookieName, this.cookieOptions)
    reply.clearCookie(this.choiceName, this.cookieOptions)
  }

  private get cookieOptions() {
    // Lax, not Strict: the redirect back from the provider is a navigation that another site may have begun, and the page
    // it lands on must already see the session. Requests that could change anything are checked for their origin instead.
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure } as const
  }

  async open(cookie: string): Promise<Session | undefined> {
    const known = this.opened.get(cookie)
    if (known) return known
    const session = sealedSession.safeParse(await unseal(this.options.key, cookie)).data
    if (!session) return undefined
    if (this.opened.size >= 2_000) this.opened.clear()
    this.opened.set(cookie, session)
    return session
  }
}

function secondsUntil(moment: number): number {
  return Math.max(0, Math.floor((moment - Date.now()) / 1000))
}

export function refuseUnavailable(error: unknown): never {
  if (error instanceof IdentityUnavailable) {
    throw new RequestRefused(
      503,
      'SUBGRAPH_UNAVAILABLE',
      'Hệ thống đăng nhập hiện không trả lời. Hãy thử lại sau ít phút.',
      {
        subgraph: 'identity',
      },
    )
  }
  throw error
}
