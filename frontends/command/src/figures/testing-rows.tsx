import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { Columns, DataTable, EmptyState, formatDateTime, Panel, Rows } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { CommandTestingRowsQuery, CommandTestingRowsQueryVariables } from '../operations.generated.ts'
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
        <Columns shape="halves">
          <Rows>
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
          </Rows>
          {testing.records && (
            <Panel title={t('records')} note={t('recordsNote')} flush>
              <DataTable
                caption={t('records')}
                rows={testing.records.edges}
                rowKey={(edge) => edge.node.id}
                total={testing.records.totalCount}
                loadingMore={reading.loadingMore}
                onMore={
                  testing.records.pageInfo.hasNextPage
                    ? () => reading.more({ after: testing.records?.pageInfo.endCursor ?? null })
                    : undefined
                }
                empty={<EmptyState>{t('noRows')}</EmptyState>}
                columns={[
                  { key: 'at', label: t('at'), nowrap: true, render: ({ node }) => formatDateTime(node.sampledAt) },
                  { key: 'method', label: t('method'), nowrap: true, render: ({ node }) => t(`method.${node.method}`) },
                  {
                    key: 'outcome',
                    label: t('outcome'),
                    nowrap: true,
                    render: ({ node }) => t(`outcome.${node.outcome}`),
                  },
                  {
                    key: 'group',
                    label: t('group'),
                    nowrap: true,
                    render: ({ node }) => node.residentialGroup?.name ?? t('groupUnknown'),
                  },
                ]}
              />
            </Panel>
          )}
        </Columns>
      )}
    </ReadingView>
  )
}
