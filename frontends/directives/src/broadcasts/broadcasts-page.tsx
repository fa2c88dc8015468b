import {
  ConnectionTable,
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { EmptyState, formatDateTime, Page, Panel, StatusBadge, type Tone } from '@vungxanh/ui'
import type { BroadcastState, BroadcastsPageQuery, BroadcastsPageQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const BROADCASTS: TypedDocumentNode<BroadcastsPageQuery, BroadcastsPageQueryVariables> = gql`
  query BroadcastsPage($unit: ID!, $first: Int, $after: String) {
    broadcasts(unit: $unit, first: $first, after: $after) {
      edges {
        node {
          id
          title
          state
          channels
          draftedAt
          issuedAt
          byName
          document {
            id
            symbol
          }
          counts {
            recipients
            acknowledged
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

export const stateTones: Record<BroadcastState, Tone> = { DRAFT: 'neutral', ISSUED: 'success', WITHDRAWN: 'danger' }

/** What the unit has told its groups, and how many of them have it. */
export function BroadcastsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayWrite = useMay('CLERK', 'CHAIR')
  const reading = useReading(BROADCASTS, { variables: { unit: unit.code, first: 50 } })
  return (
    <Page
      title={t('broadcasts')}
      subtitle={t('honest')}
      actions={
        mayWrite && (
          <LinkButton kind="primary" to="/dieu-hanh/thong-bao/soan">
            {t('compose')}
          </LinkButton>
        )
      }
    >
      <Panel title={t('broadcasts')} flush>
        <ReadingView reading={reading} select={(data) => data.broadcasts} skeletonRows={6}>
          {(connection) => (
            <ConnectionTable
              caption={t('broadcasts')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                {
                  key: 'title',
                  label: t('title'),
                  wide: true,
                  render: (node) => <Link to={`/dieu-hanh/thong-bao/${node.id}`}>{node.title}</Link>,
                },
                {
                  key: 'state',
                  label: t('state'),
                  nowrap: true,
                  render: ({ state }) => <StatusBadge tone={stateTones[state]}>{t(`state.${state}`)}</StatusBadge>,
                },
                {
                  key: 'progress',
                  label: t('progress'),
                  nowrap: true,
                  render: ({ state, counts }) => (state === 'DRAFT' ? '—' : t('progressOf', { ...counts })),
                },
                {
                  key: 'channels',
                  label: t('channels'),
                  render: ({ channels }) => channels.map((channel) => t(`channel.${channel}`)).join(', '),
                },
                {
                  key: 'document',
                  label: t('document'),
                  nowrap: true,
                  render: ({ document }) =>
                    document ? <Link to={paths.document(document.id)}>{document.symbol}</Link> : '—',
                },
                {
                  key: 'at',
                  label: t('at'),
                  nowrap: true,
                  render: ({ issuedAt, draftedAt }) => formatDateTime(issuedAt ?? draftedAt),
                },
                { key: 'by', label: t('by'), render: ({ byName }) => byName },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
