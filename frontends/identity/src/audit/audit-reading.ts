import { gql, type Reading, type TypedDocumentNode, useReading, useUnit } from '@vungxanh/remote'
import type { AuditRecordsQuery, AuditRecordsQueryVariables } from '../operations.generated.ts'

const RECORDS: TypedDocumentNode<AuditRecordsQuery, AuditRecordsQueryVariables> = gql`
  query AuditRecords(
    $unit: ID!
    $subjects: [ID!]
    $account: ID
    $from: DateTime
    $to: DateTime
    $first: Int!
    $after: String
    $residents: Boolean!
    $health: Boolean!
    $welfare: Boolean!
    $directives: Boolean!
  ) {
    residentsAudit(unit: $unit, subjects: $subjects, account: $account, from: $from, to: $to, first: $first, after: $after)
      @include(if: $residents) {
      ...AuditPage @unmask
    }
    healthAudit(unit: $unit, subjects: $subjects, account: $account, from: $from, to: $to, first: $first, after: $after)
      @include(if: $health) {
      ...AuditPage @unmask
    }
    welfareAudit(unit: $unit, subjects: $subjects, account: $account, from: $from, to: $to, first: $first, after: $after)
      @include(if: $welfare) {
      ...AuditPage @unmask
    }
    directivesAudit(
      unit: $unit
      subjects: $subjects
      account: $account
      from: $from
      to: $to
      first: $first
      after: $after
    ) @include(if: $directives) {
      ...AuditPage @unmask
    }
  }

  fragment AuditPage on AccessRecordConnection {
    edges {
      node {
        id
        at
        action
        accountId
        name
        role
        post
        organisation
        purpose
        requestId
        operation
        reads {
          type
          fields
          subjects
        }
        doors {
          door
          search
          reason
        }
        changes {
          table
          id
          rows
          op
          fields
        }
        refusals
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`

type Page = NonNullable<AuditRecordsQuery['residentsAudit']>
export type AuditRecord = Page['edges'][number]['node'] & { department: string }

export interface AuditFilter {
  /** Persons and households; of everybody when undefined. */
  subjects?: readonly string[] | undefined
  account?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

interface Part {
  department: string
  reading: Reading<AuditRecordsQuery, AuditRecordsQueryVariables>
  page: Page | null | undefined
}

export interface AuditReading {
  /** Of all departments, the newest first; as far back as every one of them has told. */
  records: readonly AuditRecord[]
  away: readonly Part[]
  loading: boolean
  more: (() => void) | undefined
}

const lastAt = ({ page }: Part) => Date.parse(page?.edges.at(-1)?.node.at ?? '')

/** Every department keeps its own audit. Each is read by itself, so that one that is away leaves the others whole. */
export function useAudit(filter: AuditFilter, { first = 50, skip = false } = {}): AuditReading {
  const unit = useUnit()
  const asked = { unit: unit.code, subjects: null, account: null, from: null, to: null, ...filter, first }
  const none = { residents: false, health: false, welfare: false, directives: false }
  const variables = { ...asked, ...none } as AuditRecordsQueryVariables
  const residents = useReading(RECORDS, { variables: { ...variables, residents: true }, skip })
  const health = useReading(RECORDS, { variables: { ...variables, health: true }, skip })
  const welfare = useReading(RECORDS, { variables: { ...variables, welfare: true }, skip })
  const directives = useReading(RECORDS, { variables: { ...variables, directives: true }, skip })
  const parts: Part[] = [
    { department: 'residents', reading: residents, page: residents.data?.residentsAudit },
    { department: 'health', reading: health, page: health.data?.healthAudit },
    { department: 'welfare', reading: welfare, page: welfare.data?.welfareAudit },
    { department: 'directives', reading: directives, page: directives.data?.directivesAudit },
  ]

  const unfinished = parts.filter(({ page }) => page?.pageInfo.hasNextPage)
  const horizon = Math.max(Number.NEGATIVE_INFINITY, ...unfinished.map(lastAt))
  const records = parts
    .flatMap(({ department, page }) => (page?.edges ?? []).map(({ node }) => ({ ...node, department })))
    .filter(({ at }) => Date.parse(at) >= horizon)
    .toSorted((left, right) => Date.parse(right.at) - Date.parse(left.at))
  return {
    records,
    away: parts.filter(({ reading, page }) => reading.problem && !page),
    loading:
      parts.some(({ reading, page }) => !page && reading.loading) ||
      unfinished.some(({ reading }) => reading.loadingMore),
    more:
      unfinished.length === 0
        ? undefined
        : () => {
            for (const part of unfinished.filter((one) => lastAt(one) >= horizon))
              part.reading.more({ after: part.page?.pageInfo.endCursor ?? null })
          },
  }
}
