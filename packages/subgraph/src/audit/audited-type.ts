/** A type with audited fields. Which of them were delivered of one subject is one number: a bit per field. */
export class AuditedType {
  constructor(
    readonly name: string,
    private readonly fields: readonly string[],
  ) {
    if (fields.length > 31) throw new Error(`${name} has more than 31 audited fields`)
  }

  bitOf(field: string): number {
    return 1 << this.fields.indexOf(field)
  }

  fieldsOf(bits: number): string[] {
    return this.fields.filter((_, index) => bits & (1 << index))
  }
}

/** Reads the id that a row speaks of; `dossier.beneficiaryId` goes through a relation that is already loaded. */
export function subjectReader(path = ''): (source: unknown) => string {
  const steps = path.split('.').filter(Boolean)
  if (steps.length === 0) return () => ''
  return (source) => {
    let value = source
    for (const step of steps) {
      if (typeof value !== 'object' || value === null) return ''
      // A relation is held behind a reference, which has its row's id but not its row's properties.
      const row = 'unwrap' in value && typeof value.unwrap === 'function' ? value.unwrap() : value
      value = (row as Record<string, unknown>)[step]
    }
    if (typeof value === 'object' && value !== null && 'id' in value) value = value.id
    return typeof value === 'string' ? value : ''
  }
}
