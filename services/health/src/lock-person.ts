import type { SqlEntityManager } from '@mikro-orm/postgresql'

/**
 * Makes writers of one person's health record wait for each other until their transactions end. The person is a row of
 * another department, so there is none to lock; rules over several rows (intervals, one open case) need a lock all the same.
 */
export async function lockPerson(em: SqlEntityManager, personId: string): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [personId.toLowerCase()])
}
