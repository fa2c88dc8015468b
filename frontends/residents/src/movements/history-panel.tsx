import { gql, Link, paths, type TypedDocumentNode, useAction, useMay, useMessages } from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  formatDate,
  formatDateTime,
  Panel,
  StatusBadge,
  today,
  useForm,
} from '@vungxanh/ui'
import { useState } from 'react'
import { messages as register } from '../messages.ts'
import type {
  HouseholdEditLineFragment,
  LifeEventLineFragment,
  UndoLifeEventMutation,
  UndoLifeEventMutationVariables,
} from '../operations.generated.ts'
import { EventDialog, stale } from './event-dialog.tsx'
import { messages } from './messages.ts'

/** What a line of the history shows, on the page of a household and of a person. */
export const LIFE_EVENT_LINE = gql`
  fragment LifeEventLine on LifeEvent {
    id
    kind
    occurredOn
    place
    recordedAt
    byName
    undoneAt
    undoneByName
    reason
    corrections {
      field
      oldValue
      newValue
    }
    household {
      id
      code
    }
    toHousehold {
      id
      code
    }
    participants {
      id
      part
      relation
      formerRelation
      person {
        id
        fullName
      }
    }
  }
`

/** What a line shows of something that was edited of a household, on its page. */
export const HOUSEHOLD_EDIT_LINE = gql`
  fragment HouseholdEditLine on HouseholdEdit {
    id
    field
    oldValue
    newValue
    recordedAt
    byName
    undoneAt
    undoneByName
    isOfBulkEdit
  }
`

const UNDO: TypedDocumentNode<UndoLifeEventMutation, UndoLifeEventMutationVariables> = gql`
  mutation UndoLifeEvent($id: ID!) {
    undoLifeEvent(id: $id) {
      __typename
    }
  }
`

type Line = LifeEventLineFragment | HouseholdEditLineFragment

const isEdit = (line: Line): line is HouseholdEditLineFragment => 'newValue' in line

const dayOf = (line: Line): string => (isEdit(line) ? today(new Date(line.recordedAt)) : line.occurredOn)

const newestFirst = (one: Line, other: Line): number =>
  dayOf(other).localeCompare(dayOf(one)) || other.recordedAt.localeCompare(one.recordedAt)

interface HistoryPanelProps {
  events: readonly LifeEventLineFragment[]
  /** Of a household: what was edited of it, which is an event in nobody's life. */
  edits?: readonly HouseholdEditLineFragment[] | undefined
}

/** Every event with who wrote it down. The newest that stands may be taken back on the day on which it was written. */
export function HistoryPanel({ events, edits = [] }: HistoryPanelProps) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const mayUndo = useMay('REGISTRAR')
  const [undoing, setUndoing] = useState<LifeEventLineFragment>()
  const standing = events.filter(({ undoneAt }) => !undoneAt)
  const newest = standing.toSorted((one, other) => (one.recordedAt < other.recordedAt ? 1 : -1))[0]
  const written = (field: string, value: string | null): string => {
    if (value === null) return t('nothing')
    if (field === 'BORN_ON') return formatDate(value)
    return field === 'SEX' && isSex(value) ? word(`sex.${value}`) : value
  }
  const canUndo = (event: LifeEventLineFragment) =>
    event.kind !== 'PERSON_MERGED' &&
    mayUndo &&
    event.id === newest?.id &&
    today(new Date(event.recordedAt)) === today()
  const canUndoEdit = ({ recordedAt, undoneAt, isOfBulkEdit }: HouseholdEditLineFragment) =>
    mayUndo && isOfBulkEdit && !undoneAt && today(new Date(recordedAt)) === today()
  const group = (name: string | null) => name ?? t('noTeam')
  const counts = [
    t('eventCount', { count: events.length }),
    edits.length > 0 && t('editCount', { count: edits.length }),
  ]
  return (
    <Panel title={t('history')} note={counts.filter(Boolean).join(' · ')} flush>
      <DataTable
        caption={t('history')}
        rows={[...events, ...edits].toSorted(newestFirst)}
        rowKey={(line) => line.id}
        empty={<EmptyState>{t('noEvents')}</EmptyState>}
        columns={[
          { key: 'on', label: t('on'), nowrap: true, render: (line) => formatDate(dayOf(line)) },
          {
            key: 'kind',
            label: t('event'),
            render: (line) => (
              <>
                {t(isEdit(line) ? `edit.${line.field}` : `kind.${line.kind}`)}{' '}
                {line.undoneAt && <StatusBadge>{t('undone')}</StatusBadge>}
                {isEdit(line) ? (
                  <div className="vx-form-hint">
                    {group(line.oldValue)} → {group(line.newValue)}
                  </div>
                ) : (
                  line.corrections?.map(({ field, oldValue, newValue }) => (
                    <div key={field} className="vx-form-hint">
                      {t(`field.${field}`)}: {written(field, oldValue)} → {written(field, newValue)}
                    </div>
                  ))
                )}
                {!isEdit(line) && line.reason && (
                  <div className="vx-form-hint">{t('reason', { reason: line.reason })}</div>
                )}
              </>
            ),
          },
          {
            key: 'who',
            label: t('who'),
            render: (line) =>
              !isEdit(line) &&
              line.participants.map(({ id, person, part, relation, formerRelation }) => (
                <div key={id}>
                  <Link to={paths.person(person.id)}>{person.fullName}</Link>
                  {part === 'PARENT' && ` (${t('parent').toLowerCase()})`}
                  {part === 'ABSORBED' && ` (${t('absorbed').toLowerCase()})`}
                  {relation && relation !== formerRelation && (
                    <span className="vx-form-hint">
                      {' '}
                      {[formerRelation && word(`relation.${formerRelation}`), word(`relation.${relation}`)]
                        .filter(Boolean)
                        .join(' → ')}
                    </span>
                  )}
                </div>
              )),
          },
          {
            key: 'where',
            label: t('where'),
            render: (line) =>
              !isEdit(line) && (
                <>
                  {line.household && <Link to={paths.household(line.household.id)}>{line.household.code}</Link>}
                  {line.toHousehold && (
                    <>
                      {' → '}
                      <Link to={paths.household(line.toHousehold.id)}>{line.toHousehold.code}</Link>
                    </>
                  )}
                  {line.place && <div>{line.place}</div>}
                </>
              ),
          },
          {
            key: 'by',
            label: t('by'),
            render: (line) => (
              <>
                {line.byName}
                <div className="vx-form-hint">
                  {formatDateTime(line.recordedAt)}
                  {line.undoneAt &&
                    ` · ${t('undoneBy', { name: line.undoneByName ?? '', at: formatDateTime(line.undoneAt) })}`}
                </div>
                {isEdit(line)
                  ? canUndoEdit(line) && <Link to="/ho-dan/sua-nhieu">{t('undoAmongEdits')}</Link>
                  : canUndo(line) && (
                      <Button size="small" kind="quiet" onClick={() => setUndoing(line)}>
                        {t('undo')}
                      </Button>
                    )}
              </>
            ),
          },
        ]}
      />
      {undoing && <UndoDialog event={undoing} onClose={() => setUndoing(undefined)} />}
    </Panel>
  )
}

const isSex = (value: string): value is 'MALE' | 'FEMALE' | 'UNKNOWN' => ['MALE', 'FEMALE', 'UNKNOWN'].includes(value)

function UndoDialog({ event, onClose }: { event: LifeEventLineFragment; onClose: () => void }) {
  const t = useMessages(messages)
  const form = useForm({})
  const [undo, { busy, failure }] = useAction(UNDO, { stale })
  return (
    <EventDialog
      title={t('undo')}
      consequence={t('undo.consequence', { kind: t(`kind.${event.kind}`), on: formatDate(event.occurredOn) })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async () => (await undo({ id: event.id }))?.undoLifeEvent ?? undefined}
    >
      {null}
    </EventDialog>
  )
}
