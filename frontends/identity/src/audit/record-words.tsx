import { departmentRole, purposeNames, roleNames } from '@vungxanh/access'
import { useLabel, useMessages } from '@vungxanh/remote'
import { StatusBadge, type Tone } from '@vungxanh/ui'
import { useWords } from '../words.ts'
import type { AuditRecord } from './audit-reading.ts'
import { messages } from './messages.ts'

const tones: Record<AuditRecord['action'], Tone> = { READ: 'neutral', WRITE: 'info', REFUSED: 'danger' }

export function ActionBadge({ action }: { action: AuditRecord['action'] }) {
  const t = useMessages(messages)
  return <StatusBadge tone={tones[action]}>{t(`action.${action}`)}</StatusBadge>
}

/** Under which duty: the role, the purpose, and the post that carried them. */
export function Duty({ record }: { record: AuditRecord }) {
  const label = useLabel()
  return (
    <>
      {label(record.role === departmentRole.code ? departmentRole : roleNames[record.role])}
      <span className="vx-option-note">{label(purposeNames[record.purpose])}</span>
    </>
  )
}

/** In a line: what was done, of which kinds of data. */
export function useSummary() {
  const words = useWords()
  return ({ reads, doors, changes }: AuditRecord) => {
    const done = changes.length > 0 || reads.length === 0 ? doors.map(({ door }) => words.field(nameOfDoor(door))) : []
    return [...new Set([...done, ...reads.map(({ type }) => words.type(type))])].join(', ')
  }
}

/** `Query.people` is `people`: the department puts the root before it. */
export function nameOfDoor(door: string): string {
  return door.slice(door.indexOf('.') + 1)
}
