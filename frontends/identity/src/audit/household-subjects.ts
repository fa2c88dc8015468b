import { gql, type TypedDocumentNode, useReading } from '@vungxanh/remote'
import type { AuditHouseholdQuery, AuditHouseholdQueryVariables } from '../operations.generated.ts'

const HOUSEHOLD: TypedDocumentNode<AuditHouseholdQuery, AuditHouseholdQueryVariables> = gql`
  query AuditHousehold($id: ID!) {
    household(id: $id) {
      id
      code
      members {
        person {
          id
        }
      }
    }
  }
`

/** A household and those who live in it: whoever reads of a member reads of the household. */
export function useHouseholdSubjects(id: string | undefined) {
  const reading = useReading(HOUSEHOLD, { variables: { id: id ?? '' }, skip: id === undefined })
  const household = id === undefined ? undefined : reading.data?.household
  return {
    household,
    subjects: id === undefined ? undefined : [id, ...(household?.members ?? []).map(({ person }) => person.id)],
    // Without its members, when this role may not read them, the household alone is asked for.
    isKnown: id === undefined || household !== undefined || reading.problem !== undefined,
  }
}
