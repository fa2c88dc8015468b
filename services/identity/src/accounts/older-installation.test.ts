import { MikroORM } from '@mikro-orm/postgresql'
import { expect, test } from 'vitest'
import { connect, migrate, ormOptions } from '../database.ts'
import { demoAccounts, ensureDemoAccounts } from '../demo.ts'
import { emptyDatabase, testTotpKey } from '../testing.ts'
import { Account } from './account.ts'
import { assignmentsOf, viewerOf } from './acting.ts'
import { Assignment } from './assignment.ts'

test('an installation from before posts had organisations keeps its people and gets what it lacks', async () => {
  const { migratorUrl, appUrl, appRole } = await emptyDatabase()
  const options = ormOptions(migratorUrl)
  // Half of the migrations must not become the committed snapshot.
  const migrations = { ...options.migrations, snapshot: false }
  const before = await MikroORM.init({ ...options, migrations, logger: () => {} })
  await before.migrator.up({ to: '20261121192739-create-accounts' })
  const account = demoAccounts.find(({ signInName }) => signInName === 'approver-2')
  if (!account) throw new Error('no such demonstration account')
  const current = await connect(appUrl)
  const ids = { account: account.id, post: crypto.randomUUID(), assignment: crypto.randomUUID() }
  await before.em.execute('insert into account (id, sign_in_name, full_name, password_hash) values (?, ?, ?, ?)', [
    ids.account,
    account.signInName,
    'Tên đã sửa',
    'x',
  ])
  await before.em.execute('insert into post (id, title, role, unit_code) values (?, ?, ?, ?)', [
    ids.post,
    'Phó Chủ tịch',
    'APPROVER',
    '00121',
  ])
  await before.em.execute('insert into assignment (id, account_id, post_id, valid_from) values (?, ?, ?, ?)', [
    ids.assignment,
    ids.account,
    ids.post,
    '2021-01-01',
  ])
  await before.close()

  await migrate(migratorUrl, appRole)
  expect(await ensureDemoAccounts(current.em.fork(), testTotpKey)).toBe(demoAccounts.length - 1)
  expect(await current.em.fork().findOneOrFail(Account, ids.account)).toMatchObject({
    fullName: 'Tên đã sửa',
    unitCode: '00121',
    totpSecret: expect.any(String),
  })
  expect(await viewerOf(current.em.fork(), ids.account, new Date())).toMatchObject({ units: ['00121'], kin: [] })
  const held = await assignmentsOf(current.em.fork(), ids.account, new Date())
  expect(held.map(({ post }) => post.$.role)).toEqual(['APPROVER', 'TEAM_LEADER'])
  expect(await current.em.fork().count(Assignment, { kind: 'DEPLOYMENT', unitCodes: { $overlap: ['00121'] } })).toBe(1)
  expect(await ensureDemoAccounts(current.em.fork(), testTotpKey)).toBe(0)
  await current.close()
})
