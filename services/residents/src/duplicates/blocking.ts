import type { LocalDate } from '@vungxanh/subgraph'
import type { ReadName } from './name-likeness.ts'

/** What decides with whom somebody is compared at all. */
export interface Blocked {
  name: ReadName
  bornOn: LocalDate | null
  birthYear: number | null
  household: string | null
  /** Keyed hashes of telephone and papers: equal for equal numbers. */
  numbers: readonly string[]
}

/** A market's telephone given for its hundred stall holders says nothing; without a limit such a block would be compared in squares. */
const LARGEST_BLOCK = 400

/** Two people are compared who share one of these. Each block is small, so that the work grows with the number of people. */
function keysOf({ name, bornOn, birthYear, household, numbers }: Blocked): string[] {
  const words = name.words.map(({ plain }) => plain)
  const given = words.at(-1)
  const ends = `${words[0]} ${given}`
  const keys = [`name ${words.toSorted().join(' ')}`, ...numbers.map((number) => `number ${number}`)]
  if (household) keys.push(`home ${household} ${given}`)
  if (household && birthYear) keys.push(`home ${household} ${birthYear}`)
  // Both years of a year that is off by one meet in the later of them.
  if (birthYear) keys.push(`year ${birthYear} ${ends}`, `year ${birthYear + 1} ${ends}`)
  if (bornOn) {
    const [year = '', month = '', day = ''] = bornOn.split('-')
    const swapped = [month, day].sort().join()
    // Whoever knows only the year writes the first of January: so many that a name must be alike as well.
    keys.push(swapped === '01,01' ? `born ${year} ${given}` : `born ${year} ${swapped}`, `day ${month}-${day} ${given}`)
  }
  return keys
}

/** Each two that share a block, once, by their places in the list. */
export function* candidatePairs(people: readonly Blocked[]): Generator<[one: number, other: number]> {
  const blocks = new Map<string, number[]>()
  people.forEach((person, place) => {
    for (const key of keysOf(person)) {
      const block = blocks.get(key)
      if (block) block.push(place)
      else blocks.set(key, [place])
    }
  })
  const seen = new Set<number>()
  for (const block of blocks.values()) {
    if (block.length === 1 || block.length > LARGEST_BLOCK) continue
    for (const [index, other] of block.entries()) {
      for (const one of block.slice(0, index)) {
        const pair = one * people.length + other
        if (one === other || seen.has(pair)) continue
        seen.add(pair)
        yield [one, other]
      }
    }
  }
}
