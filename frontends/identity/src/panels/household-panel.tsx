import { paths, type Slots } from '@vungxanh/remote'
import { useHouseholdSubjects } from '../audit/household-subjects.ts'
import { Lately } from './lately.tsx'

export function HouseholdPanel({ householdId }: Slots['household']) {
  const { subjects, isKnown } = useHouseholdSubjects(householdId)
  return <Lately subjects={isKnown ? subjects : undefined} address={paths.auditOfHousehold(householdId)} />
}
