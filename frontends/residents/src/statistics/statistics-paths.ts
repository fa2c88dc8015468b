const base = '/ho-dan/thong-ke'

/** The pages behind the numbers, by what they list. */
export const countedSlugs = {
  residents: 'nguoi',
  households: 'ho',
  movements: 'bien-dong',
  arrivals: 'nguoi-den',
} as const

/** What a page of statistics is of: a group of the unit or all of it, a day, and the first day of the period before it. */
export interface StatisticsAddress {
  group: string
  /** A self-management group, instead of a residential group. */
  team: string
  day: string
  from: string
}

export type Narrowing = Readonly<Record<string, string | number>>

function query({ group, team, day, from }: StatisticsAddress, narrowing: Narrowing = {}): string {
  const place: Record<string, string> = team ? { tq: team } : group ? { to: group } : {}
  const parameters = new URLSearchParams({ ...place, ngay: day, tu: from })
  for (const [name, value] of Object.entries(narrowing)) parameters.set(name, String(value))
  return parameters.toString()
}

export const statisticsPaths = {
  statistics: (address: StatisticsAddress) => `${base}?${query(address)}`,
  counted: (what: keyof typeof countedSlugs, address: StatisticsAddress, narrowing?: Narrowing) =>
    `${base}/${countedSlugs[what]}?${query(address, narrowing)}`,
}
