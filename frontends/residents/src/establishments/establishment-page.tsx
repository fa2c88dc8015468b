import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMay,
  useMessages,
  useParams,
  useReading,
} from '@vungxanh/remote'
import { writePlace } from '@vungxanh/remote/written-place'
import {
  Button,
  DataTable,
  DateField,
  EmptyState,
  Facts,
  formatDate,
  formatDateTime,
  Notice,
  Page,
  Panel,
  parseDate,
  Rows,
  StatusBadge,
  TextAreaField,
  tidy,
  today,
  useForm,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  CloseEstablishmentMutation,
  CloseEstablishmentMutationVariables,
  EstablishmentPageQuery,
  EstablishmentPageQueryVariables,
  UndoEstablishmentChangeMutation,
  UndoEstablishmentChangeMutationVariables,
} from '../operations.generated.ts'
import { MaskedNumber } from '../people/masked-number.tsx'
import { ChangeDialog, stale } from './change-dialog.tsx'
import { EstablishmentDialog } from './establishment-dialog.tsx'
import { messages } from './messages.ts'
import { RoomsPanel } from './rooms-panel.tsx'

const ESTABLISHMENT: TypedDocumentNode<EstablishmentPageQuery, EstablishmentPageQueryVariables> = gql`
  query EstablishmentPage($id: ID!, $withPersons: Boolean!) {
    establishment(id: $id) {
      id
      name
      kind
      address
      workers
      stalls
      openedOn
      closedOn
      latitude
      longitude
      placeSource
      residentialGroup {
        id
        name
      }
      contactName @include(if: $withPersons)
      contactPhoneMasked @include(if: $withPersons)
      contactPerson @include(if: $withPersons) {
        id
        fullName
      }
      rooms {
        id
        number
        capacity
        closedOn
        lodgerCount @include(if: $withPersons)
        stays @include(if: $withPersons) {
          id
          fromOn
          household {
            id
            code
            head {
              id
              fullName
            }
          }
          unregistered {
            id
            fullName
          }
        }
      }
      history @include(if: $withPersons) {
        id
        kind
        reason
        recordedAt
        byName
        undoneAt
        undoneByName
        details {
          field
          oldValue
          newValue
        }
      }
    }
  }
`

const CLOSE: TypedDocumentNode<CloseEstablishmentMutation, CloseEstablishmentMutationVariables> = gql`
  mutation CloseEstablishment($input: CloseEstablishmentInput!) {
    closeEstablishment(input: $input) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
      ... on InvalidInput {
        message
        field
      }
    }
  }
`

const UNDO: TypedDocumentNode<UndoEstablishmentChangeMutation, UndoEstablishmentChangeMutationVariables> = gql`
  mutation UndoEstablishmentChange($id: ID!) {
    undoEstablishmentChange(id: $id) {
      __typename
      ... on EstablishmentSuccess {
        warnings
      }
    }
  }
`

type Change = NonNullable<NonNullable<EstablishmentPageQuery['establishment']>['history']>[number]

export function EstablishmentPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const mayRecord = useMay('REGISTRAR')
  // Others see that it is there, and nobody who lives or works in it.
  const withPersons = useMay('REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER', 'INSPECTOR')
  const [doing, setDoing] = useState<'edit' | 'close'>()
  const reading = useReading(ESTABLISHMENT, { variables: { id, withPersons } })
  const establishment = reading.data?.establishment
  const close = () => setDoing(undefined)
  return (
    <Page
      title={establishment?.name ?? t('facts')}
      trail={[
        <Link key="list" to="/ho-dan/co-so">
          {t('establishments')}
        </Link>,
      ]}
      subtitle={establishment && [t(`kind.${establishment.kind}`), establishment.address].join(' · ')}
      actions={
        mayRecord &&
        establishment &&
        !establishment.closedOn && (
          <>
            <Button onClick={() => setDoing('edit')}>{t('edit')}</Button>
            <Button onClick={() => setDoing('close')}>{t('close')}</Button>
          </>
        )
      }
    >
      {establishment && doing === 'edit' && <EstablishmentDialog establishment={establishment} onClose={close} />}
      {establishment && doing === 'close' && <CloseDialog id={establishment.id} onClose={close} />}
      <Rows>
        <ReadingView reading={reading} select={(data) => data.establishment} skeletonRows={8}>
          {(found) => (
            <>
              {found.closedOn && <Notice tone="warning" title={t('closed', { on: formatDate(found.closedOn) })} />}
              <Panel title={t('facts')}>
                <Facts
                  facts={[
                    { label: t('kind'), value: t(`kind.${found.kind}`) },
                    { label: t('address'), value: found.address },
                    { label: t('group'), value: found.residentialGroup.name },
                    {
                      label: t('contact'),
                      value: found.contactPerson ? (
                        <Link to={paths.person(found.contactPerson.id)}>{found.contactPerson.fullName}</Link>
                      ) : (
                        found.contactName || t('noContact')
                      ),
                    },
                    {
                      label: t('phone'),
                      value: found.contactPhoneMasked && (
                        <MaskedNumber
                          kind="contact"
                          id={found.id}
                          label={t('phone')}
                          masked={found.contactPhoneMasked}
                        />
                      ),
                    },
                    { label: t('workers'), value: found.workers },
                    ...(found.kind === 'MARKET' ? [{ label: t('stalls'), value: found.stalls }] : []),
                    { label: t('openedOn'), value: formatDate(found.openedOn) },
                    { label: t('place'), value: writePlace(found) || t('unknownPlace') },
                  ]}
                />
              </Panel>
              {found.kind === 'BOARDING_HOUSE' && (
                <RoomsPanel establishmentId={found.id} rooms={(found.rooms ?? []).filter((room) => !room.closedOn)} />
              )}
              {found.history && <ChangesPanel changes={found.history} />}
            </>
          )}
        </ReadingView>
      </Rows>
    </Page>
  )
}

function CloseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useMessages(messages)
  const form = useForm({ on: formatDate(today()), reason: '' })
  const [close, { busy, failure }] = useAction(CLOSE, { stale })
  return (
    <ChangeDialog
      title={t('close')}
      consequence={t('close.consequence')}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async ({ on, reason }) =>
        (await close({ input: { id, on: parseDate(on) ?? today(), reason: tidy(reason) } }))?.closeEstablishment
      }
    >
      <DateField name="on" label={t('on')} required autoFocus span={6} />
      <TextAreaField name="reason" label={t('reason')} required span={12} />
    </ChangeDialog>
  )
}

/** Everything that was written down. The newest that stands may be taken back on its day. */
function ChangesPanel({ changes }: { changes: readonly Change[] }) {
  const t = useMessages(messages)
  const mayRecord = useMay('REGISTRAR')
  const [undoing, setUndoing] = useState<Change>()
  const newest = changes.find(({ undoneAt }) => !undoneAt)
  const canUndo = (change: Change) =>
    mayRecord && change.id === newest?.id && today(new Date(change.recordedAt)) === today()
  const written = (field: string, value: string | null | undefined): string => {
    if (value == null) return t('nothing')
    if (field === 'kind') return t(`kind.${value}` as 'kind.MARKET')
    return field.endsWith('On') ? formatDate(value) : value
  }
  return (
    <Panel title={t('history')} flush>
      <DataTable
        caption={t('history')}
        rows={changes}
        rowKey={(change) => change.id}
        empty={<EmptyState>{t('noHistory')}</EmptyState>}
        columns={[
          {
            key: 'change',
            label: t('change'),
            render: (change) => (
              <>
                {t(`change.${change.kind}`)} {change.undoneAt && <StatusBadge>{t('undone')}</StatusBadge>}
                {change.details.map(({ field, oldValue, newValue }) => (
                  <div key={field} className="vx-form-hint">
                    {t(`detail.${field}` as 'detail.name')}: {written(field, oldValue)} → {written(field, newValue)}
                  </div>
                ))}
                {change.reason && (
                  <div className="vx-form-hint">
                    {t('reason')}: {change.reason}
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'by',
            label: t('by'),
            render: (change) => (
              <>
                {change.byName}
                <div className="vx-form-hint">{formatDateTime(change.recordedAt)}</div>
                {canUndo(change) && (
                  <Button size="small" kind="quiet" onClick={() => setUndoing(change)}>
                    {t('undo')}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {undoing && <UndoDialog change={undoing} onClose={() => setUndoing(undefined)} />}
    </Panel>
  )
}

function UndoDialog({ change, onClose }: { change: Change; onClose: () => void }) {
  const t = useMessages(messages)
  const form = useForm({})
  const [undo, { busy, failure }] = useAction(UNDO, { stale })
  return (
    <ChangeDialog
      title={t('undo')}
      consequence={t('undo.consequence', { kind: t(`change.${change.kind}`) })}
      form={form}
      busy={busy}
      failure={failure}
      onClose={onClose}
      save={async () => (await undo({ id: change.id }))?.undoEstablishmentChange}
    />
  )
}
