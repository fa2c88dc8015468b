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
import { useBirth } from '../birth.ts'
import { messages as register } from '../messages.ts'
import type { CountedResidentsQuery, CountedResidentsQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const RESIDENTS: TypedDocumentNode<CountedResidentsQuery, CountedResidentsQueryVariables> = gql`
  query CountedResidents(
    $unit: ID!
    $residentialGroup: ID
    $selfManagementGroup: ID
    $asOf: DateTime!
    $figure: ResidentFigure!
    $ageBand: Int
    $sex: Sex
    $residenceKind: ResidenceKind
    $circumstance: CircumstanceKind
    $first: Int
    $after: String
  ) {
    countedResidents(
      unit: $unit
      residentialGroup: $residentialGroup
      selfManagementGroup: $selfManagementGroup
      asOf: $asOf
      figure: $figure
      ageBand: $ageBand
      sex: $sex
      residenceKind: $residenceKind
      circumstance: $circumstance
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          kind
          fromOn
          person {
            id
            fullName
            bornOn
            birthYear
            sex
          }
          household {
            id
            code
            address
            residentialGroup {
              id
              name
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

type Asked = Omit<CountedResidentsQueryVariables, 'first' | 'after'>

export function CountedResidents({ variables }: { variables: Asked }) {
  const t = useMessages(messages)
  const word = useMessages(register)
  const birth = useBirth()
  const reading = useReading(RESIDENTS, { variables: { ...variables, first: pageSize } })
  return (
    <ReadingView reading={reading} select={(data) => data.countedResidents} skeletonRows={12}>
      {(connection) => (
        <ConnectionTable
          caption={t('persons')}
          reading={reading}
          connection={connection}
          empty={<EmptyState>{t('noRows')}</EmptyState>}
          columns={[
            {
              key: 'name',
              label: t('name'),
              render: ({ person }) => (person ? <Link to={paths.person(person.id)}>{person.fullName}</Link> : '—'),
            },
            { key: 'born', label: t('born'), nowrap: true, render: ({ person }) => (person ? birth(person) : '—') },
            {
              key: 'sex',
              label: t('sex'),
              nowrap: true,
              render: ({ person }) => word(`sex.${person?.sex ?? 'UNKNOWN'}`),
            },
            {
              key: 'household',
              label: t('householdThen'),
              nowrap: true,
              render: ({ household }) =>
                household ? <Link to={paths.household(household.id)}>{household.code}</Link> : '—',
            },
            { key: 'address', label: t('address'), render: ({ household }) => household?.address ?? '—' },
            {
              key: 'group',
              label: t('group'),
              nowrap: true,
              render: ({ household }) => household?.residentialGroup?.name ?? '—',
            },
            { key: 'kind', label: t('kind'), nowrap: true, render: ({ kind }) => t(`kind.${kind}`) },
            { key: 'since', label: t('since'), nowrap: true, render: ({ fromOn }) => formatDate(fromOn) },
          ]}
        />
      )}
    </ReadingView>
  )
}
