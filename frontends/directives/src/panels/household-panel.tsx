import {
  gql,
  Link,
  paths,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { DataTable, EmptyState, formatDate, Panel, StatusBadge } from '@vungxanh/ui'
import type { DirectivesHouseholdPanelQuery, DirectivesHouseholdPanelQueryVariables } from '../operations.generated.ts'
import { TaskTable } from '../task-table.tsx'
import { messages } from './household-messages.ts'

const HOUSEHOLD: TypedDocumentNode<DirectivesHouseholdPanelQuery, DirectivesHouseholdPanelQueryVariables> = gql`
  query DirectivesHouseholdPanel($id: ID!, $unit: ID!) {
    household(id: $id) {
      id
      residentialGroup {
        id
        name
      }
      commitments {
        id
        signedOn
        endedOn
        collectedBy
        document {
          id
          symbol
          subject
        }
      }
    }
    adminUnit(code: $unit) {
      code
      tasks {
        id
        title
        dueAt
        status
        assignee {
          id
          name
          residentialGroup {
            id
          }
        }
      }
    }
  }
`

/** What the household has committed itself to, and what its residential group still owes under documents. */
export function HouseholdPanel({ householdId: id }: Slots['household']) {
  const t = useMessages(messages)
  const unit = useUnit()
  const reading = useReading(HOUSEHOLD, { variables: { id, unit: unit.code } })
  const household = reading.data?.household
  const group = household?.residentialGroup
  return (
    <>
      <Panel title={t('commitments')} flush>
        <ReadingView reading={reading} select={() => household?.commitments} skeletonRows={2}>
          {(commitments) => (
            <DataTable
              caption={t('commitments')}
              rows={commitments}
              rowKey={(commitment) => commitment.id}
              empty={<EmptyState>{t('noCommitments')}</EmptyState>}
              columns={[
                {
                  key: 'document',
                  label: t('document'),
                  render: ({ document }) => (
                    <>
                      <Link to={paths.document(document.id)}>{document.symbol}</Link>
                      {document.subject && <span className="vx-option-note">{document.subject}</span>}
                    </>
                  ),
                },
                { key: 'signed', label: t('signedOn'), nowrap: true, render: ({ signedOn }) => formatDate(signedOn) },
                { key: 'by', label: t('collectedBy'), render: ({ collectedBy }) => collectedBy ?? '—' },
                {
                  key: 'state',
                  label: t('state'),
                  nowrap: true,
                  render: ({ endedOn }) =>
                    endedOn ? (
                      <StatusBadge>{t('ended', { on: formatDate(endedOn) })}</StatusBadge>
                    ) : (
                      <StatusBadge tone="success">{t('inForce')}</StatusBadge>
                    ),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      <Panel title={t('groupTasks', { group: group?.name ?? '' })} flush>
        <ReadingView reading={reading} select={(data) => data.adminUnit?.tasks} skeletonRows={2}>
          {(tasks) => (
            <TaskTable
              caption={t('groupTasks', { group: group?.name ?? '' })}
              tasks={tasks.filter(
                ({ status, assignee }) =>
                  (status === 'OPEN' || status === 'OVERDUE') &&
                  group !== undefined &&
                  assignee?.residentialGroup?.id === group?.id,
              )}
              empty={<EmptyState>{t('noGroupTasks')}</EmptyState>}
            />
          )}
        </ReadingView>
      </Panel>
    </>
  )
}
