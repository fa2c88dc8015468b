/// <reference path="./untyped.d.ts" />
import { readXlsx } from 'hucre/xlsx'
import Papa from 'papaparse'
import { decodeText, refuseLegacyFonts } from './decode-text.ts'
import { inspectArchive } from './inspect-archive.ts'
import { SheetRefused, type SheetText, sheetLimits } from './sheet.ts'

/**
 * Reads a list as text, whatever it came in: XLSX, CSV or what was copied out of Excel (tabs). The content decides, never
 * the name. Runs in a worker; everything from outside passes here and nowhere else.
 * @throws SheetRefused
 */
export async function readSheet(bytes: Buffer): Promise<SheetText> {
  if (bytes.length > sheetLimits.bytes) throw new SheetRefused('Tệp lớn hơn 10 MB. Hãy chia danh sách thành nhiều tệp.')
  if (bytes.length === 0) throw new SheetRefused('Tệp trống.')
  const kind = kindOf(bytes)
  if (kind === 'locked')
    throw new SheetRefused(
      'Tệp có mật khẩu. Hãy mở bằng Excel, vào Tệp › Thông tin › Bảo vệ sổ làm việc, bỏ mật khẩu, lưu rồi gửi lại.',
    )
  if (kind === 'document')
    throw new SheetRefused(
      'Đây là tài liệu PDF hoặc Word, không phải bảng tính. Hãy gửi bảng tính gốc (.xlsx hoặc CSV).',
    )
  if (kind === 'old')
    throw new SheetRefused('Đây là tệp Excel đời cũ (.xls). Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại.')
  if (kind === 'markup')
    throw new SheetRefused(
      'Tệp là một trang web (HTML, XML) mang đuôi Excel. Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại.',
    )
  const sheet = kind === 'archive' ? await readWorkbook(bytes) : readText(bytes)
  refuseShape(sheet.rows)
  refuseLegacyFonts(sheet.rows)
  return { ...sheet, rows: sheet.rows.map((row) => row.map(tidyCell)) }
}

/** What Office puts into an old container instead of a workbook when somebody sets a password. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')

function kindOf(bytes: Buffer): 'archive' | 'old' | 'locked' | 'document' | 'markup' | 'text' {
  const head = bytes.subarray(0, 8).toString('hex')
  if (head.startsWith('504b')) return 'archive'
  if (head.startsWith('d0cf11e0') && bytes.includes(encrypted)) return 'locked'
  if (head.startsWith('d0cf11e0') || head.startsWith('0908') || head.startsWith('0904')) return 'old'
  const start = bytes
    .subarray(0, 256)
    .toString('latin1')
    .replace(/^(ï»¿|ÿþ|þÿ)/, '')
    .replaceAll('\0', '')
    .trimStart()
  if (/^(%PDF-|\{\\rtf)/.test(start)) return 'document'
  return start.startsWith('<') ? 'markup' : 'text'
}

async function readWorkbook(bytes: Buffer): Promise<SheetText> {
  await inspectArchive(bytes)
  const workbook = await readXlsx(bytes, {
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
    maxRows: sheetLimits.rows + 1,
  }).catch(() => {
    throw new SheetRefused('Không đọc được bảng tính này. Hãy mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi lại.')
  })
  const sheet = workbook.sheets.find(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)))
  if (!sheet) throw new SheetRefused('Bảng tính không có dòng nào. Hãy kiểm tra lại tệp.')
  refuseShape(sheet.rows)
  const rows = sheet.rows.map((row) => row.map(cellText))
  for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
    const text = rows[startRow]?.[startCol] ?? ''
    if (text === '') continue
    for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row++) {
      const cells = rows[row] ?? []
      for (let column = startCol; column <= Math.min(endCol, sheetLimits.columns); column++) cells[column] = text
      for (let column = 0; column < cells.length; column++) cells[column] ??= ''
      rows[row] = cells
    }
  }
  return { sheetName: sheet.name.slice(0, 100), encoding: null, rows }
}

function readText(bytes: Buffer): SheetText {
  const { text, encoding } = decodeText(bytes)
  const { data } = Papa.parse(text.replace(/^\ufeff/, ''), {
    delimiter: delimiterOf(text),
    preview: sheetLimits.rows + 2,
  })
  const rows = data.filter((row) => row.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) throw new SheetRefused('Tệp không có dòng nào.')
  return { sheetName: '', encoding, rows }
}

/** The one that is there most, outside of quotes: the library's own guess stumbles over one within them. */
function delimiterOf(text: string): string {
  const plain = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const count = (delimiter: string): number => plain.split(delimiter).length
  return [';', '\t', ',', '|'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

function refuseShape(rows: readonly (readonly unknown[])[]): void {
  if (rows.length > sheetLimits.rows)
    throw new SheetRefused('Danh sách dài hơn 50.000 dòng. Hãy chia thành nhiều tệp, hoặc xóa vùng trống bên dưới.')
  if (rows.some(({ length }) => length > sheetLimits.columns))
    throw new SheetRefused('Danh sách rộng hơn 200 cột. Hãy xóa các cột thừa bên phải rồi gửi lại.')
}

/** A number of an identity paper typed as a number is written out in full, never as `1,2E+11`. */
function cellText(value: string | number | boolean | Date | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(0) : String(value)
  if (typeof value === 'boolean') return value ? 'x' : ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayText(value)
  return value
}

/** A serial of Excel has no time zone; the reader gives it as UTC. */
function dayText(date: Date): string {
  const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}

const spaces = /[\p{C}\p{Z}\s]+/gu

/** What is kept of a cell: NFC, single spaces, no control characters, not endless; the apostrophe of our own exports taken off. */
function tidyCell(text: string): string {
  const tidy = text.normalize('NFC').replace(spaces, ' ').trim().slice(0, sheetLimits.cellLength)
  return /^'[=+\-@＝＋－＠]/.test(tidy) ? tidy.slice(1) : tidy
}
