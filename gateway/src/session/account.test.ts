import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { demoAccounts, demoViewer } from '@vungxanh/identity/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const sameOrigin = () => ({ origin: platform.publicUrl, 'sec-fetch-site': 'same-origin' })

async function as(choice: string): Promise<Browser> {
  const browser = browserOf(platform)
  await signInAs(platform, browser, { choice }, '/')
  return browser
}

async function get({ visit }: Browser, path: string) {
  const { status, text } = await visit(path, { headers: sameOrigin() })
  return { status, body: JSON.parse(text) }
}

async function post(
  { visit }: Browser,
  path: string,
  body: object = {},
  headers: Record<string, string> = sameOrigin(),
) {
  const answer = await visit(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: JSON.parse(answer.text) }
}

const query = '{ person(id: "1") { echo { authorization } } }'
const graphql = (browser: Browser) => post(browser, '/graphql', { query })

const emergency = { reasonCode: 'OUTBREAK', reason: 'Ổ dịch mới ở khu nhà trọ', caseReference: 'BCĐ 7', minutes: 20 }

/**
 * Proves the second factor with the code that the session itself offers in a demonstration. At most twice for one account
 * in half a minute: each code works once, and the one after the next not yet.
 */
async function stepUp(browser: Browser) {
  const { body } = await get(browser, '/auth/session')
  return post(browser, '/auth/step-up', { code: body.stepUp.demoCode })
}

test('switches between the assignments that a person holds, and stays there after the token is renewed', async () => {
  const deputy = await as('approver-2')
  const { body } = await get(deputy, '/auth/session')
  const roles = body.assignments.map(({ role }: { role: string }) => role)
  expect([body.viewer.role, roles]).toEqual(['APPROVER', ['APPROVER', 'TEAM_LEADER']])
  const leader = body.assignments[1]
  const switched = await post(deputy, '/auth/assignment', { assignmentId: leader.id })
  expect(switched.body.viewer).toMatchObject({ role: 'TEAM_LEADER', post: leader.post, assignmentId: leader.id })
  expect((await get(deputy, '/auth/session')).body.viewer.role).toBe('TEAM_LEADER')
  const foreign = await post(deputy, '/auth/assignment', { assignmentId: demoViewer('CHAIR', '00121').assignmentId })
  expect([foreign.status, foreign.body.code]).toEqual([403, 'FORBIDDEN'])
  expect((await post(deputy, '/auth/assignment', {})).body.code).toBe('BAD_USER_INPUT')
})

test('a tab that renews an older cookie does not take the chosen assignment back', async () => {
  const deputy = await as('approver-2')
  const older = deputy.jar.get('vx-session')
  const { assignments } = (await get(deputy, '/auth/session')).body
  await post(deputy, '/auth/assignment', { assignmentId: assignments[1].id })
  // What the answer to a slow request of another tab writes.
  if (older) deputy.jar.set('vx-session', older)
  expect((await get(deputy, '/auth/session')).body.viewer.role).toBe('TEAM_LEADER')
  expect(deputy.jar.get('vx-session')?.value).not.toBe(older?.value)

  // The choice is this sign-in's, and opens nothing that is not held.
  const choice = deputy.jar.get('vx-acting')
  expect(choice?.attributes).toMatch(/httponly/i)
  const cashier = browserOf(platform)
  if (choice) cashier.jar.set('vx-acting', choice)
  await signInAs(platform, cashier, { choice: 'cashier' }, '/')
  expect(cashier.jar.has('vx-acting')).toBe(false)
  if (choice) cashier.jar.set('vx-acting', choice)
  expect((await get(cashier, '/auth/session')).body.viewer.role).toBe('CASHIER')
})

test('somebody of another ward acts here in a deployment, with the organisation they come from', async () => {
  const sent = await as('health-staff@00124')
  const { body } = await get(sent, '/auth/session')
  expect(body.viewer.units).toEqual([{ code: '00124' }])
  const deployment = body.assignments.find(({ kind }: { kind: string }) => kind === 'DEPLOYMENT')
  expect(deployment).toMatchObject({ units: [{ code: '00121' }], validTo: expect.stringMatching(/^\d{4}-/) })
  const { body: there } = await post(sent, '/auth/assignment', { assignmentId: deployment.id })
  expect(there.viewer).toMatchObject({
    units: [{ code: '00121' }],
    role: 'HEALTH_STAFF',
    organisation: 'Trạm Y tế phường Đức Giang',
  })
})

test('an assignment that is taken away stops working within ten seconds, in the middle of a session', async () => {
  const admin = await as('system-admin')
  await stepUp(admin)
  const deputy = await as('approver-2')
  const { assignments } = (await get(deputy, '/auth/session')).body
  const leader = assignments.find(({ role }: { role: string }) => role === 'TEAM_LEADER')
  await post(deputy, '/auth/assignment', { assignmentId: leader.id })
  expect((await post(admin, `/auth/api/assignments/${leader.id}/end`)).status).toBe(200)

  const roleSeen = async () => {
    const { body } = await graphql(deputy)
    const [, payload = ''] = body.data.person.echo.authorization.split('.')
    return JSON.parse(Buffer.from(payload, 'base64url').toString()).role
  }
  await expect.poll(roleSeen, { timeout: 10_000, interval: 500 }).toBe('APPROVER')
  // The page's own question is answered at once, without waiting for the list.
  expect((await get(deputy, '/auth/session')).body.viewer.role).toBe('APPROVER')
})

test('whoever loses the only assignment is out within ten seconds, and the cookie is taken away', async () => {
  const admin = await as('system-admin@00124')
  await stepUp(admin)
  const clerk = await as('clerk@00124')
  expect((await graphql(clerk)).status).toBe(200)
  const { assignmentId } = demoViewer('CLERK', '00124')
  expect((await post(admin, `/auth/api/assignments/${assignmentId}/end`)).status).toBe(200)
  await expect.poll(async () => (await graphql(clerk)).status, { timeout: 10_000, interval: 500 }).toBe(401)
  expect(clerk.jar.has('vx-session')).toBe(false)
})

test('a session that an administrator ends is over within ten seconds; the person’s other one goes on', async () => {
  const admin = await as('system-admin')
  await stepUp(admin)
  const accountId = demoAccounts.find(({ signInName }) => signInName === 'cashier')?.id
  const before = (await get(admin, `/auth/api/sessions?account=${accountId}`)).body.sessions
  const lost = await as('cashier')
  const [session] = (await get(admin, `/auth/api/sessions?account=${accountId}`)).body.sessions.filter(
    ({ id }: { id: string }) => !before.some((known: { id: string }) => known.id === id),
  )
  const kept = await as('cashier')
  expect((await post(admin, `/auth/api/sessions/${session.id}/end`)).status).toBe(200)
  await expect.poll(async () => (await graphql(lost)).status, { timeout: 10_000, interval: 500 }).toBe(401)
  expect((await graphql(kept)).status).toBe(200)
})

test('a copy of the cookie of somebody who signed out is worth nothing within ten seconds', async () => {
  const inspector = await as('inspector')
  const copy = browserOf(platform)
  for (const [name, cookie] of inspector.jar) copy.jar.set(name, cookie)
  expect((await graphql(copy)).status).toBe(200)
  expect((await post(inspector, '/auth/logout')).status).toBe(200)
  await expect.poll(async () => (await graphql(copy)).status, { timeout: 10_000, interval: 500 }).toBe(401)
})

test('the second factor opens what asks for it for ten minutes, and a code works once', async () => {
  const admin = await as('system-admin@00124')
  const name = `officer-${randomUUID().slice(0, 8)}`
  const create = () => post(admin, '/auth/api/accounts', { signInName: name, fullName: 'Người mới' })
  expect((await create()).body.code).toBe('STEP_UP_REQUIRED')
  const { demoCode } = (await get(admin, '/auth/session')).body.stepUp
  const proven = await post(admin, '/auth/step-up', { code: demoCode })
  expect(Date.parse(proven.body.stepUp.until) - Date.now()).toBeGreaterThan(590_000)
  expect((await create()).status).toBe(201)
  const replayed = await post(admin, '/auth/step-up', { code: demoCode })
  expect([replayed.status, replayed.body.code]).toEqual([400, 'WRONG_CODE'])
  expect((await post(admin, '/auth/step-up', { code: 'abc' })).body).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'code',
  })
  expect(admin.jar.get('vx-session')?.value.length).toBeLessThan(3_800)
})

test('a browser keeps the session also of somebody with fifty units and the longest household', async () => {
  const who = 'data-protection-officer@00124'
  const { id } = demoAccounts.find(({ signInName }) => signInName === who) ?? {}
  const em = platform.identity.orm.em.fork()
  const units = Array.from({ length: 50 }, (_, index) => String(10_000 + 37 * index))
  await em.execute('update account set kin = ? where id = ?', [
    `{${Array.from({ length: 12 }, () => randomUUID()).join()}}`,
    id,
  ])
  await em.execute('update post set unit_codes = ? where id = (select post_id from assignment where account_id = ?)', [
    `{${units.join()}}`,
    id,
  ])
  const officer = await as(who)
  await stepUp(officer)
  expect((await get(officer, '/auth/session')).body).toMatchObject({
    viewer: { units: { length: 50 }, kin: { length: 12 } },
    stepUp: { until: expect.any(String) },
  })
  // Name, value and attributes: browsers keep no more than 4,096 bytes.
  expect(officer.jar.get('vx-session')?.value.length).toBeLessThan(3_800)
})

test('an emergency: opened with the second factor, seen at once by the chair, closed, and back in the post', async () => {
  const registrar = await as('registrar')
  expect((await post(registrar, '/auth/break-glass', emergency)).body.code).toBe('STEP_UP_REQUIRED')
  await stepUp(registrar)
  const opened = await post(registrar, '/auth/break-glass', emergency)
  expect(opened.status).toBe(201)
  expect(opened.body.viewer).toMatchObject({
    role: 'EMERGENCY_READER',
    purpose: 'BREAK_GLASS',
    units: [{ code: '00121' }],
  })
  expect(opened.body.breakGlass).toMatchObject({ reason: emergency.reason })
  expect((await graphql(registrar)).status).toBe(200)

  const chair = await as('chair')
  const { notices } = (await get(chair, '/auth/session')).body
  expect(notices).toContainEqual(expect.objectContaining({ id: opened.body.breakGlass.id, state: 'OPEN' }))

  expect((await post(registrar, `/auth/api/break-glass/${opened.body.breakGlass.id}/close`)).status).toBe(200)
  const { body } = await get(registrar, '/auth/session')
  expect([body.viewer.role, body.breakGlass]).toEqual(['REGISTRAR', null])
})

test('other sites cause nothing, and no other address of the identity service is reached', async () => {
  const admin = await as('system-admin')
  for (const headers of [{}, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    for (const path of ['/auth/assignment', '/auth/step-up', '/auth/break-glass', '/auth/api/accounts']) {
      expect((await post(admin, path, {}, headers as Record<string, string>)).status, path).toBe(403)
    }
  }
  const form = await admin.visit('/auth/api/accounts', {
    method: 'POST',
    headers: { ...sameOrigin(), 'content-type': 'text/plain' },
    body: '{}',
  })
  expect(form.status).toBe(415)
  const evil = { 'sec-fetch-site': 'cross-site' }
  expect((await admin.visit('/auth/api/accounts', { headers: evil })).status).toBe(403)
  // The receipt of a second factor is for the sealed session, not for scripts.
  expect((await post(admin, '/auth/api/step-up', { code: '000000' })).status).toBe(404)
  for (const path of ['..%2ftoken', 'accounts%2f..%2f..%2fjwks', 'accounts/%2e%2e/%2e%2e/jwks']) {
    expect((await admin.visit(`/auth/api/${path}`, { headers: sameOrigin() })).status, path).toBe(404)
  }
  const nobody = browserOf(platform)
  expect((await get(nobody, '/auth/api/accounts')).status).toBe(401)
  for (const path of ['/identity/api/me', '/identity/%61pi/me', '/identity//api/me', '/identity/revocations']) {
    expect((await nobody.visit(path)).status, path).toBe(404)
  }
  // As no browser writes it.
  for (const path of ['/identity/./revocations', '/identity/%2e/api/me', '/identity/.\\%72evocations']) {
    const status = await new Promise((resolve) => {
      request(platform.url, { path }, (answer) => resolve(answer.resume().statusCode)).end()
    })
    expect(status, path).toBe(404)
  }
})

test('bearer tokens are taken of the command line only, and only in a demonstration', async () => {
  const own = await platform.identity.tokenOf('chair')
  const ask = async (token: string, at = platform.url) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${at}/auth/session`, { headers })).status
  }
  expect(await ask(await platform.token('CHAIR'))).toBe(200)
  // A browser's token, should one ever get out.
  expect(await ask(own)).toBe(401)
  const real = await startPlatform(subgraphs, { hasDemoAccounts: false })
  expect(await ask(await real.token('CHAIR'), real.url)).toBe(401)
  await real.stop()
})

test('the session outlives the identity service for as long as its token does', async () => {
  const away = await startPlatform(subgraphs)
  const browser = browserOf(away)
  await signInAs(away, browser, { choice: 'chair' }, '/')
  await away.identity.stop()
  const { status, text } = await browser.visit('/auth/session', { headers: { 'sec-fetch-site': 'same-origin' } })
  expect(status).toBe(200)
  expect(JSON.parse(text)).toMatchObject({ viewer: { role: 'CHAIR' }, account: null, notices: [], breakGlass: null })
  const refused = await browser.visit('/auth/api/me', { headers: { 'sec-fetch-site': 'same-origin' } })
  expect([refused.status, JSON.parse(refused.text).code]).toEqual([503, 'IDENTITY_UNAVAILABLE'])
  await away.stop()
})
