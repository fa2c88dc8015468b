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
})

type Session = z.infer<typeof sealedSession>

export interface SignedIn {
  viewer: Viewer
  /** The viewer's own token, which every department verifies again. */
  token: string
  endsAt: number
}

export interface SessionsOptions {
  identity: IdentityClient
  issuer: string
  key: Uint8Array
  publicUrl: string
}

/** The browser's session is one encrypted cookie; no script and no other site ever holds a token. */
export class Sessions {
  readonly cookieName: string
  private readonly isSecure: boolean
  private readonly opened = new Map<string, Session>()

  constructor(private readonly options: SessionsOptions) {
    this.isSecure = options.publicUrl.startsWith('https:')
    // The prefix makes the browser refuse a cookie that a sister domain or plain HTTP tries to plant. It demands Secure.
    this.cookieName = this.isSecure ? '__Host-vx-session' : 'vx-session'
  }

  /** Who is asking, by bearer token or by cookie; undefined when nobody is signed in. */
  async authenticate(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | undefined> {
    const { authorization } = request.headers
    if (authorization !== undefined) return this.byBearer(authorization)
    const cookie = request.cookies[this.cookieName]
    if (!cookie) return undefined
    refuseForeignOrigin(request, this.options.publicUrl)
    return this.byCookie(cookie, reply)
  }

  private async byBearer(authorization: string): Promise<SignedIn | undefined> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
    if (!token) return undefined
    const viewer = await this.options.identity.verify(token).catch(refuseUnavailable)
    return viewer && { viewer, token, endsAt: (decodeJwt(token).exp ?? 0) * 1000 }
  }

  private async byCookie(cookie: string, reply: FastifyReply): Promise<SignedIn | undefined> {
    const session = await this.open(cookie)
    if (!session || session.endsAt <= Date.now()) return undefined
    const current = await this.fresh(session, reply)
    if (!current) return undefined
    const claims = decodeJwt(current.accessToken)
    // Left by a platform of another address on this machine: the departments would refuse its tokens.
    const viewer = claims.iss === this.options.issuer ? viewerFromClaims(claims) : undefined
    return viewer && { viewer, token: current.accessToken, endsAt: current.endsAt }
  }

  private async fresh(session: Session, reply: FastifyReply): Promise<Session | undefined> {
    const remaining = session.accessExpiresAt - Date.now()
    if (remaining > refreshBeforeMs) return session
    if (session.refreshToken === undefined) return remaining > 0 ? session : undefined
    try {
      const tokens = await this.options.identity.refresh(session.refreshToken)
      return await this.keep(reply, { ...tokens, idToken: tokens.idToken ?? session.idToken }, session.endsAt)
    } catch (error) {
      if (error instanceof SignInEnded) {
        this.clear(reply)
        return undefined
      }
      if (remaining > 0) return session
      return refuseUnavailable(error)
    }
  }

  async start(reply: FastifyReply, tokens: Tokens): Promise<void> {
    await this.keep(reply, tokens, Date.now() + sessionSeconds * 1000)
  }

  private async keep(reply: FastifyReply, tokens: Tokens, endsAt: number): Promise<Session> {
    const session: Session = { ...tokens, endsAt }
    const sealed = await seal(this.options.key, session)
    // Lax, not Strict: the redirect back from the provider is a navigation that another site may have begun, and the page
    // it lands on must already see the session. Requests that could change anything are checked for their origin instead.
    reply.setCookie(this.cookieName, sealed, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure,
      maxAge: Math.max(0, Math.floor((endsAt - Date.now()) / 1000)),
    })
    return session
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.cookieName, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure })
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

function refuseUnavailable(error: unknown): never {
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
