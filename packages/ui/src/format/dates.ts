/** Business days and hours are those of Viet Nam, whatever the machine's own zone is. */
export const businessZone = 'Asia/Ho_Chi_Minh'
const offset = '+07:00'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: businessZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function inBusinessZone(instant: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(instant).map((part) => [part.type, part.value]))
}

/** `2021-09-27` → `27/09/2021`. */
export function formatDate(day: string | null | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '')
  return match ? `${match[3]}/${match[2]}/${match[1]}` : ''
}

/** As papers write it (Decree 30/2020/NĐ-CP): `ngày 03 tháng 4 năm 2020`; a zero before days below ten and before months 1 and 2. */
export function formalDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `ngày ${date} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}

/** An instant as `27/09/2021 17:00` in Viet Nam. */
export function formatDateTime(instant: string | null | undefined): string {
  if (!instant) return ''
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return ''
  const { day, month, year, hour, minute } = inBusinessZone(date)
  return `${day}/${month}/${year} ${hour}:${minute}`
}

/** Today in Viet Nam, as `2021-09-27`. */
export function today(now: Date = new Date()): string {
  const { day, month, year } = inBusinessZone(now)
  return `${year}-${month}-${day}`
}

/** The hour and minute in Viet Nam of an instant, as `17:00`. */
export function timeOf(instant: string | Date): string {
  const { hour, minute } = inBusinessZone(new Date(instant))
  return `${hour}:${minute}`
}

function existing(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real && year >= 1880 && year <= 2200 ? date.toISOString().slice(0, 10) : undefined
}

function fullYear(text: string): number {
  if (text.length !== 2) return Number(text)
  const year = Number(text)
  return year > (new Date().getFullYear() % 100) + 1 ? 1900 + year : 2000 + year
}

/** Reads what clerks type: `27/09/2021`, `27/9/21`, `27-9-2021`, `27092021`, `270921`. Undefined when it is no real day. */
export function parseDate(text: string): string | undefined {
  const typed = text.trim()
  const separated = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/.exec(typed)
  const joined = separated ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed)
  if (!joined) return undefined
  return existing(fullYear(joined[3] ?? ''), Number(joined[2]), Number(joined[1]))
}

/** A real day as the graph writes it, `2021-09-27`: what an address or an answer says may be anything. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parseDate(formatDate(text)) !== undefined
}

/** The day so many days after it, or before it. */
export function addDays(day: string, days: number): string {
  const date = new Date(day)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

export type Birth = { bornOn: string; birthYear?: undefined } | { birthYear: number; bornOn?: undefined }

/** A full day or the year alone: many elders know only the year, and the precision is part of the data. */
export function parseBirth(text: string): Birth | undefined {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text) : undefined
  if (year !== undefined) return year >= 1880 && year <= new Date().getFullYear() ? { birthYear: year } : undefined
  const bornOn = parseDate(text)
  return bornOn ? { bornOn } : undefined
}

/** `17:00`, `17h00`, `17h`, `1700` → `17:00`. */
export function parseTime(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:hg.]?(\d{2})?)$/i.exec(text.trim())
  if (!match) return undefined
  const hour = Number(match[1])
  const minute = Number(match[2] ?? 0)
  return hour <= 23 && minute <= 59 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined
}

/** A day and a time of Viet Nam as an instant with its offset. */
export function instantOf(day: string, time: string): string {
  return `${day}T${time}:00${offset}`
}

/** The present, a minute ago: a figure asked for as of a clock that runs ahead of the server's would be refused as the future. */
export function recently(): string {
  return new Date(Date.now() - 60_000).toISOString()
}
