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
import { DataTable, EmptyState, formatDate, Panel, StatusBadge, today } from '@vungxanh/ui'
import { messages } from '../messages.ts'
import type { HealthHouseholdPanelQuery, HealthHouseholdPanelQueryVariables } from '../operations.generated.ts'
import { Outcome } from '../outcome.tsx'

const HOUSEHOLD: TypedDocumentNode<HealthHouseholdPanelQuery, HealthHouseholdPanelQueryVariables> = gql`
  query HealthHouseholdPanel($id: ID!) {
    household(id: $id) {
      id
      members {
        person {
          id
          fullName
          doses {
            id
          }
          tests(first: 1) {
            edges {
              node {
                id
                outcome
              }
            }
          }
          quarantineOrders {
            id
            endsOn
          }
          followUps {
            id
            state
            monitorUntil
          }
        }
      }
    }
  }
`

/** Who of the household is vaccinated, tested, isolated: one line a member. */
export function HouseholdPanel({ householdId }: Slots['household']) {
  const t = useMessages(messages)
  const reading = useReading(HOUSEHOLD, { variables: { id: householdId } })
  return (
    <Panel title={t('householdHealth')} flush>
      <ReadingView reading={reading} select={(data) => data.household} skeletonRows={4}>
        {({ members }) => (
          <DataTable
            caption={t('householdHealth')}
            rows={members}
            rowKey={({ person }) => person.id}
            empty={<EmptyState>{t('noTests')}</EmptyState>}
            columns={[
              {
                key: 'person',
                label: t('person'),
                render: ({ person }) => <Link to={paths.person(person.id)}>{person.fullName}</Link>,
              },
              {
                key: 'doses',
                label: t('doseCount'),
                align: 'end',
                render: ({ person }) => person.doses?.length ?? '—',
              },
              {
                key: 'test',
                label: t('lastTest'),
                render: ({ person }) => {
                  const last = person.tests?.edges[0]?.node
                  return last ? <Outcome outcome={last.outcome} /> : '—'
                },
              },
              {
                key: 'watched',
                label: t('watched'),
                render: ({ person }) => {
                  const running = person.quarantineOrders?.find((order) => order.endsOn >= today())
                  const open = person.followUps?.find(({ state }) => state === 'OPEN' || state === 'CONTACTED')
                  if (!running && !open) return '—'
                  return (
                    <>
                      {running && (
                        <StatusBadge tone="warning">{t('orderUntil', { day: formatDate(running.endsOn) })}</StatusBadge>
                      )}
                      {open && (
                        <StatusBadge tone="info">
                          {t('followUpUntil', { day: formatDate(open.monitorUntil) })}
                        </StatusBadge>
                      )}
                    </>
                  )
                },
              },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
