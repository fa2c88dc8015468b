import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type IdentityDatabase, writeMigration } from '../database.ts'
import { demoAccounts, demoPassword, ensureDemoAccounts } from '../demo.ts'
import { identityDatabase, testTotpKey } from '../testing.ts'
import { Account } from './account.ts'
import { viewerOf } from './acting.ts'
import { Assignment } from './assignment.ts'
import { authenticate } from './authentication.ts'

let orm: IdentityDatabase
let migratorUrl: string
const now = new Date('2021-09-27T10:00:00Z')

beforeAll(async () => {
  const database = await identityDatabase()
  migratorUrl = database.migratorUrl
  orm = await connect(database.appUrl)
  await ensureDemoAccounts(orm.em.fork(), testTotpKey)
})
afterAll(() => orm.close())

const tryPassword = (signInName: string, password: string, at = now) =>
  authenticate(orm.em.fork(), { signInName, password }, { now: at, requestId: 'test' })

test('migrations are complete', async () => {
  expect(await writeMigration(migratorUrl)).toEqual({ file: '', statements: [] })
})

test('adds the demonstration accounts once, and one per role and unit, two of them approvers', async () => {
  expect(await ensureDemoAccounts(orm.em.fork(), testTotpKey)).toBe(0)
  expect(await orm.em.fork().count(Account)).toBe(28)
  const approvers = demoAccounts.filter((account) => account.role === 'APPROVER' && account.unit === '00121')
  expect(approvers.map(({ signInName }) => signInName)).toEqual(['approver', 'approver-2'])
})

test('the right password opens the account, whatever the case of the sign-in name', async () => {
  const chair = demoAccounts.find(({ signInName }) => signInName === 'chair')
  expect(await tryPassword(' Chair ', demoPassword)).toEqual({ kind: 'accepted', accountId: chair?.id })
})

test('a wrong password and an unknown account get the same answer', async () => {
  expect(await tryPassword('clerk', 'wrong')).toEqual({ kind: 'wrong' })
  expect(await tryPassword('nobody-of-this-name', 'wrong')).toEqual({ kind: 'wrong' })
})

test('the fifth wrong password in a row locks the account, even for the right one, until the time is over', async () => {
  const guesses = await Promise.all(Array.from({ length: 5 }, () => tryPassword('cashier', 'wrong')))
  expect(guesses.filter(({ kind }) => kind === 'locked')).toEqual([{ kind: 'locked', seconds: 60 }])
  expect(await tryPassword('cashier', demoPassword)).toMatchObject({ kind: 'locked' })
  const later = new Date(now.getTime() + 61_000)
  expect(await tryPassword('cashier', demoPassword, later)).toMatchObject({ kind: 'accepted' })
  expect(await tryPassword('cashier', 'wrong', later)).toEqual({ kind: 'wrong' })
})

test('of guesses at the same moment no more are compared than of guesses one after another', async () => {
  const guesses = await Promise.all(Array.from({ length: 12 }, () => tryPassword('cashier@00124', 'wrong')))
  expect(guesses.filter(({ kind }) => kind === 'wrong')).toHaveLength(4)
  const { failedAttempts } = await orm.em.fork().findOneOrFail(Account, { signInName: 'cashier@00124' })
  expect(failedAttempts).toBe(5)
})

test('a name that nobody has rests like one that somebody has', async () => {
  const answers = async (signInName: string) => {
    const kinds: unknown[] = []
    for (const seconds of [0, 0, 0, 0, 0, 0, 61, 62])
      kinds.push(await tryPassword(signInName, 'wrong', new Date(now.getTime() + seconds * 1000)))
    return kinds
  }
  expect(await answers('nobody-at-all')).toEqual(await answers('clerk@00124'))
})

test('authority ends with the assignment, and with the account', async () => {
  const inspector = demoAccounts.find(({ signInName }) => signInName === 'inspector@00124')
  if (!inspector) throw new Error('no such demonstration account')
  const em = orm.em.fork()
  expect(await viewerOf(orm.em.fork(), inspector.id, now)).toMatchObject({ role: 'INSPECTOR', units: ['00124'] })
  await em.nativeUpdate(Assignment, { account: inspector.id }, { validTo: '2021-09-27' })
  expect(await viewerOf(orm.em.fork(), inspector.id, now)).toBeDefined()
  expect(await viewerOf(orm.em.fork(), inspector.id, new Date('2021-09-27T17:00:00Z'))).toBeUndefined()
  expect(await tryPassword('inspector@00124', demoPassword, new Date('2021-09-28T01:00:00Z'))).toEqual({
    kind: 'without-post',
  })
  await em.nativeUpdate(Account, { id: inspector.id }, { isDisabled: true })
  expect(await viewerOf(orm.em.fork(), inspector.id, now)).toBeUndefined()
  expect(await tryPassword('inspector@00124', demoPassword)).toEqual({ kind: 'wrong' })
})

test('the application may neither change the schema nor remove accounts', async () => {
  const em = orm.em.fork()
  await expect(em.execute('alter table account add column extra text')).rejects.toThrow(/must be owner/)
  await expect(em.execute('delete from account')).rejects.toThrow(/permission denied/)
})
