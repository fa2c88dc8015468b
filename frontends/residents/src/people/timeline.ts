import type { TimelineEntry } from '@vungxanh/remote'

export interface TimelineLine extends TimelineEntry {
  department: string
}

export type Contributions = Readonly<Record<string, readonly TimelineEntry[]>>

/** Every department's entries in one order, the newest first; of one day, whatever has an hour before what has none. */
export function linesOf(contributions: Contributions, department = ''): TimelineLine[] {
  return Object.entries(contributions)
    .filter(([name]) => department === '' || name === department)
    .flatMap(([name, entries]) => entries.map((entry) => ({ ...entry, department: name })))
    .toSorted((one, other) => compareTimes(other.at, one.at) || one.id.localeCompare(other.id))
}

/** A day against an instant: by the day in Việt Nam first. */
function compareTimes(one: string, other: string): number {
  const [a, b] = [momentOf(one), momentOf(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

function momentOf(at: string): number {
  return Date.parse(at.includes('T') ? at : `${at}T00:00:00+07:00`)
}
