/** What a stop tells of its household, as the pages ask for it. */
export interface StopFacts {
  visits: readonly { result: string; annulledAt: string | null }[]
  testedInTime?: boolean | null | undefined
  household: {
    commitments?: readonly { endedOn: string | null; document: { id: string } }[] | null | undefined
  }
}

export const currentVisit = <Visit extends { annulledAt: string | null }>(stop: { visits: readonly Visit[] }) =>
  stop.visits.find(({ annulledAt }) => annulledAt === null)

/** Whoever was not at home is called on again. */
export const isDone = (stop: StopFacts): boolean => {
  const result = currentVisit(stop)?.result
  return result !== undefined && result !== 'NOBODY_HOME'
}

/** Unknown while the department that knows does not answer: then nothing is said to be missing. */
export function lacksCommitment(stop: StopFacts, document: { id: string } | null | undefined): boolean {
  const { commitments } = stop.household
  if (!document || !commitments) return false
  return !commitments.some((one) => one.endedOn === null && one.document.id === document.id)
}
