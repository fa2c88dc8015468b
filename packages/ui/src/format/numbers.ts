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
