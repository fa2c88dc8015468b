import type { MikroORM } from '@mikro-orm/postgresql'
import { departmentRole, eventsPurpose, type Role, type Viewer } from '@vungxanh/access'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { type Clock, Context } from '../context.ts'
import { onlySigned } from '../gateway-only.ts'
import type { Vault } from '../vault.ts'
import type { Subscription } from './event.ts'
import { eventSignatureHeader, inboxPath, type LetterEvent, letter, type Outcome } from './letter.ts'

interface Inbox {
  orm: MikroORM
  contextKey: Buffer
  vault: Vault
  clock: Clock
  key: Uint8Array
  consumes: readonly Subscription[]
  log: Logger
}

/** Where other departments deliver what they have to tell. Nothing else is behind this door, and no token opens it. */
export function openInbox(app: FastifyInstance, inbox: Inbox): void {
  const { orm, log } = inbox
  const subscriptions = new Map(inbox.consumes.map((subscription) => [subscription.type, subscription]))
  onlySigned(app, inbox.key, { header: eventSignatureHeader })
  app.post(inboxPath, async (request, reply) => {
    const content = letter.safeParse(request.body)
    if (!content.success) return reply.code(400).send({ error: 'not a letter' })
    const outcomes: { id: string; outcome: Outcome }[] = []
    for (const event of content.data.events) {
      try {
        outcomes.push({
          id: event.id,
          outcome: await applyEvent(event, content.data.from, subscriptions.get(event.type), inbox),
        })
      } catch (error) {
        log.error({ err: error, event: event.id, type: event.type }, 'an event could not be applied')
        // Without a database nothing is wrong with the event: it is not counted against it.
        if (!(await orm.isConnected())) return reply.code(503).send({ error: 'no database' })
        outcomes.push({ id: event.id, outcome: 'FAILED' })
      }
    }
    return { outcomes }
  })
}

/** The department that said it, as the audit names it: it may do what the policies of the tables leave to events. */
function departmentAsViewer(name: string, unit: string): Viewer {
  return {
    accountId: name,
    name,
    role: departmentRole.code as Role,
    post: departmentRole.vi,
    organisation: name,
    assignmentId: name,
    units: [unit],
    purpose: eventsPurpose,
    kin: [],
  }
}

/** Where an event stands among those of its subject: applied before, the next one, or one with a gap before it. */
type Place = 'APPLIED' | 'NEXT' | 'EARLY'

/** Applies an event whose turn it is, in a transaction of its own; one that was applied before is left alone. */
export async function applyEvent(
  event: LetterEvent,
  from: string,
  subscription: Subscription | undefined,
  { orm, contextKey, vault, clock }: Pick<Inbox, 'orm' | 'contextKey' | 'vault' | 'clock'>,
): Promise<Outcome> {
  if (!subscription || !event.type.startsWith(`${from}.`))
    throw new Error(`nobody here waits for ${event.type} of ${from}`)
  const payload = subscription.payload.parse(event.payload)
  const context = new Context(orm, contextKey, {
    viewer: departmentAsViewer(from, event.unit),
    requestId: event.request,
    now: clock(),
    vault,
  })
  let place: Place = 'EARLY'
  try {
    await context.unitOfWork.write(`Event.${event.type}`, payload, async () => {
      const [row] = await context.em.execute<{ place: Place }[]>(`select events.receive(?, ?, ?, ?, ?) as place`, [
        event.id,
        from,
        event.subject,
        event.seq,
        event.type,
      ])
      place = row?.place ?? 'EARLY'
      if (place === 'NEXT') await subscription.apply({ ...event, at: new Date(event.at), payload }, context)
    })
  } finally {
    // What it failed over has been said; that this could not be written down as well is the same accident.
    await context.unitOfWork.close().catch(() => {})
  }
  return place === 'EARLY' ? 'EARLY' : 'APPLIED'
}
