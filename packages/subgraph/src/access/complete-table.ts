import { type AccessTable, everyone, type FieldAccess, type TypeAccess } from '@vungxanh/access'
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import { auditAccess, readAudit } from '../audit/audit-access.ts'

const open: FieldAccess = { class: 'INTERNAL', stepUp: false, ...everyone }

/** The kit's own refusals, open to whoever was refused. */
const refusals: Record<string, string[]> = { InvalidInput: ['field'], UnitOutOfScope: ['unit'] }

/** What the kit itself adds to every department: pages of a list, words of a refusal. Whoever got through the door may read them. */
function kitFields(type: GraphQLObjectType): string[] {
  const names = Object.keys(type.getFields())
  const is = (...shape: string[]) => names.length === shape.length && shape.every((name) => names.includes(name))
  if (type.name === 'PageInfo' || is('edges', 'pageInfo', 'totalCount') || is('cursor', 'node')) return names
  if (type.getInterfaces().some(({ name }) => name === 'UserError')) return ['message', ...(refusals[type.name] ?? [])]
  return []
}

/**
 * The department's table with the kit's own types, checked against the schema it speaks of: a field without a class, and a
 * class without a field, end the build.
 */
export function completeTable(schema: GraphQLSchema, department: AccessTable, name: string): AccessTable {
  const table = new Map<string, TypeAccess>()
  const faults: string[] = []
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue
    const given = department.get(type.name) ?? auditAccess.get(type.name)
    const fields = new Map<string, FieldAccess>(kitFields(type).map((field) => [field, open]))
    if (type.name === 'Query') fields.set(`${name}Audit`, { class: 'EVIDENCE', stepUp: false, ...readAudit })
    for (const [field, access] of given?.fields ?? []) fields.set(field, access)
    const known = Object.keys(type.getFields()).filter((field) => !field.startsWith('_'))
    for (const field of known) if (!fields.has(field)) faults.push(`${type.name}.${field} has no data class`)
    for (const field of fields.keys()) {
      if (!known.includes(field)) faults.push(`${type.name}.${field} is not in the schema`)
    }
    table.set(type.name, { ...given, fields })
  }
  for (const type of department.keys()) if (!table.has(type)) faults.push(`${type} is not in the schema`)
  if (faults.length > 0) throw new Error(`The access table and the schema differ:\n  ${faults.join('\n  ')}`)
  return table
}
