import { gql, type TypedDocumentNode, useMessages, useReading, useUnit } from '@vungxanh/remote'
import { formatDate } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { DosesPageQuery, DosesPageQueryVariables } from '../operations.generated.ts'
import { RecordsPage } from '../records-page.tsx'

const DOSES: TypedDocumentNode<DosesPageQuery, DosesPageQueryVariables> = gql`
  query DosesPage($unit: ID!, $first: Int, $after: String) {
    doses(unit: $unit, first: $first, after: $after) {
      edges {
        node {
          id
          doseNumber
          givenOn
          product {
            id
            name
          }
          lot {
            id
            number
          }
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

export function DosesPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const reading = useReading(DOSES, { variables: { unit: unit.code, first: 50 } })
  return (
    <RecordsPage
      title={t('vaccination')}
      latest={t('latestDoses')}
      empty={t('noDoses')}
      record={{ to: '/tram-y-te/tiem-chung/ghi', label: t('recordDose') }}
      reading={reading}
      select={(data) => data.doses}
      columns={[
        { key: 'on', label: t('givenOn'), nowrap: true, render: (node) => formatDate(node.givenOn) },
        { key: 'number', label: t('doseNumber'), align: 'end', render: (node) => node.doseNumber },
        { key: 'product', label: t('product'), render: (node) => node.product.name },
        { key: 'lot', label: t('lot'), nowrap: true, render: (node) => node.lot?.number ?? '—' },
      ]}
    />
  )
}
