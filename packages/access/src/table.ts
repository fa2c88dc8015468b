import { type Purpose, type Role, rolePurposes, roles } from './roles.ts'

/** How sensitive what a field says is; decides who may be granted it at all, and whether reading it is audited. */
export const dataClasses = [
  'PUBLIC',
  'INTERNAL',
  'PERSONAL',
  'IDENTITY',
  'SENSITIVE_HEALTH',
  'FINANCIAL',
  'EVIDENCE',
  'STATISTIC',
] as const

export type DataClass = (typeof dataClasses)[number]

/** The classes whose every reading leaves a row in the audit. */
export const auditedClasses: ReadonlySet<DataClass> = new Set([
  'PERSONAL',
  'IDENTITY',
  'SENSITIVE_HEALTH',
  'FINANCIAL',
  'EVIDENCE',
])

/** Who, and working for what. Both must fit: a role that acts for another purpose is not the same viewer. */
export interface Grant {
  roles: ReadonlySet<Role>
  purposes: ReadonlySet<Purpose>
}

/** The purposes of the roles, unless fewer are named. */
export function grant(to: readonly Role[], purposes: readonly Purpose[] = to.map((role) => rolePurposes[role])): Grant {
  return { roles: new Set(to), purposes: new Set(purposes) }
}

/** Everybody who is signed in. */
export const everyone = grant(roles)

export function permits({ roles: to, purposes }: Grant, viewer: { role: Role; purpose: Purpose }): boolean {
  return to.has(viewer.role) && purposes.has(viewer.purpose)
}

export interface FieldAccess extends Grant {
  class: DataClass
  /** The second factor must have been proven in the last minutes. */
  stepUp: boolean
}

/** `[class, who, names of the fields]`, with what else is asked of whoever comes. */
export type Rule = readonly [DataClass, Grant, string, { stepUp?: true }?]

export interface TypeAccess {
  /** Property of the row with the id of the person, household or establishment that it speaks of: what the audit names. */
  subject?: string
  /** Who may come to this type by `_entities`, past every query. A type without it is not a reference. */
  reference?: Grant
  fields: ReadonlyMap<string, FieldAccess>
}

/** A department's whole authorization: every field of every type, once. */
export type AccessTable = ReadonlyMap<string, TypeAccess>

type TypeRules = readonly Rule[] | { subject?: string; reference?: Grant; rules: readonly Rule[] }

/** Reads a table as it is written in `access.ts`; refuses one that names a field twice. */
export function accessTable(written: Record<string, TypeRules>): AccessTable {
  return new Map(
    Object.entries(written).map(([type, given]) => {
      const { rules, ...options } = 'rules' in given ? given : { rules: given }
      const fields = new Map<string, FieldAccess>()
      for (const [dataClass, who, names, { stepUp = false } = {}] of rules) {
        for (const name of names.split(' ')) {
          if (fields.has(name)) throw new Error(`${type}.${name} stands twice in the access table`)
          fields.set(name, { class: dataClass, stepUp, ...who })
        }
      }
      return [type, { ...options, fields }]
    }),
  )
}
