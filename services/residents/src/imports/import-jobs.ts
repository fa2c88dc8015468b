import { LockMode } from '@mikro-orm/core'
import { type Context, job, localDateOf } from '@vungxanh/subgraph'
import { z } from 'zod'
import { startScan } from '../duplicates/scan-job.ts'
import { applyBatch, standingPeople, writePeople } from './apply-batch.ts'
import { recheck } from './check-batch.ts'
import { ImportBatch, ImportState } from './import-batch.ts'
import { openReplaced, type Replaced } from './sealed-rows.ts'

const payload = z.object({ batch: z.uuid() })

const STEPS = 5

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
  await progress(0, STEPS)
  const batch = await lockBatch(id, context, ImportState.READY)
  if (!batch) return { differing: 0 }
  const { rows, differing } = await recheck(batch, context)
  if (differing > 0) return { differing }
  await progress(1, STEPS)
  await applyBatch(batch, rows, context, (part) => progress(1 + part, STEPS))
  for (const { personId, verdict } of rows) {
    if (personId && (verdict === 'NEW' || verdict === 'UPDATE')) context.trail.concerns(personId)
  }
  batch.state = ImportState.COMMITTED
  batch.committedAt = context.now
  // Whom the list holds who is in the book already under another spelling.
  await startScan(batch.unitCode, context)
  return { differing: 0 }
})

/** Takes a batch back, all of it or nothing: what somebody has worked on since is named, and everything stays. */
export const undoImport = job('undoImport', payload, async ({ batch: id }, { context, progress }) => {
  await progress(0, 2)
  const batch = await lockBatch(id, context, ImportState.COMMITTED)
  if (!batch) return { touched: [] }
  const { em, now, viewer } = context
  const replaced = await replacedBy(batch, context)
  const touched = [
    ...new Set([...(await touchedNewcomers(batch, context)), ...(await touchedOthers(replaced, context))]),
  ]
  if (touched.length > 0) return { touched: touched.sort((one, other) => one - other).slice(0, 100) }
  await progress(1, 2)
  const today = localDateOf(now)
  const events = `(select id from life_event where unit_code = ? and recorded_at = ? and account_id = ? and undone_at is null)`
  const own = [batch.unitCode, batch.committedAt, batch.accountId]
  const listed = (name: string) =>
    `(select jsonb_array_elements_text(effects -> '${name}')::uuid from life_event where id in ${events})`
  await em.execute(`update household_member set left_on = coalesce(joined_on, ?) where id in ${listed('joined')}`, [
    today,
    ...own,
  ] as string[])
  await em.execute(`update residence set to_on = from_on - 1 where id in ${listed('opened')}`, own as string[])
  await em.execute(`update household set dissolved_on = ? where id in ${listed('households')}`, [
    today,
    ...own,
  ] as string[])
  await em.execute(
    `update identity_document set ended_on = ?, ended_as = 'WRONG' where person_id in ${listed('persons')} and ended_as is null`,
    [today, ...own] as string[],
  )
  await em.execute(`update person set annulled_on = ? where id in ${listed('persons')}`, [today, ...own] as string[])
  await em.execute(`update life_event set undone_at = ?, undone_by_name = ? where id in ${events}`, [
    now,
    viewer.name,
    ...own,
  ] as string[])
  await writePeople(
    em,
    replaced.map(({ before }) => before),
  )
  await em.execute(`update identity_document set ended_on = ?, ended_as = 'WRONG' where id = any (?::uuid[])`, [
    today,
    `{${replaced.flatMap(({ paper }) => paper ?? []).join(',')}}`,
  ])
  batch.state = ImportState.UNDONE
  batch.undoneAt = now
  batch.undoneByName = viewer.name
  return { touched: [] }
})

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
async function touchedNewcomers(batch: ImportBatch, { em }: Context): Promise<number[]> {
  const rows = await em.execute<{ line: number }[]>(
    `with own as (
       select person_id, line from import_row where batch_id = ? and verdict = 'NEW' and decision is distinct from 'SKIP'
     ), events as (
       select id, effects, to_household_id from life_event where unit_code = ? and recorded_at = ? and account_id = ?
     ), opened as (
       select jsonb_array_elements_text(effects -> 'households')::uuid as id from events
     )
     select distinct line from own join person on person.id = own.person_id where annulled_on is not null or died_on is not null
       or exists (select from life_event_person part where part.person_id = own.person_id and part.event_id not in (select id from events))
       or exists (select from arrival where arrival.person_id = own.person_id)
       or exists (select from consent where consent.person_id = own.person_id)
       or exists (select from subject_request where subject_request.person_id = own.person_id)
       or exists (select from import_row later join import_batch on import_batch.id = later.batch_id
         where later.person_id = own.person_id and later.batch_id <> ? and import_batch.state = 'COMMITTED'
           and later.verdict = 'UPDATE')
       or exists (select from household_member mine join household_member other on other.household_id = mine.household_id
         where mine.person_id = own.person_id and mine.household_id in (select id from opened)
           and not exists (select from own as companion where companion.person_id = other.person_id))`,
    [batch.id, batch.unitCode, batch.committedAt as unknown as string, batch.accountId, batch.id],
  )
  return rows.map(({ line }) => line)
}

/** Lines that changed somebody whom others have changed since. */
async function touchedOthers(replaced: readonly ReplacedRow[], { em }: Context): Promise<number[]> {
  const standing = await em.execute<Replaced['after'][]>(
    `${standingPeople} where id = any (array(select jsonb_array_elements_text(?::jsonb)::uuid))`,
    [JSON.stringify(replaced.map(({ after }) => after.id))],
  )
  const byId = new Map(standing.map((person) => [person.id, JSON.stringify(person)]))
  return replaced.filter(({ after }) => byId.get(after.id) !== JSON.stringify(after)).map(({ line }) => line)
}

export const importJobs = [checkImport, commitImport, undoImport] as const
