import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type IdentityClient, IdentityUnavailable } from './identity-client.ts'
import { refuseForeignOrigin } from './same-origin.ts'
import { seal, unseal } from './sealed.ts'
import type { Sessions } from './session.ts'
import { signInFaultPage } from './sign-in-fault-page.ts'

export interface SignInRoutesOptions {
  identity: IdentityClient
  sessions: Sessions
  key: Uint8Array
  publicUrl: string
}

const pending = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
  until: z.number(),
})

const pendingSeconds = 60 * 60
const random = () => randomBytes(32).toString('base64url')

type LoginRequest = FastifyRequest<{ Querystring: { returnTo?: string | string[]; moved?: string } }>
type CallbackRequest = FastifyRequest<{ Querystring: { state?: string } }>

/** Authorization code with PKCE, state and nonce; what must be remembered meanwhile is a sealed cookie per attempt. */
export async function signInRoutes(app: FastifyInstance, options: SignInRoutesOptions): Promise<void> {
  const { identity, sessions, key, publicUrl } = options
  const isSecure = publicUrl.startsWith('https:')
  const pendingCookie = { path: '/auth', httpOnly: true, sameSite: 'lax', secure: isSecure } as const
  const cookieFor = (state: string) => `vx-sign-in-${state.slice(0, 8)}`

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get('/auth/login', async (request: LoginRequest, reply) => {
    const returnTo = localPath(request.query.returnTo, publicUrl)
    // Cookies belong to one host name. Moved at most once, so that a proxy which rewrites Host cannot send us in circles.
    if (request.headers.host !== new URL(publicUrl).host && request.query.moved === undefined) {
      return reply.redirect(`${publicUrl}/auth/login?${new URLSearchParams({ returnTo, moved: '1' })}`, 302)
    }
    const attempt = { state: random(), nonce: random(), codeVerifier: random() }
    const address = await identity
      .authorizationUrl({
        redirect_uri: `${publicUrl}/auth/callback`,
        scope: 'openid',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: createHash('sha256').update(attempt.codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      })
      .catch((error: unknown) => fault(request, reply, error))
    if (typeof address !== 'string') return reply
    const sealed = await seal(key, { ...attempt, returnTo, until: Date.now() + pendingSeconds * 1000 })
    reply.setCookie(cookieFor(attempt.state), sealed, { ...pendingCookie, maxAge: pendingSeconds })
    return reply.redirect(address, 302)
  })

  app.get('/auth/callback', async (request: CallbackRequest, reply) => {
    const name = cookieFor(request.query.state ?? '')
    const attempt = pending.safeParse(await unseal(key, request.cookies[name] ?? '')).data
    reply.clearCookie(name, pendingCookie)
    if (!attempt || attempt.until < Date.now()) return fault(request, reply, undefined)
    try {
      await sessions.start(reply, await identity.exchange(new URL(request.url, publicUrl), attempt))
    } catch (error) {
      return fault(request, reply, error)
    }
    return reply.redirect(attempt.returnTo, 302)
  })

  app.post('/auth/logout', async (request, reply) => {
    refuseForeignOrigin(request, publicUrl)
    const session = await sessions.open(request.cookies[sessions.cookieName] ?? '')
    sessions.clear(reply)
    // Not "cookies": the provider's own are needed for the way out that follows.
    reply.header('clear-site-data', '"cache", "storage"')
    try {
      // Ended at the provider now, whether or not the browser follows: by its own interface also for copies of the cookie, and
      // where there is no such interface, or the token is too old for it, by the standard's.
      if (session) {
        await identity
          .ask('/me/sign-out', { token: session.accessToken, requestId: request.id, body: {} })
          .catch((error: unknown) => request.log.warn({ err: error }, 'copies of the session were not ended'))
      }
      if (session?.refreshToken) await identity.revoke(session.refreshToken)
      return { redirect: await identity.endSessionUrl(session?.idToken) }
    } catch (error) {
      request.log.warn({ err: error }, 'signed out here only')
      return { redirect: `${publicUrl}/` }
    }
  })
}

function fault(request: FastifyRequest, reply: FastifyReply, error: unknown) {
  const isAway = error instanceof IdentityUnavailable
  if (error !== undefined) request.log.warn({ err: error }, 'sign-in failed')
  return reply
    .code(isAway ? 503 : 400)
    .type('text/html; charset=utf-8')
    .send(
      signInFaultPage(
        isAway
          ? 'Hệ thống đăng nhập hiện không trả lời. Hãy thử lại sau ít phút.'
          : 'Lần đăng nhập này đã hết hạn, đã dùng rồi hoặc bị huỷ.',
      ),
    )
}

/** Where to go after signing in: a path of ours, whatever was asked. */
function localPath(asked: unknown, publicUrl: string): string {
  if (typeof asked !== 'string' || !asked.startsWith('/')) return '/'
  const url = URL.parse(asked, publicUrl)
  // Resolved, a path like "/.//host" begins with two slashes, and by itself names another host.
  if (url?.origin !== publicUrl || url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
