import {
  ConnectionTable,
  gql,
  Link,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useFilters,
  useMay,
  useMessages,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  Columns,
  EmptyState,
  formatDateTime,
  formatNumber,
  Notice,
  Page,
  Panel,
  Rows,
  SelectInput,
  Toolbar,
  useNotify,
} from '@vungxanh/ui'
import { useEffect } from 'react'
import { ExportMenu } from '../exports/export-menu.tsx'
import type {
  Certainty,
  DuplicateState,
  DuplicatesPageQuery,
  DuplicatesPageQueryVariables,
  ReopenDuplicateMutation,
  ReopenDuplicateMutationVariables,
  ScanDuplicatesMutation,
  ScanDuplicatesMutationVariables,
} from '../operations.generated.ts'
import { Merges } from './merges.tsx'
import { messages } from './messages.ts'
import { type Pair, PairComparison, stale } from './pair-comparison.tsx'
import { useKeys } from './use-keys.ts'

const PAIRS: TypedDocumentNode<DuplicatesPageQuery, DuplicatesPageQueryVariables> = gql`
  query DuplicatesPage($unit: ID!, $state: DuplicateState!, $certainty: Certainty, $first: Int, $after: String) {
    latestDuplicateScan(unit: $unit) {
      id
      startedAt
      finishedAt
      people
      found
      byName
      progress {
        isRunning
        hasFailed
        done
        total
      }
    }
    duplicatePairs(unit: $unit, state: $state, certainty: $certainty, first: $first, after: $after) {
      edges {
        node {
          id
          score
          state
          reason
          byName
          decidedAt
          parts {
            part
            found
            points
          }
          one {
            ...DuplicateEntry @unmask
          }
          other {
            ...DuplicateEntry @unmask
          }
          oneHolds {
            ...EntryHolds @unmask
          }
          otherHolds {
            ...EntryHolds @unmask
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
  fragment DuplicateEntry on Person {
    id
    fullName
    bornOn
    birthYear
    sex
    phoneMasked
    identityDocuments {
      id
      kind
      numberMasked
    }
    household {
      id
      code
      address
    }
  }
  fragment EntryHolds on EntryHoldings {
    id
    memberships
    residences
    papers
    arrivals
    events
    consents
    requests
    leaderships
    establishments
    circumstances
    proposals
  }
`

const SCAN: TypedDocumentNode<ScanDuplicatesMutation, ScanDuplicatesMutationVariables> = gql`
  mutation ScanDuplicates($unit: ID!) {
    scanDuplicates(unit: $unit) {
      __typename
      ... on ScanDuplicatesSuccess {
        scan {
          id
        }
      }
      ... on UserError {
        message
      }
    }
  }
`

const REOPEN: TypedDocumentNode<ReopenDuplicateMutation, ReopenDuplicateMutationVariables> = gql`
  mutation ReopenDuplicate($id: ID!) {
    reopenDuplicate(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const lists = ['OPEN', 'MERGED', 'NOT_DUPLICATE'] as const satisfies readonly DuplicateState[]
const certainties: readonly Certainty[] = ['CERTAIN', 'LIKELY']
const pageSize = 20
/** How often the page looks how far a search is. */
const LOOK_MS = 1_000

export function DuplicatesPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const notify = useNotify()
  const mayDecide = useMay('REGISTRAR')
  const filters = useFilters()
  const list = filters.oneOf('loai', lists) ?? 'OPEN'
  const certainty = filters.oneOf('muc', certainties) ?? null
  const [scan, { busy }] = useAction(SCAN, { stale: ['duplicatePairs', 'latestDuplicateScan'] })

  async function search() {
    const result = (await scan({ unit: unit.code }))?.scanDuplicates
    if (result?.__typename === 'UnitOutOfScope') notify({ tone: 'warning', title: result.message })
    // The search that runs is shown with how far it is.
    if (result?.__typename === 'ScanRunning') notify({ tone: 'info', title: result.message })
  }

  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle', { unit: unit.name ?? unit.code })}
      actions={
        mayDecide && (
          <Button onClick={search} busy={busy}>
            {t('scan')}
          </Button>
        )
      }
    >
      <Toolbar>
        <SelectInput
          label={t('list')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => filters.set({ loai: value === 'OPEN' ? '' : value, muc: '', cap: '' })}
        />
        {list === 'OPEN' && (
          <SelectInput
            label={t('certainty')}
            value={certainty ?? ''}
            options={[
              { value: '', label: t('certainty.ALL') },
              ...certainties.map((value) => ({ value, label: t(`certainty.${value}`) })),
            ]}
            onChange={(value) => filters.set({ muc: value, cap: '' })}
          />
        )}
      </Toolbar>
      {list === 'MERGED' ? (
        <Merges mayUndo={mayDecide} />
      ) : (
        <Pairs key={list} state={list} certainty={certainty} mayDecide={mayDecide} />
      )}
    </Page>
  )
}

interface PairsProps {
  state: 'OPEN' | 'NOT_DUPLICATE'
  certainty: Certainty | null
  mayDecide: boolean
}

function Pairs({ state, certainty, mayDecide }: PairsProps) {
  const t = useMessages(messages)
  const unit = useUnit()
  const filters = useFilters()
  const reading = useReading(PAIRS, { variables: { unit: unit.code, state, certainty, first: pageSize } })
  const pairs = reading.data?.duplicatePairs.edges.map(({ node }) => node) ?? []
  const place = Math.max(
    0,
    pairs.findIndex(({ id }) => id === filters.value('cap')),
  )
  const chosen = pairs[place]
  const go = (to: number) => {
    const pair = pairs[Math.min(Math.max(to, 0), pairs.length - 1)]
    if (pair) filters.set({ cap: pair.id })
  }
  useKeys({ j: () => go(place + 1), k: () => go(place - 1) })
  const scan = reading.data?.latestDuplicateScan
  const { retry } = reading
  const isRunning = scan?.progress?.isRunning ?? false
  useEffect(() => {
    if (!isRunning) return
    const look = setInterval(retry, LOOK_MS)
    return () => clearInterval(look)
  }, [isRunning, retry])
  return (
    <ReadingView reading={reading} select={(data) => data.duplicatePairs} skeletonRows={8}>
      {(connection) => (
        <Columns>
          <Rows>
            <ScanNotice scan={scan} />
            {chosen ? (
              <PairDetails pair={chosen} mayDecide={mayDecide} onDecided={() => go(place + 1)} />
            ) : (
              <EmptyState>{t(state === 'OPEN' ? 'empty' : `empty.${state}`)}</EmptyState>
            )}
          </Rows>
          <Rows>
            <Panel
              title={state === 'OPEN' ? t('queue') : t(`list.${state}`)}
              note={scan ? t('lastScan', { at: formatDateTime(scan.startedAt), by: scan.byName }) : t('neverScanned')}
              flush
              actions={<ExportMenu list="duplicates" variables={{ unit: unit.code, state, certainty }} />}
            >
              <ConnectionTable
                caption={t('queue')}
                reading={reading}
                connection={connection}
                empty={<EmptyState>{t(state === 'OPEN' ? 'empty' : `empty.${state}`)}</EmptyState>}
                columns={[
                  {
                    key: 'pair',
                    label: t('pair'),
                    render: (pair) => (
                      <Link
                        to={filters.query({ cap: pair.id })}
                        aria-current={pair.id === chosen?.id ? 'true' : undefined}
                      >
                        {pair.one.fullName} · {pair.other.fullName}
                      </Link>
                    ),
                  },
                  { key: 'score', label: t('score'), align: 'end', render: ({ score }) => score },
                ]}
              />
            </Panel>
          </Rows>
        </Columns>
      )}
    </ReadingView>
  )
}

/** How far the search is that somebody asked for, or what came of it while the page was open. */
function ScanNotice({ scan }: { scan: DuplicatesPageQuery['latestDuplicateScan'] | undefined }) {
  const t = useMessages(messages)
  const progress = scan?.progress
  if (!scan || !progress) return null
  if (progress.hasFailed) return <Notice tone="warning" title={t('scanFailed')} />
  if (progress.isRunning)
    return (
      <Notice
        tone="info"
        title={t('scanning', {
          at: formatDateTime(scan.startedAt),
          by: scan.byName,
          done: progress.done,
          total: progress.total ?? progress.done,
        })}
      />
    )
  const { people, found } = scan
  return (
    <Notice
      tone="success"
      title={t('scanned', { people: formatNumber(people, 'vi'), found: formatNumber(found, 'vi') })}
    />
  )
}

function PairDetails({ pair, mayDecide, onDecided }: { pair: Pair; mayDecide: boolean; onDecided: () => void }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const [reopen, { busy }] = useAction(REOPEN, { stale })
  const isOpen = pair.state === 'OPEN'
  return (
    <>
      <PairComparison pair={pair} mayDecide={mayDecide && isOpen} onDecided={onDecided} />
      {!isOpen && (
        <Notice tone="info" title={pair.reason ?? t('list.NOT_DUPLICATE')}>
          {[pair.byName, formatDateTime(pair.decidedAt)].filter(Boolean).join(', ')}{' '}
          {mayDecide && (
            <Button
              busy={busy}
              onClick={async () => {
                const result = (await reopen({ id: pair.id }))?.reopenDuplicate
                if (!result) return
                const isDone = result.__typename === 'DuplicatePairSuccess'
                notify({ tone: isDone ? 'success' : 'warning', title: isDone ? t('reopened') : result.message })
              }}
            >
              {t('reopen')}
            </Button>
          )}
        </Notice>
      )}
    </>
  )
}
