const MISPLACED: Record<string, string> = {
  oà: 'òa',
  oá: 'óa',
  oả: 'ỏa',
  oã: 'õa',
  oạ: 'ọa',
  oè: 'òe',
  oé: 'óe',
  oẻ: 'ỏe',
  oẽ: 'õe',
  oẹ: 'ọe',
  uỳ: 'ùy',
  uý: 'úy',
  uỷ: 'ủy',
  uỹ: 'ũy',
  uỵ: 'ụy',
}

const SHORT: [long: string, short: string][] = [
  ['ủy ban nhân dân', 'ubnd'],
  ['hội đồng nhân dân', 'hđnd'],
  ['mặt trận tổ quốc', 'mttq'],
]

/** What is stored of a name as typed: NFC, trimmed, single spaces. */
export function tidyName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/**
 * Equal for two spellings of one organisation: capitals, spaces, the place of the tone mark (Hoà, Hòa) and the usual
 * abbreviations do not count. Diacritics do: names that differ only by them are different places.
 */
export function nameKey(name: string): string {
  // A tone mark moves only where the two vowels end the syllable: `oán` is right as it is.
  const placed = tidyName(name)
    .toLowerCase()
    .replace(/(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu, (vowels) => MISPLACED[vowels] ?? vowels)
  return SHORT.reduce((key, [long, short]) => key.replaceAll(long, short), placed)
}
