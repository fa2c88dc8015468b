import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type IdentityDatabase } from '../database.ts'
import { ensureDemoAccounts } from '../demo.ts'
import { identityDatabase, testTotpKey } from '../testing.ts'
import { Account } from './account.ts'
import { refuseDemoPasswords } from './known-passwords.ts'

let orm: IdentityDatabase

beforeAll(async () => {
  orm = await connect((await identityDatabase()).appUrl)
})
afterAll(() => orm.close())

test('a database with open demonstration accounts is refused until they are disabled', async () => {
  const em = orm.em.fork()
  await expect(refuseDemoPasswords(em)).resolves.toBeUndefined()
  await ensureDemoAccounts(orm.em.fork(), testTotpKey)
  await expect(refuseDemoPasswords(em)).rejects.toThrow(/chair/)
  await em.nativeUpdate(Account, {}, { isDisabled: true })
  await expect(refuseDemoPasswords(orm.em.fork())).resolves.toBeUndefined()
})
