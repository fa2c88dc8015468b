const collator = new Intl.Collator('vi')

/** Vietnamese lists go by given name, then family name, then middle names. */
export function compareNames(left: string, right: string): number {
  const split = (name: string) => {
    const words = name.trim().split(/\s+/)
    return { given: words.at(-1) ?? '', family: words[0] ?? '', middle: words.slice(1, -1).join(' ') }
  }
  const a = split(left)
  const b = split(right)
  return (
    collator.compare(a.given, b.given) || collator.compare(a.family, b.family) || collator.compare(a.middle, b.middle)
  )
}

/** As typed by hand, made fit to keep: composed letters, single spaces, no edges. */
export function tidy(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

/** A word as a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}

/** Small letters without diacritics: how words are compared that somebody typed in haste. */
export function plain(text: string): string {
  return tidy(text)
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
}

/** A Vietnamese telephone number in its national form; undefined when it cannot be one. */
export function parsePhone(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.\-()]/g, '').replace(/^(\+?84)/, '0')
  return /^0\d{9,10}$/.test(digits) ? digits : undefined
}
