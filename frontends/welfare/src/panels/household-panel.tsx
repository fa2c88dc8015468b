import {
  gql,
  Link,
  paths,
  ReadingView,
  type Slots,
  type TypedDocumentNode,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { DataTable, EmptyState, Panel, useFormat } from '@vungxanh/ui'
import { DossierState } from '../dossier-status.tsx'
import { messages } from '../messages.ts'
import type { WelfareHouseholdPanelQuery, WelfareHouseholdPanelQueryVariables } from '../operations.generated.ts'

const HOUSEHOLD: TypedDocumentNode<WelfareHouseholdPanelQuery, WelfareHouseholdPanelQueryVariables> = gql`
  query WelfareHouseholdPanel($id: ID!) {
    household(id: $id) {
      id
      members {
        person {
          id
          fullName
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
    }
  }
`

/** Every dossier of anybody in the household, so that nobody is missed and nobody is paid twice. */
export function HouseholdPanel({ householdId }: Slots['household']) {
  const t = useMessages(messages)
  const format = useFormat()
  const reading = useReading(HOUSEHOLD, { variables: { id: householdId } })
  return (
    <Panel title={t('householdSupport')} flush>
      <ReadingView reading={reading} select={(data) => data.household} skeletonRows={3}>
        {({ members }) => {
          const dossiers = members.flatMap(({ person }) =>
            (person.dossiers?.edges ?? []).map(({ node }) => ({ ...node, person: person.fullName })),
          )
          return (
            <DataTable
              caption={t('householdSupport')}
              rows={dossiers}
              rowKey={(dossier) => dossier.id}
              empty={<EmptyState>{t('noHouseholdDossiers')}</EmptyState>}
              columns={[
                {
                  key: 'person',
                  label: t('people'),
                  render: (dossier) => <Link to={paths.dossier(dossier.id)}>{dossier.person}</Link>,
                },
                { key: 'programme', label: t('programme'), render: (dossier) => dossier.programme.name },
                { key: 'amount', label: t('amount'), align: 'end', render: (dossier) => format.vnd(dossier.amount) },
                { key: 'status', label: t('status'), render: (dossier) => <DossierState status={dossier.status} /> },
              ]}
            />
          )
        }}
      </ReadingView>
    </Panel>
  )
}
