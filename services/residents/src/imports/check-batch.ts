import { setImmediate as breath } from 'node:timers/promises'
import { type Context, localDateOf, type Write, writeAhead, writesOf } from '@vungxanh/subgraph'
import { searchKey } from '../people/search-key.ts'
import { openBook } from './book.ts'
import {
  type Change,
  type CheckedRow,
  checkRows,
  type RawRow,
  remembering,
  type Settings,
  type TakenRow,
  takeRows,
} from './check-rows.ts'
import { type ImportBatch, ImportRow } from './import-batch.ts'
import { PACE } from './import-lines.ts'
import { openCells, sealCells } from './sealed-rows.ts'

interface StoredRow {
  id: string
  line: number
  cells_sealed: Buffer
  verdict: string
  reasons: string[]
  warnings: string[]
  changes: Change[]
  decision: 'AS_NEW' | 'SKIP' | null
  person_id: string | null
  missing_group: string | null
}

/** What judging and keeping rows asks of a request; the load of a scenario has it too. */
export type Checking = Pick<Context, 'em' | 'vault' | 'now'>

type Mapped = Pick<ImportBatch, 'id' | 'unitCode' | 'mapping' | 'residentialGroup' | 'residenceKind'>

export function settingsOf(batch: Mapped, { vault, now }: Pick<Context, 'vault' | 'now'>): Settings {
  return {
    mapping: batch.mapping,
    groupId: batch.residentialGroup?.id ?? null,
    residenceKind: batch.residenceKind,
    today: localDateOf(now),
    hash: remembering((number) => vault.index(number).toString('hex')),
    key: remembering((text) => searchKey(text).trim()),
  }
}

/** Judges rows against the register as it is now. */
export async function checked(batch: Mapped, raws: readonly RawRow[], context: Checking): Promise<CheckedRow[]> {
  const settings = settingsOf(batch, context)
  const taken: TakenRow[] = []
  for (let start = 0; start < raws.length; start += PACE) {
    taken.push(...takeRows(raws.slice(start, start + PACE), settings))
    await breath()
  }
  const book = await openBook(
    context.em,
    batch.unitCode,
    taken.map(({ read }) => read),
    settings.hash,
  )
  return checkRows(taken, settings, book)
}

export async function storedRows(batch: ImportBatch, { em }: Context): Promise<StoredRow[]> {
  return em.execute<StoredRow[]>(
    `select id, line, cells_sealed, verdict, reasons, warnings, changes, decision, person_id, missing_group
     from import_row where batch_id = ? order by line`,
    [batch.id],
  )
}

export async function rawRow(stored: StoredRow, context: Context): Promise<RawRow> {
  const { id, line, decision } = stored
  return { id, line, decision, newPersonId: id, cells: await openCells(id, stored.cells_sealed, context) }
}

/** Equal for what says the same: a column of JSON gives its keys back in an order of its own. */
const toCompare = (outcome: {
  verdict: string
  reasons: string[]
  warnings: string[]
  changes: Change[]
  person_id: string | null
  missing_group: string | null
}): string =>
  JSON.stringify([
    outcome.verdict,
    outcome.reasons,
    outcome.warnings,
    outcome.changes.map(({ field, from, to }) => [field, from, to]),
    outcome.person_id,
    outcome.missing_group,
  ])

const outcomeOf = ({ verdict, reasons, warnings, changes, personId, missingGroup }: CheckedRow) => ({
  verdict,
  reasons,
  warnings,
  changes,
  person_id: personId,
  missing_group: missingGroup,
})

/** Judges a batch anew and writes what has become different. @returns the rows, and how many of them differ from what was shown. */
export async function recheck(
  batch: ImportBatch,
  context: Context,
): Promise<{ rows: CheckedRow[]; differing: number }> {
  const stored = await storedRows(batch, context)
  const raws: RawRow[] = []
  for (const row of stored) {
    if (raws.length % PACE === 0) await breath()
    raws.push(await rawRow(row, context))
  }
  const rows = await checked(batch, raws, context)
  const before = new Map(stored.map((row) => [row.id, toCompare(row)]))
  const different = rows
    .map((row) => ({ id: row.raw.id, ...outcomeOf(row) }))
    .filter(({ id, ...outcome }) => before.get(id) !== toCompare(outcome))
  if (different.length > 0) {
    await context.em.execute(
      `update import_row set verdict = given.verdict, reasons = given.reasons, warnings = given.warnings,
         changes = given.changes, person_id = given.person_id, missing_group = given.missing_group
       from json_to_recordset(?::json) as given
         (id uuid, verdict text, reasons jsonb, warnings jsonb, changes jsonb, person_id uuid, missing_group text)
       where import_row.id = given.id`,
      [JSON.stringify(different)],
    )
  }
  return { rows, differing: different.length }
}

/** Keeps the rows of a new batch, judged. */
export async function storeRows(
  batch: Mapped,
  data: readonly { line: number; cells: string[] }[],
  context: Checking,
): Promise<CheckedRow[]> {
  const raws = data.map(({ line, cells }): RawRow => {
    const id = crypto.randomUUID()
    return { id, line, cells, decision: null, newPersonId: id }
  })
  const rows = await checked(batch, raws, context)
  await writeAhead(keptRows(batch, rows, context))
  return rows
}

/** So many rows are sealed while PostgreSQL writes those before them. */
const SLICE = 2_500

async function* keptRows(
  batch: Mapped,
  rows: readonly CheckedRow[],
  { em, vault }: Checking,
): AsyncGenerator<Write, undefined> {
  for (let start = 0; start < rows.length; start += SLICE) {
    const lines: Record<string, unknown>[] = []
    for (const { raw, verdict, reasons, warnings, changes, personId, missingGroup } of rows.slice(
      start,
      start + SLICE,
    )) {
      if (lines.length % PACE === 0) await breath()
      lines.push({
        id: raw.id,
        unitCode: batch.unitCode,
        batch: batch.id,
        line: raw.line,
        cellsSealed: sealCells(raw.id, raw.cells, vault),
        verdict,
        reasons,
        warnings,
        changes,
        personId,
        missingGroup,
      })
    }
    yield* writesOf(em, ImportRow, lines)
  }
}
