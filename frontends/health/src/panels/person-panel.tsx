import {
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { DataTable, EmptyState, formatDate, formatDateTime, Panel } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { HealthPersonPanelQuery, HealthPersonPanelQueryVariables } from '../operations.generated.ts'
import { Outcome } from '../outcome.tsx'

const PERSON: TypedDocumentNode<HealthPersonPanelQuery, HealthPersonPanelQueryVariables> = gql`
  query HealthPersonPanel($id: ID!) {
    person(id: $id) {
      id
      doses {
        id
        doseNumber
        givenOn
        product {
          id
          name
        }
      }
      tests(first: 5) {
        edges {
          node {
            id
            sampledAt
            method
            outcome
          }
        }
      }
      quarantineOrders {
        id
        startsOn
        endsOn
        place
        contactClass
        document {
          id
          symbol
        }
      }
    }
  }
`

/** What the health station shows on a person's page. */
export function PersonPanel({ personId }: Slots['person']) {
  const t = useMessages(messages)
  const mayRecord = useMay('HEALTH_STAFF')
  const reading = useReading(PERSON, { variables: { id: personId } })
  const person = reading.data?.person
  return (
    <>
      <Panel
        title={t('vaccination')}
        flush
        actions={mayRecord && <LinkButton to={paths.recordDose(personId)}>{t('recordDose')}</LinkButton>}
      >
        <ReadingView reading={reading} select={() => person?.doses} skeletonRows={2}>
          {(doses) => (
            <DataTable
              caption={t('vaccination')}
              rows={doses}
              rowKey={(dose) => dose.id}
              empty={<EmptyState>{t('noDoses')}</EmptyState>}
              columns={[
                { key: 'number', label: t('doseNumber'), nowrap: true, render: (dose) => dose.doseNumber },
                { key: 'product', label: t('product'), render: (dose) => dose.product.name },
                { key: 'on', label: t('givenOn'), nowrap: true, render: (dose) => formatDate(dose.givenOn) },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      <Panel
        title={t('tests')}
        flush
        actions={mayRecord && <LinkButton to={paths.recordTest(personId)}>{t('recordTest')}</LinkButton>}
      >
        <ReadingView reading={reading} select={() => person?.tests} skeletonRows={2}>
          {({ edges }) => (
            <DataTable
              caption={t('tests')}
              rows={edges}
              rowKey={(edge) => edge.node.id}
              empty={<EmptyState>{t('noTests')}</EmptyState>}
              columns={[
                {
                  key: 'at',
                  label: t('sampledAt'),
                  nowrap: true,
                  render: ({ node }) => formatDateTime(node.sampledAt),
                },
                { key: 'method', label: t('method'), render: ({ node }) => t(`method.${node.method}`) },
                { key: 'outcome', label: t('outcome'), render: ({ node }) => <Outcome outcome={node.outcome} /> },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      <Panel title={t('quarantine')} flush>
        <ReadingView reading={reading} select={() => person?.quarantineOrders} skeletonRows={2}>
          {(orders) => (
            <DataTable
              caption={t('quarantine')}
              rows={orders}
              rowKey={(order) => order.id}
              empty={<EmptyState>{t('noOrders')}</EmptyState>}
              columns={[
                { key: 'from', label: t('from'), nowrap: true, render: (order) => formatDate(order.startsOn) },
                { key: 'until', label: t('until'), nowrap: true, render: (order) => formatDate(order.endsOn) },
                {
                  key: 'place',
                  label: t('place'),
                  render: (order) => [order.contactClass, t(`place.${order.place}`)].filter(Boolean).join(' · '),
                },
                {
                  key: 'document',
                  label: t('document'),
                  nowrap: true,
                  render: (order) =>
                    order.document ? <Link to={paths.document(order.document.id)}>{order.document.symbol}</Link> : '—',
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </>
  )
}
