import { localDateOf } from '@vungxanh/subgraph/business-time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actingAssignment, viewerIn } from '../accounts/acting.ts'
import { Assignment } from '../accounts/assignment.ts'
import { demoAccounts } from '../demo.ts'
import { identityDatabase, startIdentity } from '../testing.ts'
import { revocationList } from '../tokens/revocations.ts'
import { openBreakGlass } from './emergencies.ts'

let identity: Awaited<ReturnType<typeof startIdentity>>
const reasons = { reasonCode: 'OUTBREAK', reason: 'Ổ dịch mới ở chợ, cần danh sách ngay', caseReference: 'CV 12/BCĐ' }
const minute = 60_000

beforeAll(async () => {
  identity = await startIdentity({ appUrl: (await identityDatabase()).appUrl, publicUrl: 'http://localhost:4999' })
})
afterAll(() => identity.stop())

const idOf = (name: string) => demoAccounts.find(({ signInName }) => signInName === name)?.id ?? ''
const open = (who: string, more: object = {}, wish = {}) =>
  identity.ask(who, '/break-glass', { ...reasons, ...more }, wish)
const actingAt = (who: string, asked: string | undefined, at: number) =>
  actingAssignment(identity.orm.em.fork(), idOf(who), asked, new Date(at))
const noticesOf = async (who: string) => (await identity.ask(who, '/me')).body.notices

test('an emergency is an assignment like any other: for minutes, in the own unit, under a purpose of its own', async () => {
  const now = Date.now()
  const { status, body } = await open('registrar', { minutes: 30 })
  expect(status).toBe(201)
  const acting = await actingAt('registrar', body.assignmentId, now)
  expect(acting).toMatchObject({ kind: 'BREAK_GLASS', unitCodes: ['00121'] })
  expect(acting?.post.$).toMatchObject({
    role: 'EMERGENCY_READER',
    organisation: expect.stringContaining('Giang Biên'),
  })
  expect(Date.parse(body.endsAt) - now).toBeLessThan(30 * minute + 5_000)
  // Nobody slips into it without asking, and when it is over the person is back in the post it was opened in.
  expect((await actingAt('registrar', undefined, now))?.post.$.role).toBe('REGISTRAR')
  expect((await actingAt('registrar', body.assignmentId, now + 31 * minute))?.post.$.role).toBe('REGISTRAR')
  const inIt = await identity.ask('registrar', '/me', undefined, { assignmentId: body.assignmentId })
  expect(inIt.body.breakGlass).toEqual({ id: body.id, endsAt: body.endsAt, reason: reasons.reason, due: body.due })
  expect((await open('registrar')).body.code).toBe('ALREADY_OPEN')
})

test('asks for the second factor, a reason and a case, and at most an hour', async () => {
  expect((await open('cashier', {}, { isSteppedUp: false })).body.code).toBe('STEP_UP_REQUIRED')
  expect((await open('cashier', { reason: 'gấp' })).body).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' })
  expect((await open('cashier', { caseReference: ' ' })).body).toMatchObject({ field: 'caseReference' })
  expect((await open('cashier', { reasonCode: 'CURIOUS' })).body).toMatchObject({ field: 'reasonCode' })
  expect((await open('cashier', { minutes: 61 })).body).toMatchObject({ field: 'minutes' })
  expect((await open('cashier', { unit: '00124' })).body).toMatchObject({ code: 'FORBIDDEN', field: 'unit' })
  expect((await open('system-admin')).body.code).toBe('FORBIDDEN')
  expect((await open('analyst')).body.code).toBe('FORBIDDEN')
})

test('of two openings at once one is refused', async () => {
  const answers = await Promise.all([open('clerk'), open('clerk'), open('clerk')])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
})

test('the chair and the data-protection officer of the unit are told at once, and nobody else', async () => {
  const { body } = await open('inspector')
  for (const who of ['chair', 'data-protection-officer']) {
    expect(await noticesOf(who), who).toContainEqual(
      expect.objectContaining({ kind: 'BREAK_GLASS', id: body.id, state: 'OPEN', reason: reasons.reason }),
    )
  }
  for (const who of ['inspector', 'approver', 'chair@00124']) {
    expect(JSON.stringify(await noticesOf(who)), who).not.toContain(body.id)
  }
  expect((await identity.ask('chair@00124', `/break-glass/${body.id}/close`, {})).status).toBe(404)
  expect((await identity.ask('cashier', `/break-glass/${body.id}/close`, {})).status).toBe(404)
})

test('it is closed early by its owner or a reviewer, is void at once, and is reviewed by somebody else', async () => {
  const { body } = await open('chair')
  expect((await identity.ask('data-protection-officer', `/break-glass/${body.id}/review`, review())).body.code).toBe(
    'STILL_OPEN',
  )
  expect((await identity.ask('chair', `/break-glass/${body.id}/close`, {})).status).toBe(200)
  expect((await actingAt('chair', body.assignmentId, Date.now()))?.post.$.role).toBe('CHAIR')
  expect((await revocationList(identity.orm.em.fork(), new Date())).assignments).toContain(body.assignmentId)
  expect((await identity.ask('chair', `/break-glass/${body.id}/close`, {})).body.code).toBe('NOT_OPEN')
  expect((await identity.ask('chair', `/break-glass/${body.id}/review`, review())).status).toBe(403)
  expect((await identity.ask('inspector', `/break-glass/${body.id}/review`, review())).status).toBe(403)
  const reviewed = await identity.ask('data-protection-officer', `/break-glass/${body.id}/review`, review())
  expect(reviewed.status).toBe(200)
  const { breakGlasses } = (await identity.ask('inspector', '/break-glass')).body
  expect(breakGlasses.find(({ id }: { id: string }) => id === body.id)).toMatchObject({
    state: 'REVIEWED',
    review: { outcome: 'JUSTIFIED', by: 'Quách Thị Thu Hiền' },
  })
  const { events } = (await identity.ask('data-protection-officer', `/events?account=${idOf('chair')}`)).body
  expect(events.map(({ action }: { action: string }) => action)).toEqual([
    'BREAK_GLASS_REVIEWED',
    'BREAK_GLASS_CLOSED',
    'BREAK_GLASS_OPENED',
  ])
})

test('it ends with the post that it was opened in', async () => {
  const { body } = await open('approver')
  const { id: openedIn } = (await actingAt('approver', undefined, Date.now())) ?? {}
  expect((await identity.ask('system-admin', `/assignments/${openedIn}/end`, {})).status).toBe(200)
  expect(await actingAt('approver', body.assignmentId, Date.now())).toBeUndefined()
  expect((await revocationList(identity.orm.em.fork(), new Date())).assignments).toContain(body.assignmentId)
  expect((await identity.ask('chair', `/break-glass/${body.id}/review`, review())).status).toBe(200)

  // Neither does it outlast a post that ends by itself.
  const midnight = new Date('2021-09-27T17:00:00Z')
  const { id: ending } = (await actingAt('health-staff', undefined, midnight.getTime())) ?? {}
  const em = identity.orm.em.fork()
  await em.nativeUpdate(Assignment, { id: ending }, { validTo: '2021-09-27' })
  const now = new Date(midnight.getTime() - 10 * minute)
  const acting = await actingAssignment(em, idOf('health-staff'), ending, now)
  if (!acting) throw new Error('nobody acts')
  const viewer = { ...viewerIn(acting), steppedUpAt: now.getTime() / 1000 }
  const asked = { ...reasons, reasonCode: 'OUTBREAK' as const, minutes: 60 }
  const opened = await openBreakGlass({ em, viewer, now, requestId: 'test' }, asked)
  expect(opened.endsAt).toEqual(midnight)
})

test('whoever has one that nobody reviewed in time may open no further one', async () => {
  const { body } = await open('team-leader')
  await identity.ask('team-leader', `/break-glass/${body.id}/close`, {})
  const again = await open('team-leader')
  expect(again.status).toBe(201)
  await identity.ask('team-leader', `/break-glass/${again.body.id}/close`, {})
  const yesterday = localDateOf(new Date(Date.now() - 24 * 60 * minute))
  await identity.orm.em.fork().execute('update break_glass set review_due = ? where id = ?', [yesterday, body.id])
  expect((await open('team-leader')).body.code).toBe('REVIEW_OVERDUE')
  expect(await noticesOf('chair')).toContainEqual(expect.objectContaining({ id: body.id, state: 'OVERDUE' }))
  await identity.ask('chair', `/break-glass/${body.id}/review`, review())
  expect((await open('team-leader')).status).toBe(201)
})

test('no third one while two wait for their review, however young they are', async () => {
  const opened: string[] = []
  for (const _ of [1, 2]) {
    const { status, body } = await open('registrar@00124')
    expect(status).toBe(201)
    await identity.ask('registrar@00124', `/break-glass/${body.id}/close`, {})
    opened.push(body.id)
  }
  const refused = await open('registrar@00124')
  expect([refused.status, refused.body.code]).toEqual([403, 'REVIEW_PENDING'])
  await identity.ask('chair@00124', `/break-glass/${opened[0]}/review`, review())
  expect((await open('registrar@00124')).status).toBe(201)
})

function review() {
  return { outcome: 'JUSTIFIED', note: 'Đúng tình huống, đúng phạm vi.' }
}
