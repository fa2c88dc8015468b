import type { EntityManager } from '@mikro-orm/postgresql'
import { demoAccounts, demoPassword } from '../demo.ts'
import { Account } from './account.ts'
import { isPasswordOf } from './password.ts'

/**
 * Refuses to serve a database in which a demonstration account still opens with the printed password: whoever runs without
 * demonstration accounts must not keep those of an earlier run.
 */
export async function refuseDemoPasswords(em: EntityManager): Promise<void> {
  const accounts = await em.find(Account, { id: { $in: demoAccounts.map(({ id }) => id) }, isDisabled: false })
  const open: string[] = []
  for (const { signInName, passwordHash } of accounts)
    if (await isPasswordOf(passwordHash, demoPassword)) open.push(signInName)
  if (open.length > 0)
    throw new Error(
      `DEMO_ACCOUNTS is 0, but these accounts open with the password of the demonstration: ${open.join(', ')}. Disable them.`,
    )
}
