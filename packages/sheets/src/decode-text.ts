import { SheetRefused } from './sheet.ts'

const vietnamese = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ' // every letter that ASCII lacks
const letters = new Set([...vietnamese, ...vietnamese.toUpperCase()])

/** Marks that one line of typed text may hold beside letters. */
const marks = new Set('–—‘’“”…•°²³×½§«»€₫\u00a0')

/** TCVN3 keeps its vowels where Latin-1 has signs: `NguyÔn V¨n A`, `¸`, `®`. */
const tcvn3 = /[a-zA-Z][¨©ª«¬­®µ¶·¸¹º»¼½¾]|[¨©ª«¬®µ¶·¸¹»¼½¾][a-zA-Z]/g

/** VNI writes a vowel and its mark as two: `Nguyeãn Vaên`, `Traàn`, `ñöôøng`. */
const vni = /[aeouyAEOUYöôÖÔ][øùûõïâêáàåãäéèúüëóòöæØÙÛÕÏÂÊÁÀÅÃÄÉÈÚÜËÓÒÆ](?=[a-zA-Z\s,;]|$)/g

const legacy = (font: string): SheetRefused =>
  new SheetRefused(
    `Tệp gõ bằng bảng mã ${font}. Hãy chuyển sang Unicode (trong Unikey: Ctrl+Shift+F6, nguồn ${font}, đích Unicode) rồi gửi lại.`,
  )

/** Old fonts keep Vietnamese in places where Unicode has other characters: read as they stand they would be nonsense for ever. */
export function refuseLegacyFonts(rows: readonly (readonly string[])[]): void {
  const sample = rows
    .slice(0, 2_000)
    .map((row) => row.join(' '))
    .join('\n')
  const words = sample.split(/\s+/).length
  // A stray sign is no font; such text has one in every second word.
  const isMany = (found: number): boolean => found >= 3 && found * 8 > words
  if (isMany(sample.match(tcvn3)?.length ?? 0)) throw legacy('TCVN3 (ABC)')
  const marked = sample.match(vni)?.length ?? 0
  const composed = [...sample.normalize('NFC')].filter((character) => letters.has(character)).length
  const onlyVni = sample.match(/[\u1ea0-\u1ef9đĐưƯơƠăĂ]/g)?.length ?? 0
  if (isMany(marked) && onlyVni < marked / 4 && marked * 3 > composed) throw legacy('VNI')
}

/** The text of a CSV file. What is neither Unicode nor Windows' own Vietnamese is refused rather than guessed. */
export function decodeText(bytes: Buffer): { text: string; encoding: string | null } {
  const marked = byMark(bytes)
  if (marked !== undefined) return { text: marked, encoding: null }
  if (bytes.includes(0))
    throw new SheetRefused('Tệp không phải văn bản. Hãy lưu danh sách thành .xlsx hoặc CSV UTF-8 rồi gửi lại.')
  const utf8 = decoded(bytes, 'utf-8')
  if (utf8 !== undefined) return { text: utf8, encoding: null }
  const text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  const lines = text.split(/\r?\n/).map((line) => [line])
  refuseLegacyFonts(lines)
  const foreign = [...text].filter(
    (character) => character > '\x7e' && !letters.has(character) && !marks.has(character),
  )
  const known = [...text].filter((character) => letters.has(character)).length
  if (foreign.length * 20 > known)
    throw new SheetRefused(
      'Không đọc được bảng mã của tệp. Hãy mở bằng Excel và lưu thành .xlsx hoặc “CSV UTF-8” rồi gửi lại.',
    )
  return { text, encoding: 'windows-1258' }
}

function byMark(bytes: Buffer): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  if (!encoding) return undefined
  const text = decoded(bytes, encoding)
  if (text === undefined) throw new SheetRefused('Tệp bị hỏng: văn bản UTF-16 không trọn vẹn. Hãy lưu lại rồi gửi lại.')
  return text
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
