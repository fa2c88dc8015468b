/** The eight numbers above the fold. The slug is the address of the page behind a number. */
export const figures = [
  { key: 'tested', slug: 'xet-nghiem' },
  { key: 'positive', slug: 'duong-tinh' },
  { key: 'doses', slug: 'mui-tiem' },
  { key: 'adverse', slug: 'phan-ung' },
  { key: 'payouts', slug: 'luot-chi' },
  { key: 'amount', slug: 'tien-chi' },
  { key: 'households', slug: 'ho' },
  { key: 'persons', slug: 'nguoi' },
] as const

export type FigureKey = (typeof figures)[number]['key']

export type FigureValues = Readonly<Record<FigureKey, number | undefined>>

/** The parts of an answer that the figures are read from; a part that is missing leaves its figures without a value. */
export interface FigureSource {
  testing: { personsTested: number; personsPositive: number } | null
  vaccination: { doses: number; adverseEvents: number } | null
  support: { count: number; amount: number } | null
  population: { households: number; persons: number } | null
}

export function figureValues(source: FigureSource): FigureValues {
  return {
    tested: source.testing?.personsTested,
    positive: source.testing?.personsPositive,
    doses: source.vaccination?.doses,
    adverse: source.vaccination?.adverseEvents,
    payouts: source.support?.count,
    amount: source.support?.amount,
    households: source.population?.households,
    persons: source.population?.persons,
  }
}
