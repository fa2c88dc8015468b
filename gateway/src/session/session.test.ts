import { demoPassword, demoViewer } from '@vungxanh/identity/demo'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import {
  type Browser,
  browserOf,
  health,
  type Platform,
  type RunningSubgraph,
  residents,
  signInAs,
  startPlatform,
  startSubgraph,
} from '../testing.ts'
import { IdentityClient } from './identity-client.ts'
import { Sessions } from './session.ts'

let subgraphs: RunningSubgraph[]
let platform: Platform

beforeAll(async () => {
  subgraphs = await Promise.all([startSubgraph(residents), startSubgraph(health)])
  platform = await startPlatform(subgraphs, { freeDocuments: true })
})
afterAll(async () => {
  await platform.stop()
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()))
})
afterEach(() => vi.useRealTimers())

const browser = () => browserOf(platform)
const sameOrigin = () => ({ origin: platform.publicUrl, 'sec-fetch-site': 'same-origin' })
const signIn = (visitor: Browser, fields: Record<string, string>, returnTo = '/chi-huy?ky=1') =>
  signInAs(platform, visitor, fields, returnTo)

const graphql = ({ visit }: Browser, headers: Record<string, string> = sameOrigin()) =>
  visit('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ person(id: "1") { echo { authorization } } }' }),
  })

test('signs in through the provider, comes back to the page, and the browser holds one cookie that no script can read', async () => {
  const chair = browser()
  expect((await chair.visit('/auth/session')).status).toBe(401)
  expect(await signIn(chair, { signInName: 'chair', password: demoPassword })).toBe('/chi-huy?ky=1')
  const cookie = chair.jar.get('vx-session')
  expect(cookie?.attributes).toMatch(/httponly/i)
  expect(cookie?.attributes).toMatch(/samesite=lax/i)
  expect(cookie?.value.length).toBeLessThan(3_800)
  expect(cookie?.value.split('.')).toHaveLength(5)
  expect([...chair.jar.keys()].filter((name) => name.startsWith('vx-sign-in-'))).toEqual([])

  const session = await chair.visit('/auth/session', { headers: { 'sec-fetch-site': 'same-origin' } })
  const { units, ...viewer } = demoViewer('CHAIR', '00121')
  const { id, role, post, organisation } = { ...viewer, id: viewer.assignmentId }
  expect(JSON.parse(session.text)).toEqual({
    viewer: { ...viewer, units: units.map((code) => ({ code })) },
    account: { id: viewer.accountId, signInName: 'chair', fullName: viewer.name },
    assignments: [
      { id, kind: 'APPOINTMENT', role, post, organisation, units: [{ code: '00121' }], validTo: null, endsAt: null },
    ],
    stepUp: { enrolled: true, until: null, demoCode: expect.stringMatching(/^\d{6}$/) },
    notices: [],
    resets: [],
    breakGlass: null,
    expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
  })
  const answer = await graphql(chair)
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('Bearer ')
})

test('comes back only to pages of ours', async () => {
  for (const returnTo of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
  ]) {
    expect(await signIn(browser(), { choice: 'clerk' }, returnTo)).toBe('/')
  }
})

test('an address that names two places to come back to is no accident', async () => {
  const login = await browser().visit('/auth/login?returnTo=/ho-dan&returnTo=/chi-huy&moved=1')
  expect(login.location).toContain('/identity/auth?')
})

test('a request that another site causes is refused, and so is one of a kind that forms can send', async () => {
  const clerk = browser()
  await signIn(clerk, { choice: 'clerk' })
  for (const headers of [
    {},
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ]) {
    const { status, text } = await graphql(clerk, headers as Record<string, string>)
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([403, 'FORBIDDEN'])
    expect(
      (await clerk.visit('/auth/logout', { method: 'POST', headers: headers as Record<string, string> })).status,
    ).toBe(403)
  }
  expect((await graphql(clerk, { ...sameOrigin(), 'content-type': 'text/plain' })).status).toBe(415)
  expect(
    (await clerk.visit('/graphql?query={__typename}', { headers: { 'sec-fetch-site': 'cross-site' } })).status,
  ).toBe(403)
  expect((await graphql(clerk)).status).toBe(200)
})

test('signing out ends the session here, at the provider, and its refresh token', async () => {
  const analyst = browser()
  await signIn(analyst, { choice: 'analyst' })
  const out = await analyst.visit('/auth/logout', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sameOrigin() },
    body: '{}',
  })
  expect(out.status).toBe(200)
  expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect(analyst.jar.has('vx-session')).toBe(false)
  const { redirect } = JSON.parse(out.text) as { redirect: string }
  const page = await analyst.visit(redirect)
  expect(page.status).toBe(200)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const done = await analyst.visit('/identity/session/end/confirm', {
    method: 'POST',
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
    headers: { origin: platform.publicUrl },
  })
  expect(done.location).toBe(`${platform.publicUrl}/`)
  const login = await analyst.visit('/auth/login')
  expect((await analyst.visit(login.location)).location).toContain('/identity/interaction/')
})

test('a page’s requests that find the token old refresh it once, and keep working', async () => {
  const cashier = browser()
  await signIn(cashier, { choice: 'cashier' })
  const before = cashier.jar.get('vx-session')?.value
  const tokenRequests = platform.identity.count.tokens
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 290_000 })
  const answers = await Promise.all(Array.from({ length: 5 }, () => graphql(cashier)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(platform.identity.count.tokens - tokenRequests).toBe(1)
  expect(cashier.jar.get('vx-session')?.value).not.toBe(before)
})

test('who is dismissed is out when the token has run its five minutes, and the cookie is taken away', async () => {
  const leader = browser()
  await signIn(leader, { choice: 'team-leader@00124' })
  await platform.identity.orm.em
    .fork()
    .execute("update account set is_disabled = true where sign_in_name = 'team-leader@00124'")
  expect((await graphql(leader)).status).toBe(200)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 290_000 })
  expect((await graphql(leader)).status).toBe(401)
  expect(leader.jar.has('vx-session')).toBe(false)
})

test('behind HTTPS the cookie is one that no sister domain can plant', () => {
  const identity = new IdentityClient({
    issuer: 'https://x/identity',
    upstream: 'http://y',
    publicUrl: 'https://x',
    clientSecret: '',
  })
  const sessions = new Sessions({
    identity,
    issuer: 'https://x/identity',
    key: new Uint8Array(32),
    publicUrl: 'https://x',
    hasDemoAccounts: false,
  })
  expect(sessions.cookieName).toBe('__Host-vx-session')
})

test('a session of yesterday, a forged cookie and somebody else’s callback open nothing', async () => {
  const clerk = browser()
  await signIn(clerk, { choice: 'clerk' })
  const cookie = clerk.jar.get('vx-session')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 13 * 3_600_000 })
  expect((await graphql(clerk)).status).toBe(401)
  vi.useRealTimers()
  clerk.jar.set('vx-session', { path: '/', attributes: '', value: `${cookie?.value.slice(0, -6)}AAAAAA` })
  expect((await graphql(clerk)).status).toBe(401)
  const stray = await browser().visit('/auth/callback?code=x&state=y')
  expect(stray.status).toBe(400)
  expect(stray.text).toContain('Đăng nhập lại')
})

test('who came by another name of the machine is sent to the public one first, once', async () => {
  const moved = await fetch(`${platform.url}/auth/login?returnTo=/ho-dan`, { redirect: 'manual' })
  expect(moved.headers.get('location')).toBe(`${platform.publicUrl}/auth/login?returnTo=%2Fho-dan&moved=1`)
  const once = await fetch(`${platform.url}/auth/login?returnTo=/ho-dan&moved=1`, { redirect: 'manual' })
  expect(once.headers.get('location')).toContain('/identity/auth?')
})
