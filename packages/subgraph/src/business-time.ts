/** A day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export type LocalDate = string

const DAY = 86_400_000
// Việt Nam has kept UTC+7 without daylight saving since 1975, so the offset is a constant here.
const OFFSET = 7 * 3_600_000

export function localDateOf(instant: Date): LocalDate {
  return new Date(instant.getTime() + OFFSET).toISOString().slice(0, 10)
}

/** The moment at which a day begins here. */
export function startOf(on: LocalDate): Date {
  return new Date(Date.parse(on) - OFFSET)
}

export function addDays(on: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(on) + days * DAY).toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative when `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}
