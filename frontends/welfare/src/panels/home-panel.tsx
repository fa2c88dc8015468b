import {
  ConnectionTable,
  gql,
  Link,
  paths,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { EmptyState, formatDateTime, Panel, useFormat } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { DossierStatus, WelfareHomePanelQuery, WelfareHomePanelQueryVariables } from '../operations.generated.ts'

const DOSSIERS: TypedDocumentNode<WelfareHomePanelQuery, WelfareHomePanelQueryVariables> = gql`
  query WelfareHomePanel($unit: ID!, $status: DossierStatus!, $first: Int, $after: String) {
    dossiers(unit: $unit, status: $status, first: $first, after: $after) {
      edges {
        node {
          id
          code
          amount
          submittedAt
          programme {
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
`

type Waiting = Extract<DossierStatus, 'SUBMITTED' | 'FIRST_APPROVED' | 'APPROVED'>

function WaitingDossiers({ unit, status }: { unit: string; status: Waiting }) {
  const t = useMessages(messages)
  const format = useFormat()
  const reading = useReading(DOSSIERS, { variables: { unit, status, first: 8 } })
  const title = t(`waiting.${status}`)
  return (
    <Panel title={title} flush>
      <ReadingView reading={reading} select={(data) => data.dossiers} skeletonRows={3}>
        {(connection) => (
          <ConnectionTable
            caption={title}
            reading={reading}
            connection={connection}
            empty={<EmptyState>{t('noneWaiting')}</EmptyState>}
            columns={[
              {
                key: 'code',
                label: t('code'),
                nowrap: true,
                render: (node) => <Link to={paths.dossier(node.id)}>{node.code}</Link>,
              },
              { key: 'programme', label: t('programme'), render: (node) => node.programme.name },
              { key: 'amount', label: t('amount'), align: 'end', render: (node) => format.vnd(node.amount) },
              {
                key: 'at',
                label: t('submittedAt'),
                nowrap: true,
                render: (node) => formatDateTime(node.submittedAt),
              },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}

/** What waits for this viewer's role: an approver's dossiers to approve, a cashier's to pay. */
export function HomePanel({ unit }: Slots['home']) {
  const pays = useMay('CASHIER')
  if (pays) return <WaitingDossiers unit={unit} status="APPROVED" />
  return (
    <>
      <WaitingDossiers unit={unit} status="SUBMITTED" />
      <WaitingDossiers unit={unit} status="FIRST_APPROVED" />
    </>
  )
}
