import {
  gql,
  Link,
  paths,
  ReadingView,
  type TypedDocumentNode,
  useAction,
  useMay,
  useMessages,
  useParams,
  useReading,
} from '@vungxanh/remote'
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Facts,
  FormActions,
  formatDateTime,
  Notice,
  Page,
  Panel,
  StatTile,
  Tiles,
} from '@vungxanh/ui'
import { lazy, Suspense, useState } from 'react'
import { ExportMenu } from '../exports/export-menu.tsx'
import type {
  ArrangeWalkMutation,
  ArrangeWalkMutationVariables,
  CloseRoundMutation,
  CloseRoundMutationVariables,
  ReopenRoundMutation,
  ReopenRoundMutationVariables,
} from '../operations.generated.ts'
import { AnnulVisit } from './annul-visit.tsx'
import { Lacking } from './lacking.tsx'
import { currentVisit } from './lacks.ts'
import { messages } from './messages.ts'
import { ROUND, type Round, useRoundVariables } from './round-query.ts'

// It is for the paper, and comes after the board.
const VisitCode = lazy(() => import('./visit-code.tsx'))

const CLOSE: TypedDocumentNode<CloseRoundMutation, CloseRoundMutationVariables> = gql`
  mutation CloseRound($id: ID!) {
    closeRound(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const REOPEN: TypedDocumentNode<ReopenRoundMutation, ReopenRoundMutationVariables> = gql`
  mutation ReopenRound($id: ID!) {
    reopenRound(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const ARRANGE: TypedDocumentNode<ArrangeWalkMutation, ArrangeWalkMutationVariables> = gql`
  mutation ArrangeWalk($input: ArrangeWalkInput!) {
    arrangeWalk(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

/** The desk's board of a round; printed, it is the paper that somebody without a phone walks with. */
export function RoundPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const mayChange = useMay('REGISTRAR')
  const mayRecord = useMay('REGISTRAR', 'TEAM_LEADER', 'COMMUNITY_TEAM')
  const [isClosing, setClosing] = useState(false)
  const reading = useReading(ROUND, { variables: useRoundVariables(id) })
  const round = reading.data?.round
  const [close, closing] = useAction(CLOSE, { stale: ['round', 'rounds'] })
  const [reopen, reopening] = useAction(REOPEN, { stale: ['round', 'rounds'] })
  const [arrange, arranging] = useAction(ARRANGE, { stale: ['round'] })
  const failure = closing.failure ?? reopening.failure ?? arranging.failure

  /** Two neighbours change places; everybody else stays. */
  function swap(found: Round, place: number) {
    const [one, other] = [found.stops[place], found.stops[place + 1]]
    if (!one || !other) return
    const householdIds = [other.household.id, one.household.id]
    void arrange({ input: { residentialGroupId: found.residentialGroup.id, householdIds } })
  }

  return (
    <Page
      title={round?.purpose ?? t('rounds')}
      trail={[
        <Link key="rounds" to="/ho-dan/vong-di">
          {t('rounds')}
        </Link>,
      ]}
      subtitle={round && [round.residentialGroup.name, round.selfManagementGroup?.name].filter(Boolean).join(' · ')}
      actions={
        round && (
          <>
            <Button onClick={() => window.print()}>{t('print')}</Button>
            {mayChange && !round.closedAt && <Button onClick={() => setClosing(true)}>{t('close')}</Button>}
            {mayChange && round.closedAt && (
              <Button busy={reopening.busy} onClick={() => void reopen({ id })}>
                {t('reopen')}
              </Button>
            )}
          </>
        )
      }
    >
      {failure && <Notice tone="danger" urgent title={failure} />}
      {isClosing && round && (
        <Dialog title={t('close')} opened onClose={() => setClosing(false)}>
          <p>{t('closeText', { count: round.progress.left })}</p>
          <FormActions>
            <Button
              kind="primary"
              busy={closing.busy}
              onClick={async () => {
                await close({ id })
                setClosing(false)
              }}
            >
              {t('close')}
            </Button>
            <Button onClick={() => setClosing(false)}>{t('cancel')}</Button>
          </FormActions>
        </Dialog>
      )}
      <ReadingView reading={reading} select={(data) => data.round} skeletonRows={12}>
        {(found) => (
          <>
            {found.closedAt && <Notice tone="info" title={t('closed')} />}
            <Tiles>
              <StatTile label={t('left')} value={String(found.progress.left)} missing="—" />
              <StatTile label={t('met')} value={String(found.progress.met)} missing="—" />
              <StatTile label={t('nobodyHome')} value={String(found.progress.nobodyHome)} missing="—" />
              <StatTile label={t('refused')} value={String(found.progress.refused)} missing="—" />
              <StatTile label={t('movedAway')} value={String(found.progress.movedAway)} missing="—" />
            </Tiles>
            <Panel title={t('assigned')}>
              <Facts
                facts={[
                  { label: t('assigned'), value: found.assignedTo },
                  { label: t('opened'), value: formatDateTime(found.openedAt) },
                  { label: t('document'), value: found.commitmentDocument?.symbol },
                  { label: t('station'), value: found.stationPhone },
                ]}
              />
            </Panel>
            <Panel title={t('board')} flush actions={<ExportMenu list="round-stops" variables={{ id }} />}>
              <DataTable
                caption={t('board')}
                rows={found.stops.map((stop, place) => ({ stop, place }))}
                rowKey={({ stop }) => stop.id}
                empty={<EmptyState>{t('none')}</EmptyState>}
                columns={[
                  {
                    key: 'household',
                    label: t('household'),
                    nowrap: true,
                    render: ({ stop: { id: stopId, household }, place }) => (
                      <>
                        {place + 1}. <Link to={paths.household(household.id)}>{household.code}</Link>
                        <Suspense>
                          <VisitCode label={t('codeOf', { code: household.code })} roundId={id} stopId={stopId} />
                        </Suspense>
                      </>
                    ),
                  },
                  { key: 'address', label: t('address'), render: ({ stop }) => stop.household.address },
                  {
                    key: 'lacks',
                    label: t('lacks'),
                    render: ({ stop }) => (
                      <>
                        <Lacking stop={stop} round={found} />
                        {mayRecord && <AnnulVisit stop={stop} />}
                      </>
                    ),
                  },
                  {
                    key: 'present',
                    label: t('present'),
                    align: 'end',
                    render: ({ stop }) => currentVisit(stop)?.presentTonight ?? `(${stop.expectedPresent})`,
                  },
                  { key: 'note', label: t('note'), render: ({ stop }) => currentVisit(stop)?.note ?? '' },
                  {
                    key: 'place',
                    label: t('place'),
                    nowrap: true,
                    render: ({ stop, place }) =>
                      mayChange && (
                        <span className="vx-page-actions">
                          <Button
                            size="small"
                            kind="quiet"
                            label={t('up', { code: stop.household.code })}
                            disabled={place === 0 || arranging.busy}
                            onClick={() => swap(found, place - 1)}
                          >
                            ↑
                          </Button>
                          <Button
                            size="small"
                            kind="quiet"
                            label={t('down', { code: stop.household.code })}
                            disabled={place === found.stops.length - 1 || arranging.busy}
                            onClick={() => swap(found, place)}
                          >
                            ↓
                          </Button>
                        </span>
                      ),
                  },
                ]}
              />
            </Panel>
          </>
        )}
      </ReadingView>
    </Page>
  )
}
