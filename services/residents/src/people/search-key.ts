const MARKS = /\p{Diacritic}/gu

/** Vietnamese is written in some seven thousand syllables: lists and searches ask for the same ones again and again. */
const known = new Map<string, string>()
const MOST_KNOWN = 20_000

/** A text as search compares it: lower case, without diacritics, đ as d, single spaces, one space before each word. */
export function searchKey(text: string): string {
  let key = ''
  for (const part of text.split(' ')) {
    let own = known.get(part)
    if (own === undefined) {
      own = keyOf(part)
      if (known.size === MOST_KNOWN) known.clear()
      known.set(part, own)
    }
    key += own
  }
  return key
}

function keyOf(text: string): string {
  const plain = text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd')
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => ` ${word}`)
    .join('')
}

/** Given name first, then family and middle names: how Vietnamese lists are ordered. */
export function sortKey(fullName: string): string {
  const words = searchKey(fullName).trim().split(' ')
  const given = words.at(-1) ?? ''
  return [given, ...words.slice(0, -1)].join(' ')
}

const MOST_DIGITS = 9

/** How places are ordered: by their words, and numbers by what they count, so that 2 stands before 10. Compared byte by byte. */
export function naturalKey(text: string): string {
  return searchKey(text)
    .trim()
    .replace(/\d+/g, (digits) => digits.padStart(MOST_DIGITS, '0'))
}

/** What is stored of a text as typed: NFC, trimmed, single spaces. */
export function tidyText(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ')
}
