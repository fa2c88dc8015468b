import type { EntityClass } from '@mikro-orm/core'
import type { Context, UnitRow } from '@vungxanh/subgraph'

type Numbered = UnitRow & { number: string }

/** `YC-2026-0007`: of a unit and a year. Two clerks at once: the second waits for the first. */
export async function nextNumber(
  entity: EntityClass<Numbered>,
  letters: string,
  { unit, year }: { unit: string; year: string },
  { em }: Context,
): Promise<string> {
  const prefix = `${letters}-${year}-`
  await em.execute(`select pg_advisory_xact_lock(hashtext(?))`, [`${letters} ${unit}`])
  const count = await em.count(entity, { unitCode: unit, number: { $like: `${prefix}%` } })
  return `${prefix}${String(count + 1).padStart(4, '0')}`
}
