import { gql, type TypedDocumentNode } from '@vungxanh/remote'
import type { StatisticsPageQuery, StatisticsPageQueryVariables } from '../operations.generated.ts'

export const STATISTICS: TypedDocumentNode<StatisticsPageQuery, StatisticsPageQueryVariables> = gql`
  query StatisticsPage(
    $unit: ID!
    $residentialGroup: ID
    $selfManagementGroup: ID
    $asOf: DateTime!
    $from: LocalDate!
    $withPapers: Boolean!
  ) {
    adminUnit(code: $unit) {
      code
      name
      validFrom
      validTo
      predecessors {
        ...UnitLineage @unmask
      }
      successors {
        ...UnitLineage @unmask
      }
      residentialGroups {
        id
        name
        number
        selfManagementGroups {
          id
          name
        }
      }
    }
    statistics(
      unit: $unit
      residentialGroup: $residentialGroup
      selfManagementGroup: $selfManagementGroup
      asOf: $asOf
      from: $from
    ) {
      withoutPapers @include(if: $withPapers)
      residents {
        persons
        present
        absent
        children
        elderly
        byAge {
          from
          male
          female
          unknownSex
        }
        byResidenceKind {
          kind
          persons
        }
      }
      households {
        households
        bySize {
          size
          households
        }
      }
      movements {
        figure
        persons
      }
      circumstances {
        kind
        households
        persons
      }
      arrivals {
        arrivals
        byOrigin {
          place
          arrivals
        }
      }
      byUnit {
        households
        persons
        present
        children
        elderly
        unit {
          code
          name
        }
      }
      byResidentialGroup {
        households
        persons
        present
        children
        elderly
        residentialGroup {
          id
          name
          number
        }
      }
      bySelfManagementGroup {
        households
        persons
        present
        children
        elderly
        selfManagementGroup {
          id
          name
          residentialGroup {
            id
            name
          }
        }
      }
      ageRules {
        code
        from
        to
        source
        verified
      }
    }
  }
  fragment UnitLineage on UnitLineage {
    unit {
      code
      name
    }
    kind
    fromOn
    document
    verified
  }
`

export type Figures = NonNullable<StatisticsPageQuery['statistics']>
