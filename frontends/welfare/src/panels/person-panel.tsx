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
import { DataTable, EmptyState, Panel, useFormat } from '@vungxanh/ui'
import { DossierState } from '../dossier-status.tsx'
import { messages } from '../messages.ts'
import type { WelfarePersonPanelQuery, WelfarePersonPanelQueryVariables } from '../operations.generated.ts'

const PERSON: TypedDocumentNode<WelfarePersonPanelQuery, WelfarePersonPanelQueryVariables> = gql`
  query WelfarePersonPanel($id: ID!) {
    person(id: $id) {
      id
      dossiers(first: 10) {
        edges {
          cursor
          node {
            id
            code
            status
            amount
            programme {
              id
              name
            }
          }
        }
      }
    }
  }
`

/** What welfare shows on a person's page. */
export function PersonPanel({ personId }: Slots['person']) {
  const t = useMessages(messages)
  const format = useFormat()
  const maySubmit = useMay('WELFARE_OFFICER')
  const reading = useReading(PERSON, { variables: { id: personId } })
  return (
    <Panel
      title={t('personDossiers')}
      flush
      actions={maySubmit && <LinkButton to={paths.submitDossier(personId)}>{t('submit')}</LinkButton>}
    >
      <ReadingView reading={reading} select={(data) => data.person?.dossiers} skeletonRows={2}>
        {({ edges }) => (
          <DataTable
            caption={t('personDossiers')}
            rows={edges}
            rowKey={(edge) => edge.node.id}
            empty={<EmptyState>{t('noPersonDossiers')}</EmptyState>}
            columns={[
              {
                key: 'programme',
                label: t('programme'),
                render: ({ node }) => <Link to={paths.dossier(node.id)}>{node.programme.name}</Link>,
              },
              { key: 'amount', label: t('amount'), align: 'end', render: ({ node }) => format.vnd(node.amount) },
              { key: 'status', label: t('status'), render: ({ node }) => <DossierState status={node.status} /> },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
