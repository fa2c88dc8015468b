import { gql, type TypedDocumentNode } from '@vungxanh/remote'
import type { BroadcastPageQuery, BroadcastPageQueryVariables } from '../operations.generated.ts'
import { groupName, inOrder } from './group-names.ts'

export const BROADCAST: TypedDocumentNode<BroadcastPageQuery, BroadcastPageQueryVariables> = gql`
  query BroadcastPage($id: ID!, $withNames: Boolean!) {
    broadcast(id: $id) {
      id
      title
      text
      state
      channels
      draftedAt
      byName
      issuedAt
      issuedByName
      withdrawnAt
      withdrawReason
      withdrawnByName
      document {
        id
        symbol
      }
      counts {
        recipients
        pending
        failed
        sent
        acknowledged
      }
      residentialGroups {
        id
        number
        name
        leader {
          id
          person @include(if: $withNames) {
            id
            fullName
          }
        }
      }
      selfManagementGroups {
        id
        number
        name
        channelKind
        channelName
        channelLink
        residentialGroup {
          id
          number
          name
        }
        leader {
          id
          person @include(if: $withNames) {
            id
            fullName
          }
        }
      }
      recipients {
        id
        state
        acknowledgers
        mayAcknowledge
        mayTakeBack
        residentialGroup {
          id
        }
        selfManagementGroup {
          id
        }
        steps {
          id
          kind
          channel
          reason
          at
          byName
          byPost
          onBehalfOf
        }
      }
    }
  }
`

export type Told = NonNullable<BroadcastPageQuery['broadcast']>

/** The groups of a broadcast in the order of the ward: those that were chosen, and once it is issued what came of it. */
export function groupsOf({ residentialGroups, selfManagementGroups, recipients }: Told) {
  const groups = [
    ...residentialGroups.map((group) => ({ id: group.id, residentialGroup: group, selfManagementGroup: null })),
    ...selfManagementGroups.map((group) => ({ id: group.id, residentialGroup: null, selfManagementGroup: group })),
  ]
  return inOrder(groups).map((group) => {
    const recipient = recipients.find((one) => (one.residentialGroup?.id ?? one.selfManagementGroup?.id) === group.id)
    const team = group.selfManagementGroup
    return {
      key: group.id,
      name: groupName(group),
      leader: (group.residentialGroup ?? team)?.leader?.person?.fullName,
      team,
      recipient,
    }
  })
}

export type GroupRow = ReturnType<typeof groupsOf>[number]
