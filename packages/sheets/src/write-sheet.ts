/// <reference path="./untyped.d.ts" />
import { writeXlsx } from 'hucre/xlsx'
import Papa from 'papaparse'

export interface SheetColumn {
  header: string
  /** Numbers one counts with; everything else, identity numbers and telephones above all, is text and keeps its zeros. */
  kind?: 'text' | 'number'
  width?: number
}

export interface SheetTable {
  title: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly (string | number | null)[])[]
  /** What the list was narrowed by, for a sheet of its own. */
  conditions: readonly (readonly [label: string, value: string])[]
}

/** OWASP ASVS 1.2.10: a cell that begins so would be taken for a formula, in full width too. */
const trigger = /^\s*[=+\-@\t\r\0＝＋－＠]/

/** A text that no program that opens the file will compute. */
export function inertText(text: string): string {
  return trigger.test(text) ? `'${text}` : text
}

type Cell = string | number | null

function inert(cell: Cell): Cell {
  return typeof cell === 'string' ? inertText(cell) : cell
}

const inertRow = (row: readonly Cell[]): Cell[] => row.map(inert)

export async function writeWorkbook({ title, columns, rows, conditions }: SheetTable): Promise<Uint8Array> {
  const header = inertRow(columns.map(({ header: text }) => text))
  return writeXlsx({
    stringMode: 'inline',
    sheets: [
      {
        name: title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
        columns: columns.map(({ width = 16, kind }) => ({ width, ...(kind !== 'number' && { numFmt: '@' }) })),
        rows: [header, ...rows.map(inertRow)],
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${columnName(columns.length)}${rows.length + 1}` },
      },
      { name: 'Điều kiện lọc', columns: [{ width: 28 }, { width: 40 }], rows: conditions.map(inertRow) },
    ],
  })
}

/** For Excel on a Vietnamese Windows: semicolons, and a mark that says UTF-8. */
export function writeDelimited({ columns, rows }: SheetTable, delimiter: ';' | ','): Uint8Array {
  const header = inertRow(columns.map(({ header: text }) => text))
  const text = Papa.unparse([header, ...rows.map(inertRow)], { delimiter, newline: '\r\n' })
  return Buffer.from(`\ufeff${text}\r\n`)
}

function columnName(count: number): string {
  const last = count - 1
  const first = Math.floor(last / 26)
  return `${first > 0 ? String.fromCharCode(64 + first) : ''}${String.fromCharCode(65 + (last % 26))}`
}
