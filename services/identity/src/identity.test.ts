import { createHash, randomBytes } from 'node:crypto'
import { tokenAudience, viewerFromClaims } from '@vungxanh/access'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccounts, demoPassword, demoViewer, mintDemoToken } from './demo.ts'
import { identityDatabase, startIdentity, testClientSecret } from './testing.ts'

const publicUrl = 'http://localhost:4999'
let appUrl: string
let identity: Awaited<ReturnType<typeof startIdentity>>

beforeAll(async () => {
  appUrl = (await identityDatabase()).appUrl
  identity = await startIdentity({ appUrl, publicUrl })
})
afterAll(() => identity.stop())

/** A browser behind the gateway's proxy: keeps cookies, stops at each redirect. */
function browser() {
  const jar = new Map<string, string>()
  return async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, publicUrl)
    const response = await fetch(`${identity.upstream}${url.pathname}${url.search}`, {
      ...init,
      redirect: 'manual',
      headers: {
        'x-forwarded-proto': 'http',
        'x-forwarded-host': new URL(publicUrl).host,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...init.headers,
      },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    }
  }
}

type Browser = ReturnType<typeof browser>

const verifier = randomBytes(32).toString('base64url')
const authorization = `/identity/auth?${new URLSearchParams({
  client_id: 'gateway',
  response_type: 'code',
  scope: 'openid',
  redirect_uri: `${publicUrl}/auth/callback`,
  state: 's',
  nonce: 'n',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
})}`

const submit = (visit: Browser, action: string, fields: Record<string, string>) =>
  visit(action, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: publicUrl } })

async function signIn(visit: Browser, fields: Record<string, string>): Promise<string> {
  const start = await visit(authorization)
  const answer = await submit(visit, start.location ?? '', fields)
  expect(answer.status).toBe(303)
  const callback = await visit(answer.location ?? '')
  expect(callback.location).toContain(`${publicUrl}/auth/callback`)
  return new URL(callback.location ?? '').searchParams.get('code') ?? ''
}

async function tokenRequest(fields: Record<string, string>) {
  const response = await fetch(`${identity.upstream}/identity/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`gateway:${encodeURIComponent(testClientSecret)}`)}` },
    body: new URLSearchParams(fields),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

const exchange = (code: string) =>
  tokenRequest({
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${publicUrl}/auth/callback`,
    code_verifier: verifier,
  })

async function verified(token: string) {
  const keys = createRemoteJWKSet(new URL(`${identity.upstream}/identity/jwks`))
  return (await jwtVerify(token, keys, { issuer: identity.issuer, audience: tokenAudience, algorithms: ['ES256'] }))
    .payload
}

test('a person signs in by password and the gateway gets a token with the post, the role and the units', async () => {
  const visit = browser()
  const start = await visit(authorization)
  expect(start.location).toMatch(/^\/identity\/interaction\//)
  const form = await visit(start.location ?? '')
  expect(form.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(form.text).toContain('Tên đăng nhập')
  expect(form.text).not.toMatch(/src="http|href="http|@import/)

  const wrong = await submit(visit, start.location ?? '', { signInName: 'chair', password: 'wrong' })
  expect(wrong.status).toBe(401)
  expect(wrong.text).toContain('Tên đăng nhập hoặc mật khẩu không đúng')

  const { status, body } = await exchange(await signIn(visit, { signInName: 'chair', password: demoPassword }))
  expect(status).toBe(200)
  const payload = await verified(body.access_token ?? '')
  const chair = demoAccounts.find(({ signInName }) => signInName === 'chair')
  expect(viewerFromClaims(payload)).toEqual(demoViewer('CHAIR', '00121'))
  expect(payload.sub).toBe(chair?.id)
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300)
})

test('one click signs a demonstration account in, without a consent page, and the second application visit asks nothing', async () => {
  const visit = browser()
  const { body } = await exchange(await signIn(visit, { choice: 'welfare-officer@00124' }))
  expect(viewerFromClaims(await verified(body.access_token ?? ''))).toEqual(demoViewer('WELFARE_OFFICER', '00124'))
  const again = await visit(authorization)
  expect(again.location).toContain('/auth/callback?code=')
})

test('a restart forgets nothing: sessions and refresh tokens live in the database, and the refresh token stays the same', async () => {
  const visit = browser()
  const first = await exchange(await signIn(visit, { choice: 'clerk' }))
  const { keysFile } = identity
  await identity.stop()
  identity = await startIdentity({ appUrl, publicUrl, keysFile })

  const refreshed = await tokenRequest({ grant_type: 'refresh_token', refresh_token: first.body.refresh_token ?? '' })
  expect(refreshed.status).toBe(200)
  expect(refreshed.body.refresh_token).toBe(first.body.refresh_token)
  expect(viewerFromClaims(await verified(refreshed.body.access_token ?? ''))?.role).toBe('CLERK')
  expect((await visit(authorization)).location).toContain('/auth/callback?code=')
})

test('a code works once; using it again ends what it gave', async () => {
  const code = await signIn(browser(), { choice: 'cashier' })
  const first = await exchange(code)
  expect(first.status).toBe(200)
  expect((await exchange(code)).body.error).toBe('invalid_grant')
  const refresh = await tokenRequest({ grant_type: 'refresh_token', refresh_token: first.body.refresh_token ?? '' })
  expect(refresh.body.error).toBe('invalid_grant')
})

test('signing out ends the session and its refresh token', async () => {
  const visit = browser()
  const { body } = await exchange(await signIn(visit, { choice: 'analyst' }))
  const page = await visit(
    `/identity/session/end?${new URLSearchParams({ id_token_hint: body.id_token ?? '', post_logout_redirect_uri: `${publicUrl}/` })}`,
  )
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const done = await submit(visit, '/identity/session/end/confirm', { xsrf, logout: 'yes' })
  expect(done.location).toBe(`${publicUrl}/`)
  expect((await visit(authorization)).location).toMatch(/^\/identity\/interaction\//)
  const refresh = await tokenRequest({ grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' })
  expect(refresh.body.error).toBe('invalid_grant')
})

test('refuses a request without PKCE, an unknown return address, a form from another site, a sign-in page used twice', async () => {
  const withoutPkce = await browser()(authorization.replace(/&code_challenge.*$/, ''))
  expect(withoutPkce.location).toContain('error=invalid_request')
  const elsewhere = await browser()(authorization.replace('%2Fauth%2Fcallback', '%2Felsewhere'))
  expect(elsewhere.status).toBe(400)
  expect(elsewhere.text).toContain('Không đăng nhập được')
  const visit = browser()
  const start = await visit(authorization)
  const forged = await visit(start.location ?? '', {
    method: 'POST',
    body: new URLSearchParams({ choice: 'chair' }),
    headers: { origin: 'https://evil.example' },
  })
  expect(forged.status).toBe(403)
  expect((await browser()(start.location ?? '')).status).toBe(400)
})

test('a demonstration token is like a real one, for any unit', async () => {
  const token = await mintDemoToken({
    keysFile: identity.keysFile,
    issuer: identity.issuer,
    role: 'INSPECTOR',
    unit: '99999',
  })
  expect(decodeProtectedHeader(token).typ).toBe('at+jwt')
  const payload = await verified(token)
  expect(payload.client_id).toBe('command-line')
  expect(viewerFromClaims(payload)).toEqual({ ...demoViewer('INSPECTOR', '99999'), steppedUpAt: expect.any(Number) })
})

test('says whether it is alive and ready', async () => {
  expect((await fetch(`${identity.upstream}/healthz`)).status).toBe(200)
  expect(await (await fetch(`${identity.upstream}/readyz`)).json()).toEqual({ status: 'ready' })
})
