import { LockMode } from '@mikro-orm/core'
import { analyzeTables, type Context, enqueue, job, localDateOf } from '@vungxanh/subgraph'
import { z } from 'zod'
import { startScan } from '../duplicates/scan-job.ts'
import type { LifeEventEffects } from '../movements/life-event.ts'
import { applyBatch } from './apply-batch.ts'
import { standingOf, writePeople } from './change-people.ts'
import { recheck } from './check-batch.ts'
import { ImportBatch, ImportState } from './import-batch.ts'
import { openReplaced, type Replaced } from './sealed-rows.ts'

const payload = z.object({ batch: z.uuid() })

/** Of a hundred: about so much of the work is to read and judge the list anew. */
const JUDGED = 20

/** PostgreSQL must not plan for what the tables held before these. */
const MANY_ROWS = 1_000

/** Locked, so that no second job and no correction comes between. */
async function lockBatch(id: string, { em }: Context, state: ImportState): Promise<ImportBatch | null> {
  return em.findOne(ImportBatch, { id, state }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}

/** After the columns were mapped otherwise. */
export const checkImport = job('checkImport', payload, async ({ batch: id }, { context, progress }) => {
  await progress(0, 1)
  const batch = await lockBatch(id, context, ImportState.READY)
  if (batch) await recheck(batch, context)
  return {}
})

/** Writes the list into the register, unless the register has changed since it was shown: then that is shown first. */
export const commitImport = job('commitImport', payload, async ({ batch: id }, { context, progress }) => {
  await progress(0, 100)
  const batch = await lockBatch(id, context, ImportState.READY)
  if (!batch) return { differing: 0 }
  const { rows, differing } = await recheck(batch, context)
  if (differing > 0) return { differing }
  await progress(JUDGED, 100)
  await applyBatch(batch, rows, context, (part) => progress(JUDGED + Math.floor(part * (100 - JUDGED)), 100))
  const written = rows.flatMap(({ personId, verdict }) =>
    personId && (verdict === 'NEW' || verdict === 'UPDATE') ? [personId] : [],
  )
  for (const personId of written) context.trail.concerns(personId)
  batch.state = ImportState.COMMITTED
  batch.committedAt = context.now
  if (written.length >= MANY_ROWS) await enqueue(context, analyzeTables, batch.unitCode, {})
  // Whom the list holds who is in the book already under another spelling.
  await startScan(batch.unitCode, context)
  return { differing: 0 }
})

/** Takes a batch back, all of it or nothing: what somebody has worked on since is named, and everything stays. */
export const undoImport = job('undoImport', payload, async ({ batch: id }, { context, progress }) => {
  await progress(0, 3)
  const batch = await lockBatch(id, context, ImportState.COMMITTED)
  if (!batch) return { touched: [] }
  const { em, now, viewer } = context
  const events = await eventsOf(batch, context)
  const replaced = await replacedBy(batch, context)
  const touched = [
    ...new Set([...(await touchedNewcomers(batch, events, context)), ...(await touchedOthers(replaced, context))]),
  ]
  if (touched.length > 0) return { touched: touched.sort((one, other) => one - other).slice(0, 100) }
  await progress(1, 3)
  const today = localDateOf(now)
  const done = (part: 'persons' | 'households' | 'joined' | 'opened'): string[] =>
    events.flatMap(({ effects }) => effects[part])
  await take('household_member', 'set left_on = coalesce(joined_on, ?)', [today], done('joined'), context)
  await take('residence', 'set to_on = from_on - 1', [], done('opened'), context)
  await take('household', 'set dissolved_on = ?', [today], done('households'), context)
  const papers = await em.execute<{ id: string }[]>(
    `select id from identity_document where person_id = any (?::uuid[]) and ended_as is null`,
    [uuids(done('persons'))],
  )
  const added = [...papers.map(({ id }) => id), ...events.flatMap(({ effects }) => effects.papersAdded ?? [])]
  await take('identity_document', `set ended_on = ?, ended_as = 'WRONG'`, [today], added, context)
  await progress(2, 3)
  await take('person', 'set annulled_on = ?', [today], done('persons'), context)
  const corrected = replaced
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .map(({ before }) => before)
  await writePeople(em, corrected)
  context.trail.wrote(
    'person',
    'update',
    corrected.map((person) => person.id),
    Object.keys(corrected[0] ?? {}).filter((column) => column !== 'id'),
  )
  await take(
    'life_event',
    'set undone_at = ?, undone_by_name = ?',
    [now, viewer.name],
    events.map(({ id: event }) => event),
    context,
  )
  batch.state = ImportState.UNDONE
  batch.undoneAt = now
  batch.undoneByName = viewer.name
  if (done('persons').length + corrected.length >= MANY_ROWS) await enqueue(context, analyzeTables, batch.unitCode, {})
  return { touched: [] }
})

const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`

/** Changes rows by their ids, which stand in the statement: a plan for so many must not hang on statistics of before. */
async function take(
  table: string,
  set: string,
  values: readonly unknown[],
  ids: readonly string[],
  { em, trail }: Context,
): Promise<void> {
  await em.execute(`update ${table} ${set} where id = any (?::uuid[])`, [...values, uuids(ids)])
  const columns = [...set.matchAll(/(\w+) =/g)].map(([, column = '']) => column)
  trail.wrote(table, 'update', ids, columns)
}

interface BatchEvent {
  id: string
  effects: LifeEventEffects
}

/** What the batch wrote down of itself. */
async function eventsOf(batch: ImportBatch, { em }: Context): Promise<BatchEvent[]> {
  return em.execute<BatchEvent[]>(
    `select id, effects from life_event where unit_code = ? and recorded_at = ? and account_id = ? and undone_at is null`,
    [batch.unitCode, batch.committedAt, batch.accountId],
  )
}

type ReplacedRow = Replaced & { line: number }

async function replacedBy(batch: ImportBatch, context: Context): Promise<ReplacedRow[]> {
  const rows = await context.em.execute<{ id: string; line: number; replaced_sealed: Buffer }[]>(
    `select id, line, replaced_sealed from import_row where batch_id = ? and replaced_sealed is not null`,
    [batch.id],
  )
  const replaced: ReplacedRow[] = []
  for (const { id, line, replaced_sealed: sealed } of rows)
    replaced.push({ line, ...(await openReplaced(id, sealed, context)) })
  return replaced
}

/** Lines whose newcomer, or whose household, something has happened to since. */
async function touchedNewcomers(batch: ImportBatch, events: readonly BatchEvent[], { em }: Context): Promise<number[]> {
  const rows = await em.execute<{ person: string; line: number }[]>(
    `select person_id as person, line from import_row
     where batch_id = ? and verdict = 'NEW' and decision is distinct from 'SKIP' and person_id is not null`,
    [batch.id],
  )
  // As constants, which PostgreSQL looks up by hash: as a list of its own it would go through all of it for each row.
  const own = uuids(rows.map(({ person }) => person))
  const told = uuids(events.map(({ id }) => id))
  const homes = uuids(events.flatMap(({ effects }) => effects.households))
  const touched = await em.execute<{ person: string }[]>(
    `select id as person from person where id = any (?::uuid[]) and (annulled_on is not null or died_on is not null)
     union select person_id from life_event_person where person_id = any (?::uuid[]) and event_id <> all (?::uuid[])
     union select person_id from arrival where person_id = any (?::uuid[])
     union select person_id from consent where person_id = any (?::uuid[])
     union select person_id from subject_request where person_id = any (?::uuid[])
     union select person_id from circumstance where person_id = any (?::uuid[]) and annulled_at is null
     union select person_id from change_proposal where person_id = any (?::uuid[])
     union select person_id from group_leader where person_id = any (?::uuid[])
     union select contact_person_id from establishment where contact_person_id = any (?::uuid[])
     union select person_id from household_member where person_id = any (?::uuid[]) and household_id in (
       select household_id from circumstance where household_id = any (?::uuid[]) and annulled_at is null
       union select household_id from room_stay where household_id = any (?::uuid[])
       union select household_id from self_management_member where household_id = any (?::uuid[])
       union select household_id from visit where household_id = any (?::uuid[]))
     union select person_id from import_row join import_batch on import_batch.id = batch_id
       where person_id = any (?::uuid[]) and batch_id <> ? and state = 'COMMITTED' and verdict = 'UPDATE'
     union select person_id from household_member where person_id = any (?::uuid[]) and household_id in (
       select household_id from household_member where household_id = any (?::uuid[]) and person_id <> all (?::uuid[]))`,
    [
      own,
      own,
      told,
      own,
      own,
      own,
      own,
      own,
      own,
      own,
      own,
      homes,
      homes,
      homes,
      homes,
      own,
      batch.id,
      own,
      homes,
      own,
    ],
  )
  const persons = new Set(touched.map(({ person }) => person))
  return rows.filter(({ person }) => persons.has(person)).map(({ line }) => line)
}

/** Lines that changed somebody whom others have changed since, or whose paper is no longer as it was added. */
async function touchedOthers(replaced: readonly ReplacedRow[], { em }: Context): Promise<number[]> {
  const standing = await standingOf(
    replaced.map(({ after }) => after.id),
    em,
  )
  const ended = await em.execute<{ id: string }[]>(
    `select id from identity_document where id = any (?::uuid[]) and ended_on is not null`,
    [uuids(replaced.flatMap(({ paper }) => paper ?? []))],
  )
  const gone = new Set(ended.map(({ id }) => id))
  return replaced
    .filter(
      ({ after, paper }) =>
        JSON.stringify(standing.get(after.id)) !== JSON.stringify(after) || (paper !== null && gone.has(paper)),
    )
    .map(({ line }) => line)
}

export const importJobs = [checkImport, commitImport, undoImport] as const
