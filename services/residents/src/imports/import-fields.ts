import { searchKey } from '../people/search-key.ts'

/** What a column may be. Plain strings, so that the rules need no GraphQL. */
export enum ImportField {
  IGNORE = 'IGNORE',
  FULL_NAME = 'FULL_NAME',
  BIRTH = 'BIRTH',
  SEX = 'SEX',
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  IDENTITY_NUMBER = 'IDENTITY_NUMBER',
  PHONE = 'PHONE',
  HOUSEHOLD = 'HOUSEHOLD',
  RELATION = 'RELATION',
  GROUP = 'GROUP',
  ADDRESS = 'ADDRESS',
  RESIDENCE_KIND = 'RESIDENCE_KIND',
  RESIDES_FROM = 'RESIDES_FROM',
}

/** How lists call their columns, without diacritics. The longest that a header contains decides. */
const synonyms: Record<Exclude<ImportField, 'IGNORE'>, string[]> = {
  FULL_NAME: [
    'ho va ten',
    'ho ten',
    'ten',
    'ho ten nguoi dan',
    'ho dem',
    'ho va ten dem',
    'ten cong dan',
    'ten thanh vien',
    'ho ten khai sinh',
    'name',
  ],
  BIRTH: [
    'nam sinh',
    'ngay sinh',
    'ngay thang nam sinh',
    'sinh ngay',
    'ngay thang sinh',
    'nam sinh ngay sinh',
    'tuoi sinh',
    'dob',
  ],
  SEX: ['gioi tinh', 'gioi', 'phai', 'nam nu', 'sex'],
  MALE: ['nam'],
  FEMALE: ['nu'],
  IDENTITY_NUMBER: [
    'cccd',
    'cmnd',
    'cmt',
    'so cccd',
    'so cmnd',
    'cmnd cccd',
    'cccd cmnd',
    'so dinh danh',
    'ma dinh danh',
    'so dinh danh ca nhan',
    'can cuoc',
    'so can cuoc',
    'so giay to',
    'so cmt',
    'ddcn',
    'giay to tuy than',
    'cmtnd',
    'ho chieu',
  ],
  PHONE: ['dien thoai', 'sdt', 'so dien thoai', 'so dt', 'dt', 'di dong', 'so di dong', 'phone', 'lien he'],
  HOUSEHOLD: ['stt ho', 'ma ho', 'so ho', 'ho so', 'so so ho khau', 'so ho khau', 'tt ho', 'ho'],
  RELATION: [
    'quan he voi chu ho',
    'quan he chu ho',
    'quan he',
    'qh voi chu ho',
    'qh chu ho',
    'moi quan he',
    'quan he voi ch',
  ],
  GROUP: [
    'to',
    'to dan pho',
    'tdp',
    'to dp',
    'to so',
    'thon',
    'ap',
    'khu pho',
    'to nhan dan',
    'khu vuc to',
    'tru tai to',
  ],
  ADDRESS: [
    'dia chi',
    'cho o',
    'noi o',
    'cho o hien nay',
    'noi o hien nay',
    'dia chi hien nay',
    'so nha',
    'so nha duong',
    'ngo',
    'duong',
    'dia chi thuong tru',
    'noi cu tru',
    'noi thuong tru',
    'hktt',
  ],
  RESIDENCE_KIND: [
    'cu tru',
    'tinh trang cu tru',
    'loai cu tru',
    'thuong tru tam tru',
    'tt tru',
    'hinh thuc cu tru',
    'dien cu tru',
  ],
  RESIDES_FROM: ['cu tru tu', 'o tu ngay', 'ngay den', 'tu ngay', 'ngay dang ky', 'thoi gian den o'],
}

/** Columns that say what they are with words of another: `STT` is no household, `nơi sinh` no birth, `họ tên chủ hộ` no name of the row. */
const never = [
  'stt',
  'tt',
  'so tt',
  'so thu tu',
  'ghi chu',
  'noi sinh',
  'ten chu ho',
  'ho ten chu ho',
  'ho va ten chu ho',
  'chu ho',
  'ngay cap',
  'noi cap',
  'dan toc',
  'ton giao',
  'nghe nghiep',
  'que quan',
  'so nguoi',
  'ky ten',
]

const key = (text: string): string => searchKey(text).trim()

/** What a header most likely stands for. */
export function fieldOf(header: string): ImportField {
  const words = key(header)
  if (words === '' || never.includes(words)) return ImportField.IGNORE
  let best: { field: ImportField; length: number } = { field: ImportField.IGNORE, length: 0 }
  for (const [field, names] of Object.entries(synonyms)) {
    for (const name of names) {
      // A short word means something only alone: “hộ” is in “sổ hộ khẩu”, “nam” in “năm sinh”.
      const fits = words === name || (name.length > 3 && ` ${words} `.includes(` ${name} `))
      const length = words === name ? 100 : name.length
      if (fits && length > best.length) best = { field: field as ImportField, length }
    }
  }
  return best.field
}

const several: ReadonlySet<ImportField> = new Set([ImportField.ADDRESS, ImportField.FULL_NAME, ImportField.IGNORE])

/** One proposal per column; what may stand once only is kept where it stands first. */
export function proposeMapping(headers: readonly string[]): ImportField[] {
  const taken = new Set<ImportField>()
  return headers.map((header) => {
    const field = fieldOf(header)
    if (taken.has(field) && !several.has(field)) return ImportField.IGNORE
    taken.add(field)
    return field
  })
}

const FARTHEST_HEADER = 30

export interface Header {
  /** Index of the last row of the header: what follows is data. */
  row: number
  headers: string[]
}

/** The row that looks most like headers among the first: lists begin with the State's name, a title, a date. Two rows when the second divides the first. */
export function findHeader(rows: readonly (readonly string[])[]): Header {
  let best = { row: 0, score: 0 }
  for (const [row, cells] of rows.slice(0, FARTHEST_HEADER).entries()) {
    const fields = new Set(cells.map(fieldOf))
    fields.delete(ImportField.IGNORE)
    if (fields.size > best.score) best = { row, score: fields.size }
  }
  const width = Math.max(...rows.slice(0, 200).map(({ length }) => length), 1)
  const upper = rows[best.row] ?? []
  const below = rows[best.row + 1] ?? []
  // “Năm sinh” over “Nam | Nữ”: merged above, divided below, and nothing of a person in the second row.
  const isDivided = below.some((cell, column) => cell !== (upper[column] ?? '') && fieldOf(cell) !== ImportField.IGNORE)
  const hasData = below.some((cell) => /\d{4,}/.test(cell))
  const second = isDivided && !hasData
  const headers = Array.from({ length: width }, (_, column) => {
    const top = upper[column] ?? ''
    const bottom = second ? (below[column] ?? '') : ''
    return bottom !== '' && bottom !== top ? bottom : top
  })
  return { row: second ? best.row + 1 : best.row, headers }
}
