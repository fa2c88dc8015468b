import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Runner, run, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { z } from 'zod'
import { type Delivery, deliver, deliverWaiting, type OutboxState } from '../events/deliver.ts'
import { deliverJob } from '../events/publish.ts'
import { runJob } from './job.ts'
import { silent } from './queue.ts'
import { type JobRunning, runOneJob } from './run-job.ts'

const CONCURRENCY = 3
/** A job is ready at once by notification; this is for those that were put off. */
const POLL_MS = 1_000
const BEAT_MS = 10_000
/** Whoever has not said for so long that they still work has died: others take over. */
const DEAD_AFTER = '45 seconds'
const STOP_MS = 3_000

export interface Worker {
  /** For each consumer how much waits, and how much was given up until somebody looks at it; seconds old. */
  outbox(): OutboxState
  stop(): Promise<void>
}

/** Works off the department's queue, in its process: what others are to be told, and what its own mutations asked for. */
export function startWorker(
  databaseUrl: string,
  { delivery, running }: { delivery: Delivery; running: JobRunning },
): Worker {
  const { orm, log } = delivery
  let runner: Runner | undefined
  const stopping = new AbortController()
  let outbox: OutboxState = []
  const tasks = {
    [deliverJob]: (payload: unknown) =>
      deliver(delivery, z.object({ consumer: z.string() }).parse(payload).consumer, stopping.signal),
    [runJob]: (payload: unknown) => runOneJob(running, z.object({ job: z.uuid() }).parse(payload).job, stopping.signal),
  }

  /**
   * Renews the locks of the jobs that this process works on, and takes away those of a process that died over them:
   * graphile-worker alone would leave them locked for four hours. What should have been delivered long ago is, now.
   */
  const beat = async (pool: string): Promise<void> => {
    try {
      const em = orm.em.fork()
      await em.execute(`update graphile_worker._private_jobs set locked_at = now() where locked_by = ?`, [pool])
      await em.execute(
        `update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at < now() - interval '${DEAD_AFTER}'`,
      )
      outbox = await deliverWaiting(delivery)
    } catch (error) {
      log.warn({ err: error }, 'the queue cannot be looked after')
    }
  }

  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONCURRENCY })
  // The queue hears of a lost connection by its next statement; one that is lost while it ends is nobody's concern.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  /** The queue's runner ends by itself when its database is gone for long; the department goes on, and so must this. */
  const keepRunning = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const events: WorkerEvents = new EventEmitter()
      let heart: NodeJS.Timeout | undefined
      events.once('pool:create', ({ workerPool }) => {
        heart = setInterval(() => void beat(workerPool.id), BEAT_MS)
        heart.unref()
      })
      try {
        await beat('')
        runner = await run({
          pgPool: pool,
          concurrency: CONCURRENCY,
          pollInterval: POLL_MS,
          gracefulShutdownAbortTimeout: STOP_MS,
          noHandleSignals: true,
          logger: silent,
          events,
          taskList: tasks,
        })
        if (stopping.signal.aborted) await runner.stop()
        else await runner.promise
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error }, 'the queue is not worked off')
      } finally {
        clearInterval(heart)
      }
      if (!stopping.signal.aborted) await pause(1_000)
    }
  }
  const kept = keepRunning()
  return {
    outbox: () => outbox,
    stop: async () => {
      stopping.abort()
      await runner?.stop().catch(() => {})
      await kept
      await pool.end()
    },
  }
}
