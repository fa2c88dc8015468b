import { gql, Link, ReadingView, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { writePlace } from '@vungxanh/remote/written-place'
import { Facts, formatDate, Panel } from '@vungxanh/ui'
import { establishmentPath } from '../establishments/establishment-path.ts'
import { messages as establishments } from '../establishments/messages.ts'
import type { HouseholdPlaceQuery, HouseholdPlaceQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'

const HOUSEHOLD: TypedDocumentNode<HouseholdPlaceQuery, HouseholdPlaceQueryVariables> = gql`
  query HouseholdPlace($id: ID!) {
    household(id: $id) {
      id
      latitude
      longitude
      residentialGroup {
        id
      }
      room {
        id
        fromOn
        room {
          id
          number
          establishment {
            id
            name
          }
        }
      }
    }
  }
`

/** Where a household is: on the map, and in which room when it lodges. */
export function HouseholdPlacePanel({ householdId: id }: { householdId: string }) {
  const t = useMessages(messages)
  const word = useMessages(establishments)
  const reading = useReading(HOUSEHOLD, { variables: { id } })
  return (
    <Panel title={t('position')}>
      <ReadingView reading={reading} select={(data) => data.household} skeletonRows={2}>
        {({ room, ...found }) => (
          <Facts
            facts={[
              {
                label: t('map'),
                value: (
                  <Link to={`/ho-dan/ban-do?to=${found.residentialGroup?.id ?? ''}`}>
                    {writePlace(found) || t('unknown')}
                  </Link>
                ),
              },
              ...(room
                ? [
                    {
                      label: word('roomOf'),
                      value: (
                        <>
                          <Link to={establishmentPath(room.room.establishment.id)}>
                            {`${room.room.number} · ${room.room.establishment.name}`}
                          </Link>
                          {room.fromOn && ` ${word('roomSince', { on: formatDate(room.fromOn) })}`}
                        </>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </ReadingView>
    </Panel>
  )
}
