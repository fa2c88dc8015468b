import {
  ConnectionTable,
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import { EmptyState, formatDate, Page, Panel } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { DosesPageQuery, DosesPageQueryVariables } from '../operations.generated.ts'

const DOSES: TypedDocumentNode<DosesPageQuery, DosesPageQueryVariables> = gql`
  query DosesPage($unit: ID!, $first: Int, $after: String) {
    doses(unit: $unit, first: $first, after: $after) {
      edges {
        cursor
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
  const mayRecord = useMay('HEALTH_STAFF')
  const reading = useReading(DOSES, { variables: { unit: unit.code, first: 50 } })
  return (
    <Page
      title={t('vaccination')}
      actions={
        mayRecord && (
          <LinkButton kind="primary" to="/tram-y-te/tiem-chung/ghi">
            {t('recordDose')}
          </LinkButton>
        )
      }
    >
      <Panel title={t('latestDoses')} flush>
        <ReadingView reading={reading} select={(data) => data.doses} skeletonRows={12}>
          {(connection) => (
            <ConnectionTable
              caption={t('latestDoses')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t('noDoses')}</EmptyState>}
              columns={[
                {
                  key: 'person',
                  label: t('person'),
                  render: (node) =>
                    node.person ? <Link to={paths.person(node.person.id)}>{node.person.fullName}</Link> : t('unnamed'),
                },
                { key: 'on', label: t('givenOn'), nowrap: true, render: (node) => formatDate(node.givenOn) },
                { key: 'number', label: t('doseNumber'), align: 'end', render: (node) => node.doseNumber },
                { key: 'product', label: t('product'), render: (node) => node.product.name },
                { key: 'lot', label: t('lot'), nowrap: true, render: (node) => node.lot?.number ?? '—' },
                {
                  key: 'group',
                  label: t('group'),
                  nowrap: true,
                  render: (node) => node.residentialGroup?.name ?? '—',
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}
