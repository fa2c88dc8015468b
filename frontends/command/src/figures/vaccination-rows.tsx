import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDate, Panel, useFormat } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { CommandVaccinationRowsQuery, CommandVaccinationRowsQueryVariables } from '../operations.generated.ts'
import { FigureRecords } from './figure-records.tsx'
import { GroupCounts } from './group-counts.tsx'

const VACCINATION: TypedDocumentNode<CommandVaccinationRowsQuery, CommandVaccinationRowsQueryVariables> = gql`
  query CommandVaccinationRows(
    $unit: ID!
    $asOf: DateTime!
    $adverse: Boolean!
    $first: Int
    $after: String
  ) {
    adminUnit(code: $unit) {
      code
      vaccination(asOf: $asOf) {
        doses
        adverseEvents
        byResidentialGroup {
          doses
          adverseEvents
          residentialGroup {
            id
            name
            number
          }
        }
        byProduct {
          doses
          product {
            id
            name
          }
        }
        records(followedByAdverseEvent: $adverse, first: $first, after: $after) {
          edges {
            node {
              id
              doseNumber
              givenOn
              product {
                id
                name
              }
              adverseEvents {
                id
              }
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

/** Behind "doses" and "adverse events". */
export function VaccinationRows({ unit, asOf, adverse }: { unit: string; asOf: string; adverse: boolean }) {
  const t = useMessages(messages)
  const format = useFormat()
  const reading = useReading(VACCINATION, { variables: { unit, asOf, adverse, first: 50 } })
  return (
    <ReadingView reading={reading} select={(data) => data.adminUnit?.vaccination} skeletonRows={12}>
      {(vaccination) => (
        <FigureRecords
          reading={reading}
          connection={vaccination.records}
          columns={[
            { key: 'on', label: t('day'), nowrap: true, render: (node) => formatDate(node.givenOn) },
            { key: 'product', label: t('product'), render: (node) => node.product.name },
            { key: 'number', label: t('doseNumber'), align: 'end', render: (node) => node.doseNumber },
            {
              key: 'adverse',
              label: t('adverse'),
              align: 'end',
              render: (node) => node.adverseEvents.length,
            },
          ]}
        >
          {vaccination.byResidentialGroup && (
            <GroupCounts
              rows={vaccination.byResidentialGroup.map((one) => ({
                group: one.residentialGroup,
                value: adverse ? one.adverseEvents : one.doses,
                other: adverse ? one.doses : one.adverseEvents,
              }))}
              tile={adverse ? vaccination.adverseEvents : vaccination.doses}
              label={adverse ? t('adverse') : t('doses')}
              otherLabel={adverse ? t('doses') : t('adverse')}
            />
          )}
          <Panel title={t('product')} flush>
            <DataTable
              caption={t('product')}
              rows={vaccination.byProduct}
              rowKey={(one) => one.product.id}
              empty={<EmptyState>{t('noRows')}</EmptyState>}
              totals={{ doses: format.number(vaccination.byProduct.reduce((sum, one) => sum + one.doses, 0)) }}
              columns={[
                { key: 'product', label: t('product'), render: (one) => one.product.name },
                { key: 'doses', label: t('doses'), align: 'end', render: (one) => format.number(one.doses) },
              ]}
            />
          </Panel>
        </FigureRecords>
      )}
    </ReadingView>
  )
}
