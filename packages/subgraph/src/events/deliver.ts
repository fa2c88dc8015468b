import type { MikroORM } from '@mikro-orm/postgresql'
import { signRequest } from '@vungxanh/access/gateway-signature'
import type { Logger } from 'pino'
import { contextVariables } from '../row-security.ts'
import { eventSignatureHeader, inboxPath, type LetterEvent, type Outcome, reply } from './letter.ts'
import { deliverJob } from './publish.ts'

const BATCH = 100
/** How long one letter may take; the lease of its events is longer, so that none is sent twice at once. */
const PATIENCE_MS = 20_000
const LEASE = '30 seconds'
/** How often an event is tried that its consumer cannot apply: with the pauses between, about a quarter of an hour. */
export const mostTries = 10
const LONGEST_PAUSE_SECONDS = 300
/** A consumer that cannot be reached is asked again as often: an outage of hours must not cost minutes after it. */
const UNREACHABLE_SECONDS = 5

const delivering = {
  units: [],
  purpose: 'DELIVERY',
  role: 'SYSTEM_ADMIN',
  actor: 'delivery',
  request: 'delivery',
  assignment: 'delivery',
}

export interface Delivery {
  orm: MikroORM
  contextKey: Buffer
  key: Uint8Array
  /** This department. */
  from: string
  /** Where each consumer's inbox is: the addresses of the departments. */
  addresses: Readonly<Record<string, string>>
  log: Logger
}

interface Claimed extends LetterEvent {
  tries: number
}

async function asDeliverer<T extends object>(
  { orm, contextKey }: Delivery,
  sql: string,
  values: unknown[],
): Promise<T[]> {
  return orm.em
    .fork({ session: contextVariables(delivering, contextKey) })
    .transactional((em) => em.execute<T[]>(sql, values))
}

/** Delivers all that is due for a consumer, and sees to it that somebody comes back for the rest. */
export async function deliver(delivery: Delivery, consumer: string, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const events = await asDeliverer<Claimed>(
      delivery,
      `select id, type, subject, seq::int, unit, request, at, payload, tries from events.claim(?, ?, ?)`,
      [consumer, LEASE, BATCH],
    )
    if (events.length === 0) break
    const outcomes = await send(delivery, consumer, events)
    for (const { id, tries } of events) await settle(delivery, consumer, { id, tries }, outcomes?.get(id))
    if (!outcomes) break
  }
  await comeBack(delivery, consumer)
}

async function send(
  { addresses, from, key, log }: Delivery,
  consumer: string,
  events: readonly Claimed[],
): Promise<Map<string, Outcome> | undefined> {
  const address = addresses[consumer]
  try {
    if (!address) throw new Error(`no address of ${consumer}`)
    const body = JSON.stringify({ from, events: events.map(({ tries: _, ...event }) => event) })
    const signature = signRequest({ method: 'POST', path: inboxPath, body, authorization: '' }, key)
    const response = await fetch(new URL(inboxPath, address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', [eventSignatureHeader]: signature },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) throw new Error(`${consumer} answered ${response.status}`)
    return new Map(reply.parse(await response.json()).outcomes.map(({ id, outcome }) => [id, outcome]))
  } catch (error) {
    log.warn({ err: error, consumer, events: events.length }, 'a department cannot be told')
    return undefined
  }
}

/** @param outcome absent when the consumer was not reached, which is no fault of the event. */
async function settle(
  delivery: Delivery,
  consumer: string,
  { id, tries }: { id: string; tries: number },
  outcome: Outcome | undefined,
): Promise<void> {
  const isParked = outcome === 'FAILED' && tries + 1 >= mostTries
  const pause = outcome === 'FAILED' ? Math.min(2 ** tries, LONGEST_PAUSE_SECONDS) : null
  const fault = outcome === 'APPLIED' ? null : (outcome ?? 'UNREACHABLE')
  if (isParked) delivery.log.error({ consumer, event: id, tries: tries + 1 }, 'an event is parked')
  await asDeliverer(delivery, `select events.settle(?, ?, ?, ?::interval, ?)`, [
    consumer,
    id,
    fault,
    pause === null ? null : `${pause} seconds`,
    isParked,
  ])
}

async function comeBack(delivery: Delivery, consumer: string): Promise<void> {
  await asDeliverer(
    delivery,
    `select graphile_worker.add_job(?, json_build_object('consumer', consumer), job_key := 'later ' || consumer,
       run_at := greatest(next_at, now() + interval '${UNREACHABLE_SECONDS} seconds'))
     from events.waiting() where consumer = ? and next_at is not null`,
    [deliverJob, consumer],
  )
}

export type OutboxState = { consumer: string; waiting: number; parked: number }[]

/** What waits in the outbox: for each consumer how much, and how much of it was given up until somebody looks at it. */
export function outboxState(delivery: Delivery): Promise<OutboxState> {
  return asDeliverer(delivery, `select consumer, waiting::int, parked::int from events.waiting()`, [])
}

/** Starts delivering to every consumer for whom something waits. */
export async function deliverWaiting(delivery: Delivery): Promise<OutboxState> {
  const state = await outboxState(delivery)
  for (const { consumer } of state) await comeBack(delivery, consumer)
  return state
}
