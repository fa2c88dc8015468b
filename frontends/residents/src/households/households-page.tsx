import {
  ConnectionTable,
  gql,
  Link,
  LinkButton,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useReading,
} from '@vungxanh/remote'
import { EmptyState, formatDate, Page, Panel, StatusBadge, today } from '@vungxanh/ui'
import { useState } from 'react'
import { BulkBar, nothingChosen } from '../bulk-edits/bulk-bar.tsx'
import { messages as circumstanceMessages } from '../circumstances/messages.ts'
import { ExportMenu } from '../exports/export-menu.tsx'
import { messages } from '../messages.ts'
import type { HouseholdsPageQuery, HouseholdsPageQueryVariables } from '../operations.generated.ts'
import { NothingFound, RegisterToolbar, useRegisterSearch } from '../register-search.tsx'
import { HouseholdFilterInputs, useHouseholdFilters } from './list-filters.tsx'
import { messages as listMessages } from './list-messages.ts'

const HOUSEHOLDS: TypedDocumentNode<HouseholdsPageQuery, HouseholdsPageQueryVariables> = gql`
  query HouseholdsPage(
    $unit: ID!
    $search: String
    $residentialGroup: ID
    $lacking: HouseholdLack
    $circumstance: CircumstanceKind
    $orderBy: HouseholdOrder
    $first: Int
    $after: String
    $on: LocalDate!
    $withVisits: Boolean!
    $withQuarantine: Boolean!
  ) {
    households(
      unit: $unit
      search: $search
      residentialGroup: $residentialGroup
      lacking: $lacking
      circumstance: $circumstance
      orderBy: $orderBy
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          code
          address
          residentialGroup {
            id
            name
            number
          }
          head {
            id
            fullName
          }
          memberCount
          presentCount
          lastVisit @include(if: $withVisits) {
            id
            visitedAt
            result
          }
          commitments @include(if: $withVisits) {
            id
            endedOn
          }
          quarantinedCount @include(if: $withQuarantine)
          circumstances(on: $on) {
            id
            kind
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`

type Node = NonNullable<HouseholdsPageQuery['households']>['edges'][number]['node']

function LastVisit({ of: { lastVisit } }: { of: Node }) {
  const t = useMessages(listMessages)
  if (!lastVisit) return <StatusBadge tone="warning">{t('neverVisited')}</StatusBadge>
  return `${formatDate(today(new Date(lastVisit.visitedAt)))} · ${t(`visit.${lastVisit.result}`)}`
}

/** What an officer must not pass over. What a department did not answer is not claimed to be missing. */
function Flags({ of }: { of: Node }) {
  const t = useMessages(listMessages)
  const word = useMessages(circumstanceMessages)
  const { head, presentCount, memberCount, commitments, quarantinedCount, circumstances } = of
  const kinds = new Set(circumstances?.map(({ kind }) => kind))
  return (
    <>
      {!head && <StatusBadge tone="warning">{t('noHead')}</StatusBadge>}
      {memberCount > 0 && presentCount === 0 && <StatusBadge tone="warning">{t('nobodyHere')}</StatusBadge>}
      {commitments && !commitments.some(({ endedOn }) => endedOn === null) && (
        <StatusBadge>{t('noCommitment')}</StatusBadge>
      )}
      {quarantinedCount ? (
        <StatusBadge tone="danger">{t('quarantined', { count: quarantinedCount })}</StatusBadge>
      ) : null}
      {[...kinds].map((kind) => (
        <StatusBadge key={kind} tone="info">
          {word(`kind.${kind}`)}
        </StatusBadge>
      ))}
    </>
  )
}

export function HouseholdsPage() {
  const t = useMessages(messages)
  const list = useMessages(listMessages)
  const register = useRegisterSearch()
  const mayRegister = useMay('REGISTRAR')
  const [chosen, setChosen] = useState(nothingChosen)
  const mayExport = !useMay('EMERGENCY_READER')
  const filters = useHouseholdFilters(register)
  const withVisits = filters.maySeeVisits
  const withQuarantine = useMay('HEALTH_STAFF', 'INSPECTOR')
  const households = useReading(HOUSEHOLDS, {
    variables: { ...filters.variables, on: today(), withVisits, withQuarantine },
    skip: !register.isAsked,
  })
  return (
    <Page
      title={t('households')}
      subtitle={t('householdsOf', { unit: register.unitName })}
      actions={
        <>
          {register.isAsked && (
            <LinkButton to={`/ho-dan/in/danh-sach-ho${register.filters.query()}`}>{t('print')}</LinkButton>
          )}
          {mayRegister && (
            <LinkButton to="/ho-dan/them-ho" kind="primary">
              {t('addHousehold')}
            </LinkButton>
          )}
        </>
      }
    >
      <RegisterToolbar register={register} label={t('searchHousehold')}>
        {register.isAsked && <HouseholdFilterInputs register={register} filters={filters} />}
      </RegisterToolbar>
      <Panel
        title={t('results')}
        flush
        actions={
          mayExport && <ExportMenu list="households" variables={filters.variables} conditions={filters.conditions} />
        }
      >
        {!register.isAsked && <EmptyState>{t('searchInEmergency')}</EmptyState>}
        {register.isAsked && (
          <ReadingView reading={households} select={(data) => data.households} skeletonRows={12}>
            {(connection) => (
              <>
                {(chosen.all || chosen.ids.size > 0) && (
                  <BulkBar
                    of="households"
                    chosen={chosen}
                    total={connection.totalCount ?? connection.edges.length}
                    matching={filters.matching}
                    onChange={setChosen}
                  />
                )}
                <ConnectionTable
                  caption={t('households')}
                  reading={households}
                  connection={connection}
                  selection={
                    mayRegister
                      ? {
                          chosen: chosen.ids,
                          onChange: (ids) => setChosen({ ids, all: false }),
                          nameOf: (node) => node.code,
                        }
                      : undefined
                  }
                  empty={
                    <NothingFound
                      register={register}
                      narrowed={filters.lacking !== null || filters.circumstance !== null}
                    >
                      {filters.lacking || filters.circumstance ? list('nothingLacks') : t('noHouseholds')}
                    </NothingFound>
                  }
                  columns={[
                    {
                      key: 'code',
                      label: t('householdCode'),
                      nowrap: true,
                      render: (node) => <Link to={paths.household(node.id)}>{node.code}</Link>,
                    },
                    {
                      key: 'head',
                      label: t('head'),
                      render: (node) =>
                        node.head ? <Link to={paths.person(node.head.id)}>{node.head.fullName}</Link> : '—',
                    },
                    { key: 'address', label: t('address'), render: (node) => node.address },
                    {
                      key: 'group',
                      label: t('group'),
                      nowrap: true,
                      render: (node) => node.residentialGroup?.name ?? '—',
                    },
                    {
                      key: 'presence',
                      label: list('presence'),
                      align: 'end',
                      nowrap: true,
                      render: ({ presentCount: present, memberCount: members }) =>
                        list('presenceOf', { present, members }),
                    },
                    ...(withVisits
                      ? [
                          {
                            key: 'visit',
                            label: list('lastVisit'),
                            nowrap: true,
                            render: (node: Node) => <LastVisit of={node} />,
                          },
                        ]
                      : []),
                    { key: 'flags', label: list('flags'), render: (node) => <Flags of={node} /> },
                  ]}
                />
              </>
            )}
          </ReadingView>
        )}
      </Panel>
    </Page>
  )
}
