import {
  gql,
  paths,
  type Slots,
  TimelineEntries,
  type TypedDocumentNode,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { useFormat } from '@vungxanh/ui'
import { useMemo } from 'react'
import { messages } from '../messages.ts'
import type { WelfarePersonTimelineQuery, WelfarePersonTimelineQueryVariables } from '../operations.generated.ts'

const PERSON: TypedDocumentNode<WelfarePersonTimelineQuery, WelfarePersonTimelineQueryVariables> = gql`
  query WelfarePersonTimeline($id: ID!) {
    person(id: $id) {
      id
      dossiers(first: 50) {
        edges {
          node {
            id
            code
            status
            amount
            submittedAt
            programme {
              id
              name
            }
            payout {
              id
              paidAt
              amount
              receiptNumber
            }
          }
        }
      }
    }
  }
`

/** Dossiers and payouts, among everything else that happened to a person. */
export function PersonTimeline({ personId, contribute }: Slots['personTimeline']) {
  const t = useMessages(messages)
  const format = useFormat()
  const reading = useReading(PERSON, { variables: { id: personId } })
  const person = reading.data?.person
  const entries = useMemo(
    () =>
      person?.dossiers?.edges.flatMap(({ node }) => [
        {
          id: node.id,
          at: node.submittedAt,
          title: t('timelineDossier', { code: node.code }),
          detail: `${node.programme.name} · ${format.vnd(node.amount)} · ${t(`status.${node.status}`)}`,
          link: paths.dossier(node.id),
        },
        ...(node.payout
          ? [
              {
                id: node.payout.id,
                at: node.payout.paidAt,
                title: t('timelinePayout', { amount: format.vnd(node.payout.amount) }),
                detail: `${node.programme.name} · ${node.payout.receiptNumber}`,
                link: paths.dossier(node.id),
              },
            ]
          : []),
      ]),
    [person, t, format],
  )
  return <TimelineEntries department="welfare" reading={reading} entries={entries} contribute={contribute} />
}
