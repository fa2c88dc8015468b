import { DocumentType, documentTypeNames, hyphenTypeCodes, NumberingRegime, slashTypeCodes } from './document-type.ts'

/** A document's number and symbol, taken apart. `formatSymbol` puts it together in the canonical way. */
export interface DocumentSymbol {
  /** At least two digits, as both regimes print them; a letter may follow (`15A`). */
  number: string
  /** Only legal acts carry it: `30/2020/NĐ-CP`. */
  year: string | null
  /** What stands between number and symbol: a slash in the State's papers, a hyphen in the Party's. */
  separator: '/' | '-'
  typeCode: string | null
  issuerCode: string | null
  regime: NumberingRegime
  type: DocumentType
  /** False when the meaning of the type code was not checked against the law. */
  typeVerified: boolean
}

/** The longest text in which a symbol is looked for. */
const LONGEST = 200

const INVISIBLE = /\p{Cf}/gu
const DASHES = /[\u2010-\u2015\u2212]/g
const SLASHES = /[\\\u2044\u2215]/g

const typeNames = Object.values(documentTypeNames).join('|')
const PREFIX = new RegExp(`^(?:(?:${typeNames})\\s)?\\s*(?:(?:số, ký hiệu|số hiệu|số|so)\\s*[:.]?)?\\s*`, 'iu')

const LETTER = 'A-Za-zĐđĂăÂâÊêÔôƠơƯư'
const GROUP = `[${LETTER}][${LETTER}0-9&]{0,11}`
const GROUPS = `${GROUP}(?:-${GROUP}){0,4}`
const WITH_SLASH = new RegExp(`^(\\d{1,5})([A-Za-z]?)/(?:((?:19|20)\\d{2})/)?(${GROUPS})$`)
const WITH_HYPHEN = new RegExp(`^(\\d{1,5})([A-Za-z]?)-(${GROUPS})(?:/(${GROUPS}))?$`)
const FRONT = /^(UB)?MTT[QW](VN)?$/

const known = { '/': byUpperCase(slashTypeCodes), '-': byUpperCase(hyphenTypeCodes) }

/** Codes that are printed with small letters; every other group is printed in capitals. */
const spelling = new Map(
  [...slashTypeCodes, ...hyphenTypeCodes]
    .flatMap(({ codes }) => Object.keys(codes))
    .concat('TTg')
    .map((code) => [code.toUpperCase(), code]),
)

function byUpperCase(tables: typeof slashTypeCodes): Map<string, { type: DocumentType; verified: boolean }> {
  return new Map(
    tables.flatMap(({ codes, verified }) =>
      Object.entries(codes).map(([code, type]) => [code.toUpperCase(), { type, verified }] as const),
    ),
  )
}

function tidy(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[ÐƉ]/g, 'Đ')
    .replace(/[ðɖ]/g, 'đ')
    .replace(DASHES, '-')
    .replace(SLASHES, '/')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(PREFIX, '')
    .replace(/[ .,;:]+$/, '')
    .replace(/ ?([-/]) ?/g, '$1')
}

function canonical(groups: string): string[] {
  return groups.split('-').map((group) => {
    const upper = group.toUpperCase()
    return spelling.get(upper) ?? upper
  })
}

function canonicalNumber(digits: string, letter: string): string | undefined {
  const value = Number(digits)
  return value === 0 ? undefined : `${String(value).padStart(2, '0')}${letter.toUpperCase()}`
}

/**
 * Reads a symbol as people type and scan it (`Số 100- CV/ĐU`, `02 /KH-VP`, `chỉ thị số: 20/CT-UBND.`); undefined when it
 * is not one. A State symbol without a type code is an official letter: NĐ 30/2020 gives letters none.
 */
export function parseSymbol(raw: string): DocumentSymbol | undefined {
  if (raw.length > LONGEST) return undefined
  const text = tidy(raw)
  return parseSlash(text) ?? parseHyphen(text)
}

function parseSlash(text: string): DocumentSymbol | undefined {
  const [, digits, letter, year, groups] = WITH_SLASH.exec(text) ?? []
  if (!digits || !groups) return undefined
  const number = canonicalNumber(digits, letter ?? '')
  const [first = '', ...rest] = canonical(groups)
  const code = known['/'].get(first.toUpperCase())
  const issuer = code ? rest : [first, ...rest]
  if (!number || (!code && first.length < 2)) return undefined
  return {
    number,
    year: year ?? null,
    separator: '/',
    typeCode: code ? first : null,
    issuerCode: issuer.join('-') || null,
    regime: FRONT.test(issuer[0] ?? '') ? NumberingRegime.FRONT : NumberingRegime.STATE,
    type: code?.type ?? (year ? DocumentType.VAN_BAN_KHAC : DocumentType.CONG_VAN),
    typeVerified: code ? code.verified : !year,
  }
}

function parseHyphen(text: string): DocumentSymbol | undefined {
  const [, digits, letter, typeGroups, issuerGroups] = WITH_HYPHEN.exec(text) ?? []
  if (!digits || !typeGroups) return undefined
  const number = canonicalNumber(digits, letter ?? '')
  const typeParts = canonical(typeGroups)
  const code = known['-'].get((typeParts[0] ?? '').toUpperCase())
  const issuer = issuerGroups ? canonical(issuerGroups) : []
  // Without an issuer only a known type code tells a symbol from any other number with letters behind it.
  if (!number || (issuer.length === 0 && !(code && typeParts.length === 1))) return undefined
  return {
    number,
    year: null,
    separator: '-',
    typeCode: typeParts.join('-'),
    issuerCode: issuer.join('-') || null,
    regime: FRONT.test(issuer[0] ?? '') ? NumberingRegime.FRONT : NumberingRegime.PARTY,
    type: code?.type ?? DocumentType.VAN_BAN_KHAC,
    typeVerified: code?.verified ?? false,
  }
}

/** `02/KH-VP`, `30/2020/NĐ-CP`, `100-CV/ĐU`. */
export function formatSymbol({ number, year, separator, typeCode, issuerCode }: DocumentSymbol): string {
  if (separator === '-') return `${number}-${[typeCode, issuerCode].filter(Boolean).join('/')}`
  return [number, year, [typeCode, issuerCode].filter(Boolean).join('-')].filter(Boolean).join('/')
}
