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
import { EmptyState, formatDate } from '@vungxanh/ui'
import type { CountedArrivalsQuery, CountedArrivalsQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const ARRIVALS: TypedDocumentNode<CountedArrivalsQuery, CountedArrivalsQueryVariables> = gql`
  query CountedArrivals(
    $unit: ID!
    $residentialGroup: ID
    $selfManagementGroup: ID
    $asOf: DateTime!
    $from: LocalDate!
    $place: String
    $first: Int
    $after: String
  ) {
    countedArrivals(
      unit: $unit
      residentialGroup: $residentialGroup
      selfManagementGroup: $selfManagementGroup
      asOf: $asOf
      from: $from
      place: $place
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          arrivedOn
          fromPlace
          person {
            id
            fullName
          }
          household {
            id
            code
            address
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

type Asked = Omit<CountedArrivalsQueryVariables, 'first' | 'after'>

export function CountedArrivals({ variables }: { variables: Asked }) {
  const t = useMessages(messages)
  const reading = useReading(ARRIVALS, { variables: { ...variables, first: pageSize } })
  return (
    <ReadingView reading={reading} select={(data) => data.countedArrivals} skeletonRows={12}>
      {(connection) => (
        <ConnectionTable
          caption={t('arrivals')}
          reading={reading}
          connection={connection}
          empty={<EmptyState>{t('noRows')}</EmptyState>}
          columns={[
            {
              key: 'name',
              label: t('name'),
              render: ({ person: { id, fullName } }) => <Link to={paths.person(id)}>{fullName}</Link>,
            },
            { key: 'day', label: t('arrivedOn'), nowrap: true, render: ({ arrivedOn }) => formatDate(arrivedOn) },
            { key: 'origin', label: t('origin'), render: ({ fromPlace }) => fromPlace },
            {
              key: 'household',
              label: t('household'),
              nowrap: true,
              render: ({ household: { id, code } }) => <Link to={paths.household(id)}>{code}</Link>,
            },
            { key: 'address', label: t('address'), render: ({ household }) => household.address ?? '—' },
          ]}
        />
      )}
    </ReadingView>
  )
}
