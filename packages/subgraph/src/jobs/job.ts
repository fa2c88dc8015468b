import type { z } from 'zod'
import type { Context } from '../context.ts'

/** The job that runs one of `jobs.job`. */
export const runJob = 'run'

export type JobState = 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'

/** What a job gets besides its payload. Its transaction commits when it returns, and only if nobody cancelled it meanwhile. */
export interface Working {
  /** Of whoever asked for it: their scope, their purpose, their name in the audit. */
  context: Context
  /** Says how far it has come, and ends the job when it was cancelled or the service stops. */
  progress(done: number, total: number): Promise<void>
  signal: AbortSignal
}

/** Work that a mutation asks for and that is done after it, in one transaction. */
export interface Job<P extends z.ZodType = z.ZodType> {
  name: string
  payload: P
  /** @returns what is kept of it for whoever asks: counts and ids. */
  run(payload: z.output<P>, working: Working): Promise<Record<string, unknown> | undefined>
}

export function job<P extends z.ZodType>(name: string, payload: P, run: Job<P>['run']): Job<P> {
  return { name, payload, run }
}

/** Asks for a job, in the transaction of the mutation: without it, nothing is run. @returns the job's id. */
export async function enqueue<P extends z.ZodType>(
  { em, viewer, requestId }: Context,
  { name, payload: shape }: Job<P>,
  unit: string,
  payload: z.input<P>,
): Promise<string> {
  const id = crypto.randomUUID()
  await em.execute(
    `insert into jobs.job (id, name, unit_code, assignment, viewer, request, payload) values (?, ?, ?, ?, ?::jsonb, ?, ?::jsonb)`,
    [id, name, unit, viewer.assignmentId, JSON.stringify(viewer), requestId, JSON.stringify(shape.parse(payload))],
  )
  await em.execute(`select graphile_worker.add_job(?, json_build_object('job', ?::text), max_attempts := 5)`, [
    runJob,
    id,
  ])
  return id
}

export interface JobStatus {
  id: string
  state: JobState
  done: number
  total: number | null
  result: Record<string, unknown> | null
}

/** How far jobs have come; those of other assignments are absent, unless a department's policy shows them. */
export async function jobStatuses({ em }: Context, ids: readonly string[]): Promise<Map<string, JobStatus>> {
  const rows = await em.execute<JobStatus[]>(
    `select id, state, done, total, result from jobs.job where id = any (?::uuid[])`,
    [`{${ids.join(',')}}`],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Cancels a job that has not ended; one that runs takes back what it did. @returns whether there was one. */
export async function cancelJob({ em }: Context, id: string): Promise<boolean> {
  const rows = await em.execute<{ id: string }[]>(
    `update jobs.job set cancel = true,
       state = case state when 'WAITING' then 'CANCELLED' else state end,
       finished_at = case state when 'WAITING' then now() end
     where id = ? and state in ('WAITING', 'RUNNING') returning id`,
    [id],
  )
  return rows.length > 0
}
