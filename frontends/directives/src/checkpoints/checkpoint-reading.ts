import { gql, type Reading, type TypedDocumentNode, useMay, useReading } from '@vungxanh/remote'
import type { CheckpointDecision, CheckpointPageQuery, CheckpointPageQueryVariables } from '../operations.generated.ts'

// What a role may not read is not asked for, so that a page is not full of refusals.
const CHECKPOINT: TypedDocumentNode<CheckpointPageQuery, CheckpointPageQueryVariables> = gql`
  query CheckpointPage(
    $id: ID!
    $on: LocalDate
    $decision: CheckpointDecision
    $who: Boolean!
    $persons: Boolean!
    $health: Boolean!
    $first: Int
    $after: String
  ) {
    checkpoint(id: $id) {
      id
      name
      kind
      place
      latitude
      longitude
      activeFrom
      activeTo
      endReason
      document {
        id
        symbol
      }
      residentialGroup {
        id
        name
      }
      counts(on: $on) {
        in
        out
        turnedBack
        sentToStation
      }
      changes {
        id
        at
        byName
        name
        kind
        place
        latitude
        longitude
        document {
          id
          symbol
        }
        residentialGroup {
          id
          name
        }
      }
    }
    checkpointEntries(checkpoint: $id, on: $on, decision: $decision, first: $first, after: $after) {
      edges {
        node {
          id
          at
          direction
          people
          purpose
          paper
          paperUntil
          decision
          byName
          annulledAt
          annulReason
          saidName @include(if: $who)
          birthYear @include(if: $who)
          plate @include(if: $who)
          note @include(if: $who)
          reason @include(if: $who)
          fromPlace @include(if: $who)
          stayingAt @include(if: $who)
          stayReport @include(if: $who) {
            id
            state
          }
          person @include(if: $persons) {
            id
            fullName
          }
          phoneMasked @include(if: $persons)
          identityMasked @include(if: $persons)
          temperature @include(if: $health)
          healthReason @include(if: $health)
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

export type EntryRow = CheckpointPageQuery['checkpointEntries']['edges'][number]['node']

export interface Seen {
  who: boolean
  health: boolean
}

/** A checkpoint with its log, as far as the viewer may read it. */
export function useCheckpoint(asked: { id: string; on: string; decision: CheckpointDecision | null; first: number }): {
  reading: Reading<CheckpointPageQuery, CheckpointPageQueryVariables>
  seen: Seen
} {
  const who = useMay('INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'COMMUNITY_TEAM', 'CLERK')
  const persons = useMay('INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF')
  const health = useMay('INSPECTOR', 'HEALTH_STAFF', 'COMMUNITY_TEAM')
  return {
    reading: useReading(CHECKPOINT, { variables: { ...asked, who, persons, health } }),
    seen: { who, health },
  }
}
