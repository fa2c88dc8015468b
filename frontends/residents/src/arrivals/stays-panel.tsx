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
import {
  Button,
  Dialog,
  EmptyState,
  Form,
  FormActions,
  FormGrid,
  type FormRefusal,
  formatDate,
  Panel,
  TextField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
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
            person {
              id
              fullName
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

const nameOf = ({ entry }: Stay): string => entry?.person?.fullName ?? entry?.saidName ?? ''

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
                {stay.entry?.person ? (
                  <Link to={paths.person(stay.entry.person.id)}>{stay.entry.person.fullName}</Link>
                ) : (
                  nameOf(stay) || '—'
                )}
                <span className="vx-option-note">
                  {[stay.entry?.birthYear, stay.entry?.phoneMasked].filter(Boolean).join(' · ')}
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
            render: ({ obstacle }) => (obstacle ? t(`obstacle.${obstacle}`) : '—'),
          },
          ...(mayDeclare
            ? [
                {
                  key: 'act',
                  label: t('act'),
                  nowrap: true,
                  render: (stay: Stay) => (
                    <>
                      <Link to={declareAddress(stay)}>{t('declare')}</Link>{' '}
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

function declareAddress({ id, entry }: Stay): string {
  const person = entry?.person ? { nguoi: entry.person.id } : undefined
  return `/ho-dan/nguoi-den/khai?${new URLSearchParams({ chot: id, ...person })}`
}

function DismissDialog({ stay, onClose }: { stay: Stay; onClose: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const form = useForm<{ reason: string }>({ reason: '' })
  const [refusal, setRefusal] = useState<FormRefusal>()
  const [dismiss, { busy, failure }] = useAction(DISMISS, { stale: ['stayReports'] })
  async function submit({ reason }: { reason: string }) {
    const result = (await dismiss({ input: { id: stay.id, reason: tidy(reason) } }))?.dismissStayReport
    if (!result) return
    if (result.__typename === 'InvalidInput') setRefusal({ message: result.message, field: result.field })
    else if (result.__typename === 'StayReportClosed') setRefusal({ message: t('refusal.StayReportClosed') })
    else {
      notify({ tone: 'success', title: t('dismissed') })
      onClose()
    }
  }
  return (
    <Dialog title={`${t('dismiss')}: ${nameOf(stay)}`} opened onClose={onClose}>
      <Form form={form} label={t('dismiss')} onSubmit={submit} refusal={refusal} failure={failure}>
        <FormGrid>
          <TextField name="reason" label={t('reason')} required span={12} autoFocus />
        </FormGrid>
        <p className="vx-form-hint">{t('dismissText')}</p>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('dismiss')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
