import {
  gql,
  Link,
  type Reading,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { DataTable, EmptyState, formatDateTime, Panel, StatusBadge } from '@vungxanh/ui'
import { Acknowledgement } from '../broadcasts/acknowledgement.tsx'
import { messages as broadcasts } from '../broadcasts/messages.ts'
import type {
  DirectivesGroupPanelQuery,
  DirectivesGroupPanelQueryVariables,
  DirectivesResidentialGroupQuery,
  DirectivesResidentialGroupQueryVariables,
  HeldHereFragment,
  ToldHereFragment,
} from '../operations.generated.ts'
import { messages as responsibilities } from '../responsibilities/messages.ts'
import { HeldList } from '../responsibilities/responsible-cells.tsx'
import { GROUP_TASK, GroupTasks } from './group-tasks.tsx'

const HELD = gql`
  fragment HeldHere on Responsibility {
    id
    kind
    responsible
    fromOn
    toOn
    hasAccount
    document {
      id
      symbol
    }
  }
`

const TOLD = gql`
  fragment ToldHere on BroadcastRecipient {
    id
    state
    acknowledgers
    mayAcknowledge
    mayTakeBack
    broadcast {
      id
      title
      issuedAt
    }
  }
`

const GROUP: TypedDocumentNode<DirectivesGroupPanelQuery, DirectivesGroupPanelQueryVariables> = gql`
  query DirectivesGroupPanel($id: ID!) {
    selfManagementGroup(id: $id) {
      id
      name
      responsibilities {
        ...HeldHere @unmask
      }
      broadcasts {
        ...ToldHere @unmask
      }
      residentialGroup {
        id
        name
        responsibilities {
          ...HeldHere @unmask
        }
        broadcasts {
          ...ToldHere @unmask
        }
      }
    }
  }
  ${HELD}
  ${TOLD}
`

const RESIDENTIAL_GROUP: TypedDocumentNode<DirectivesResidentialGroupQuery, DirectivesResidentialGroupQueryVariables> =
  gql`
    query DirectivesResidentialGroup($id: ID!) {
      residentialGroup(id: $id) {
        id
        name
        responsibilities {
          ...HeldHere @unmask
        }
        broadcasts {
          ...ToldHere @unmask
        }
        openTasks {
          ...GroupTask @unmask
        }
      }
    }
    ${HELD}
    ${TOLD}
    ${GROUP_TASK}
  `

/** Who answers for a self-management group and the residential group around it, and what both were told. */
export function GroupPanel({ groupId: id }: Slots['selfManagementGroup']) {
  const reading = useReading(GROUP, { variables: { id } })
  const group = reading.data?.selfManagementGroup
  return <AnsweredAndTold reading={reading} places={group ? [group, group.residentialGroup] : undefined} />
}

/** The same of a residential group, with what its bodies still owe under documents. */
export function ResidentialGroupPanel({ groupId: id }: Slots['residentialGroup']) {
  const reading = useReading(RESIDENTIAL_GROUP, { variables: { id } })
  const group = reading.data?.residentialGroup
  return (
    <>
      <AnsweredAndTold reading={reading} places={group ? [group] : undefined} />
      <GroupTasks reading={reading} group={group ?? undefined} />
    </>
  )
}

interface Place {
  name: string
  responsibilities: readonly HeldHereFragment[] | null
  broadcasts: readonly ToldHereFragment[] | null
}

function AnsweredAndTold<Data>({ reading, places }: { reading: Reading<Data>; places: readonly Place[] | undefined }) {
  const t = useMessages(broadcasts)
  const tr = useMessages(responsibilities)
  const leads = useMay('TEAM_LEADER', 'COMMUNITY_TEAM')
  return (
    <>
      <Panel title={tr('ofGroup')} flush>
        <ReadingView reading={reading} select={() => places} skeletonRows={2}>
          {(found) => (
            <HeldList
              caption={tr('ofGroup')}
              none={tr('ofGroupNone')}
              rows={found.flatMap((place) =>
                (place.responsibilities ?? []).map((one) => ({ ...one, area: place.name })),
              )}
            />
          )}
        </ReadingView>
      </Panel>
      <Panel title={t('toGroup')} note={leads && t('acknowledgeRule')} flush>
        <ReadingView reading={reading} select={() => places} skeletonRows={2}>
          {(found) => (
            <DataTable
              caption={t('toGroup')}
              rows={found.flatMap((place) => (place.broadcasts ?? []).map((one) => ({ ...one, name: place.name })))}
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
                  render: (row) => (
                    <>
                      <StatusBadge tone={row.state === 'ACKNOWLEDGED' ? 'success' : 'neutral'}>
                        {t(`delivery.${row.state}`)}
                      </StatusBadge>
                      {leads && <Acknowledgement recipient={row} group={row.name} />}
                    </>
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
