const MARKS = /\p{Diacritic}/gu

/** A text as search compares it: lower case, without diacritics, đ as d, single spaces, one space before each word. */
export function searchKey(text: string): string {
  const plain = text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd')
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => ` ${word}`)
    .join('')
}
