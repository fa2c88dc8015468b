const DAY = 86_400_000
const OFFSET = 7 * 3_600_000

/** The day in Việt Nam that lies some days before a moment. */
export function dayBefore(moment: Date, days: number): string {
  return new Date(moment.getTime() + OFFSET - days * DAY).toISOString().slice(0, 10)
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

/** A time of day in Việt Nam. */
export function at(day: string, minutes: number): Date {
  return new Date(Date.parse(`${day}T00:00:00+07:00`) + minutes * 60_000)
}

/** The first day of the month about nine months back: when the unit's registry begins to know who lives where. */
export function registryOpening(asOf: Date): string {
  return `${dayBefore(asOf, 260).slice(0, 7)}-01`
}
