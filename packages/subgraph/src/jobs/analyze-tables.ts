import { z } from 'zod'
import { job } from './job.ts'

/**
 * After a mutation or a job that wrote thousands of rows: the next request is planned for what is there. A job of its own,
 * begun once the rows are written: nobody waits for it, and the rows stay when it fails.
 */
export const analyzeTables = job('analyzeTables', z.object({}), async (_, { context }) => {
  await context.em.execute(`select app.analyze_tables()`)
  return {}
})
