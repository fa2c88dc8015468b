import type { LocalDate } from '@vungxanh/subgraph'
import { maskNumber } from '../people/person-rules.ts'
import { searchKey, tidyText } from '../people/search-key.ts'

// What people write in the cells of lists, and what they mean by it. UX §1.4.

export type Read<T> = { value: T; warning?: string } | { reason: string }

const key = (text: string): string => searchKey(text).trim()

const glued = /^(.*?\p{L})[\s,;(\-–[]*(?:sn|sinh năm|sinh)?[\s.:]*((?:19|20)\d{2})[)\]]?$/iu

/** `Nguyễn Văn A (1975)`, `NGUYỄN VĂN A 1975`: the name, and the year that was glued to it. */
export function readName(text: string): { fullName: string; birthYear?: number } {
  const [, name = text, year] = glued.exec(text) ?? []
  const plain = name.trim()
  const isShouted = plain === plain.toUpperCase()
  const fullName = isShouted ? plain.toLowerCase().replace(/(^|[\s'-])\p{L}/gu, (start) => start.toUpperCase()) : plain
  return { fullName, ...(year && { birthYear: Number(year) }) }
}

export interface BirthCell {
  bornOn?: LocalDate
  birthYear?: number
}

const LONGEST_SHOWN = 60

/** A cell as its reasons name it. They are kept unsealed, and any column may be mapped to the wrong field: no whole number of a card or telephone. */
export function shown(cell: string): string {
  const unnumbered = cell
    .replace(/\d(?:[ .-]?\d){8,}/g, (number) => maskNumber(number.replace(/\D/g, '')))
    .replace(/\b[A-Z]\d{7,8}\b/gi, maskNumber)
  return unnumbered.length > LONGEST_SHOWN ? `${unnumbered.slice(0, LONGEST_SHOWN)}…` : unnumbered
}

/** Day, month and year in any order of separators; only the year; a serial of Excel. Two digits of a year are of the last hundred years. */
export function readBirth(text: string, today: LocalDate): Read<BirthCell> {
  const cell = text.replace(/^(sinh năm|sinh|sn)[\s.:]*/iu, '').trim()
  if (cell === '') return { value: {} }
  if (/^\d{4}$/.test(cell)) return { value: { birthYear: Number(cell) } }
  if (/^\d{5}$/.test(cell)) return { value: { bornOn: ofSerial(Number(cell)) } }
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(cell) ?? []
  const [, d, m, y] =
    /^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4}|\d{2})$/.exec(cell) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(cell) ?? []
  const [, onlyYear] = /^(?:\d{1,2}|\?+)[\s/.-]+(\d{4})$/.exec(cell) ?? []
  if (onlyYear) return { value: { birthYear: Number(onlyYear) } }
  const parts = year ? [day, month, year] : [d, m, y]
  if (!parts[2]) return { reason: `Không hiểu ngày sinh “${shown(cell)}”. Hãy ghi dd/mm/yyyy hoặc chỉ năm sinh.` }
  const full = fullYear(parts[2], today)
  if (Number(parts[0]) === 0 || Number(parts[1]) === 0) return { value: { birthYear: full } }
  const on = `${full}-${parts[1]?.padStart(2, '0')}-${parts[0]?.padStart(2, '0')}`
  const date = new Date(`${on}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== on)
    return { reason: `Ngày sinh “${shown(cell)}” không có trong lịch.` }
  return { value: { bornOn: on } }
}

function fullYear(text: string, today: LocalDate): number {
  if (text.length === 4) return Number(text)
  const current = Number(today.slice(0, 4))
  const year = Math.floor(current / 100) * 100 + Number(text)
  return year > current ? year - 100 : year
}

/** Excel counts days, and believes that 1900 had a 29 February. */
function ofSerial(serial: number): LocalDate {
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}

const male = new Set(['nam', 'trai', 'm', 'male', '1'])
const female = new Set(['nu', 'gai', 'f', 'female', '0'])

export type SexCell = 'MALE' | 'FEMALE' | 'UNKNOWN'

export function readSex(text: string): Read<SexCell> {
  const word = key(text)
  if (word === '') return { value: 'UNKNOWN' }
  if (male.has(word)) return { value: 'MALE' }
  if (female.has(word)) return { value: 'FEMALE' }
  return { value: 'UNKNOWN', warning: `Không hiểu giới tính “${shown(text)}”, để trống.` }
}

/** What our own lists show of a number; it says nothing that could be written. */
const masked = /^[\dA-Z]*[x*]{3,}[\dx*]*$/i

export type NumberKind = 'CITIZEN_ID' | 'OLD_ID' | 'PASSPORT'

export function readIdentityNumber(text: string): Read<{ identityKind: NumberKind; identityNumber: string } | null> {
  const number = text.replace(/[\s.\-'’`]/g, '').toUpperCase()
  if (number === '' || masked.test(number)) return { value: null }
  if (/^\d{12}$/.test(number)) return { value: { identityKind: 'CITIZEN_ID', identityNumber: number } }
  if (/^\d{9}$/.test(number)) return { value: { identityKind: 'OLD_ID', identityNumber: number } }
  if (/^[1-9]\d{9,10}$/.test(number))
    return {
      value: { identityKind: 'CITIZEN_ID', identityNumber: number.padStart(12, '0') },
      warning: 'Số căn cước mất số 0 ở đầu (ô kiểu số trong Excel); đã thêm lại.',
    }
  if (/^[A-Z]\d{7,8}$/.test(number)) return { value: { identityKind: 'PASSPORT', identityNumber: number } }
  return { reason: `Số giấy tờ có ${number.length} ký tự; căn cước gồm 12 chữ số, chứng minh nhân dân 9.` }
}

export function readPhone(text: string): Read<string | null> {
  const typed = text.replace(/[\s.\-'’`()]/g, '')
  if (typed === '' || masked.test(typed)) return { value: null }
  const number = typed
    .replace(/^(\+84|0084)/, '0')
    .replace(/^84(\d{9})$/, '0$1')
    .replace(/^([1-9]\d{8})$/, '0$1')
  if (/^0\d{9}$/.test(number)) return { value: number }
  return { reason: 'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0.' }
}

const relations: Record<string, string[]> = {
  HEAD: ['chu ho', 'ch', 'chu'],
  SPOUSE: ['vo', 'chong', 'vo chong'],
  CHILD: ['con', 'con trai', 'con gai', 'con de', 'con ruot', 'con nuoi', 'con ca', 'con ut'],
  PARENT: ['bo', 'me', 'cha', 'bo de', 'me de', 'cha de', 'cha me', 'bo me', 'cha ruot', 'me ruot'],
  SIBLING: [
    'anh',
    'chi',
    'em',
    'anh chi em',
    'anh ruot',
    'chi ruot',
    'em ruot',
    'em trai',
    'em gai',
    'anh trai',
    'chi gai',
  ],
  GRANDPARENT: ['ong', 'ba', 'ong ba', 'ong noi', 'ba noi', 'ong ngoai', 'ba ngoai', 'cu'],
  GRANDCHILD: ['chau', 'chau noi', 'chau ngoai', 'chau ruot'],
  OTHER_RELATIVE: [
    'con dau',
    'con re',
    'bo vo',
    'me vo',
    'bo chong',
    'me chong',
    'ho hang',
    'ho hang khac',
    'bac',
    'chu ruot',
    'co',
    'di',
    'cau',
    'mo',
    'thim',
    'chau ho',
    'anh re',
    'em re',
    'chi dau',
    'em dau',
  ],
  TENANT: ['nguoi thue tro', 'thue tro', 'o tro', 'tro', 'thue nha', 'o thue', 'khach tro'],
  OTHER: ['khac', 'o nho', 'o nho nha', 'nguoi giup viec', 'cung o'],
}

const relationOf = new Map(
  Object.entries(relations).flatMap(([relation, words]) => words.map((word) => [word, relation] as const)),
)

export function readRelation(text: string): Read<string | null> {
  const word = key(text)
  if (word === '') return { value: null }
  const relation = relationOf.get(word)
  if (relation) return { value: relation }
  return { value: 'OTHER', warning: `Không hiểu quan hệ “${shown(text)}”, ghi là Khác.` }
}

const residences: Record<string, string[]> = {
  PERMANENT: ['thuong tru', 'tt', 'kt1', 'ho khau', 'hktt'],
  TEMPORARY: ['tam tru', 'kt2', 'kt3', 'kt4', 'tam tru dai han'],
  STAYING: ['luu tru'],
}

export function readResidence(text: string): Read<string | null> {
  const word = key(text)
  if (word === '') return { value: null }
  const kind = Object.entries(residences).find(([, words]) => words.includes(word))?.[0]
  if (kind) return { value: kind }
  return { value: null, warning: `Không hiểu tình trạng cư trú “${shown(text)}”, dùng loại chọn chung.` }
}

/** The number by which a cell means a group: `Tổ 5`, `05`, `Tổ 5, phường 12`. `5A` is another than 5. */
export function readGroupNumber(text: string): number | null {
  const [, digits] = /^\D*(\d+)(?![\p{L}\d])/u.exec(text) ?? []
  return digits ? Number(digits) : null
}

/** What a new group would be called and numbered by: a telephone, a day, or whatever else has several numbers, is no group. */
export function readGroup(text: string): { number: number; name: string } | null {
  const number = /^\D*\d{1,3}\D*$/.test(text) ? readGroupNumber(text) : null
  return number === null ? null : { number, name: /\p{L}/u.test(text) ? tidyText(text) : `Tổ dân phố ${number}` }
}

/** A column of its own for men or women: a cross, or what else stands there is the birth. */
export function readMark(text: string): { isMarked: boolean; birth: string } {
  const cell = text.trim()
  return { isMarked: cell !== '', birth: /\d{2}/.test(cell) ? cell : '' }
}
