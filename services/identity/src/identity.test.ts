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

const deputy = () =>
  identity.ask('approver-2', '/me').then(({ body }) => body.assignments as { id: string; role: string }[])

test('the gateway says in which assignment the person acts; one that is not held gives the first', async () => {
  const [first, second] = await deputy()
  expect([first?.role, second?.role]).toEqual(['APPROVER', 'TEAM_LEADER'])
  const { body } = await exchange(await signIn(browser(), { choice: 'approver-2' }))
  const refresh = async (assignment: string) => {
    const fields = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '', assignment }
    return viewerFromClaims(await verified((await tokenRequest(fields)).body.access_token ?? ''))
  }
  expect(viewerFromClaims(await verified(body.access_token ?? ''))?.role).toBe('APPROVER')
  expect(await refresh(second?.id ?? '')).toMatchObject({ role: 'TEAM_LEADER', purpose: 'COMMAND' })
  expect((await refresh(demoViewer('CHAIR', '00121').assignmentId))?.role).toBe('APPROVER')
  expect((await refresh('nonsense'))?.role).toBe('APPROVER')
})

test('a token never outlives its assignment', async () => {
  const { body: opened } = await identity.ask('approver-2', '/break-glass', {
    reasonCode: 'DISASTER',
    reason: 'Ngập, cần tìm người già neo đơn',
    caseReference: 'BCĐ 3',
    minutes: 2,
  })
  const { body } = await exchange(await signIn(browser(), { choice: 'approver-2' }))
  const fields = {
    grant_type: 'refresh_token',
    refresh_token: body.refresh_token ?? '',
    assignment: opened.assignmentId,
  }
  const payload = await verified((await tokenRequest(fields)).body.access_token ?? '')
  expect(viewerFromClaims(payload)).toMatchObject({
    role: 'EMERGENCY_READER',
    purpose: 'BREAK_GLASS',
    units: ['00121'],
  })
  expect((payload.exp ?? 0) * 1000).toBeLessThanOrEqual(Date.parse(opened.endsAt))
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeGreaterThan(90)
})

test('the second factor is in the token of the sign-in that proved it, and of no other', async () => {
  const here = await exchange(await signIn(browser(), { choice: 'inspector' }))
  const there = await exchange(await signIn(browser(), { choice: 'inspector' }))
  const code = (await identity.ask('inspector', '/me')).body.stepUp.demoCode
  const proven = await fetch(`${identity.upstream}/identity/api/step-up`, {
    method: 'POST',
    headers: { authorization: `Bearer ${here.body.access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  const { receipt } = (await proven.json()) as { receipt: string }
  const refresh = async ({ body }: typeof here) => {
    const fields = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '', step_up: receipt }
    return viewerFromClaims(await verified((await tokenRequest(fields)).body.access_token ?? ''))?.steppedUpAt
  }
  expect(await refresh(here)).toBeGreaterThan(Date.now() / 1000 - 60)
  expect(await refresh(there)).toBeUndefined()
})

test('the list of what was taken away is signed, and for nothing else', async () => {
  const token = await (await fetch(`${identity.upstream}/identity/revocations`)).text()
  expect(decodeProtectedHeader(token).typ).toBe('revocations+jwt')
  await expect(verified(token)).rejects.toThrow(/aud/)
})

test('an administrator sees a sign-in and ends it: neither its refresh token nor its cookie opens anything more', async () => {
  const visit = browser()
  const { body } = await exchange(await signIn(visit, { choice: 'registrar' }))
  const { sub, sid } = await verified(body.access_token ?? '')
  const { sessions } = (await identity.ask('system-admin', `/sessions?account=${sub}`)).body
  expect(sessions.map(({ id }: { id: string }) => id)).toContain(sid)
  expect((await identity.ask('system-admin@00124', `/sessions/${sid}/end`, {})).status).toBe(404)
  expect((await identity.ask('system-admin', `/sessions/${sid}/end`, {})).status).toBe(200)
  const refresh = await tokenRequest({ grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' })
  expect(refresh.body.error).toBe('invalid_grant')
  expect((await visit(authorization)).location).toMatch(/^\/identity\/interaction\//)
  expect((await identity.ask('system-admin', `/sessions?account=${sub}`)).body.sessions).toEqual([])
})

test('a person changes the own password; other sign-ins end, this one goes on', async () => {
  const here = await exchange(await signIn(browser(), { choice: 'community-team' }))
  const there = await exchange(await signIn(browser(), { choice: 'community-team' }))
  const change = async (current: string, chosen: string) => {
    const response = await fetch(`${identity.upstream}/identity/api/me/password`, {
      method: 'POST',
      headers: { authorization: `Bearer ${here.body.access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ current, new: chosen }),
    })
    return ((await response.json()) as { code?: string }).code ?? response.status
  }
  expect(await change('sai rồi', 'một mật khẩu rất dài')).toBe('WRONG_PASSWORD')
  expect(await change(demoPassword, 'ngắn')).toBe('WEAK_PASSWORD')
  expect(await change(demoPassword, 'một mật khẩu rất dài')).toBe(200)
  const refresh = async ({ body }: typeof here) =>
    (await tokenRequest({ grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' })).status
  expect(await refresh(here)).toBe(200)
  expect(await refresh(there)).toBe(400)
})

test('somebody new sets a password of their own at the first sign-in', async () => {
  const made = await identity.ask('system-admin', '/accounts', { signInName: 'nguoi-moi', fullName: 'Người Mới' })
  const { posts } = (await identity.ask('system-admin', '/posts')).body
  const postId = posts.find(({ role }: { role: string }) => role === 'CLERK').id
  await identity.ask('system-admin', '/assignments', {
    accountId: made.body.account.id,
    postId,
    validFrom: '2021-01-01',
  })
  const visit = browser()
  const start = await visit(authorization)
  const fields = { signInName: 'nguoi-moi', password: made.body.oneTimePassword }
  const form = await submit(visit, start.location ?? '', fields)
  expect(form.status).toBe(200)
  expect(form.text).toContain('Đặt mật khẩu mới')
  const short = await submit(visit, start.location ?? '', { ...fields, newPassword: 'ngắn' })
  expect(short.text).toContain('ít nhất 12 ký tự')
  const done = await submit(visit, start.location ?? '', { ...fields, newPassword: 'mật khẩu của tôi đây' })
  expect(done.status).toBe(303)
})

test('a network that guesses through a list of names is stopped, though no single account is', async () => {
  const visit = browser()
  const start = await visit(authorization)
  const guess = (name: string) =>
    visit(start.location ?? '', {
      method: 'POST',
      body: new URLSearchParams({ signInName: name, password: 'mat-khau-1' }),
      headers: { origin: publicUrl, 'x-forwarded-for': '203.0.113.7' },
    })
  for (let turn = 0; turn < 60; turn += 1) expect((await guess(`name-${turn}`)).status).toBe(401)
  const stopped = await guess('name-60')
  expect(stopped.status).toBe(429)
  expect(stopped.text).toContain('quá nhiều lần đăng nhập sai từ mạng này')
  expect((await submit(visit, start.location ?? '', { signInName: 'name-61', password: 'x' })).status).toBe(401)
})

test('a sign-in with signs that no text has is refused like any that is not complete', async () => {
  const visit = browser()
  const start = await visit(authorization)
  expect((await submit(visit, start.location ?? '', { signInName: 'a\0b', password: 'x' })).status).toBe(400)
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
