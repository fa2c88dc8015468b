import { gql, type TypedDocumentNode, useReading, useSearchParams } from '@vungxanh/remote'
import { useEffect } from 'react'
import type { ReportedStayQuery, ReportedStayQueryVariables } from '../operations.generated.ts'

const REPORTED: TypedDocumentNode<ReportedStayQuery, ReportedStayQueryVariables> = gql`
  query ReportedStay($id: ID!) {
    stayReport(id: $id) {
      id
      arrivedOn
      entry {
        id
        saidName
        birthYear
        sex
        fromPlace
        fromEpidemicArea
        departedOn
        stayingAt
        origin {
          code
          name
        }
        person {
          id
        }
        checkpoint {
          id
          name
        }
      }
    }
  }
`

export type ReportedStay = NonNullable<ReportedStayQuery['stayReport']>

/** What a checkpoint wrote of whoever the address names; handed over once, to fill in a form. */
export function useReportedStay(take: (stay: ReportedStay) => void): ReportedStay | undefined {
  const [address] = useSearchParams()
  const id = address.get('chot')
  const { data } = useReading(REPORTED, { variables: { id: id ?? '' }, skip: id === null })
  const stay = data?.stayReport ?? undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken once, when it is known
  useEffect(() => {
    if (stay) take(stay)
  }, [stay?.id])
  return stay
}
