import {
  gql,
  Link,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { DataTable, EmptyState, formatDateTime, Panel, StatusBadge } from '@vungxanh/ui'
import { AcknowledgeButton } from '../broadcasts/acknowledge-button.tsx'
import { messages as broadcasts } from '../broadcasts/messages.ts'
import type { DirectivesGroupPanelQuery, DirectivesGroupPanelQueryVariables } from '../operations.generated.ts'
import { messages as responsibilities } from '../responsibilities/messages.ts'
import { HeldList } from '../responsibilities/responsible-cells.tsx'

const GROUP: TypedDocumentNode<DirectivesGroupPanelQuery, DirectivesGroupPanelQueryVariables> = gql`
  query DirectivesGroupPanel($id: ID!) {
    selfManagementGroup(id: $id) {
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
      broadcasts {
        id
        state
        broadcast {
          id
          title
          issuedAt
        }
      }
      residentialGroup {
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
        broadcasts {
          id
          state
          broadcast {
            id
            title
            issuedAt
          }
        }
      }
    }
  }
`

/** Who answers for a self-management group and the residential group around it, and what both were told. */
export function GroupPanel({ groupId: id }: Slots['selfManagementGroup']) {
  const t = useMessages(broadcasts)
  const tr = useMessages(responsibilities)
  const mayAcknowledge = useMay('TEAM_LEADER', 'COMMUNITY_TEAM')
  const reading = useReading(GROUP, { variables: { id } })
  const group = reading.data?.selfManagementGroup
  const places = group ? [group, group.residentialGroup] : []
  return (
    <>
      <Panel title={tr('ofGroup')} flush>
        <ReadingView reading={reading} select={() => group?.responsibilities} skeletonRows={2}>
          {() => (
            <HeldList
              caption={tr('ofGroup')}
              none={tr('ofGroupNone')}
              rows={places.flatMap((place) =>
                (place.responsibilities ?? []).map((one) => ({ ...one, area: place.name ?? '' })),
              )}
            />
          )}
        </ReadingView>
      </Panel>
      <Panel title={t('toGroup')} flush>
        <ReadingView reading={reading} select={() => group?.broadcasts} skeletonRows={2}>
          {() => (
            <DataTable
              caption={t('toGroup')}
              rows={places.flatMap((place) =>
                (place.broadcasts ?? []).map((one) => ({ ...one, name: place.name ?? '' })),
              )}
              rowKey={(row) => row.id}
              empty={<EmptyState>{t('toGroupNone')}</EmptyState>}
              columns={[
                {
                  key: 'broadcast',
                  label: t('broadcast'),
                  wide: true,
                  render: ({ broadcast }) => (
                    <>
                      <Link to={`/dieu-hanh/thong-bao/${broadcast.id}`}>{broadcast.title}</Link>
                      <span className="vx-option-note">{formatDateTime(broadcast.issuedAt)}</span>
                    </>
                  ),
                },
                { key: 'group', label: t('group'), render: (row) => row.name },
                {
                  key: 'state',
                  label: t('state'),
                  nowrap: true,
                  render: (row) =>
                    mayAcknowledge && row.state !== 'ACKNOWLEDGED' ? (
                      <AcknowledgeButton recipientId={row.id} group={row.name} />
                    ) : (
                      <StatusBadge tone={row.state === 'ACKNOWLEDGED' ? 'success' : 'neutral'}>
                        {t(`delivery.${row.state}`)}
                      </StatusBadge>
                    ),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </>
  )
}
