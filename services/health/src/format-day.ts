import type { LocalDate } from '@vungxanh/subgraph'

/** `2021-09-27` as Vietnamese papers print it: `27/09/2021`. */
export function formatDay(on: LocalDate): string {
  return on.split('-').reverse().join('/')
}
