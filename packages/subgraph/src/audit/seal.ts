import { createHash, createHmac } from 'node:crypto'
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql'
import { contextVariables } from '../row-security.ts'

/** All of an event, in one text that stays the same for as long as the event does. */
const leafText = `jsonb_build_array(format, id, tx::text, (extract(epoch from at) * 1000000)::bigint, request, operation, action,
  account, name, role, post, organisation, assignment, purpose, to_jsonb(units), to_jsonb(subjects), content)::text`

const genesis = Buffer.alloc(32)

interface Batch {
  seq: string
  from_tx: string
  to_tx: string
  ids: string[]
  leaves: Buffer[]
  previous: Buffer
  /** Milliseconds since 1970, as text. */
  sealed_at: string
  head: Buffer
}

interface Leaf {
  id: string
  text: string
}

/** What a sealed batch is remembered by outside the database: without it, cutting off the end would leave no trace. */
export interface SealedHead {
  seq: number
  head: string
  sealedAt: string
}

const sealing = {
  units: [],
  purpose: 'SEALING',
  role: 'SYSTEM_ADMIN',
  actor: 'sealing',
  request: 'sealing',
  assignment: 'sealing',
}

async function asSealer<T>(orm: MikroORM, contextKey: Buffer, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  return orm.em.fork({ session: contextVariables(sealing, contextKey) }).transactional((em) => work(em))
}

/** The ids stand in the order of the transactions, and so do the leaves; an event's place is part of what is sealed. */
function headOf({ seq, from_tx, to_tx, ids, leaves, previous, sealed_at }: Omit<Batch, 'head'>, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([seq, from_tx, to_tx, ids, sealed_at]))
    .update(previous)
    .update(Buffer.concat(leaves))
    .digest()
}

const lastBatch = `select seq, from_tx::text, to_tx::text, ids, leaves, previous, (extract(epoch from sealed_at) * 1000)::bigint::text as sealed_at, head from audit.batch order by seq desc limit 1`

function leavesBetween(em: SqlEntityManager, from: string, to: string): Promise<Leaf[]> {
  return em.execute<Leaf[]>(
    `select id::text, ${leafText} as text from audit.event where tx >= ?::xid8 and tx < ?::xid8 order by tx, event.id`,
    [from, to],
  )
}

const hash = ({ text }: Leaf): Buffer => createHash('sha256').update(text).digest()

/**
 * Seals what finished transactions have added since the last batch, and chains it to that. A transaction still open is
 * left for the next batch, whatever its number: numbers are given at the start, not at the end.
 */
export async function seal(
  orm: MikroORM,
  { contextKey, auditKey }: { contextKey: Buffer; auditKey: Buffer },
): Promise<SealedHead | undefined> {
  return asSealer(orm, contextKey, async (em) => {
    const [lock] = await em.execute<{ free: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext('audit.seal')) as free, pg_snapshot_xmin(pg_current_snapshot())::text as xmin`,
    )
    if (!lock?.free) return undefined
    const [last] = await em.execute<Batch[]>(lastBatch)
    const [{ xmin } = { xmin: '0' }] = await em.execute<{ xmin: string }[]>(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`,
    )
    const from = last?.to_tx ?? '0'
    if (BigInt(from) > BigInt(xmin)) {
      // Numbers would come a second time: what is written now would look like put into what is sealed.
      throw new Error(`this cluster counts transactions anew: it is at ${xmin}, the audit is sealed up to ${from}`)
    }
    const events = await leavesBetween(em, from, xmin)
    if (events.length === 0) return undefined
    const batch = {
      seq: String(Number(last?.seq ?? 0) + 1),
      from_tx: from,
      to_tx: xmin,
      ids: events.map(({ id }) => id),
      leaves: events.map(hash),
      previous: last?.head ?? genesis,
      sealed_at: String(Date.now()),
    }
    const head = headOf(batch, auditKey)
    await em.execute(
      `insert into audit.batch (seq, from_tx, to_tx, ids, leaves, previous, sealed_at, head)
       values (?, ?::xid8, ?::xid8, ?::bigint[], ?::bytea[], ?, to_timestamp(?::bigint / 1000.0), ?)`,
      [
        batch.seq,
        batch.from_tx,
        batch.to_tx,
        `{${batch.ids.join(',')}}`,
        `{${batch.leaves.map((leaf) => `"\\\\x${leaf.toString('hex')}"`).join(',')}}`,
        batch.previous,
        batch.sealed_at,
        head,
      ],
    )
    return {
      seq: Number(batch.seq),
      head: head.toString('hex'),
      sealedAt: new Date(Number(batch.sealed_at)).toISOString(),
    }
  })
}

export interface AuditFault {
  /** The batch in which the chain breaks first. */
  batch: number
  event?: string
  what: string
}

/**
 * Goes through the chain from its beginning and names the first place where the audit is not what was sealed.
 * @param heads what was remembered outside the database; any of them may be missing, none may differ.
 */
export async function verifyAudit(
  orm: MikroORM,
  { contextKey, auditKey, heads }: { contextKey: Buffer; auditKey: Buffer; heads: readonly SealedHead[] },
): Promise<{ events: number; batches: number; unsealed: number; fault?: AuditFault }> {
  return asSealer(orm, contextKey, async (em) => {
    const known = new Map(heads.map(({ seq, head }) => [seq, head]))
    const counts = { events: 0, batches: 0 }
    let previous: Buffer = genesis
    let from = '0'
    const finish = async (fault?: AuditFault) => {
      const [{ n } = { n: 0 }] = await em.execute<{ n: number }[]>(
        `select count(*)::int as n from audit.event where tx >= ?::xid8`,
        [from],
      )
      return { ...counts, unsealed: n, ...(fault && { fault }) }
    }
    for (;;) {
      const seq = counts.batches + 1
      const [batch] = await em.execute<Batch[]>(lastBatch.replace('order by seq desc limit 1', 'where seq = ?'), [seq])
      if (!batch) break
      const broken = (what: string, event?: string) => finish({ batch: seq, ...(event && { event }), what })
      if (!batch.previous.equals(previous) || batch.from_tx !== from)
        return broken('is not chained to the batch before it')
      if (!headOf(batch, auditKey).equals(batch.head)) return broken('was changed after it was sealed')
      const remembered = known.get(seq)
      if (remembered && remembered !== batch.head.toString('hex')) return broken('is not the one that was sealed')
      const found = await leavesBetween(em, batch.from_tx, batch.to_tx)
      const byId = new Map(found.map((leaf) => [leaf.id, leaf]))
      for (const [index, id] of batch.ids.entries()) {
        const leaf = byId.get(id)
        if (!leaf) return broken('is missing', id)
        const sealed = batch.leaves[index]
        if (!sealed || !hash(leaf).equals(sealed)) return broken('was changed', id)
      }
      const sealedIds = new Set(batch.ids)
      const added = found.find(({ id }) => !sealedIds.has(id))
      if (added) return broken('was added after the batch was sealed', added.id)
      previous = batch.head
      from = batch.to_tx
      counts.batches = seq
      counts.events += batch.ids.length
    }
    const [more] = await em.execute<{ seq: string }[]>(
      `select seq from audit.batch where seq > ? order by seq limit 1`,
      [counts.batches],
    )
    const missing = heads.find(({ seq }) => seq > counts.batches)
    if (more || missing) return finish({ batch: counts.batches + 1, what: 'is missing' })
    return finish()
  })
}
