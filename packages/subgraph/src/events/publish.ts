import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { EventType } from './event.ts'

/** The job that delivers what waits for a consumer. */
export const deliverJob = 'deliver'

/**
 * Tells other departments what a mutation did: in its own transaction, so that nothing is told that was not done.
 * @param about its subject is whose story it continues; events of one subject arrive in order.
 */
export async function publish<P extends z.ZodObject>(
  { em, requestId }: Context,
  event: EventType<P>,
  about: { subject: string; unit: string; payload: z.input<P> },
): Promise<void> {
  const payload = event.payload.strict().parse(about.payload)
  await em.execute(`select events.publish(?, ?, ?, ?, ?, ?::jsonb, ?::text[])`, [
    crypto.randomUUID(),
    event.type,
    about.subject,
    about.unit,
    requestId,
    JSON.stringify(payload),
    `{${event.to.join(',')}}`,
  ])
  // One job for a transaction and consumer, however much it says; a key that others shared would make them wait for it.
  await em.execute(
    `select graphile_worker.add_job(?, json_build_object('consumer', consumer), job_key := consumer || pg_current_xact_id())
     from unnest(?::text[]) as consumer`,
    [deliverJob, `{${event.to.join(',')}}`],
  )
}
