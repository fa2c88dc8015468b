export type Language = 'vi' | 'en'

const numberFormats: Record<Language, Intl.NumberFormat> = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }),
}

export function formatNumber(value: number | null | undefined, language: Language = 'vi'): string {
  return value === null || value === undefined ? '' : numberFormats[language].format(value)
}

/** Whole đồng, joined by a no-break space so that the unit never wraps away from its figure. */
export function formatVnd(value: number | null | undefined, language: Language = 'vi'): string {
  return value === null || value === undefined ? '' : `${numberFormats[language].format(value)}\u00a0đ`
}

/** Reads `184.500.000`, `184,500,000`, `184500000đ`. Undefined when it is no whole number of đồng. */
export function parseVnd(text: string): number | undefined {
  const digits = text.replaceAll(/[\s\u00a0.,]|đ|₫|vnd/gi, '')
  if (!/^\d{1,15}$/.test(digits)) return undefined
  return Number(digits)
}
