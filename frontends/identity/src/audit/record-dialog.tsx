import { Link, paths, useMay, useMessages } from '@vungxanh/remote'
import { Dialog, Facts, formatDateTime } from '@vungxanh/ui'
import { messages as common } from '../messages.ts'
import { useWords } from '../words.ts'
import type { AuditRecord } from './audit-reading.ts'
import { messages } from './messages.ts'
import { ActionBadge, Duty, nameOfDoor } from './record-words.tsx'

const operations = messages.keys.filter((key) => key.startsWith('op.'))

interface RecordDialogProps {
  record: AuditRecord
  /** Whom the list was asked for. */
  subjects: readonly string[] | undefined
  onClose: () => void
}

/** Everything that a department wrote down of one access. Values are not among it: only the names of fields. */
export function RecordDialog({ record, subjects, onClose }: RecordDialogProps) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const words = useWords()
  const mayOpen = useMay('INSPECTOR')
  const nameOfOperation = (op: string) => {
    const known = operations.find((key) => key === `op.${op}`)
    return known ? t(known) : op
  }
  const isAsked = (ids: readonly string[]) => ids.some((id) => subjects?.includes(id))
  const persons = [...new Set(record.reads.filter(({ type }) => type === 'Person').flatMap((read) => read.subjects))]
  const [only] = persons
  return (
    <Dialog title={t('record')} opened onClose={onClose}>
      <div className="vx-form">
        <Facts
          facts={[
            { label: t('at'), value: formatDateTime(record.at) },
            { label: t('department'), value: words.department(record.department) },
            { label: t('action'), value: <ActionBadge action={record.action} /> },
            { label: t('who'), value: record.name },
            { label: t('duty'), value: <Duty record={record} /> },
            { label: c('post'), value: record.post },
            { label: c('organisation'), value: record.organisation },
          ]}
        />
        {record.reads.length > 0 && (
          <section>
            <h3>{t('fieldsRead')}</h3>
            <ul>
              {record.reads.map((read) => (
                <li key={`${read.type} ${read.fields.join()}`}>
                  <strong>{words.type(read.type)}</strong>: {read.fields.map(words.field).join(', ')}
                  <span className="vx-option-note">
                    {t('ofPersons', { count: read.subjects.length })}
                    {isAsked(read.subjects) && ` · ${t('includingAsked')}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {record.doors.length > 0 && (
          <section>
            <h3>{t('doors')}</h3>
            <ul>
              {record.doors.map(({ door, search, reason }) => (
                <li key={`${door} ${search} ${reason}`}>
                  {words.field(nameOfDoor(door))}
                  {search && ` · ${t('searchWords', { search })}`}
                  {reason && <span className="vx-option-note">{reason}</span>}
                </li>
              ))}
            </ul>
          </section>
        )}
        {record.changes.length > 0 && (
          <section>
            <h3>{t('changes')}</h3>
            <ul>
              {record.changes.map(({ table, id, rows, op, fields }) => (
                <li key={`${table} ${id} ${op} ${fields}`}>
                  {nameOfOperation(op)} {table}
                  {rows > 1 && ` (${t('rowsAtOnce', { rows })})`}: {fields.map(words.field).join(', ')}
                </li>
              ))}
            </ul>
          </section>
        )}
        {record.refusals.length > 0 && (
          <section>
            <h3>{t('refusals')}</h3>
            <ul>
              {record.refusals.map((refusal) => (
                <li key={refusal}>
                  <code>{refusal}</code>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Facts
          facts={[
            { label: t('requestId'), value: <code>{record.requestId}</code> },
            { label: t('operation'), value: record.operation && <code>{record.operation}</code> },
          ]}
        />
        {mayOpen && only && persons.length === 1 && <Link to={paths.person(only)}>{words.type('Person')}</Link>}
      </div>
    </Dialog>
  )
}
