import type { Context } from '@vungxanh/subgraph'
import { placeOf, type SealedColumn, type Vault } from '@vungxanh/subgraph'
import type { Standing } from './change-people.ts'

const cellsColumn = { table: 'import_row', column: 'cells_sealed' }
const replacedColumn = { table: 'import_row', column: 'replaced_sealed' }

/** Where imports keep what was sent: whole rows, because any cell may hold a number. */
export const importColumns: readonly SealedColumn[] = [cellsColumn, replacedColumn]

export function sealCells(id: string, cells: readonly string[], vault: Vault): Buffer {
  return vault.seal(JSON.stringify(cells), placeOf(cellsColumn, id))
}

export async function openCells(id: string, sealed: Buffer, { vault, em }: Context): Promise<string[]> {
  return JSON.parse(await vault.open(sealed, placeOf(cellsColumn, id), em))
}

/** What an update found, what it wrote, and the paper it added. */
export interface Replaced {
  before: Standing
  after: Standing
  paper: string | null
}

export function sealReplaced(id: string, replaced: Replaced, vault: Vault): Buffer {
  return vault.seal(JSON.stringify(replaced), placeOf(replacedColumn, id))
}

export async function openReplaced(id: string, sealed: Buffer, { vault, em }: Context): Promise<Replaced> {
  return JSON.parse(await vault.open(sealed, placeOf(replacedColumn, id), em))
}
