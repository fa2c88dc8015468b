import { gql, type Slots, TimelineEntries, type TypedDocumentNode, useMessages, useReading } from '@vungxanh/remote'
import { today } from '@vungxanh/ui'
import { useMemo } from 'react'
import type { DirectivesPersonTimelineQuery, DirectivesPersonTimelineQueryVariables } from '../operations.generated.ts'
import { messages } from './timeline-messages.ts'

const PERSON: TypedDocumentNode<DirectivesPersonTimelineQuery, DirectivesPersonTimelineQueryVariables> = gql`
  query DirectivesPersonTimeline($id: ID!) {
    person(id: $id) {
      id
      checkpointEntries {
        id
        at
        direction
        decision
        purpose
        annulledAt
        checkpoint {
          id
          name
        }
      }
    }
  }
`

/** Through which checkpoints somebody came, among everything else that happened to them; annulled lines say nothing. */
export function PersonTimeline({ personId, contribute }: Slots['personTimeline']) {
  const t = useMessages(messages)
  const reading = useReading(PERSON, { variables: { id: personId } })
  const passages = reading.data?.person?.checkpointEntries
  const entries = useMemo(
    () =>
      passages
        ?.filter(({ annulledAt }) => !annulledAt)
        .map(({ id, at, direction, decision, purpose, checkpoint }) => ({
          id,
          at: String(at),
          title: t(`${direction}.${decision}`, { checkpoint: checkpoint.name }),
          detail: t(`purpose.${purpose}`),
          link: `/dieu-hanh/chot/${checkpoint.id}?ngay=${today(new Date(String(at)))}`,
        })),
    [passages, t],
  )
  return <TimelineEntries department="directives" reading={reading} entries={entries} contribute={contribute} />
}
