import {
  gql,
  paths,
  type Slots,
  TimelineEntries,
  type TypedDocumentNode,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { formatDate } from '@vungxanh/ui'
import { useMemo } from 'react'
import { messages } from '../messages.ts'
import type { HealthPersonTimelineQuery, HealthPersonTimelineQueryVariables } from '../operations.generated.ts'

const PERSON: TypedDocumentNode<HealthPersonTimelineQuery, HealthPersonTimelineQueryVariables> = gql`
  query HealthPersonTimeline($id: ID!) {
    person(id: $id) {
      id
      doses {
        id
        doseNumber
        givenOn
        product {
          id
          name
        }
      }
      tests(first: 50) {
        edges {
          node {
            id
            sampledAt
            method
            outcome
          }
        }
      }
      quarantineOrders {
        id
        startsOn
        endsOn
        place
        contactClass
        document {
          id
          symbol
        }
      }
      followUps {
        id
        arrivedOn
        monitorUntil
        levelOf
        state
      }
    }
  }
`

/** Tests, doses and isolation, among everything else that happened to a person. */
export function PersonTimeline({ personId, contribute }: Slots['personTimeline']) {
  const t = useMessages(messages)
  const reading = useReading(PERSON, { variables: { id: personId } })
  const person = reading.data?.person
  const entries = useMemo(
    () =>
      person && [
        ...(person.doses ?? []).map(({ id, givenOn, doseNumber, product }) => ({
          id,
          at: givenOn,
          title: t('timelineDose', { number: doseNumber }),
          detail: product.name,
        })),
        ...(person.tests?.edges ?? []).map(({ node }) => ({
          id: node.id,
          at: node.sampledAt,
          title: t('timelineTest', { method: t(`method.${node.method}`) }),
          detail: t(`outcome.${node.outcome}`),
        })),
        ...(person.quarantineOrders ?? []).map(({ id, startsOn, endsOn, place, contactClass, document }) => ({
          id,
          at: startsOn,
          title: t('timelineOrder', { day: formatDate(endsOn) }),
          detail: [contactClass, t(`place.${place}`), document?.symbol].filter(Boolean).join(' · '),
          link: document ? paths.document(document.id) : undefined,
        })),
        ...(person.followUps ?? [])
          .filter(({ state }) => state !== 'CANCELLED')
          .map(({ id, arrivedOn, monitorUntil, levelOf }) => ({
            id,
            at: arrivedOn,
            title: t('timelineFollowUp', { day: formatDate(monitorUntil) }),
            detail: levelOf ?? undefined,
          })),
      ],
    [person, t],
  )
  return (
    <TimelineEntries department="health" reading={reading} entries={entries ?? undefined} contribute={contribute} />
  )
}
