import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { formatDateTime } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { CommandTestingRowsQuery, CommandTestingRowsQueryVariables } from '../operations.generated.ts'
import { FigureRecords } from './figure-records.tsx'
import { GroupCounts } from './group-counts.tsx'

const TESTING: TypedDocumentNode<CommandTestingRowsQuery, CommandTestingRowsQueryVariables> = gql`
  query CommandTestingRows($unit: ID!, $asOf: DateTime!, $outcome: TestOutcome, $first: Int, $after: String) {
    adminUnit(code: $unit) {
      code
      testing(asOf: $asOf) {
        personsTested
        personsPositive
        tests
        byResidentialGroup {
          personsTested
          personsPositive
          residentialGroup {
            id
            name
            number
          }
        }
        records(outcome: $outcome, first: $first, after: $after) {
          edges {
            cursor
            node {
              id
              sampledAt
              method
              outcome
              residentialGroup {
                id
                name
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
    }
  }
`

/** Behind "persons tested" and "persons positive". */
export function TestingRows({ unit, asOf, positive }: { unit: string; asOf: string; positive: boolean }) {
  const t = useMessages(messages)
  const reading = useReading(TESTING, { variables: { unit, asOf, outcome: positive ? 'POSITIVE' : null, first: 50 } })
  return (
    <ReadingView reading={reading} select={(data) => data.adminUnit?.testing} skeletonRows={12}>
      {(testing) => (
        <FigureRecords
          reading={reading}
          connection={testing.records}
          columns={[
            { key: 'at', label: t('at'), nowrap: true, render: (node) => formatDateTime(node.sampledAt) },
            { key: 'method', label: t('method'), nowrap: true, render: (node) => t(`method.${node.method}`) },
            {
              key: 'outcome',
              label: t('outcome'),
              nowrap: true,
              render: (node) => t(`outcome.${node.outcome}`),
            },
          ]}
        >
          {testing.byResidentialGroup && (
            <GroupCounts
              rows={testing.byResidentialGroup.map((one) => ({
                group: one.residentialGroup,
                value: positive ? one.personsPositive : one.personsTested,
                other: positive ? one.personsTested : one.personsPositive,
              }))}
              tile={positive ? testing.personsPositive : testing.personsTested}
              label={positive ? t('positive') : t('tested')}
              otherLabel={positive ? t('tested') : t('positive')}
            />
          )}
        </FigureRecords>
      )}
    </ReadingView>
  )
}
