import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { formatDateTime, useFormat } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { CommandSupportRowsQuery, CommandSupportRowsQueryVariables } from '../operations.generated.ts'
import { FigureRecords } from './figure-records.tsx'
import { GroupCounts } from './group-counts.tsx'

const SUPPORT: TypedDocumentNode<CommandSupportRowsQuery, CommandSupportRowsQueryVariables> = gql`
  query CommandSupportRows($unit: ID!, $asOf: DateTime!, $first: Int, $after: String) {
    adminUnit(code: $unit) {
      code
      support(asOf: $asOf) {
        count
        amount
        byResidentialGroup {
          count
          amount
          residentialGroup {
            id
            name
            number
          }
        }
        payouts(first: $first, after: $after) {
          edges {
            node {
              id
              code
              amount
              paidAt
              method
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

/** Behind "payouts" and "total paid". */
export function SupportRows({ unit, asOf, money }: { unit: string; asOf: string; money: boolean }) {
  const t = useMessages(messages)
  const format = useFormat()
  const reading = useReading(SUPPORT, { variables: { unit, asOf, first: 50 } })
  return (
    <ReadingView reading={reading} select={(data) => data.adminUnit?.support} skeletonRows={12}>
      {(support) => (
        <FigureRecords
          reading={reading}
          connection={support.payouts}
          columns={[
            { key: 'code', label: t('payoutCode'), nowrap: true, render: (node) => node.code },
            { key: 'amount', label: t('amount'), align: 'end', render: (node) => format.vnd(node.amount) },
            { key: 'at', label: t('at'), nowrap: true, render: (node) => formatDateTime(node.paidAt) },
            {
              key: 'method',
              label: t('payoutMethod'),
              nowrap: true,
              render: (node) => t(`payout.${node.method}`),
            },
          ]}
        >
          {support.byResidentialGroup && (
            <GroupCounts
              rows={support.byResidentialGroup.map((one) => ({
                group: one.residentialGroup,
                value: money ? one.amount : one.count,
                other: money ? one.count : one.amount,
              }))}
              tile={money ? support.amount : support.count}
              label={money ? t('amount') : t('count')}
              otherLabel={money ? t('count') : t('amount')}
              money={money}
              otherMoney={!money}
            />
          )}
        </FigureRecords>
      )}
    </ReadingView>
  )
}
