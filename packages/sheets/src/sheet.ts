/** Most that one file may hold; what is larger is cut into parts by whoever sends it. */
export const sheetLimits = {
  bytes: 10 * 1024 * 1024,
  archiveEntries: 200,
  inflatedBytes: 100 * 1024 * 1024,
  /** An honest sheet shrinks to a tenth or a twentieth; only entries above the floor are judged. */
  ratio: 100,
  ratioFloor: 1024 * 1024,
  rows: 50_000,
  columns: 200,
  cellLength: 256,
} as const

/** A file's first sheet that holds something, as text: what formulas came to, merged cells filled, dates as dd/mm/yyyy. */
export interface SheetText {
  sheetName: string
  /** How the text was stored, where that had to be found out: `windows-1258`. */
  encoding: string | null
  rows: string[][]
}

/** Why a file is not taken, in words for whoever sent it. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused'
}
