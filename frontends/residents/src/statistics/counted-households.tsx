import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { EmptyState } from '@vungxanh/ui'
import type { CountedHouseholdsQuery, CountedHouseholdsQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const HOUSEHOLDS: TypedDocumentNode<CountedHouseholdsQuery, CountedHouseholdsQueryVariables> = gql`
  query CountedHouseholds(
    $unit: ID!
    $residentialGroup: ID
    $selfManagementGroup: ID
    $asOf: DateTime!
    $size: Int
    $first: Int
    $after: String
  ) {
    countedHouseholds(
      unit: $unit
      residentialGroup: $residentialGroup
      selfManagementGroup: $selfManagementGroup
      asOf: $asOf
      size: $size
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          code
          address
          head {
            id
            fullName
          }
          residentialGroup {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`

const pageSize = 50

type Asked = Omit<CountedHouseholdsQueryVariables, 'first' | 'after'>

export function CountedHouseholds({ variables }: { variables: Asked }) {
  const t = useMessages(messages)
  const reading = useReading(HOUSEHOLDS, { variables: { ...variables, first: pageSize } })
  return (
    <ReadingView reading={reading} select={(data) => data.countedHouseholds} skeletonRows={12}>
      {(connection) => (
        <ConnectionTable
          caption={t('households')}
          reading={reading}
          connection={connection}
          empty={<EmptyState>{t('noRows')}</EmptyState>}
          columns={[
            {
              key: 'household',
              label: t('household'),
              nowrap: true,
              render: ({ id, code }) => <Link to={paths.household(id)}>{code}</Link>,
            },
            { key: 'head', label: t('head'), render: ({ head }) => head?.fullName ?? '—' },
            { key: 'address', label: t('address'), render: ({ address }) => address ?? '—' },
            {
              key: 'group',
              label: t('group'),
              nowrap: true,
              render: ({ residentialGroup }) => residentialGroup?.name ?? '—',
            },
          ]}
        />
      )}
    </ReadingView>
  )
}
