import {
  ConnectionTable,
  gql,
  Link,
  LinkButton,
  ReadingView,
  type TypedDocumentNode,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { EmptyState, formatDate, Page, Panel, SelectInput, Toolbar } from '@vungxanh/ui'
import type {
  SubjectRequestList,
  SubjectRequestsPageQuery,
  SubjectRequestsPageQueryVariables,
} from '../operations.generated.ts'
import { messages } from './messages.ts'
import { privacyPaths } from './privacy-paths.ts'
import { StandingBadge } from './standing-badge.tsx'

const REQUESTS: TypedDocumentNode<SubjectRequestsPageQuery, SubjectRequestsPageQueryVariables> = gql`
  query SubjectRequestsPage($unit: ID!, $list: SubjectRequestList!, $first: Int, $after: String) {
    subjectRequests(unit: $unit, list: $list, first: $first, after: $after) {
      edges {
        node {
          id
          number
          kind
          state
          standing
          receivedOn
          nextDeadline
          person {
            id
            fullName
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

const lists: readonly SubjectRequestList[] = ['OPEN', 'OVERDUE', 'ANSWERED']
const pageSize = 50

export function RequestsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayReceive = useMay('REGISTRAR')
  const filters = useFilters()
  const list = filters.oneOf('loai', lists) ?? 'OPEN'
  const reading = useReading(REQUESTS, { variables: { unit: unit.code, list, first: pageSize } })
  return (
    <Page
      title={t('requests')}
      subtitle={t('requestsOf', { unit: unit.name ?? unit.code })}
      actions={
        mayReceive && (
          <LinkButton to={privacyPaths.receive()} kind="primary">
            {t('receive')}
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <SelectInput
          label={t('list')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => filters.set({ loai: value === 'OPEN' ? '' : value })}
        />
      </Toolbar>
      <Panel title={t(`list.${list}`)} flush>
        <ReadingView reading={reading} select={(data) => data.subjectRequests} skeletonRows={8}>
          {(connection) => (
            <ConnectionTable
              caption={t('requests')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t(`none.${list}`)}</EmptyState>}
              columns={[
                {
                  key: 'number',
                  label: t('number'),
                  nowrap: true,
                  render: ({ id, number }) => <Link to={privacyPaths.request(id)}>{number}</Link>,
                },
                {
                  key: 'standing',
                  label: t('standing'),
                  nowrap: true,
                  render: ({ standing }) => <StandingBadge standing={standing} />,
                },
                { key: 'due', label: t('due'), nowrap: true, render: ({ nextDeadline }) => formatDate(nextDeadline) },
                { key: 'person', label: t('person'), render: ({ person }) => person.fullName },
                { key: 'kind', label: t('kind'), render: ({ kind }) => t(`kind.${kind}`) },
                { key: 'state', label: t('state'), nowrap: true, render: ({ state }) => t(`state.${state}`) },
                {
                  key: 'received',
                  label: t('received'),
                  nowrap: true,
                  render: ({ receivedOn }) => formatDate(receivedOn),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
