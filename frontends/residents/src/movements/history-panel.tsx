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

const UNDO: TypedDocumentNode<UndoLifeEventMutation, UndoLifeEventMutationVariables> = gql`
  mutation UndoLifeEvent($id: ID!) {
    undoLifeEvent(id: $id) {
      __typename
    }
  }
`

/** Every event with who wrote it down. The newest that stands may be taken back on the day on which it was written. */
export function HistoryPanel({ events }: { events: readonly LifeEventLineFragment[] }) {
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
  return (
    <Panel title={t('history')} note={t('eventCount', { count: events.length })} flush>
      <DataTable
        caption={t('history')}
        rows={events}
        rowKey={(event) => event.id}
        empty={<EmptyState>{t('noEvents')}</EmptyState>}
        columns={[
          { key: 'on', label: t('on'), nowrap: true, render: (event) => formatDate(event.occurredOn) },
          {
            key: 'kind',
            label: t('event'),
            render: (event) => (
              <>
                {t(`kind.${event.kind}`)} {event.undoneAt && <StatusBadge>{t('undone')}</StatusBadge>}
                {event.corrections?.map(({ field, oldValue, newValue }) => (
                  <div key={field} className="vx-form-hint">
                    {t(`field.${field}`)}: {written(field, oldValue)} → {written(field, newValue)}
                  </div>
                ))}
                {event.reason && <div className="vx-form-hint">{t('reason', { reason: event.reason })}</div>}
              </>
            ),
          },
          {
            key: 'who',
            label: t('who'),
            render: (event) =>
              event.participants.map(({ id, person, part, relation, formerRelation }) => (
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
            render: (event) => (
              <>
                {event.household && <Link to={paths.household(event.household.id)}>{event.household.code}</Link>}
                {event.toHousehold && (
                  <>
                    {' → '}
                    <Link to={paths.household(event.toHousehold.id)}>{event.toHousehold.code}</Link>
                  </>
                )}
                {event.place && <div>{event.place}</div>}
              </>
            ),
          },
          {
            key: 'by',
            label: t('by'),
            render: (event) => (
              <>
                {event.byName}
                <div className="vx-form-hint">
                  {formatDateTime(event.recordedAt)}
                  {event.undoneAt &&
                    ` · ${t('undoneBy', { name: event.undoneByName ?? '', at: formatDateTime(event.undoneAt) })}`}
                </div>
                {canUndo(event) && (
                  <Button size="small" kind="quiet" onClick={() => setUndoing(event)}>
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
