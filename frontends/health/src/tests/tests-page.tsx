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
import { EmptyState, formatDateTime, Page, Panel } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { TestsPageQuery, TestsPageQueryVariables } from '../operations.generated.ts'
import { Outcome } from '../outcome.tsx'

const TESTS: TypedDocumentNode<TestsPageQuery, TestsPageQueryVariables> = gql`
  query TestsPage($unit: ID!, $first: Int, $after: String) {
    tests(unit: $unit, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          sampledAt
          method
          outcome
          sampleCode
          residentialGroup {
            id
            name
          }
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

export function TestsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const mayRecord = useMay('HEALTH_STAFF')
  const reading = useReading(TESTS, { variables: { unit: unit.code, first: 50 } })
  return (
    <Page
      title={t('tests')}
      actions={
        mayRecord && (
          <LinkButton kind="primary" to="/tram-y-te/xet-nghiem/ghi">
            {t('recordTest')}
          </LinkButton>
        )
      }
    >
      <Panel title={t('latestTests')} flush>
        <ReadingView reading={reading} select={(data) => data.tests} skeletonRows={12}>
          {(connection) => (
            <ConnectionTable
              caption={t('latestTests')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t('noTests')}</EmptyState>}
              columns={[
                {
                  key: 'person',
                  label: t('person'),
                  render: (node) =>
                    node.person ? <Link to={paths.person(node.person.id)}>{node.person.fullName}</Link> : t('unnamed'),
                },
                {
                  key: 'at',
                  label: t('sampledAt'),
                  nowrap: true,
                  render: (node) => formatDateTime(node.sampledAt),
                },
                { key: 'method', label: t('method'), nowrap: true, render: (node) => t(`method.${node.method}`) },
                { key: 'outcome', label: t('outcome'), render: (node) => <Outcome outcome={node.outcome} /> },
                { key: 'code', label: t('sampleCode'), nowrap: true, render: (node) => node.sampleCode ?? '—' },
                {
                  key: 'group',
                  label: t('group'),
                  nowrap: true,
                  render: (node) => node.residentialGroup?.name ?? '—',
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
