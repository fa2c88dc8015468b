import type { EntityManager } from '@mikro-orm/postgresql'
import { v7 as uuid } from 'uuid'
import { type AdministrationAction, AdministrationEvent } from './administration-event.ts'

/** Who does something, for the record of it. */
export interface Actor {
  accountId: string
  name: string
  post: string
}

export interface Happened {
  action: AdministrationAction
  at: Date
  unitCode?: string | undefined
  actor?: Actor | undefined
  accountId?: string | undefined
  details?: Record<string, unknown>
  requestId: string
}

/** Part of the caller's transaction: nothing happens without its record, and nothing is recorded that did not happen. */
export function record(em: EntityManager, { actor, details = {}, ...happened }: Happened): void {
  em.create(AdministrationEvent, {
    id: uuid(),
    ...happened,
    ...(actor && { actorId: actor.accountId, actorName: actor.name, actorPost: actor.post }),
    details,
  })
}

export interface EventFilter {
  units: readonly string[]
  from?: Date | undefined
  to?: Date | undefined
  accountId?: string | undefined
  action?: AdministrationAction | undefined
  first: number
  /** Id of the last event of the page before; ids are in the order of time. */
  after?: string | undefined
}

/** Newest first. */
export async function findEvents(em: EntityManager, filter: EventFilter) {
  const { units, from, to, accountId, action, first, after } = filter
  const events = await em.find(
    AdministrationEvent,
    {
      unitCode: { $in: [...units] },
      ...((from ?? to) && { at: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
      ...(accountId !== undefined && { $or: [{ accountId }, { actorId: accountId }] }),
      ...(action && { action }),
      ...(after !== undefined && { id: { $lt: after } }),
    },
    { orderBy: { id: 'desc' }, limit: first + 1 },
  )
  return { events: events.slice(0, first), next: events.length > first ? (events[first - 1]?.id ?? null) : null }
}
