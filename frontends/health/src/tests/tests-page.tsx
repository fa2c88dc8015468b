import { gql, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { formatDateTime } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { TestsPageQuery, TestsPageQueryVariables } from '../operations.generated.ts'
import { Outcome } from '../outcome.tsx'
import { RecordsPage } from '../records-page.tsx'

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
  const reading = useReading(TESTS, { variables: { unit: unit.code, first: 50 } })
  return (
    <RecordsPage
      title={t('tests')}
      latest={t('latestTests')}
      empty={t('noTests')}
      record={{ to: '/tram-y-te/xet-nghiem/ghi', label: t('recordTest') }}
      reading={reading}
      select={(data) => data.tests}
      columns={[
        {
          key: 'at',
          label: t('sampledAt'),
          nowrap: true,
          render: (node) => formatDateTime(node.sampledAt),
        },
        { key: 'method', label: t('method'), nowrap: true, render: (node) => t(`method.${node.method}`) },
        { key: 'outcome', label: t('outcome'), render: (node) => <Outcome outcome={node.outcome} /> },
        { key: 'code', label: t('sampleCode'), nowrap: true, render: (node) => node.sampleCode ?? '—' },
      ]}
    />
  )
}
