import {
  ConnectionTable,
  gql,
  Link,
  paths,
  type TypedDocumentNode,
  useAction,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { ActDialog } from '@vungxanh/remote/act-dialog'
import { Button, EmptyState, formatDate, Panel, TextField, tidy, useForm, useNotify } from '@vungxanh/ui'
import { useState } from 'react'
import type {
  DismissStayReportMutation,
  DismissStayReportMutationVariables,
  StaysPanelQuery,
  StaysPanelQueryVariables,
} from '../operations.generated.ts'
import { messages } from './stays-messages.ts'

const STAYS: TypedDocumentNode<StaysPanelQuery, StaysPanelQueryVariables> = gql`
  query StaysPanel($unit: ID!, $first: Int, $after: String) {
    stayReports(unit: $unit, state: WAITING, first: $first, after: $after) {
      edges {
        node {
          id
          arrivedOn
          obstacle
          matchedByCard
          person {
            id
            fullName
          }
          candidate {
            id
            fullName
          }
          entry {
            id
            saidName
            birthYear
            phoneMasked
            fromPlace
            stayingAt
            origin {
              code
              name
            }
            checkpoint {
              id
              name
            }
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
`

const DISMISS: TypedDocumentNode<DismissStayReportMutation, DismissStayReportMutationVariables> = gql`
  mutation DismissStayReport($input: DismissStayReportInput!) {
    dismissStayReport(input: $input) {
      __typename
      ... on StayReportSuccess {
        report {
          id
          state
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`

type Stay = StaysPanelQuery['stayReports']['edges'][number]['node']

const nameOf = ({ person, entry }: Stay): string => person?.fullName ?? entry?.saidName ?? ''

/** Whoever came through a checkpoint to stay and is not an arrival yet. Nothing is shown while nobody waits. */
export function StaysPanel() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayDeclare = useMay('REGISTRAR')
  const [dismissing, setDismissing] = useState<Stay>()
  const reading = useReading(STAYS, { variables: { unit: unit.code, first: 20 } })
  const waiting = reading.data?.stayReports
  if (!waiting || waiting.edges.length === 0) return null
  return (
    <Panel title={t('stays')} note={t('note')} flush>
      <ConnectionTable
        caption={t('stays')}
        reading={reading}
        connection={waiting}
        empty={<EmptyState>{t('none')}</EmptyState>}
        columns={[
          { key: 'on', label: t('arrivedOn'), nowrap: true, render: ({ arrivedOn }) => formatDate(arrivedOn) },
          {
            key: 'who',
            label: t('who'),
            render: (stay) => (
              <>
                {stay.person ? (
                  <Link to={paths.person(stay.person.id)}>{stay.person.fullName}</Link>
                ) : (
                  nameOf(stay) || '—'
                )}
                <span className="vx-option-note">
                  {[stay.matchedByCard && t('byCard'), stay.entry?.birthYear, stay.entry?.phoneMasked]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </>
            ),
          },
          { key: 'from', label: t('from'), render: ({ entry }) => entry?.fromPlace ?? entry?.origin?.name ?? '—' },
          { key: 'staying', label: t('staying'), render: ({ entry }) => entry?.stayingAt ?? '—' },
          { key: 'checkpoint', label: t('checkpoint'), render: ({ entry }) => entry?.checkpoint?.name ?? '—' },
          {
            key: 'why',
            label: t('why'),
            render: ({ obstacle, candidate }) => (
              <>
                {obstacle ? t(`obstacle.${obstacle}`) : '—'}
                {candidate && (
                  <span className="vx-option-note">
                    {t('cardOf')} <Link to={paths.person(candidate.id)}>{candidate.fullName}</Link>
                  </span>
                )}
              </>
            ),
          },
          ...(mayDeclare
            ? [
                {
                  key: 'act',
                  label: t('act'),
                  nowrap: true,
                  render: (stay: Stay) => (
                    <>
                      {stay.candidate && (
                        <>
                          <Link to={declareAddress(stay, stay.candidate)}>
                            {t('declareAs', { name: stay.candidate.fullName ?? '' })}
                          </Link>{' '}
                        </>
                      )}
                      <Link to={declareAddress(stay, stay.person)}>
                        {t(stay.candidate ? 'declareOther' : 'declare')}
                      </Link>{' '}
                      <Button
                        size="small"
                        label={`${t('dismiss')}: ${nameOf(stay)}`}
                        onClick={() => setDismissing(stay)}
                      >
                        {t('dismiss')}
                      </Button>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {dismissing && <DismissDialog stay={dismissing} onClose={() => setDismissing(undefined)} />}
    </Panel>
  )
}

function declareAddress({ id }: Stay, who: { id: string } | null): string {
  return `/ho-dan/nguoi-den/khai?${new URLSearchParams({ chot: id, ...(who && { nguoi: who.id }) })}`
}

function DismissDialog({ stay, onClose }: { stay: Stay; onClose: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<{ reason: string }>({ reason: '' })
  const [dismiss, acting] = useAction(DISMISS, { stale: ['stayReports'] })
  return (
    <ActDialog
      title={`${t('dismiss')}: ${nameOf(stay)}`}
      label={t('dismiss')}
      consequence={t('dismissText')}
      form={form}
      {...acting}
      act={async ({ reason }) => {
        const outcome = (await dismiss({ input: { id: stay.id, reason: tidy(reason) } }))?.dismissStayReport
        return outcome?.__typename === 'StayReportClosed' ? { message: t('refusal.StayReportClosed') } : outcome
      }}
      onDone={() => notify({ tone: 'success', title: t('dismissed') })}
      onClose={onClose}
    >
      <TextField name="reason" label={t('reason')} required span={12} autoFocus />
    </ActDialog>
  )
}
