import type { Context } from './context.ts'
import { badUserInput, notFound } from './errors.ts'

/**
 * Row security would answer an out-of-scope unit with no rows, and a statistic with zeros, which are wrong numbers.
 * Asked for by name, a unit outside the scope is therefore said to be not found, as an unknown one is.
 */
export function requireInScope(unit: string, { viewer }: Context): void {
  if (!viewer.units.includes(unit)) {
    throw notFound(`Không tìm thấy đơn vị ${unit} trong phạm vi công tác của bạn.`, { unit })
  }
}

export function requirePast(asOf: Date, { now }: Context): void {
  // PostgreSQL knows no year 0, and ISO 8601 lets clients send one.
  if (asOf.getUTCFullYear() < 1) throw badUserInput('Thời điểm chốt số liệu (asOf) không đúng.', { argument: 'asOf' })
  if (asOf > now) {
    throw badUserInput('Thời điểm chốt số liệu (asOf) nằm trong tương lai.', { argument: 'asOf' })
  }
}

/** Ids are opaque to clients: one that is not a UUID is simply an id of nothing, never a database error. */
export function isUuid(id: string | null | undefined): id is string {
  return typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
}
