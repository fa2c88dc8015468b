import type { Purpose } from '@vungxanh/access'
import { type Catalogue, classesOf } from '../access/catalogue.ts'
import type { AuditRecord } from '../audit/audit-reading.ts'
import { nameOfDoor } from '../audit/record-words.tsx'
import type { DataClass } from '../words.ts'

/** What a resident is told of an access: everything but who, by name, and of whom else. */
export interface Access {
  at: string
  post: string
  organisation: string
  purpose: Purpose
  department: string
  action: AuditRecord['action']
  classes: readonly DataClass[]
}

/**
 * The accesses to one person's data. One page asks several times within a minute: that is one access. What was read of others
 * in the same request is theirs.
 */
export function accessesOf(records: readonly AuditRecord[], personId: string, catalogue: Catalogue): Access[] {
  const accesses = new Map<string, Access>()
  for (const record of records) {
    if (record.action === 'REFUSED') continue
    const { post, organisation, purpose, department, action } = record
    const at = `${record.at.slice(0, 16)}:00.000Z`
    const key = [at, post, organisation, purpose, department, action].join('|')
    const read = record.reads
      .filter(({ subjects }) => subjects.includes(personId))
      .flatMap(({ type, fields }) => classesOf(catalogue, department, type, fields))
    const done = record.doors.map(({ door }) => nameOfDoor(door))
    const classes = [...read, ...(action === 'WRITE' ? classesOf(catalogue, department, 'Mutation', done) : [])]
    // Somebody asked and was told nothing of this person.
    if (action === 'READ' && classes.length === 0) continue
    const known = accesses.get(key)
    accesses.set(key, {
      at,
      post,
      organisation,
      purpose,
      department,
      action,
      classes: [...new Set([...(known?.classes ?? []), ...classes])],
    })
  }
  return [...accesses.values()]
}
