import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { localDateOf } from '@vungxanh/subgraph'
import { lockPerson } from '../lock-person.ts'
import type { Test } from '../tests/test.ts'
import { Case, CaseStatus } from './case.ts'

/** The case that a person's positive test opens, in the test's own transaction; null when one is open already. */
export async function openCase(em: SqlEntityManager, test: Test, personId: string): Promise<Case | null> {
  await lockPerson(em, personId)
  const { unitCode } = test
  if (await em.findOne(Case, { unitCode, personId, status: CaseStatus.OPEN })) return null
  return em.create(Case, {
    unitCode,
    personId,
    confirmedOn: localDateOf(test.sampledAt),
    status: CaseStatus.OPEN,
    openedBy: test,
  })
}
