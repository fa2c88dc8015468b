import { type AccessTable, auditedClasses } from '@vungxanh/access'

/**
 * Every department's access table in one file that people review: who may read or do what, for which purpose. A line per
 * field, so that a change of one grant is a change of one line.
 */
export function accessCatalogue(departments: Record<string, AccessTable>): string {
  const names = Object.keys(departments)
  const parts = names.map((name) => `    ${JSON.stringify(name)}: {\n${types(departments[name] as AccessTable)}\n    }`)
  return `{
  "format": 1,
  "audited": ${JSON.stringify([...auditedClasses])},
  "departments": {
${parts.join(',\n')}
  }
}
`
}

function types(table: AccessTable): string {
  return [...table]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([type, { reference, subject, fields }]) => {
      const lines = [...fields].map(
        ([field, { class: dataClass, roles, purposes, stepUp }]) =>
          `          ${JSON.stringify(field)}: ${JSON.stringify({
            class: dataClass,
            roles: [...roles],
            purposes: [...purposes],
            ...(stepUp && { stepUp }),
          })}`,
      )
      const options = {
        ...(subject && { subject }),
        ...(reference && { reference: { roles: [...reference.roles], purposes: [...reference.purposes] } }),
      }
      const head = Object.entries(options).map(
        ([key, value]) => `        ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
      )
      return `      ${JSON.stringify(type)}: {\n${head.join('')}        "fields": {\n${lines.join(',\n')}\n        }\n      }`
    })
    .join(',\n')
}
