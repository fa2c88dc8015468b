import { InvalidInput, type LocalDate, refuse, refuseText, UserError } from '@vungxanh/subgraph'
import { ObjectType } from 'type-graphql'
import type { DocumentLink } from './document-links.ts'
import { RelationKind } from './document-relation.ts'
import { DocumentType, documentTypeNames } from './document-type.ts'
import { searchKey } from './search-key.ts'
import { formatSymbol, parseSymbol } from './symbol.ts'

// Nghị định 30/2020/NĐ-CP, Phụ lục VI: OrganName 200, Subject 500, Description 500 characters.
const LONGEST_NAME = 200
const LONGEST_SUBJECT = 500
const LONGEST_RAW = 200
const MOST_RELATIONS = 50
/** The Party’s founding year: no paper of either regime is older. */
const EARLIEST: LocalDate = '1930-01-01'

@ObjectType({
  implements: UserError,
  description: 'Không đọc được số, ký hiệu: không theo cách ghi của Nhà nước, Đảng hay Mặt trận.',
})
export class SymbolNotRecognised extends UserError {
  readonly code = 'SymbolNotRecognised'

  constructor() {
    super('Không đọc được số, ký hiệu. Hãy nhập như trên văn bản, ví dụ 20/CT-UBND, 54-NQ/ĐU hoặc 1371/MTTQ-BTT.')
  }
}

@ObjectType({ implements: UserError, description: 'Quan hệ này làm các văn bản thực hiện lẫn nhau theo vòng.' })
export class RelationWouldCycle extends UserError {
  readonly code = 'RelationWouldCycle'

  constructor() {
    super('Văn bản kia đã thực hiện văn bản này, trực tiếp hoặc qua văn bản khác. Hãy xem lại chiều của quan hệ.')
  }
}

export interface DocumentFacts {
  raw: string
  issuedOn?: LocalDate | null
  subject?: string | null
  note?: string | null
}

export function refuseDocument(
  { raw, issuedOn, subject, note }: DocumentFacts,
  today: LocalDate,
): InvalidInput | SymbolNotRecognised | undefined {
  return refuse<InvalidInput | SymbolNotRecognised>(
    raw.length > LONGEST_RAW ? new InvalidInput('raw', `Số, ký hiệu dài tối đa ${LONGEST_RAW} ký tự.`) : undefined,
    raw.trim() === '' ? new InvalidInput('raw', 'Hãy nhập số, ký hiệu của văn bản.') : undefined,
    parseSymbol(raw) ? undefined : new SymbolNotRecognised(),
    issuedOn && issuedOn < EARLIEST
      ? new InvalidInput('issuedOn', 'Năm ban hành không đúng. Hãy xem lại, hoặc để trống nếu chưa rõ.')
      : undefined,
    issuedOn && issuedOn > today
      ? new InvalidInput('issuedOn', 'Ngày ban hành nằm trong tương lai. Hãy xem lại, hoặc để trống nếu chưa rõ.')
      : undefined,
    refuseText('subject', 'Trích yếu', subject, LONGEST_SUBJECT),
    refuseText('note', 'Ghi chú', note, LONGEST_SUBJECT),
  )
}

/** An issuer is chosen from the list or named; a name that is new is recorded. */
export function refuseIssuer({
  issuerId,
  issuerName,
}: {
  issuerId?: string | null
  issuerName?: string | null
}): InvalidInput | undefined {
  if (issuerId && issuerName)
    return new InvalidInput('issuerName', 'Chỉ chọn cơ quan có sẵn hoặc nhập tên cơ quan mới, không cả hai.')
  if (!issuerId && !/\p{L}/u.test(issuerName ?? ''))
    return new InvalidInput('issuerName', 'Hãy chọn hoặc nhập tên cơ quan ban hành.')
  return refuseText('issuerName', 'Tên cơ quan ban hành', issuerName, LONGEST_NAME)
}

export function refuseRelations(
  relations: readonly { kind: RelationKind; documentId: string }[],
): InvalidInput | undefined {
  if (relations.length > MOST_RELATIONS)
    return new InvalidInput('relations', `Mỗi lần ghi tối đa ${MOST_RELATIONS} quan hệ.`)
  const once = new Set(relations.map(({ kind, documentId }) => `${kind} ${documentId.toLowerCase()}`))
  if (once.size < relations.length) return new InvalidInput('relations', 'Một quan hệ được nhập hai lần. Hãy bỏ bớt.')
}

/**
 * The year in which a document's number counts; undefined while unknown. A number is unique in a year (NĐ 30/2020); the
 * Party's runs through a whole term, where the year still tells two terms apart.
 */
export function numberYear(
  symbol: { year: string | null },
  issuedOn: LocalDate | null | undefined,
): number | undefined {
  if (issuedOn) return Number(issuedOn.slice(0, 4))
  return symbol.year ? Number(symbol.year) : undefined
}

/** Of one symbol and issuer: the same paper unless both years are known and differ. */
export function mayBeSame(year: number | undefined, otherYear: number | undefined): boolean {
  return year === undefined || otherYear === undefined || year === otherYear
}

/** Whether the links, read as arrows, hold a ring of IMPLEMENTS. */
export function hasImplementsCycle(links: readonly DocumentLink[]): boolean {
  const above = Map.groupBy(
    links.filter(({ kind }) => kind === RelationKind.IMPLEMENTS),
    ({ fromId }) => fromId,
  )
  const waiting = new Map<string, number>()
  for (const { toId } of [...above.values()].flat()) waiting.set(toId, (waiting.get(toId) ?? 0) + 1)
  // Takes away, again and again, documents that nobody implements; what cannot be taken away is in or above a ring.
  const free = [...above.keys()].filter((id) => !waiting.has(id))
  let taken = 0
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const { toId } of above.get(id) ?? []) {
      taken++
      const left = (waiting.get(toId) ?? 0) - 1
      waiting.set(toId, left)
      if (left === 0) free.push(toId)
    }
  }
  return taken < [...above.values()].flat().length
}

const verbs: Record<RelationKind, string> = {
  [RelationKind.IMPLEMENTS]: 'thực hiện',
  [RelationKind.SUPPLEMENTS]: 'bổ sung',
  [RelationKind.REPLACES]: 'thay thế',
  [RelationKind.FOUNDED_ON]: 'căn cứ',
}

/** What a clerk should look at again. Unknown is legal and dates are misread: none of it keeps a paper out of the register. */
export function documentDoubts(
  document: { symbol: string; type: DocumentType; issuedOn?: LocalDate | null; subject?: string | null },
  restsOn: readonly { kind: RelationKind; symbol: string; issuedOn?: LocalDate | null }[],
): string[] {
  const { type, issuedOn, subject } = document
  const symbol = parseSymbol(document.symbol)
  const later = restsOn.filter((other) => issuedOn && other.issuedOn && other.issuedOn > issuedOn)
  return [
    ...(issuedOn ? [] : ['Chưa rõ ngày ban hành.']),
    ...(subject ? [] : ['Chưa ghi trích yếu.']),
    ...(type === DocumentType.VAN_BAN_KHAC ? ['Chưa xác định được loại văn bản.'] : []),
    ...(symbol && symbol.type !== DocumentType.VAN_BAN_KHAC && symbol.type !== type
      ? [`Loại văn bản được ghi là ${nameOf(type)}, còn ký hiệu cho biết là ${nameOf(symbol.type)}.`]
      : []),
    ...(symbol && !symbol.issuerCode ? ['Ký hiệu không có phần viết tắt của cơ quan ban hành.'] : []),
    ...(symbol?.year && issuedOn && !issuedOn.startsWith(symbol.year)
      ? ['Năm trong ký hiệu khác với năm của ngày ban hành.']
      : []),
    ...later.map(
      (other) =>
        `Ghi là ${verbs[other.kind]} văn bản ${other.symbol}, nhưng văn bản đó ban hành sau. Hãy xem lại ngày của hai văn bản.`,
    ),
  ]
}

function nameOf(type: DocumentType): string {
  return documentTypeNames[type].toLowerCase()
}

/** The columns that follow from what was read; one place for the clerk's mutation and for the scenario. */
export function documentColumns(
  { raw, issuedOn, subject }: DocumentFacts,
  type: DocumentType | null | undefined,
  issuerName: string,
) {
  const symbol = parseSymbol(raw)
  if (!symbol) throw new Error(`not a symbol: ${raw}`)
  const chosenType = type ?? symbol.type
  return {
    symbol: formatSymbol(symbol),
    number: symbol.number,
    regime: symbol.regime,
    type: chosenType,
    year: numberYear(symbol, issuedOn) ?? 0,
    sortOn: issuedOn ?? '0001-01-01',
    searchKey: searchKey([documentTypeNames[chosenType], formatSymbol(symbol), subject ?? '', issuerName].join(' ')),
  }
}

/**
 * Which of several documents of one symbol is meant: first the register asked for, then what the unit's own bodies issued,
 * then the newest, those without a date last.
 */
export function meantDocument<D extends { unitCode: string; isOwn: boolean; sortOn: LocalDate; id: string }>(
  candidates: readonly D[],
  units: readonly string[],
): D | undefined {
  const place = ({ unitCode, isOwn }: D): number => units.indexOf(unitCode) * 2 + (isOwn ? 0 : 1)
  return candidates.toSorted(
    (one, other) =>
      place(one) - place(other) || other.sortOn.localeCompare(one.sortOn) || one.id.localeCompare(other.id),
  )[0]
}
