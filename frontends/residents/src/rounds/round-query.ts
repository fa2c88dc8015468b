import { gql, type TypedDocumentNode, useMay } from '@vungxanh/remote'
import type { RoundPageQuery, RoundPageQueryVariables } from '../operations.generated.ts'

/** A round with everything that its households lack: one question, answered by three departments. */
export const ROUND: TypedDocumentNode<RoundPageQuery, RoundPageQueryVariables> = gql`
  query RoundPage($id: ID!, $withTests: Boolean!) {
    round(id: $id) {
      id
      purpose
      testWithinDays
      assignedTo
      stationPhone
      openedAt
      closedAt
      commitmentDocument {
        id
        symbol
      }
      residentialGroup {
        id
        name
      }
      selfManagementGroup {
        id
        name
      }
      progress {
        households
        met
        nobodyHome
        refused
        movedAway
        left
      }
      stops {
        id
        expectedPresent
        testedInTime @include(if: $withTests)
        household {
          id
          code
          address
          commitments {
            id
            endedOn
            document {
              id
            }
          }
        }
        visits {
          id
          result
          presentTonight
          note
          recordedAt
          byName
          annulledAt
        }
        lastVisit {
          id
          result
          met
          presentTonight
        }
      }
    }
  }
`

export type Round = NonNullable<RoundPageQuery['round']>
export type Stop = Round['stops'][number]

/** Whether somebody was tested in time is for the station and its teams; nobody else asks. */
export function useRoundVariables(id: string): RoundPageQueryVariables {
  return { id, withTests: useMay('HEALTH_STAFF', 'COMMUNITY_TEAM', 'INSPECTOR') }
}
