import { gql, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { DataTable, EmptyState, formatDateTime, Panel, StatusBadge } from '@vungxanh/ui'
import type { HouseholdVisitsQuery, HouseholdVisitsQueryVariables } from '../operations.generated.ts'
import { messages } from '../rounds/messages.ts'
import { messages as own } from './visits-messages.ts'

const VISITS: TypedDocumentNode<HouseholdVisitsQuery, HouseholdVisitsQueryVariables> = gql`
  query HouseholdVisits($id: ID!) {
    household(id: $id) {
      id
      visits {
        id
        visitedAt
        result
        met
        presentTonight
        note
        byName
        annulledAt
      }
    }
  }
`

/** Who called at this door, and what they heard there. */
export function VisitsPanel({ householdId: id }: { householdId: string }) {
  const t = useMessages(messages)
  const word = useMessages(own)
  const reading = useReading(VISITS, { variables: { id } })
  return (
    <Panel title={word('visits')} flush>
      <ReadingView reading={reading} select={(data) => data.household?.visits} skeletonRows={2}>
        {(visits) => (
          <DataTable
            caption={word('visits')}
            rows={visits}
            rowKey={(visit) => visit.id}
            empty={<EmptyState>{word('none')}</EmptyState>}
            columns={[
              {
                key: 'at',
                label: word('at'),
                nowrap: true,
                render: ({ visitedAt }) => formatDateTime(visitedAt),
              },
              {
                key: 'result',
                label: word('result'),
                render: ({ result, met, annulledAt }) =>
                  annulledAt ? (
                    <StatusBadge>{word('annulled')}</StatusBadge>
                  ) : (
                    [t(`result.${result}`), met && t(`met.${met}`)].filter(Boolean).join(' · ')
                  ),
              },
              {
                key: 'present',
                label: t('present'),
                align: 'end',
                render: ({ presentTonight }) => presentTonight ?? '—',
              },
              {
                key: 'note',
                label: t('note'),
                render: ({ note, byName }) => (
                  <>
                    {note}
                    <span className="vx-option-note">{byName}</span>
                  </>
                ),
              },
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
