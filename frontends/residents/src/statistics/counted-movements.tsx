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
import type { CountedMovementsQuery, CountedMovementsQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const MOVEMENTS: TypedDocumentNode<CountedMovementsQuery, CountedMovementsQueryVariables> = gql`
  query CountedMovements(
    $unit: ID!
    $residentialGroup: ID
    $selfManagementGroup: ID
    $asOf: DateTime!
    $from: LocalDate!
    $figure: MovementFigure!
    $first: Int
    $after: String
  ) {
    countedMovements(
      unit: $unit
      residentialGroup: $residentialGroup
      selfManagementGroup: $selfManagementGroup
      asOf: $asOf
      from: $from
      figure: $figure
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          person {
            id
            fullName
          }
          event {
            id
            occurredOn
            place
            household {
              id
              code
            }
            toHousehold {
              id
              code
            }
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

type Asked = Omit<CountedMovementsQueryVariables, 'first' | 'after'>

export function CountedMovements({ variables }: { variables: Asked }) {
  const t = useMessages(messages)
  const reading = useReading(MOVEMENTS, { variables: { ...variables, first: pageSize } })
  return (
    <ReadingView reading={reading} select={(data) => data.countedMovements} skeletonRows={12}>
      {(connection) => (
        <ConnectionTable
          caption={t('movements')}
          reading={reading}
          connection={connection}
          empty={<EmptyState>{t('noRows')}</EmptyState>}
          columns={[
            {
              key: 'name',
              label: t('name'),
              render: ({ person: { id, fullName } }) => <Link to={paths.person(id)}>{fullName}</Link>,
            },
            {
              key: 'day',
              label: t('occurredOn'),
              nowrap: true,
              render: ({ event }) => formatDate(event.occurredOn),
            },
            {
              key: 'household',
              label: t('household'),
              nowrap: true,
              render: ({ event: { household, toHousehold } }) =>
                [household, toHousehold].flatMap((one) => one?.code ?? []).join(' → ') || '—',
            },
            { key: 'where', label: t('where'), render: ({ event }) => event.place ?? '—' },
          ]}
        />
      )}
    </ReadingView>
  )
}
