import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  formatDate,
  formatDateTime,
  Page,
  Panel,
  SelectInput,
  Toolbar,
  useFormat,
} from '@vungxanh/ui'
import { useState } from 'react'
import type {
  ConfirmationsPageQuery,
  ConfirmationsPageQueryVariables,
  ConfirmationsSideQuery,
  ConfirmationsSideQueryVariables,
} from '../operations.generated.ts'
import { ReceiveDialog } from './acts.tsx'
import { STANDING, Standing } from './confirmation-state.tsx'
import { messages } from './messages.ts'
import { CommuneName } from './unit-field.tsx'

const REQUESTS: TypedDocumentNode<ConfirmationsPageQuery, ConfirmationsPageQueryVariables> = gql`
  query ConfirmationsPage($unit: ID!, $incoming: Boolean!, $answered: Boolean, $first: Int, $after: String) {
    confirmationRequests(unit: $unit, incoming: $incoming, answered: $answered, first: $first, after: $after) {
      edges {
        node {
          id
          ...ConfirmationStanding @unmask
          programmeName
          askingCode
          askingName
          askedCode
          askedName
          askedAt
          askedByName
          expiresAt
          dossier {
            id
            code
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
  ${STANDING}
`

const SIDE: TypedDocumentNode<ConfirmationsSideQuery, ConfirmationsSideQueryVariables> = gql`
  query ConfirmationsSide($unit: ID!) {
    confirmationAskers(unit: $unit) {
      name
      asked
      askedToday
    }
    issuerKeys {
      id
      issuerCode
      issuerName
      keyId
      validFrom
      validUntil
      isHere
      source
    }
  }
`

const lists = ['waiting', 'answered', 'sent'] as const
const wanted = {
  waiting: { incoming: true, answered: false },
  answered: { incoming: true, answered: true },
  sent: { incoming: false },
} as const
const pageSize = 50

/** What other wards ask of this one, and what this one asks. */
export function ConfirmationsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayReceive = useMay('WELFARE_OFFICER')
  const filters = useFilters()
  const list = filters.oneOf('loai', lists) ?? 'waiting'
  const reading = useReading(REQUESTS, { variables: { unit: unit.code, ...wanted[list], first: pageSize } })
  const [receiving, setReceiving] = useState(false)
  const isSent = list === 'sent'
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={mayReceive && <Button onClick={() => setReceiving(true)}>{t('receive')}</Button>}
    >
      <Toolbar>
        <SelectInput
          label={t('list')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => filters.set({ loai: value === 'waiting' ? '' : value })}
        />
      </Toolbar>
      <Panel title={t(`list.${list}`)} flush>
        <ReadingView reading={reading} select={(data) => data.confirmationRequests} skeletonRows={6}>
          {(connection) => (
            <ConnectionTable
              caption={t(`list.${list}`)}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t(`none.${list}`)}</EmptyState>}
              columns={[
                {
                  key: 'ward',
                  label: isSent ? t('asked') : t('asking'),
                  render: ({ id, askedCode, askedName, askingCode, askingName }) => (
                    <Link to={`/an-sinh/xac-nhan/${id}`}>
                      {isSent ? (
                        <CommuneName code={askedCode} name={askedName} />
                      ) : (
                        <CommuneName code={askingCode} name={askingName} />
                      )}
                    </Link>
                  ),
                },
                { key: 'state', label: t('state'), render: (node) => <Standing {...node} /> },
                { key: 'programme', label: t('programme'), render: ({ programmeName }) => programmeName },
                ...(isSent
                  ? [
                      {
                        key: 'dossier',
                        label: t('dossier'),
                        nowrap: true,
                        render: ({ dossier }: Node) =>
                          dossier ? <Link to={paths.dossier(dossier.id)}>{dossier.code}</Link> : '—',
                      },
                    ]
                  : []),
                {
                  key: 'asked',
                  label: t('askedAt'),
                  render: ({ askedAt, askedByName }) => (
                    <>
                      {formatDateTime(askedAt)}
                      <div className="vx-form-hint">{askedByName}</div>
                    </>
                  ),
                },
                { key: 'until', label: t('expiresAt'), nowrap: true, render: ({ expiresAt }) => formatDate(expiresAt) },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      <Side unit={unit.code} />
      {receiving && <ReceiveDialog onClose={() => setReceiving(false)} />}
    </Page>
  )
}

type Node = ConfirmationsPageQuery['confirmationRequests']['edges'][number]['node']

/** Who asks how often, and whose signatures are believed. */
function Side({ unit }: { unit: string }) {
  const t = useMessages(messages)
  const format = useFormat()
  const reading = useReading(SIDE, { variables: { unit } })
  return (
    <ReadingView reading={reading} select={(data) => data} skeletonRows={4}>
      {({ confirmationAskers, issuerKeys }) => (
        <>
          <Panel title={t('askers')} flush>
            <DataTable
              caption={t('askers')}
              rows={confirmationAskers}
              rowKey={({ name }) => name}
              empty={<EmptyState>{t('noAskers')}</EmptyState>}
              columns={[
                { key: 'name', label: t('asker'), render: ({ name }) => name },
                { key: 'asked', label: t('askedCount'), align: 'end', render: ({ asked }) => format.number(asked) },
                {
                  key: 'today',
                  label: t('askedToday'),
                  align: 'end',
                  render: ({ askedToday }) => format.number(askedToday),
                },
              ]}
            />
          </Panel>
          <Panel title={t('keys')} foot={t('keysHint')} flush>
            <DataTable
              caption={t('keys')}
              rows={issuerKeys}
              rowKey={({ id }) => id}
              empty={<EmptyState>{t('noKeys')}</EmptyState>}
              columns={[
                {
                  key: 'ward',
                  label: t('keyOf'),
                  render: ({ issuerCode, issuerName, isHere, source }) => (
                    <>
                      <CommuneName code={issuerCode} name={issuerName} />
                      <div className="vx-form-hint">{isHere ? t('isHere') : source}</div>
                    </>
                  ),
                },
                { key: 'key', label: t('keyId'), render: ({ keyId }) => keyId },
                {
                  key: 'days',
                  label: t('keyDays'),
                  render: ({ validFrom, validUntil }) =>
                    validUntil
                      ? t('between', { from: formatDate(validFrom), to: formatDate(validUntil) })
                      : t('since', { from: formatDate(validFrom) }),
                },
              ]}
            />
          </Panel>
        </>
      )}
    </ReadingView>
  )
}
