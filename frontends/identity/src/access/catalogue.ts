import { type DataClass, type Role, roles } from '@vungxanh/access'

/** What each department's access table says, as the gateway serves it. */
export interface Catalogue {
  departments: Record<string, Record<string, { fields: Record<string, FieldRule> }>>
}

interface FieldRule {
  class: DataClass
  roles: readonly Role[]
  stepUp?: boolean
}

/** Fields of one type that the same people may read or do. */
export interface AccessRow {
  key: string
  type: string
  fields: readonly string[]
  class: DataClass
  roles: readonly Role[]
  stepUp: boolean
}

export interface AccessFilter {
  role?: string
  class?: string
  /** A part of a type's or a field's name, in the graph's words or in those of the reader. */
  search?: string
}

/** Wrappers and refusals: what they carry stands under its own type. */
const isCarrier = (type: string) => /(Connection|Edge|Success)$/.test(type) || type === 'PageInfo'
const isForEverybody = (rule: FieldRule) => rule.roles.length === roles.length && rule.class === 'INTERNAL'

/** A department's table, with those fields put together that are granted alike. */
export function rowsOf(
  types: Catalogue['departments'][string],
  filter: AccessFilter,
  wordsOf: (type: string, field: string) => string,
): AccessRow[] {
  const rows = new Map<string, AccessRow & { fields: string[] }>()
  const search = filter.search?.toLowerCase() ?? ''
  for (const [type, { fields }] of Object.entries(types)) {
    if (isCarrier(type)) continue
    for (const [field, rule] of Object.entries(fields)) {
      if (isForEverybody(rule)) continue
      if (filter.role && !rule.roles.some((role) => role === filter.role)) continue
      if (filter.class && rule.class !== filter.class) continue
      if (search && !`${type}.${field} ${wordsOf(type, field)}`.toLowerCase().includes(search)) continue
      const { class: dataClass, stepUp = false } = rule
      const key = [type, dataClass, stepUp, ...rule.roles].join(' ')
      const row = rows.get(key) ?? { key, type, fields: [], class: dataClass, roles: rule.roles, stepUp }
      row.fields.push(field)
      rows.set(key, row)
    }
  }
  return [...rows.values()]
}

/** How sensitive what was read is: the classes of the fields, without those that tell nothing of a person. */
export function classesOf(
  catalogue: Catalogue,
  department: string,
  type: string,
  fields: readonly string[],
): DataClass[] {
  const rules = catalogue.departments[department]?.[type]?.fields ?? {}
  const found = fields.flatMap((field) => rules[field]?.class ?? [])
  return [...new Set(found)].filter((dataClass) => dataClass !== 'INTERNAL' && dataClass !== 'PUBLIC')
}
