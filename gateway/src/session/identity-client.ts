import { tokenAudience, type Viewer, viewerFromClaims } from '@vungxanh/access'
import type { Revocations } from '@vungxanh/access/revocations'
import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  customFetch as jwksFetch,
  jwtVerify,
} from 'jose'
import * as oidc from 'openid-client'

export interface IdentityClientOptions {
  issuer: string
  /** Where this process reaches the provider, when browsers reach it through us. */
  upstream: string
  publicUrl: string
  clientSecret: string
  /** What was taken away since its tokens were issued; without it they live their five minutes. */
  revocations?: Revocations | undefined
}

export interface Verified {
  viewer: Viewer
  claims: JWTPayload
}

/** What a session asks of its next token. */
export interface Wish {
  /** The assignment that the person acts in. */
  assignmentId?: string | undefined
  /** The identity service's own receipt for the second factor. */
  stepUpReceipt?: string | undefined
}

export interface IdentityAnswer {
  status: number
  body: unknown
  retryAfter?: string | undefined
}

export interface Tokens {
  accessToken: string
  refreshToken: string | undefined
  idToken: string | undefined
  accessExpiresAt: number
}

/** How far the clocks of two machines may be apart, in seconds. */
const clockTolerance = 30

export class IdentityUnavailable extends Error {}
export class SignInEnded extends Error {}

/** The provider as the gateway uses it. Asked for on first use, so that the order in which processes start does not matter. */
export class IdentityClient {
  private configuration: Promise<oidc.Configuration> | undefined
  private keys: JWTVerifyGetKey | undefined
  private readonly verified = new Map<string, Verified>()
  private readonly refreshing = new Map<string, Promise<Tokens>>()

  constructor(private readonly options: IdentityClientOptions) {}

  private readonly fetch = (address: string, init: RequestInit): Promise<Response> => {
    const { publicUrl, upstream } = this.options
    const url = new URL(address)
    const browserUrl = new URL(publicUrl)
    if (url.origin !== browserUrl.origin) return fetch(url, init)
    const headers = new Headers(init.headers)
    headers.set('x-forwarded-proto', browserUrl.protocol.slice(0, -1))
    headers.set('x-forwarded-host', browserUrl.host)
    return fetch(new URL(`${url.pathname}${url.search}`, upstream), { ...init, headers })
  }

  private configure(): Promise<oidc.Configuration> {
    const { issuer, clientSecret } = this.options
    this.configuration ??= oidc
      .discovery(new URL(issuer), 'gateway', {}, oidc.ClientSecretBasic(clientSecret), {
        [oidc.customFetch]: (url, init) => this.fetch(url, init as RequestInit),
        execute: new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
        timeout: 5,
      })
      .catch((error: unknown) => {
        this.configuration = undefined
        throw new IdentityUnavailable('the identity provider does not answer', { cause: error })
      })
    return this.configuration
  }

  /** Whether something that the token says was taken away meanwhile. */
  isRevoked(claims: JWTPayload): boolean {
    return this.options.revocations?.isRevoked(claims) ?? false
  }

  /** Who a bearer token speaks for; undefined when it is not one of ours, or no longer. */
  async verify(token: string): Promise<Verified | undefined> {
    const known = this.verified.get(token) ?? (await this.verifyNew(token))
    const isPast = ((known?.claims.exp ?? 0) + clockTolerance) * 1000 <= Date.now()
    return known && !isPast && !this.isRevoked(known.claims) ? known : undefined
  }

  private async verifyNew(token: string): Promise<Verified | undefined> {
    const keys = await this.publicKeys()
    try {
      const { payload: claims } = await jwtVerify(token, keys, {
        issuer: this.options.issuer,
        audience: tokenAudience,
        algorithms: ['ES256'],
        requiredClaims: ['exp', 'sub'],
        clockTolerance,
      })
      const viewer = viewerFromClaims(claims)
      return viewer && this.remember(token, { viewer, claims })
    } catch (error) {
      const isRefused = error instanceof errors.JOSEError && error.code !== 'ERR_JWKS_TIMEOUT' && !isBadJwks(error)
      if (isRefused) return undefined
      throw new IdentityUnavailable('the keys of the identity provider cannot be read', { cause: error })
    }
  }

  private remember(token: string, verified: Verified): Verified {
    if (this.verified.size >= 2_000) this.verified.clear()
    this.verified.set(token, verified)
    return verified
  }

  private async publicKeys(): Promise<JWTVerifyGetKey> {
    if (this.keys) return this.keys
    const { jwks_uri: address } = (await this.configure()).serverMetadata()
    if (!address) throw new IdentityUnavailable('the identity provider publishes no keys')
    this.keys = createRemoteJWKSet(new URL(address), {
      cooldownDuration: 5_000,
      [jwksFetch]: (url, init) => this.fetch(url, init as RequestInit),
    })
    return this.keys
  }

  async authorizationUrl(parameters: Record<string, string>): Promise<string> {
    return oidc.buildAuthorizationUrl(await this.configure(), parameters).href
  }

  async exchange(callback: URL, checks: { codeVerifier: string; state: string; nonce: string }): Promise<Tokens> {
    const response = await oidc.authorizationCodeGrant(await this.configure(), callback, {
      pkceCodeVerifier: checks.codeVerifier,
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      idTokenExpected: true,
    })
    return tokensOf(response)
  }

  /** One request to the provider however many of a page's requests find the same token old at once. */
  refresh(old: { refreshToken: string; accessToken: string }, wish: Wish = {}): Promise<Tokens> {
    const key = JSON.stringify([old.refreshToken, old.accessToken, wish])
    const underWay = this.refreshing.get(key)
    if (underWay) return underWay
    const refreshed = this.requestRefresh(old.refreshToken, wish)
    this.refreshing.set(key, refreshed)
    // Kept for a while: requests that left the browser before the new cookie reached it still carry the old one.
    const forget = () => this.refreshing.delete(key)
    refreshed.then(() => setTimeout(forget, 20_000).unref(), forget)
    return refreshed
  }

  private async requestRefresh(refreshToken: string, { assignmentId, stepUpReceipt }: Wish): Promise<Tokens> {
    const configuration = await this.configure()
    const parameters = {
      ...(assignmentId !== undefined && { assignment: assignmentId }),
      ...(stepUpReceipt !== undefined && { step_up: stepUpReceipt }),
    }
    try {
      const tokens = tokensOf(await oidc.refreshTokenGrant(configuration, refreshToken, parameters))
      return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken }
    } catch (error) {
      // Only this answer means that the person is signed out; a provider in trouble must not end everybody's day.
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') {
        throw new SignInEnded('the provider ended the sign-in', { cause: error })
      }
      throw new IdentityUnavailable('the identity provider does not answer', { cause: error })
    }
  }

  /** Asks the identity service in the name of whoever the token speaks for. */
  async ask(path: string, request: { token: string; requestId: string; body?: unknown }): Promise<IdentityAnswer> {
    const base = `${new URL(this.options.issuer).pathname.replace(/\/$/, '')}/api`
    try {
      const response = await fetch(new URL(`${base}${path}`, this.options.upstream), {
        method: request.body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${request.token}`,
          'x-request-id': request.requestId,
          ...(request.body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
        signal: AbortSignal.timeout(5_000),
      })
      const retryAfter = response.headers.get('retry-after') ?? undefined
      return { status: response.status, body: await response.json(), retryAfter }
    } catch (error) {
      throw new IdentityUnavailable('the identity service does not answer', { cause: error })
    }
  }

  async revoke(refreshToken: string): Promise<void> {
    await oidc.tokenRevocation(await this.configure(), refreshToken, { token_type_hint: 'refresh_token' })
  }

  async endSessionUrl(idToken: string | undefined): Promise<string> {
    return oidc.buildEndSessionUrl(await this.configure(), {
      post_logout_redirect_uri: `${this.options.publicUrl}/`,
      ...(idToken && { id_token_hint: idToken }),
    }).href
  }
}

function tokensOf(response: Awaited<ReturnType<typeof oidc.refreshTokenGrant>>): Tokens {
  return {
    accessToken: response.access_token,
    refreshToken: response.refresh_token,
    idToken: response.id_token,
    accessExpiresAt: Date.now() + (response.expires_in ?? 60) * 1000,
  }
}

function isBadJwks(error: errors.JOSEError): boolean {
  return error.code === 'ERR_JOSE_GENERIC' || error.code === 'ERR_JWKS_INVALID'
}
