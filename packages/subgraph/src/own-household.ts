import type { EntityClass, FilterDef } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { Purpose, Viewer } from '@vungxanh/access'

/** The purposes for which nobody handles the matters of their own household; an emergency is no way around it. */
const excluded: ReadonlySet<Purpose> = new Set(['CARE', 'WELFARE_ASSESS', 'PAYMENT', 'BREAK_GLASS'])

const nameOf = (property: string): string => `ownHousehold.${property}`

/** Which property points at the person concerned, of which entities. */
export type PersonalRows = Readonly<Record<string, readonly EntityClass<object>[]>>

/**
 * Leaves out the rows of the viewer's own household, in lists, references and mutations alike, so that they look as absent as
 * those of another ward. A filter and not a row policy: a statistic counts everybody, whoever reads it.
 */
export function ownHouseholdFilters(rows: PersonalRows): Record<string, FilterDef> {
  return Object.fromEntries(
    Object.entries(rows).map(([property, entity]) => [
      nameOf(property),
      {
        name: nameOf(property),
        entity: [...entity],
        default: true,
        cond: ({ kin = [] }: { kin?: string[] }) =>
          kin.length > 0 ? { $or: [{ [property]: null }, { [property]: { $nin: kin } }] } : {},
      },
    ]),
  )
}

export function withoutOwnHousehold(em: SqlEntityManager, { kin, purpose }: Viewer): void {
  const params = { kin: excluded.has(purpose) ? [...kin] : [] }
  for (const name of Object.keys(em.config.get('filters'))) em.setFilterParams(name, params)
}
