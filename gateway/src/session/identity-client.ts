import { tokenAudience, type Viewer, viewerFromClaims } from '@vungxanh/access'
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, customFetch as jwksFetch, jwtVerify } from 'jose'
import * as oidc from 'openid-client'

export interface IdentityClientOptions {
  issuer: string
  /** Where this process reaches the provider, when browsers reach it through us. */
  upstream: string
  publicUrl: string
  clientSecret: string
}

export interface Tokens {
  accessToken: string
  refreshToken: string | undefined
  idToken: string | undefined
  accessExpiresAt: number
}

export class IdentityUnavailable extends Error {}
export class SignInEnded extends Error {}

/** The provider as the gateway uses it. Asked for on first use, so that the order in which processes start does not matter. */
export class IdentityClient {
  private configuration: Promise<oidc.Configuration> | undefined
  private keys: JWTVerifyGetKey | undefined
  private readonly verified = new Map<string, { viewer: Viewer; until: number }>()
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

  /** Who a bearer token speaks for; undefined when it is not one of ours, or no longer. */
  async verify(token: string): Promise<Viewer | undefined> {
    const known = this.verified.get(token)
    if (known && known.until > Date.now()) return known.viewer
    const keys = await this.publicKeys()
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.options.issuer,
        audience: tokenAudience,
        algorithms: ['ES256'],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 30,
      })
      const viewer = viewerFromClaims(payload)
      if (viewer) this.remember(token, viewer, (payload.exp ?? 0) * 1000)
      return viewer
    } catch (error) {
      const isRefused = error instanceof errors.JOSEError && error.code !== 'ERR_JWKS_TIMEOUT' && !isBadJwks(error)
      if (isRefused) return undefined
      throw new IdentityUnavailable('the keys of the identity provider cannot be read', { cause: error })
    }
  }

  private remember(token: string, viewer: Viewer, until: number): void {
    if (this.verified.size >= 2_000) this.verified.clear()
    this.verified.set(token, { viewer, until })
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

  /** One request to the provider however many of a page's requests find the token old at once. */
  refresh(refreshToken: string): Promise<Tokens> {
    const underWay = this.refreshing.get(refreshToken)
    if (underWay) return underWay
    const refreshed = this.requestRefresh(refreshToken)
    this.refreshing.set(refreshToken, refreshed)
    // Kept for a while: requests that left the browser before the new cookie reached it still carry the old one.
    const forget = () => this.refreshing.delete(refreshToken)
    refreshed.then(() => setTimeout(forget, 20_000).unref(), forget)
    return refreshed
  }

  private async requestRefresh(refreshToken: string): Promise<Tokens> {
    const configuration = await this.configure()
    try {
      const tokens = tokensOf(await oidc.refreshTokenGrant(configuration, refreshToken))
      return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken }
    } catch (error) {
      // Only this answer means that the person is signed out; a provider in trouble must not end everybody's day.
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') {
        throw new SignInEnded('the provider ended the sign-in', { cause: error })
      }
      throw new IdentityUnavailable('the identity provider does not answer', { cause: error })
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
