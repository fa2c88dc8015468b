import { randomUUID } from 'node:crypto'
import { localDateOf } from '@vungxanh/subgraph/business-time'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Account } from '../accounts/account.ts'
import { actingAssignment, viewerIn } from '../accounts/acting.ts'
import { authenticate } from '../accounts/authentication.ts'
import { findNotices } from '../administration/notices.ts'
import { demoAccounts } from '../demo.ts'
import { identityDatabase, startIdentity } from '../testing.ts'
import { revocationList } from '../tokens/revocations.ts'

let identity: Awaited<ReturnType<typeof startIdentity>>
const admin = 'system-admin'
const today = localDateOf(new Date())
const inDays = (days: number) => localDateOf(new Date(Date.now() + days * 24 * 60 * 60 * 1000))

beforeAll(async () => {
  identity = await startIdentity({ appUrl: (await identityDatabase()).appUrl, publicUrl: 'http://localhost:4999' })
})
afterAll(() => identity.stop())

let signInName: string
let accountId: string
let oneTimePassword: string
beforeEach(async () => {
  signInName = `officer-${randomUUID().slice(0, 8)}`
  const created = await identity.ask(admin, '/accounts', { signInName, fullName: 'Lý Thị Mới' })
  expect(created.status).toBe(201)
  accountId = created.body.account.id
  oneTimePassword = created.body.oneTimePassword
})

const demo = (name: string) => demoAccounts.find((account) => account.signInName === name)?.id ?? ''
const refusal = async (answer: ReturnType<typeof identity.ask>) => {
  const { status, body } = await answer
  return [status, body.code, body.field].filter((part) => part !== undefined)
}
const newPost = async (role = 'CLERK', who = admin) =>
  (await identity.ask(who, '/posts', { title: 'Văn thư', organisation: 'Đảng uỷ phường Giang Biên', role })).body.post
    .id
const assign = (postId: string, days: object = {}, who = admin) =>
  identity.ask(who, '/assignments', { accountId, postId, validFrom: today, ...days })
const signIn = (password: string, newPassword?: string) =>
  authenticate(
    identity.orm.em.fork(),
    { signInName, password, newPassword },
    { now: new Date(), requestId: randomUUID() },
  )
const newOwnPassword = () => signIn(oneTimePassword, 'một mật khẩu của riêng tôi')
const acting = () => actingAssignment(identity.orm.em.fork(), accountId, undefined, new Date())
const revoked = async () => revocationList(identity.orm.em.fork(), new Date())

test('a new account opens with its one-time password only the form for a new one, then the post it was given', async () => {
  await assign(await newPost())
  expect(await signIn(oneTimePassword)).toEqual({ kind: 'change-password' })
  expect(await acting()).toBeUndefined()
  expect(await signIn(oneTimePassword, 'ngắn')).toMatchObject({ kind: 'change-password', fault: expect.any(String) })
  expect(await newOwnPassword()).toEqual({ kind: 'accepted', accountId })
  expect(await signIn(oneTimePassword)).toEqual({ kind: 'wrong' })
  expect(await signIn('một mật khẩu của riêng tôi')).toEqual({ kind: 'accepted', accountId })
  expect((await acting())?.post.$.role).toBe('CLERK')
})

test('an assignment that is ended is void at once, and on the list for those who still see its tokens', async () => {
  const { id } = (await assign(await newPost())).body
  await newOwnPassword()
  expect((await acting())?.id).toBe(id)
  expect((await identity.ask(signInName, '/me')).status).toBe(200)
  const token = await identity.tokenOf(signInName)
  expect((await identity.ask(admin, `/assignments/${id}/end`, {})).status).toBe(200)
  expect(await acting()).toBeUndefined()
  expect((await revoked()).assignments).toContain(id)
  const late = await fetch(`${identity.upstream}/identity/api/me`, { headers: { authorization: `Bearer ${token}` } })
  expect(late.status).toBe(401)
  expect(await refusal(identity.ask(admin, `/assignments/${id}/end`, {}))).toEqual([409, 'ALREADY_ENDED'])
})

test('of somebody of elsewhere an administrator learns who it is, and nothing of the household', async () => {
  const kin = [randomUUID()]
  await identity.ask(admin, `/accounts/${accountId}/kin`, { kin })
  const found = async (who: string) => (await identity.ask(who, `/accounts?search=${signInName}`)).body.accounts
  expect(await found(admin)).toMatchObject([{ id: accountId, kin }])
  expect(await found('system-admin@00124')).toMatchObject([{ id: accountId, unit: '00121', kin: [] }])
})

test('one administrator does not replace both halves of somebody’s sign-in', async () => {
  await identity.ask(admin, `/accounts/${accountId}/reset-second-factor`, {})
  const alone = identity.ask(admin, `/accounts/${accountId}/reset-password`, {})
  expect(await refusal(alone)).toEqual([403, 'ANOTHER_ADMINISTRATOR'])
  expect((await identity.ask(admin, `/accounts/${accountId}/reset-second-factor`, {})).status).toBe(200)
  const { id: other } = (await identity.ask(admin, '/accounts', { signInName: `${signInName}-2`, fullName: 'Lý Hai' }))
    .body.account
  await identity.ask(admin, `/accounts/${other}/reset-password`, {})
  const reversed = identity.ask(admin, `/accounts/${other}/reset-second-factor`, {})
  expect(await refusal(reversed)).toEqual([403, 'ANOTHER_ADMINISTRATOR'])
})

test('who could come to residents through somebody else is told of, until each officer has looked', async () => {
  const noticesOf = async (who: string) =>
    (await identity.ask(who, '/me')).body.notices.filter(
      ({ account }: { account: { id: string } }) => account.id === accountId,
    )
  await assign(await newPost('ANALYST'))
  expect(await noticesOf('chair')).toEqual([])
  await assign(await newPost('REGISTRAR'))
  await identity.ask(admin, `/accounts/${accountId}/reset-password`, {})
  const by = { id: demo(admin), name: expect.any(String), post: expect.any(String) }
  for (const who of ['chair', 'data-protection-officer']) {
    expect(await noticesOf(who), who).toMatchObject([
      { kind: 'ADMINISTRATION', action: 'PASSWORD_RESET', actor: by, account: { fullName: 'Lý Thị Mới' }, role: null },
      { kind: 'ADMINISTRATION', action: 'ASSIGNMENT_CREATED', isNewAccount: true, role: 'REGISTRAR', post: 'Văn thư' },
    ])
  }
  for (const who of ['inspector', 'chair@00124', admin]) expect(await noticesOf(who), who).toEqual([])

  const [reset, assigned] = await noticesOf('chair')
  expect((await identity.ask('chair', `/notices/${reset.id}/read`, {})).status).toBe(200)
  expect(await noticesOf('chair')).toEqual([assigned])
  expect(await noticesOf('data-protection-officer')).toHaveLength(2)
  expect(await refusal(identity.ask('chair@00124', `/notices/${assigned.id}/read`, {}))).toEqual([404, 'NOT_FOUND'])
  expect(await refusal(identity.ask(admin, `/notices/${assigned.id}/read`, {}))).toEqual([403, 'FORBIDDEN'])
  expect((await identity.ask('chair', `/events?account=${accountId}`)).body.events.length).toBeGreaterThan(2)
})

test('a unit is told of whoever is sent to it', async () => {
  const stranger = { signInName: `sent-${signInName}`, fullName: 'Đỗ Văn Điều' }
  const { id } = (await identity.ask(admin, '/accounts', stranger)).body.account
  const postId = await newPost('REGISTRAR', 'system-admin@00124')
  const days = { validFrom: today, validTo: inDays(3) }
  const wish = { accountId: id, postId, units: ['00124'], ...days }
  expect((await identity.ask('system-admin@00124', '/deployments', wish)).status).toBe(201)
  const { notices } = (await identity.ask('chair@00124', '/me')).body
  expect(notices).toContainEqual(expect.objectContaining({ account: { id, fullName: 'Đỗ Văn Điều' } }))
})

test('after three working days nobody is told any more', async () => {
  const em = identity.orm.em.fork()
  const chair = await actingAssignment(em, demo('chair'), undefined, new Date())
  if (!chair) throw new Error('no chair')
  await assign(await newPost('REGISTRAR'))
  const told = async (days: number) => {
    const notices = await findNotices(em, viewerIn(chair), new Date(Date.now() + days * 24 * 60 * 60 * 1000))
    return notices.some(({ account }) => account.id === accountId)
  }
  expect([await told(0), await told(6)]).toEqual([true, false])
})

test('whose password was reset is told by whom, and cannot be kept from knowing it', async () => {
  await assign(await newPost())
  await identity.ask(admin, `/accounts/${accountId}/reset-password`, {})
  await identity.orm.em.fork().nativeUpdate(Account, { id: accountId }, { mustChangePassword: false })
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  const { resets, notices } = (await identity.ask(signInName, '/me')).body
  expect(notices).toEqual([])
  expect(resets).toEqual([
    {
      id: expect.any(String),
      action: 'PASSWORD_RESET',
      at: expect.any(String),
      by: { name: expect.any(String), post: 'Quản trị hệ thống' },
    },
  ])
  expect((await identity.ask(admin, '/me')).body.resets).toEqual([])
})

test('years that no calendar has are refused where they stand', async () => {
  const postId = await newPost()
  expect(await refusal(assign(postId, { validFrom: '0000-01-01' }))).toEqual([400, 'BAD_USER_INPUT', 'validFrom'])
  for (const from of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59']) {
    expect(await refusal(identity.ask(admin, `/events?from=${from}`))).toEqual([400, 'BAD_USER_INPUT', 'from'])
  }
})

test('signs that no text has are refused where they stand', async () => {
  const named = { signInName: 'somebody.else', fullName: 'Lý\0Thị' }
  expect(await refusal(identity.ask(admin, '/accounts', named))).toEqual([400, 'BAD_USER_INPUT', 'fullName'])
  expect(await refusal(identity.ask(admin, '/accounts?search=%00'))).toEqual([400, 'BAD_USER_INPUT', 'search'])
  expect(await refusal(identity.ask(admin, '/accounts?after=%00'))).toEqual([400, 'BAD_USER_INPUT', 'after'])
})

test('nobody holds one post twice at a time, and days must be in order', async () => {
  const postId = await newPost()
  expect((await assign(postId, { validTo: inDays(5) })).status).toBe(201)
  expect(await refusal(assign(postId, { validFrom: inDays(5) }))).toEqual([409, 'ALREADY_ASSIGNED', 'validFrom'])
  expect((await assign(postId, { validFrom: inDays(6) })).status).toBe(201)
  expect(await refusal(assign(postId, { validFrom: inDays(9), validTo: inDays(8) }))).toEqual([
    400,
    'INVALID_DATES',
    'validTo',
  ])
  expect(await refusal(assign(postId, { validFrom: '2020-01-01', validTo: '2020-01-02' }))).toEqual([
    400,
    'INVALID_DATES',
    'validTo',
  ])
})

test('two administrators at once give a post to somebody once', async () => {
  const postId = await newPost()
  const answers = await Promise.all(Array.from({ length: 4 }, () => assign(postId)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
})

test('nobody raises themselves, nobody gives the emergency role, nobody works on another unit', async () => {
  const postId = await newPost()
  const own = demo(admin)
  const days = { validFrom: today, validTo: inDays(3) }
  for (const [path, body] of [
    ['/assignments', { accountId: own, postId, ...days }],
    ['/deployments', { accountId: own, postId, units: ['00121'], ...days }],
    [`/accounts/${own}/reset-second-factor`, {}],
    [`/accounts/${own}/reset-password`, {}],
    [`/accounts/${own}/kin`, { kin: [] }],
    [`/accounts/${own}/disable`, {}],
  ] as const) {
    expect(await refusal(identity.ask(admin, path, body)), path).toEqual([403, 'SELF_ADMINISTRATION'])
  }
  const post = { title: 'A', organisation: 'B', role: 'EMERGENCY_READER' }
  expect(await refusal(identity.ask(admin, '/posts', post))).toEqual([400, 'BAD_USER_INPUT', 'role'])
  const elsewhere = { title: 'A', organisation: 'B', role: 'CLERK', units: ['00121', '00124'] }
  expect(await refusal(identity.ask(admin, '/posts', elsewhere))).toEqual([403, 'FORBIDDEN', 'units'])
  const foreign = { accountId: demo('clerk@00124'), postId, ...days }
  expect(await refusal(identity.ask(admin, '/assignments', foreign))).toEqual([404, 'NOT_FOUND'])
  expect(
    await refusal(identity.ask(admin, '/accounts', { signInName: 'x-y-z', fullName: 'A', unit: '00124' })),
  ).toEqual([403, 'FORBIDDEN', 'unit'])
  expect(await refusal(identity.ask(admin, `/accounts/${demo('clerk@00124')}/disable`, {}))).toEqual([404, 'NOT_FOUND'])
  expect(await refusal(identity.ask('system-admin@00124', `/accounts/${accountId}/reset-password`, {}))).toEqual([
    404,
    'NOT_FOUND',
  ])
})

test('a team of elsewhere gets access for its days and places, and no longer', async () => {
  const station = (await identity.ask('system-admin@00124', '/posts')).body.posts.find(
    ({ role }: { role: string }) => role === 'HEALTH_STAFF',
  )
  const person = demo('health-staff@00124')
  const wish = { accountId: person, postId: station.id, units: ['00121'], validFrom: inDays(60), validTo: inDays(70) }
  // Whoever opens a ward's data administers that ward.
  expect(await refusal(identity.ask('system-admin@00124', '/deployments', wish))).toEqual([403, 'FORBIDDEN', 'units'])
  const { id } = (await identity.ask(admin, '/deployments', wish)).body
  const at = (day: number) =>
    actingAssignment(identity.orm.em.fork(), person, id, new Date(Date.now() + day * 24 * 60 * 60 * 1000))
  expect((await at(59))?.unitCodes).toBeNull()
  expect((await at(60))?.unitCodes).toEqual(['00121'])
  expect((await at(70))?.unitCodes).toEqual(['00121'])
  expect((await at(71))?.unitCodes).toBeNull()
  expect(await refusal(identity.ask(admin, '/deployments', wish))).toEqual([409, 'ALREADY_ASSIGNED', 'validFrom'])
  const long = { ...wish, validFrom: inDays(100), validTo: inDays(300) }
  expect(await refusal(identity.ask(admin, '/deployments', long))).toEqual([400, 'INVALID_DATES', 'validTo'])
})

test('the last administrator of a unit cannot be taken away', async () => {
  const { id } = (await assign(await newPost('SYSTEM_ADMIN'))).body
  await newOwnPassword()
  const { body } = await identity.ask(signInName, `/accounts/${demo(admin)}`)
  const first = body.assignments.find(({ role }: { role: string }) => role === 'SYSTEM_ADMIN').id
  const token = await identity.tokenOf(signInName)
  const asSecond = async (path: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch(`${identity.upstream}/identity/api${path}`, { method: 'POST', headers, body: '{}' })
    return [response.status, ((await response.json()) as { code?: string }).code]
  }
  const answers = await Promise.all([
    identity.ask(admin, `/assignments/${id}/end`, {}),
    asSecond(`/assignments/${first}/end`),
  ])
  const statuses = [answers[0].status, answers[1][0]]
  // Either may win; never both.
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  const em = identity.orm.em.fork()
  await em.execute('update assignment set ended_at = null where id = ?', [first])
})

test.each(['reset-second-factor', 'reset-password', 'disable'])('%s ends every sign-in', async (act) => {
  await assign(await newPost())
  await newOwnPassword()
  const token = await identity.tokenOf(signInName)
  expect((await identity.ask(admin, `/accounts/${accountId}/${act}`, {})).status).toBe(200)
  expect((await revoked()).accounts[accountId]).toBeGreaterThan(0)
  const late = await fetch(`${identity.upstream}/identity/api/me`, { headers: { authorization: `Bearer ${token}` } })
  expect(late.status).toBe(401)
  const isOpen = (await signIn('một mật khẩu của riêng tôi')).kind === 'accepted'
  expect(isOpen).toBe(act === 'reset-second-factor')
})

test('every act asks for the second factor, leaves a record, and no record can be changed', async () => {
  const postId = await newPost()
  const before = (await identity.ask(admin, '/events?first=1')).body.events[0].id
  const plain = { isSteppedUp: false }
  const wish = { accountId, postId, validFrom: today }
  const refused = await identity.ask(admin, '/assignments', wish, plain)
  expect([refused.status, refused.body.code]).toEqual([403, 'STEP_UP_REQUIRED'])
  expect((await identity.ask(admin, '/events?first=1')).body.events[0].id).toBe(before)
  await assign(postId)
  const [event] = (await identity.ask(admin, `/events?first=1&account=${accountId}`)).body.events
  expect(event).toMatchObject({
    action: 'ASSIGNMENT_CREATED',
    accountId,
    actor: { id: demo(admin), post: 'Quản trị hệ thống' },
    details: { role: 'CLERK', validFrom: today },
    requestId: expect.any(String),
  })
  const em = identity.orm.em.fork()
  await expect(em.execute('update administration_event set actor_name = null')).rejects.toThrow(/permission denied/)
  await expect(em.execute('delete from administration_event')).rejects.toThrow(/permission denied/)
})

test('sign-ins and failed ones are on record, without what was typed', async () => {
  await assign(await newPost())
  await signIn('sai rồi')
  await newOwnPassword()
  const { events } = (await identity.ask(admin, `/events?account=${accountId}`)).body
  const actions = events.map(({ action }: { action: string }) => action)
  expect(actions).toEqual(['SIGNED_IN', 'PASSWORD_CHANGED', 'SIGN_IN_FAILED', 'ASSIGNMENT_CREATED', 'ACCOUNT_CREATED'])
  expect(JSON.stringify(events)).not.toMatch(/sai rồi|riêng tôi/)
})

test('only administrators look at accounts, and at those of their unit', async () => {
  for (const who of ['chair', 'inspector', 'registrar']) {
    for (const path of ['/accounts', `/accounts/${accountId}`, '/posts', '/sessions']) {
      expect((await identity.ask(who, path)).status, `${who} ${path}`).toBe(403)
    }
  }
  const list = async (query: string, who = admin) => (await identity.ask(who, `/accounts?${query}`)).body.accounts
  expect((await list('search=Lý Thị&first=200')).map(({ id }: Account) => id)).toContain(accountId)
  expect(await list('search=Lý Thị', 'system-admin@00124')).toEqual([])
  expect(await list(`search=${signInName}`, 'system-admin@00124')).toHaveLength(1)
  expect(JSON.stringify(await list('first=200'))).not.toMatch(/argon2|totpSecret|passwordHash/)
  expect((await identity.ask('system-admin@00124', `/accounts/${accountId}`)).status).toBe(404)
})

test('refuses what is not of the shape it asks for, and names the field', async () => {
  expect(await refusal(identity.ask(admin, '/accounts', { signInName: 'A b', fullName: 'x' }))).toEqual([
    400,
    'BAD_USER_INPUT',
    'signInName',
  ])
  expect(await refusal(identity.ask(admin, '/accounts', { signInName, fullName: 'x' }))).toEqual([
    409,
    'SIGN_IN_NAME_TAKEN',
    'signInName',
  ])
  expect(await refusal(identity.ask(admin, `/accounts/${accountId}/kin`, { kin: ['x'] }))).toEqual([
    400,
    'BAD_USER_INPUT',
    'kin.0',
  ])
  expect(await refusal(identity.ask(admin, '/nothing'))).toEqual([404, 'NOT_FOUND'])
  const nobody = await fetch(`${identity.upstream}/identity/api/me`)
  expect([nobody.status, ((await nobody.json()) as { code: string }).code]).toEqual([401, 'UNAUTHENTICATED'])
})

test('declared kin are in the next token, and the tokens without them are void', async () => {
  await assign(await newPost())
  await newOwnPassword()
  const kin = [randomUUID(), randomUUID()]
  expect((await identity.ask(admin, `/accounts/${accountId}/kin`, { kin })).status).toBe(200)
  expect((await identity.orm.em.fork().findOneOrFail(Account, accountId)).kin).toEqual(kin)
  expect((await revoked()).accounts[accountId]).toBeGreaterThan(0)
})

test('who signs in for the groups of a ward is told to whoever keeps who answers for them, and to nobody else', async () => {
  const listed = async () => {
    const { status, body } = await identity.ask('clerk', '/group-accounts')
    expect(status).toBe(200)
    return body.accounts.filter(({ id }: { id: string }) => id === accountId)
  }
  expect(await listed()).toEqual([])
  const { id } = (await assign(await newPost('TEAM_LEADER'))).body
  expect(await listed()).toEqual([{ id: accountId, fullName: 'Lý Thị Mới', post: 'Văn thư' }])
  const second = (await assign(await newPost('COMMUNITY_TEAM'))).body
  expect(await listed()).toEqual([{ id: accountId, fullName: 'Lý Thị Mới', post: 'Văn thư, Văn thư' }])
  await identity.ask(admin, `/assignments/${second.id}/end`, {})
  const { body } = await identity.ask('clerk@00124', '/group-accounts')
  expect(body.accounts.map((account: { id: string }) => account.id)).not.toContain(accountId)
  expect((await identity.ask('health-staff', '/group-accounts')).status).toBe(403)
  await identity.ask(admin, `/assignments/${id}/end`, {})
  expect(await listed()).toEqual([])
})
