import { createHash } from 'node:crypto'
import type { ImportListFact } from '@vungxanh/scenario'
import { type Context, insertMany } from '@vungxanh/subgraph'
import { ResidenceKind } from '../movements/residence.ts'
import { changesOf } from './change-people.ts'
import { storeRows } from './check-batch.ts'
import { ImportBatch, ImportState } from './import-batch.ts'
import { proposeMapping } from './import-fields.ts'

const by = { accountId: '00000000-0000-0000-0000-000000000000', name: 'Dữ liệu mô phỏng', post: 'Dữ liệu mô phỏng' }
const HEADER_LINE = 1

/** Loads a list of a scenario, judged and written by the rules of an import. @returns how many rows of the database. */
export async function seedList(
  list: ImportListFact,
  unitCode: string,
  load: Pick<Context, 'em' | 'vault'>,
): Promise<number> {
  const { id, sender, fileName, receivedAt, committedAt, headers, rows } = list
  const batch = {
    id,
    unitCode,
    fileName,
    sender,
    mapping: proposeMapping(headers),
    residentialGroup: null,
    residenceKind: ResidenceKind[list.residenceKind],
  }
  await insertMany(load.em, ImportBatch, [
    {
      ...batch,
      receivedAt,
      committedAt,
      fileHash: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      state: committedAt ? ImportState.COMMITTED : ImportState.READY,
      headerLine: HEADER_LINE,
      headers,
      accountId: by.accountId,
      byName: by.name,
    },
  ])
  const lines = rows.map((cells, index) => ({ line: HEADER_LINE + 1 + index, cells }))
  const checked = await storeRows(batch, lines, { ...load, now: receivedAt })
  if (committedAt) {
    const other = checked.find(({ verdict }) => verdict !== 'UPDATE' && verdict !== 'UNCHANGED')
    // Whoever it added would be beyond the population that the scenario's paper prints.
    if (other) throw new Error(`lists ${id}: row ${other.raw.line} is ${other.verdict}: ${other.reasons.join(' ')}`)
    const change = await changesOf(
      batch,
      checked.filter(({ verdict }) => verdict === 'UPDATE'),
      { ...load, now: committedAt, viewer: by, trail: { wrote: () => {} } },
    )
    await change()
  }
  return 1 + checked.length
}
