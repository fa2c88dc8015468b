/** What the QR code of a citizen's card says. What a damaged payload does not say is absent; nothing is guessed. */
export interface IdentityCard {
  /** 12 digits. */
  number?: string
  /** The former paper, 9 digits. */
  oldNumber?: string
  fullName: string
  /** `1999-02-09` */
  bornOn?: string
  sex?: 'MALE' | 'FEMALE'
  address?: string
  /** Letters that the scanner or the Vietnamese keyboard spoilt, beyond repair: somebody has to look at the text. */
  isGarbled: boolean
}

const FIELDS_OF_A_CARD = 6

/** UTF-8 that was read as Windows-1252, as scanners set to another country do: `Nguyá»…n` is `Nguyễn`. */
const SIGNS_OF_LATIN = /[ÃÄÅÆá][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|á[º»]/

/** What Windows-1252 shows for the bytes 0x80 to 0x9f. */
const windows1252 = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((sign, index) => [sign, 0x80 + index]),
)

function decodeAgain(text: string): string {
  if (!SIGNS_OF_LATIN.test(text)) return text
  const bytes = [...text].map((sign) => windows1252.get(sign) ?? sign.codePointAt(0) ?? 0)
  if (bytes.some((byte) => byte > 0xff)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}

const tidy = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()

/** A day that exists, written `09021999` on the card. */
function readDay(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d\d)(\d\d)(\d{4})$/.exec(text) ?? []
  const written = `${year}-${month}-${day}`
  const date = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : undefined
}

function readSex(text: string): IdentityCard['sex'] {
  const word = text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
  if (word === 'nam') return 'MALE'
  // A keyboard wedge under Telex turns "Nữ" into "Nưx", and a lost letter leaves "N".
  return /^nu[wx~]*$/.test(word) ? 'FEMALE' : undefined
}

/** A name has letters, spaces, apostrophes and hyphens; question marks and digits are what a keyboard or a code page left. */
const isName = (text: string): boolean => /^[\p{L}\p{M}\s'’.-]+$/u.test(text) && !/\p{L}[fjwz](\s|$)/iu.test(text)

/**
 * Reads `number|old number or nothing|name|born ddmmyyyy|sex|address|issued ddmmyyyy`, by position, whatever newer cards add.
 * Undefined when it is not the payload of a card. The payload itself is not kept anywhere.
 */
export function readIdentityCard(payload: string): IdentityCard | undefined {
  const fields = decodeAgain(payload)
    .split('|')
    .map((field) => tidy(field))
  if (fields.length < FIELDS_OF_A_CARD) return undefined
  const [number = '', oldNumber = '', fullName = '', born = '', sex = '', address = ''] = fields
  const bornOn = readDay(born)
  const known = readSex(sex)
  return {
    ...(/^\d{12}$/.test(number) ? { number } : {}),
    ...(/^\d{9}$/.test(oldNumber) ? { oldNumber } : {}),
    fullName,
    ...(bornOn ? { bornOn } : {}),
    ...(known ? { sex: known } : {}),
    ...(address ? { address } : {}),
    isGarbled: !isName(fullName),
  }
}

/** What the 12 digits say of their holder: three of the province, one of century and sex, two of the year of birth. */
export function readCitizenNumber(number: string): { sex: 'MALE' | 'FEMALE'; birthYear: number } | undefined {
  if (!/^\d{12}$/.test(number)) return undefined
  const code = Number(number[3])
  return {
    sex: code % 2 === 0 ? 'MALE' : 'FEMALE',
    birthYear: 1900 + Math.floor(code / 2) * 100 + Number(number.slice(4, 6)),
  }
}
