const base = '/ho-dan/thong-ke'

/** The pages behind the numbers, by what they list. */
export const countedSlugs = {
  residents: 'nguoi',
  households: 'ho',
  movements: 'bien-dong',
  arrivals: 'nguoi-den',
} as const

/** What a page of statistics is of: a group of a unit or all of it, a day, and the first day of the period before it. */
export interface StatisticsAddress {
  /** A district, a city or another commune, instead of the unit. */
  area: string
  group: string
  /** A self-management group, instead of a residential group. */
  team: string
  day: string
  from: string
}

export type Narrowing = Readonly<Record<string, string | number>>

function query({ area, group, team, day, from }: StatisticsAddress, narrowing: Narrowing = {}): string {
  const place: Record<string, string> = team ? { tq: team } : group ? { to: group } : {}
  const parameters = new URLSearchParams({ ...(area && { dv: area }), ...place, ngay: day, tu: from })
  for (const [name, value] of Object.entries(narrowing)) parameters.set(name, String(value))
  return parameters.toString()
}

export const statisticsPaths = {
  statistics: (address: StatisticsAddress) => `${base}?${query(address)}`,
  counted: (what: keyof typeof countedSlugs, address: StatisticsAddress, narrowing?: Narrowing) =>
    `${base}/${countedSlugs[what]}?${query(address, narrowing)}`,
}
