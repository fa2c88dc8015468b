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
import { DataTable, EmptyState, formatDate, Panel, useFormat } from '@vungxanh/ui'
import { DossierState } from '../dossier-status.tsx'
import { messages } from '../messages.ts'
import type { WelfarePersonPanelQuery, WelfarePersonPanelQueryVariables } from '../operations.generated.ts'

const PERSON: TypedDocumentNode<WelfarePersonPanelQuery, WelfarePersonPanelQueryVariables> = gql`
  query WelfarePersonPanel($id: ID!, $withAttestations: Boolean!) {
    person(id: $id) {
      id
      quarantineAttestations @include(if: $withAttestations) {
        id
        statement
        startsOn
        endsOn
        document {
          id
          symbol
        }
      }
      dossiers(first: 10) {
        edges {
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
  const withAttestations = useMay('WELFARE_OFFICER', 'APPROVER')
  const reading = useReading(PERSON, { variables: { id: personId, withAttestations } })
  const attestations = reading.data?.person?.quarantineAttestations ?? []
  return (
    <>
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
      {attestations.length > 0 && (
        <Panel title={t('attestations')} flush>
          <DataTable
            caption={t('attestations')}
            rows={attestations}
            rowKey={(attestation) => attestation.id}
            empty={<EmptyState>{t('noAttestation')}</EmptyState>}
            columns={[
              { key: 'statement', label: t('attestation'), render: ({ statement }) => statement },
              {
                key: 'period',
                label: t('period'),
                nowrap: true,
                render: ({ startsOn, endsOn }) => `${formatDate(startsOn)} – ${formatDate(endsOn)}`,
              },
              {
                key: 'document',
                label: t('decisionDocument'),
                nowrap: true,
                render: ({ document }) =>
                  document ? <Link to={paths.document(document.id)}>{document.symbol}</Link> : t('noNumber'),
              },
            ]}
          />
        </Panel>
      )}
    </>
  )
}
