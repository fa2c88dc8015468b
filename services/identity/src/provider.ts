import type { EntityManager } from '@mikro-orm/postgresql'
import { claimsOf, tokenAudience } from '@vungxanh/access'
import { type Configuration, type KoaContextWithOIDC, type Account as OidcAccount, Provider } from 'oidc-provider'
import { actingAssignment, endOf, type HeldAssignment, viewerIn } from './accounts/acting.ts'
import { Receipts } from './second-factor/receipt.ts'
import { errorPage } from './sign-in/error-page.ts'
import { signedOutPage, signOutPage } from './sign-in/sign-out-page.ts'
import type { SigningKeys } from './tokens/signing-keys.ts'
import { TokenStore } from './tokens/token-store.ts'

export const gatewayClientId = 'gateway'

/** The resource that every access token is for; a URI because the standard asks for one. The audience stays short. */
export const apiResource = 'urn:vungxanh:api'

const workingDay = 12 * 60 * 60
const accessTokenSeconds = 5 * 60

/** An account as the provider hands it round within one request. */
interface ActingAccount extends OidcAccount {
  acting: HeldAssignment
}

function actingIn(ctx: KoaContextWithOIDC): HeldAssignment | undefined {
  return (ctx.oidc.account as ActingAccount | undefined)?.acting
}

/** Five minutes, or less where the assignment ends before. */
function secondsFor(acting: HeldAssignment | undefined, now: Date): number {
  const end = acting && endOf(acting)
  if (!end) return accessTokenSeconds
  return Math.max(1, Math.min(accessTokenSeconds, Math.floor((end.getTime() - now.getTime()) / 1000)))
}

export interface ProviderOptions {
  issuer: string
  publicUrl: string
  clientSecret: string
  cookieKeys: string[]
  signingKeys: SigningKeys
  /** A fresh entity manager per use: nothing of one person's request stays for the next. */
  entityManager: () => EntityManager
  logError: (error: unknown) => void
}

export function createProvider(options: ProviderOptions): Provider {
  const { issuer, publicUrl, signingKeys, entityManager } = options
  const receipts = new Receipts(signingKeys, issuer)
  const cookiePath = new URL(issuer).pathname
  const origin = new URL(publicUrl).origin

  const configuration: Configuration = {
    adapter: (model: string) => new TokenStore(entityManager(), model),
    jwks: signingKeys as Configuration['jwks'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    clients: [
      {
        client_id: gatewayClientId,
        client_secret: options.clientSecret,
        redirect_uris: [`${origin}/auth/callback`],
        post_logout_redirect_uris: [`${origin}/`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    scopes: ['openid'],
    pkce: { required: () => true },
    cookies: {
      keys: options.cookieKeys,
      names: { session: 'vx-identity', interaction: 'vx-sign-in', resume: 'vx-sign-in-resume' },
      long: { httpOnly: true, sameSite: 'lax', path: cookiePath },
      short: { httpOnly: true, sameSite: 'lax', path: cookiePath },
    },
    ttl: {
      AccessToken: (ctx) => secondsFor(actingIn(ctx), new Date()),
      AuthorizationCode: 60,
      IdToken: accessTokenSeconds,
      Interaction: 60 * 60,
      RefreshToken: workingDay,
      Session: workingDay,
      Grant: workingDay,
    },
    routes: {
      authorization: '/auth',
      token: '/token',
      jwks: '/jwks',
      end_session: '/session/end',
      revocation: '/token/revocation',
      userinfo: '/me',
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: tokenAudience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => signOutPage(ctx, form),
        postLogoutSuccessSource: (ctx) => signedOutPage(ctx, `${origin}/`),
      },
    },
    interactions: { url: (_ctx, interaction) => `${cookiePath}/interaction/${interaction.uid}` },
    // The gateway is our own: there is nobody to ask for consent, so the grant is made as the person signs in.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider, account } = ctx.oidc
      if (!client || !session || !account || client.clientId !== gatewayClientId) return undefined
      const existing = session.grantIdFor(client.clientId)
      const found = existing ? await provider.Grant.find(existing) : undefined
      if (found?.accountId === account.accountId) return found
      const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
      grant.addOIDCScope('openid')
      grant.addResourceScope(apiResource, '')
      await grant.save()
      return grant
    },
    issueRefreshToken: async (_ctx, client) => client.clientId === gatewayClientId,
    // The gateway alone holds it, encrypted, and several replicas may refresh at once: a rotated one would sign people out.
    rotateRefreshToken: () => false,
    // Read again at every refresh: a person who was moved or dismissed loses the post with the next token. The gateway says
    // which of several assignments the person acts in.
    findAccount: async (ctx, accountId) => {
      const asked = ctx.oidc.body?.assignment
      const now = new Date()
      const acting = await actingAssignment(
        entityManager(),
        accountId,
        typeof asked === 'string' ? asked : undefined,
        now,
      )
      if (!acting) return undefined
      const account: ActingAccount = { accountId, claims: () => ({ sub: accountId }), acting }
      return account
    },
    extraTokenClaims: async (ctx, token) => {
      if (!('accountId' in token) || typeof token.accountId !== 'string') return undefined
      const acting = actingIn(ctx)
      if (!acting) throw new Error(`Account ${token.accountId} holds no post today`)
      const sessionId = 'sessionUid' in token && typeof token.sessionUid === 'string' ? token.sessionUid : undefined
      const steppedUpAt = await receipts.read(ctx.oidc.body?.step_up, { accountId: token.accountId, sessionId })
      const { sub: _sub, ...claims } = claimsOf({
        ...viewerIn(acting),
        ...(steppedUpAt !== undefined && { steppedUpAt }),
      })
      return { ...claims, sid: sessionId }
    },
    renderError: (ctx, out) => errorPage(ctx, out.error),
  }

  const provider = new Provider(issuer, configuration)
  // Only the gateway reaches this process, on loopback or a private network; it says which address the browser used.
  provider.proxy = true
  provider.on('server_error', (_ctx, error) => options.logError(error))
  return provider
}
