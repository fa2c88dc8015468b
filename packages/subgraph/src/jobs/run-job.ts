import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql'
import type { Viewer } from '@vungxanh/access'
import type { Logger } from 'pino'
import { type Clock, Context } from '../context.ts'
import { contextVariables } from '../row-security.ts'
import type { Vault } from '../vault.ts'
import type { Job } from './job.ts'

/** How long a job's transaction may last. */
const LONGEST_SECONDS = 600

const working = { units: [], purpose: 'JOBS', role: 'SYSTEM_ADMIN', actor: 'jobs', request: 'jobs', assignment: 'jobs' }

export interface JobRunning {
  orm: MikroORM
  contextKey: Buffer
  vault: Vault
  clock: Clock
  jobs: readonly Job[]
  log: Logger
}

interface JobRow {
  id: string
  name: string
  unit: string
  viewer: Viewer
  request: string
  payload: unknown
}

class Cancelled extends Error {}

/** Somebody else has ended the job meanwhile: what this run did is taken back. */
class Overtaken extends Error {}

/**
 * Runs one job: its work, the audit's row and the word that it is done are one transaction, so that a job that was started
 * twice, after a crash, is done once. How far it has come is said outside that transaction.
 */
export async function runOneJob(running: JobRunning, id: string, signal: AbortSignal): Promise<void> {
  const { orm, contextKey, vault, clock, jobs, log } = running
  const outside = <T extends object>(sql: string, values: unknown[]): Promise<T[]> =>
    orm.em
      .fork({ session: contextVariables(working, contextKey) })
      .transactional((em: SqlEntityManager) => em.execute<T[]>(sql, values))
  const finish = (state: 'FAILED' | 'CANCELLED') =>
    outside(`update jobs.job set state = ?, finished_at = now() where id = ? and state = 'RUNNING'`, [state, id])

  const [row] = await outside<JobRow>(
    `update jobs.job set state = 'RUNNING', started_at = now(), done = 0
     where id = ? and state in ('WAITING', 'RUNNING') returning id, name, unit_code as unit, viewer, request, payload`,
    [id],
  )
  if (!row) return
  const context = new Context(orm, contextKey, {
    viewer: row.viewer,
    requestId: row.request,
    now: clock(),
    vault,
    lifetime: LONGEST_SECONDS,
  })
  const progress = async (done: number, total: number): Promise<void> => {
    signal.throwIfAborted()
    const [left] = await outside<{ cancel: boolean }>(
      `update jobs.job set done = ?, total = ? where id = ? and state = 'RUNNING' returning cancel`,
      [done, total, id],
    )
    if (!left || left.cancel) throw new Cancelled()
  }
  try {
    const job = jobs.find(({ name }) => name === row.name)
    if (!job) throw new Error(`there is no job ${row.name}`)
    const payload = job.payload.parse(row.payload)
    await context.unitOfWork.write(`Job.${row.name}`, { job: id }, async () => {
      await context.em.execute(
        `set local statement_timeout = '120s'; set local idle_in_transaction_session_timeout = '120s'`,
      )
      const result = await job.run(payload, { context, progress, signal })
      signal.throwIfAborted()
      await context.em.flush()
      const done = await context.em.execute<{ id: string }[]>(
        `update jobs.job set state = 'DONE', finished_at = now(), done = coalesce(total, done), result = ?::jsonb
         where id = ? and state = 'RUNNING' and not cancel returning id`,
        [JSON.stringify(result ?? null), id],
      )
      if (done.length === 0) throw new Overtaken()
    })
    log.info({ job: row.name, id }, 'done')
  } catch (error) {
    // The service stops: the job stays begun, and is begun anew by whoever comes next.
    if (signal.aborted) throw error
    if (error instanceof Cancelled || error instanceof Overtaken) await finish('CANCELLED')
    else {
      log.error({ err: error, job: row.name, id, requestId: row.request }, 'a job failed')
      await finish('FAILED')
    }
  } finally {
    await context.unitOfWork.close().catch(() => {})
  }
}
