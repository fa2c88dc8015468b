import {
  gql,
  Link,
  paths,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { DataTable, EmptyState, formatDate, Panel, StatusBadge } from '@vungxanh/ui'
import type { DirectivesHouseholdPanelQuery, DirectivesHouseholdPanelQueryVariables } from '../operations.generated.ts'
import { HouseholdResponsible } from '../responsibilities/household-responsible.tsx'
import { messages as responsibilities } from '../responsibilities/messages.ts'
import { HeldList } from '../responsibilities/responsible-cells.tsx'
import { GROUP_TASK, GroupTasks } from './group-tasks.tsx'
import { messages } from './household-messages.ts'

const HOUSEHOLD: TypedDocumentNode<DirectivesHouseholdPanelQuery, DirectivesHouseholdPanelQueryVariables> = gql`
  query DirectivesHouseholdPanel($id: ID!) {
    household(id: $id) {
      id
      residentialGroup {
        id
        name
        openTasks(first: 21) {
          ...GroupTask @unmask
        }
        responsibilities {
          id
          kind
          responsible
          fromOn
          toOn
          document {
            id
            symbol
          }
        }
      }
      selfManagementGroup {
        id
        name
        responsibilities {
          id
          kind
          responsible
          fromOn
          toOn
          document {
            id
            symbol
          }
        }
      }
      responsibilities {
        id
        kind
        responsible
        fromOn
        toOn
        document {
          id
          symbol
        }
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
  }
  ${GROUP_TASK}
`

/** Who answers for the household, what it has committed itself to, and what its residential group still owes under documents. */
export function HouseholdPanel({ householdId: id }: Slots['household']) {
  const t = useMessages(messages)
  const tr = useMessages(responsibilities)
  const reading = useReading(HOUSEHOLD, { variables: { id } })
  const household = reading.data?.household
  const group = household?.residentialGroup
  return (
    <>
      <HouseholdResponsible householdId={id}>
        <ReadingView reading={reading} select={() => household?.responsibilities} skeletonRows={2}>
          {(own) => (
            <HeldList
              caption={tr('ofHousehold')}
              none={tr('ofHouseholdNone')}
              rows={[
                ...own.map((one) => ({ ...one, area: tr('theHousehold') })),
                ...[household?.selfManagementGroup, group].flatMap((place) =>
                  (place?.responsibilities ?? []).map((one) => ({ ...one, area: place?.name ?? '' })),
                ),
              ]}
            />
          )}
        </ReadingView>
      </HouseholdResponsible>
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
      <GroupTasks reading={reading} group={group} most={20} />
    </>
  )
}
