import type { NameStatistics } from './duplicate-rules.ts'
import type { ReadName } from './name-likeness.ts'

function count<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** From the names of a whole unit. */
export function nameStatistics(names: readonly ReadName[]): NameStatistics {
  const words = count(names.flatMap((name) => [...new Set(name.words.map(({ plain }) => plain))]))
  const holders = count(names.map(({ key }) => key))
  return {
    bearers: (word) => words.get(word) ?? 0,
    holders: ({ key }) => holders.get(key) ?? 0,
  }
}
