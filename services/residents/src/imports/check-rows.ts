import type { LocalDate } from '@vungxanh/subgraph'
import { HouseholdRelation } from '../households/household.ts'
import { ageWarning } from '../households/relation-warnings.ts'
import type { IdentityKind } from '../people/identity-document.ts'
import type { Sex } from '../people/person.ts'
import { type Birth, citizenIdWarnings, maskNumber, refuseAddress, refusePerson } from '../people/person-rules.ts'
import { sortKey, tidyText } from '../people/search-key.ts'
import {
  type Read,
  readBirth,
  readGroupNumber,
  readIdentityNumber,
  readMark,
  readName,
  readPhone,
  readRelation,
  readResidence,
  readSex,
  shown,
} from './cell-rules.ts'
import { ImportField } from './import-fields.ts'

export interface BookPerson {
  id: string
  fullName: string
  bornOn: LocalDate | null
  birthYear: number | null
  sex: string
  phone: string | null
  householdId: string | null
  diedOn: LocalDate | null
  /** Hash of the number by kind of paper. */
  numbers: Map<string, string>
}

export interface BookHousehold {
  id: string
  code: string
  address: string
  groupId: string
  /** When its head was born, as far as that is known; null for a household without a head. */
  head: Birth | null
}

/** What the register says of whoever the rows may be about. */
export interface Book {
  groups: { id: string; number: number; name: string }[]
  households: Map<string, BookHousehold>
  /** By kind and hash. */
  byNumber: Map<string, BookPerson>
  bySortKey: Map<string, BookPerson[]>
}

export interface RawRow {
  id: string
  line: number
  cells: string[]
  decision: 'AS_NEW' | 'SKIP' | null
  /** Whoever a row that was found new would add; the same at each checking. */
  newPersonId: string
}

export interface ReadRow {
  fullName: string
  bornOn?: LocalDate
  birthYear?: number
  sex: 'MALE' | 'FEMALE' | 'UNKNOWN'
  identityKind?: IdentityKind
  identityNumber?: string
  phone?: string
  relation: string | null
  householdKey: string
  group: string
  address: string
  residenceKind: string | null
  residesFrom?: LocalDate
}

export type Verdict = 'NEW' | 'UPDATE' | 'DUPLICATE' | 'WRONG' | 'UNCHANGED'

export interface Change {
  field: ImportField
  from: string | null
  to: string
}

export interface CheckedRow {
  raw: RawRow
  read: ReadRow
  verdict: Verdict
  reasons: string[]
  warnings: string[]
  changes: Change[]
  personId: string | null
  person?: BookPerson
  /** Line of the first row of the same household. */
  householdLine: number
  target?: BookHousehold
  groupId?: string
  /** What it calls a group that the register does not have. */
  missingGroup: string | null
}

export interface Settings {
  mapping: readonly ImportField[]
  groupId: string | null
  residenceKind: string
  today: LocalDate
  /** Equal for equal numbers; what the register is searched by. */
  hash: (number: string) => string
  /** Equal for what differs by diacritics and capitals only. */
  key: (text: string) => string
}

/** A list says the same address, group and name many times, and is looked through more than once: each is computed once. */
export function remembering(compute: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    let value = known.get(text)
    if (value === undefined) {
      value = compute(text)
      known.set(text, value)
    }
    return value
  }
}

/** A row as its cells say it, with what is wrong in them. */
export interface TakenRow {
  raw: RawRow
  read: ReadRow
  reasons: string[]
  warnings: string[]
}

type Columns = ReadonlyMap<ImportField, readonly number[]>

/** Reads the cells of rows by the mapping. */
export function takeRows(raws: readonly RawRow[], { mapping, today }: Pick<Settings, 'mapping' | 'today'>): TakenRow[] {
  const columns: Columns = Map.groupBy(mapping.keys(), (column) => mapping[column] ?? ImportField.IGNORE)
  return raws.map((raw) => ({ raw, ...readRow(raw.cells, columns, today) }))
}

function readRow(cells: readonly string[], columns: Columns, today: LocalDate): Omit<TakenRow, 'raw'> {
  const reasons: string[] = []
  const warnings: string[] = []
  const all = (field: ImportField): string[] =>
    (columns.get(field) ?? []).flatMap((column) => (cells[column] ? [cells[column]] : []))
  const one = (field: ImportField): string => {
    for (const column of columns.get(field) ?? []) if (cells[column]) return cells[column]
    return ''
  }
  const take = <T>(result: Read<T>): T | undefined => {
    if ('reason' in result) {
      reasons.push(result.reason)
      return undefined
    }
    if (result.warning) warnings.push(result.warning)
    return result.value
  }
  const name = readName(tidyText(all(ImportField.FULL_NAME).join(' ')))
  const male = readMark(one(ImportField.MALE))
  const female = readMark(one(ImportField.FEMALE))
  if (male.isMarked && female.isMarked) reasons.push('Đánh dấu cả nam lẫn nữ.')
  const birth = take(readBirth(one(ImportField.BIRTH) || male.birth || female.birth, today)) ?? {}
  const typedSex = take(readSex(one(ImportField.SEX))) ?? 'UNKNOWN'
  const number = take(readIdentityNumber(one(ImportField.IDENTITY_NUMBER)))
  const phone = take(readPhone(one(ImportField.PHONE)))
  const relation = take(readRelation(one(ImportField.RELATION))) ?? null
  const residenceKind = take(readResidence(one(ImportField.RESIDENCE_KIND))) ?? null
  const from = take(readBirth(one(ImportField.RESIDES_FROM), today))
  const birthYear = birth.birthYear ?? (birth.bornOn ? Number(birth.bornOn.slice(0, 4)) : name.birthYear)
  return {
    reasons,
    warnings,
    read: {
      fullName: name.fullName,
      ...(birth.bornOn && { bornOn: birth.bornOn }),
      ...(birthYear && { birthYear }),
      sex: male.isMarked ? 'MALE' : female.isMarked ? 'FEMALE' : typedSex,
      ...(number && { identityKind: number.identityKind as IdentityKind, identityNumber: number.identityNumber }),
      ...(phone && { phone }),
      relation,
      householdKey: one(ImportField.HOUSEHOLD),
      group: one(ImportField.GROUP),
      address: tidyText(all(ImportField.ADDRESS).join(', ')),
      residenceKind,
      ...(from?.bornOn && { residesFrom: from.bornOn }),
    },
  }
}

/** What would be done with each row, and why. Pure: the register comes as `book`. */
export function checkRows(taken: readonly TakenRow[], settings: Settings, book: Book): CheckedRow[] {
  const { mapping, today } = settings
  const hasName = mapping.includes(ImportField.FULL_NAME)
  const rows = taken.map(({ raw, read, reasons, warnings }): CheckedRow => {
    const checked = {
      raw,
      read,
      verdict: 'NEW' as Verdict,
      reasons,
      warnings,
      changes: [],
      personId: null,
      missingGroup: null,
    }
    if (!hasName) checked.reasons = ['Chưa chọn cột nào là họ và tên.']
    else {
      const refusal = refusePerson({ ...read, residesFrom: read.residesFrom ?? today }, today)
      if (refusal && reasons.length === 0) reasons.push(refusal.message)
    }
    return { ...checked, householdLine: raw.line }
  })
  groupHouseholds(rows, settings, book)
  const firstOf = new Map<string, number>()
  for (const row of rows) judge(row, settings, book, firstOf)
  settleHouseholds(rows, settings, book)
  for (const row of rows) if (row.verdict === 'NEW') requirePlace(row)
  compareAges(rows, book)
  return rows
}

/** Who is of one household: by its number or code, else from one head to the next, else by the place. */
function groupHouseholds(rows: CheckedRow[], { mapping, groupId, key }: Settings, book: Book): void {
  const byNumber = new Map(book.groups.map((group) => [group.number, group.id]))
  const byName = new Map(book.groups.map((group) => [key(group.name), group.id]))
  const groupOf = (text: string): string | undefined => {
    const number = readGroupNumber(text)
    return byName.get(key(text)) ?? (number === null ? undefined : byNumber.get(number))
  }
  const hasKey = mapping.includes(ImportField.HOUSEHOLD)
  const hasRelation = mapping.includes(ImportField.RELATION)
  const firsts = new Map<string, CheckedRow>()
  let current: CheckedRow | undefined
  for (const row of rows) {
    const { read } = row
    if (hasKey && read.householdKey !== '') {
      const of = `${key(read.householdKey)}|${key(read.group)}`
      current = firsts.get(of) ?? row
      firsts.set(of, current)
    } else if (hasRelation) {
      if (read.relation === 'HEAD' || read.relation === null || !current) current = row
    } else {
      const of = `${key(read.group)}|${key(read.address)}`
      current = (read.address !== '' ? firsts.get(of) : undefined) ?? row
      firsts.set(of, current)
    }
    row.householdLine = current.raw.line
    // Lists write the place beside the head only.
    if (read.group === '') read.group = current.read.group
    if (read.address === '') read.address = current.read.address
    const found = read.group === '' ? (groupId ?? undefined) : groupOf(read.group)
    if (found) row.groupId = found
    else if (read.group !== '') {
      row.missingGroup = shown(read.group)
      row.reasons.push(
        `Phường/xã không có tổ “${row.missingGroup}”. Hãy sửa ô này, hoặc mở các tổ còn thiếu ở đầu bản xem trước.`,
      )
    }
  }
}

/** Who the row is about, and what would change of them. */
function judge(row: CheckedRow, settings: Settings, book: Book, firstOf: Map<string, number>): undefined {
  const { hash, key } = settings
  const { read, raw } = row
  if (row.reasons.length > 0) {
    row.verdict = 'WRONG'
    return undefined
  }
  const numberKey = read.identityNumber ? `${read.identityKind}|${hash(read.identityNumber)}` : undefined
  const likeness = `${key(read.fullName)}|${read.bornOn ?? read.birthYear ?? ''}|${row.groupId ?? ''}|${key(read.address)}|${key(read.householdKey)}`
  const earlier = (numberKey && firstOf.get(numberKey)) ?? firstOf.get(likeness)
  if (earlier !== undefined && raw.decision !== 'AS_NEW')
    return duplicate(row, `Trùng với dòng ${earlier} của danh sách.`)
  if (numberKey) firstOf.set(numberKey, raw.line)
  firstOf.set(likeness, raw.line)

  const holder = numberKey ? book.byNumber.get(numberKey) : undefined
  if (holder) {
    const sameName = key(holder.fullName) === key(read.fullName)
    const sameYear = !!read.birthYear && read.birthYear === holder.birthYear
    if (!sameName && !sameYear) {
      row.personId = holder.id
      return wrong(
        row,
        `Số giấy tờ này trong sổ là của ${holder.fullName}${ofYear(holder)}. Hãy xem lại số hoặc họ tên.`,
      )
    }
    return compare(row, holder, book, firstOf, numberKey, settings)
  }
  if (raw.decision === 'AS_NEW') return isNew(row)
  const likely = (book.bySortKey.get(sortKey(read.fullName)) ?? []).filter((person) => agrees(person, read, key))
  const place = (person: BookPerson): boolean => {
    const home = book.households.get(person.householdId ?? '')
    if (!home) return false
    if (read.householdKey !== '' && key(home.code) === key(read.householdKey)) return true
    return (
      read.address !== '' && key(home.address) === key(read.address) && (!row.groupId || row.groupId === home.groupId)
    )
  }
  const otherNumber = (person: BookPerson): boolean => {
    const own = read.identityKind && person.numbers.get(read.identityKind)
    return !!own && !!read.identityNumber && own !== hash(read.identityNumber)
  }
  const sure = likely.filter(
    (person) =>
      place(person) ||
      (!!read.phone && hash(read.phone) === person.phone) ||
      (!!read.bornOn && read.bornOn === person.bornOn),
  )
  const conflicting = sure.find(otherNumber)
  if (conflicting) {
    row.personId = conflicting.id
    return duplicate(
      row,
      `Trong sổ có ${conflicting.fullName}${ofYear(conflicting)} mang số giấy tờ khác. Nếu là người khác, chọn “Thêm mới”.`,
    )
  }
  const atHome = sure.filter(place)
  const [person, ...others] = atHome.length === 1 ? atHome : sure
  if (person && others.length === 0) return compare(row, person, book, firstOf, undefined, settings)
  if (person) {
    row.personId = person.id
    return duplicate(row, `Trong sổ có ${others.length + 1} người giống như vậy. Hãy thêm số giấy tờ hoặc ngày sinh.`)
  }
  const weak = likely.find((candidate) => !otherNumber(candidate))
  if (weak) {
    row.personId = weak.id
    return duplicate(row, `Có thể đã có trong sổ: ${weak.fullName}${ofYear(weak)}. Nếu là người khác, chọn “Thêm mới”.`)
  }
  isNew(row)
}

const ofYear = ({ birthYear }: BookPerson): string => (birthYear ? `, sinh ${birthYear}` : '')

function agrees(person: BookPerson, { bornOn, birthYear, fullName }: ReadRow, key: Settings['key']): boolean {
  if (key(person.fullName) !== key(fullName)) return false
  if (bornOn && person.bornOn) return bornOn === person.bornOn
  if (birthYear && person.birthYear) return birthYear === person.birthYear
  return true
}

function wrong(row: CheckedRow, reason: string): undefined {
  row.verdict = 'WRONG'
  row.reasons.push(reason)
}

function duplicate(row: CheckedRow, reason: string): undefined {
  row.verdict = 'DUPLICATE'
  row.reasons.push(reason)
}

function isNew(row: CheckedRow): undefined {
  const { identityKind, identityNumber, sex, birthYear } = row.read
  row.verdict = 'NEW'
  row.personId = row.raw.newPersonId
  if (identityKind === 'CITIZEN_ID' && identityNumber)
    row.warnings.push(...citizenIdWarnings(identityNumber, { sex: sex as Sex, birthYear: birthYear ?? null }))
}

function compare(
  row: CheckedRow,
  person: BookPerson,
  book: Book,
  firstOf: Map<string, number>,
  numberKey: string | undefined,
  { hash, key }: Settings,
): undefined {
  const { read, raw, changes } = row
  row.person = person
  row.personId = person.id
  const earlier = firstOf.get(person.id)
  if (earlier !== undefined) return duplicate(row, `Trùng với dòng ${earlier}: cùng là ${person.fullName} trong sổ.`)
  firstOf.set(person.id, raw.line)
  if (person.diedOn) return wrong(row, `${person.fullName} đã được ghi là mất. Hãy xem lại danh sách.`)
  const change = (field: ImportField, from: string | null, to: string) => changes.push({ field, from, to })
  if (read.fullName.toLowerCase() !== person.fullName.toLowerCase())
    change(ImportField.FULL_NAME, person.fullName, read.fullName)
  const known = person.bornOn ?? person.birthYear?.toString() ?? null
  if (read.bornOn ? read.bornOn !== person.bornOn : read.birthYear && read.birthYear !== person.birthYear)
    change(ImportField.BIRTH, known, read.bornOn ?? String(read.birthYear))
  if (read.sex !== 'UNKNOWN' && read.sex !== person.sex)
    change(ImportField.SEX, person.sex === 'UNKNOWN' ? null : person.sex, read.sex)
  if (read.phone && hash(read.phone) !== person.phone)
    change(ImportField.PHONE, person.phone ? 'số khác' : null, maskNumber(read.phone))
  if (read.identityNumber && read.identityKind && !numberKey && !person.numbers.has(read.identityKind))
    change(ImportField.IDENTITY_NUMBER, null, maskNumber(read.identityNumber))
  const home = book.households.get(person.householdId ?? '')
  if (home && read.address !== '' && key(home.address) !== key(read.address))
    row.warnings.push(`Trong sổ ở ${home.code}, ${home.address}. Nhập danh sách không chuyển hộ; hãy ghi biến động.`)
  row.verdict = changes.length > 0 ? 'UPDATE' : 'UNCHANGED'
}

/** Which household those who are new would come into: one that the row names, that others of it are in, or one at that place. */
function settleHouseholds(rows: CheckedRow[], { key }: Settings, book: Book): void {
  const homes = [...book.households.values()]
  const byCode = new Map(homes.map((home) => [key(home.code), home]))
  const byPlace = Map.groupBy(homes, ({ groupId, address }) => `${groupId}|${key(address)}`)
  for (const members of Map.groupBy(rows, ({ householdLine }) => householdLine).values()) {
    const [first] = members
    if (!first) continue
    const known = members.find(({ person }) => person?.householdId)?.person?.householdId
    const here = byPlace.get(`${first.groupId}|${key(first.read.address)}`) ?? []
    const target =
      byCode.get(key(first.read.householdKey)) ??
      (known ? book.households.get(known) : undefined) ??
      (first.read.address !== '' && here.length === 1 ? here[0] : undefined)
    const newcomers = members.filter(({ verdict }) => verdict === 'NEW')
    for (const row of newcomers) if (target) row.target = target
    const heads = newcomers.filter(({ read }) => read.relation === 'HEAD')
    for (const row of heads.slice(1)) wrong(row, 'Hộ này có hai chủ hộ trong danh sách.')
    const [head] = heads
    if (head && target?.head) {
      head.read.relation = 'OTHER'
      head.warnings.push(`Hộ ${target.code} đã có chủ hộ; ghi quan hệ là Khác.`)
    }
    // Whoever a new household begins with is its head.
    if (!target && heads.length === 0 && newcomers[0]) newcomers[0].read.relation = 'HEAD'
  }
}

/** Against the head that the list names, else the one that the household has. */
function compareAges(rows: CheckedRow[], book: Book): void {
  for (const members of Map.groupBy(rows, ({ householdLine }) => householdLine).values()) {
    const listed = members.find(({ read }) => read.relation === HouseholdRelation.HEAD)
    for (const row of members) {
      const { read, verdict, target, person, changes } = row
      const isWritten =
        verdict === 'NEW' || (verdict === 'UPDATE' && changes.some(({ field }) => field === ImportField.BIRTH))
      if (!isWritten || row === listed) continue
      const home = target ?? book.households.get(person?.householdId ?? '')
      const warning = ageWarning(read.relation as HouseholdRelation | null, read, listed?.read ?? home?.head)
      if (warning) row.warnings.push(warning)
    }
  }
}

function requirePlace(row: CheckedRow): undefined {
  if (row.target) return undefined
  if (!row.groupId) return wrong(row, 'Chưa rõ tổ dân phố. Hãy ghi vào cột tổ, hoặc chọn một tổ cho cả danh sách.')
  const refusal = refuseAddress(row.read.address)
  if (refusal) wrong(row, 'Chưa có địa chỉ của hộ mới.')
}
