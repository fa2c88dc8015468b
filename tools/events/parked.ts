import { withClient } from '@vungxanh/postgres'
import { deliverJob } from '@vungxanh/subgraph'

/** An event that its consumer could not apply, until somebody looks at it. It holds up what follows of its subject. */
export interface Parked {
  id: string
  consumer: string
  type: string
  at: Date
  parkedAt: Date
  tries: number
  fault: string | null
  /** Later events of the same subject, which wait for it. */
  behind: number
}

/** What one department could not tell others, oldest first. Of the event only what it is, never what it says. */
export function parkedEvents(migratorUrl: string): Promise<Parked[]> {
  return withClient(migratorUrl, async (client) => {
    const { rows } = await client.query<Parked>(
      `select event.id, delivery.consumer, event.type, event.at, delivery.parked_at as "parkedAt", delivery.tries, delivery.fault,
         (select count(*)::int from events.delivery later
          where later.consumer = delivery.consumer and later.subject = delivery.subject and later.seq > delivery.seq
            and later.delivered_at is null) as behind
       from events.delivery join events.outbox event on event.id = delivery.event_id
       where delivery.parked_at is not null order by event.no`,
    )
    return rows
  })
}

/**
 * Puts parked events back, all of a department or one, and wakes its worker. It is tried as often as an event that is new.
 * @returns how many: an event that two departments could not apply counts twice.
 */
export function unparkEvents(migratorUrl: string, event?: string): Promise<number> {
  return withClient(migratorUrl, async (client) => {
    const { rows } = await client.query<{ freed: number }>(
      `with freed as (
         update events.delivery set parked_at = null, tries = 0, due_at = now()
         where parked_at is not null and ($1::uuid is null or event_id = $1) returning consumer
       ), woken as (
         select graphile_worker.add_job($2, json_build_object('consumer', consumer), job_key := 'later ' || consumer, run_at := now())
         from (select distinct consumer from freed) as consumers
       )
       select (select count(*)::int from freed) as freed, (select count(*) from woken) as woken`,
      [event ?? null, deliverJob],
    )
    return rows[0]?.freed ?? 0
  })
}
