import { gql, type TypedDocumentNode, useMay, useReading, useSearchParams, useUnit } from '@vungxanh/remote'
import { formatDate, instantOf, parseDate, recently, today } from '@vungxanh/ui'
import { useState } from 'react'
import type { AccountabilityQuery, AccountabilityQueryVariables } from '../operations.generated.ts'
import { byKind } from './kinds.ts'
import type { Held } from './responsible-cells.tsx'

const ACCOUNTABILITY: TypedDocumentNode<AccountabilityQuery, AccountabilityQueryVariables> = gql`
  query Accountability(
    $unit: ID!
    $on: LocalDate!
    $asOf: DateTime!
    $withEnded: Boolean!
    $withCapacity: Boolean!
    $withHealth: Boolean!
  ) {
    adminUnit(code: $unit) {
      code
      residentialGroups {
        id
        number
        name
        householdCount
        signedHouseholdCount(asOf: $on)
        openTasks {
          id
        }
        responsibilities(asOf: $on, withEnded: $withEnded) {
          id
          kind
          responsible
          fromOn
          toOn
          endReason
          hasAccount
          mayHaveAccount
          organisation @include(if: $withCapacity) {
            id
            name
          }
          document {
            id
            symbol
          }
        }
        selfManagementGroups {
          id
          number
          name
          responsibilities(asOf: $on, withEnded: $withEnded) {
            id
            kind
            responsible
            fromOn
            toOn
            endReason
            hasAccount
            mayHaveAccount
            organisation @include(if: $withCapacity) {
              id
              name
            }
            document {
              id
              symbol
            }
          }
        }
      }
      testing(asOf: $asOf) @include(if: $withHealth) {
        byResidentialGroup {
          residentialGroup {
            id
          }
          personsTested
          personsPositive
        }
      }
    }
  }
`

export type AccountableGroup = NonNullable<AccountabilityQuery['adminUnit']>['residentialGroups'][number]
export type Accountability = NonNullable<AccountabilityQuery['adminUnit']>

/** The day that the address names, else today, and who answered for what on it. */
export function useAccountability() {
  const unit = useUnit()
  const [parameters, setParameters] = useSearchParams()
  const [present] = useState(() => ({ day: today(), asOf: recently() }))
  const named = parameters.get('ngay')
  const day = named && parseDate(formatDate(named)) === named && named < present.day ? named : present.day
  const withEnded = parameters.has('ca-da-thoi')
  // In whose name somebody answers tells of their Party cell; counts by group are health's for whoever has them anyway.
  const withCapacity = useMay('CHAIR', 'INSPECTOR', 'CLERK')
  const withHealth = useMay('CHAIR', 'INSPECTOR', 'HEALTH_STAFF')
  const reading = useReading(ACCOUNTABILITY, {
    variables: {
      unit: unit.code,
      on: day,
      asOf: day === present.day ? present.asOf : instantOf(day, '23:59'),
      withEnded,
      withCapacity,
      withHealth,
    },
  })
  const choose = (changes: { day?: string; withEnded?: boolean }) => {
    const next = new URLSearchParams(parameters)
    if (changes.day) next.set('ngay', changes.day)
    if (changes.withEnded !== undefined) changes.withEnded ? next.set('ca-da-thoi', '1') : next.delete('ca-da-thoi')
    setParameters(next, { replace: true })
  }
  return { day, withEnded, withHealth, reading, choose, query: parameters.toString() }
}

/** A line per residential group: whether somebody answers for it, and its numbers. */
export function linesOf({ residentialGroups, testing }: Accountability, day: string) {
  const health = new Map((testing?.byResidentialGroup ?? []).map((one) => [one.residentialGroup?.id, one]))
  const isHeld = ({ fromOn, toOn }: { fromOn: string; toOn: string | null }) => fromOn <= day && (!toOn || toOn > day)
  return residentialGroups.map((group) => ({
    ...group,
    held: byKind(group.responsibilities).filter(isHeld),
    teams: group.selfManagementGroups.length,
    teamsHeld: group.selfManagementGroups.filter((team) => (team.responsibilities ?? []).some(isHeld)).length,
    tested: health.get(group.id)?.personsTested,
    positive: health.get(group.id)?.personsPositive,
  }))
}

/** Each responsibility with the name of what it is for. */
export function heldOf({ residentialGroups }: Accountability): Held[] {
  return residentialGroups.flatMap((group) => [
    ...byKind(group.responsibilities).map((one) => ({ ...one, area: group.name ?? '' })),
    ...group.selfManagementGroups.flatMap((team) =>
      byKind(team.responsibilities).map((one) => ({ ...one, area: `${team.name}, ${group.name}` })),
    ),
  ])
}
