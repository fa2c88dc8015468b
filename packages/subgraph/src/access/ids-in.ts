import { isUuid } from '../doors.ts'

/** Every id that arguments name, however deep. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isUuid(value) ? [value.toLowerCase()] : []
  if (Array.isArray(value)) return value.flatMap(idsIn)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(idsIn)
  return []
}
