import {
  gql,
  Link,
  ReadingView,
  ServiceRefusal,
  type TypedDocumentNode,
  useAction,
  useMay,
  useMessages,
  useParams,
  useReading,
  useSearchParams,
} from '@vungxanh/remote'
import { saveFile } from '@vungxanh/remote/export'
import {
  Button,
  Dialog,
  FormActions,
  formatDateTime,
  Notice,
  Page,
  StatTile,
  StatusBadge,
  Tiles,
  useFormat,
} from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import type {
  CancelImportMutation,
  CancelImportMutationVariables,
  CommitImportMutation,
  CommitImportMutationVariables,
  ImportPageQuery,
  ImportPageQueryVariables,
  UndoImportMutation,
  UndoImportMutationVariables,
} from '../operations.generated.ts'
import { MappingPanel } from './mapping-panel.tsx'
import { messages } from './messages.ts'
import { MISSING_GROUPS, MissingGroups } from './missing-groups.tsx'
import { RowsPanel } from './rows-panel.tsx'
import { countOf, stateTones, verdicts } from './verdicts.ts'

const BATCH: TypedDocumentNode<ImportPageQuery, ImportPageQueryVariables> = gql`
  query ImportPage($id: ID!, $withGroups: Boolean!) {
    importBatch(id: $id) {
      id
      fileName
      sender
      state
      headerLine
      headers
      mapping
      residenceKind
      byName
      receivedAt
      committedAt
      undoneAt
      undoneByName
      residentialGroup {
        id
      }
      ...MissingGroups @unmask @include(if: $withGroups)
      counts {
        verdict
        rows
      }
      progress {
        isRunning
        hasFailed
        done
        total
        differing
        touched
      }
    }
  }
  ${MISSING_GROUPS}
`

const COMMIT: TypedDocumentNode<CommitImportMutation, CommitImportMutationVariables> = gql`
  mutation CommitImport($id: ID!) {
    commitImport(input: { id: $id }) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const CANCEL: TypedDocumentNode<CancelImportMutation, CancelImportMutationVariables> = gql`
  mutation CancelImport($id: ID!) {
    cancelImport(input: { id: $id }) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

const UNDO: TypedDocumentNode<UndoImportMutation, UndoImportMutationVariables> = gql`
  mutation UndoImport($id: ID!) {
    undoImport(input: { id: $id }) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`

/** What an act changes outside this page. */
const stale = ['people', 'households', 'person', 'importBatches']
const ASK_AGAIN_MS = 700
const UNDO_HOURS = 24

type Batch = NonNullable<ImportPageQuery['importBatch']>
type Act = 'commit' | 'cancel' | 'undo'

export function ImportPage() {
  const t = useMessages(messages)
  const { id = '' } = useParams()
  const withGroups = useMay('REGISTRAR')
  const reading = useReading(BATCH, { variables: { id, withGroups } })
  const { retry } = reading
  const batch = reading.data?.importBatch
  const isRunning = batch?.progress?.isRunning === true
  // The work goes on without this page; whoever comes back to it sees how far it is.
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(retry, ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isRunning, retry])

  return (
    <Page
      title={batch?.fileName ?? t('title')}
      subtitle={batch && t('batchOf', { sender: batch.sender, by: batch.byName, at: formatDateTime(batch.receivedAt) })}
      trail={[
        <Link key="imports" to="/ho-dan/nhap-danh-sach">
          {t('title')}
        </Link>,
      ]}
      actions={batch && <StatusBadge tone={stateTones[batch.state]}>{t(`state.${batch.state}`)}</StatusBadge>}
    >
      <ReadingView reading={reading} select={(data) => data.importBatch}>
        {(shown) => <BatchView batch={shown} onChanged={retry} />}
      </ReadingView>
    </Page>
  )
}

function BatchView({ batch, onChanged }: { batch: Batch; onChanged: () => void }) {
  const t = useMessages(messages)
  const format = useFormat()
  const mayImport = useMay('REGISTRAR')
  const [address] = useSearchParams()
  const verdict = verdicts.find((known) => known === address.get('ket-qua')) ?? null
  const isRunning = batch.progress?.isRunning === true
  const mayCorrect = mayImport && batch.state === 'READY' && !isRunning
  const counts = countOf(batch.counts)
  return (
    <>
      <Standing batch={batch} />
      {mayCorrect && (batch.missingGroups ?? []).length > 0 && (
        <MissingGroups id={batch.id} groups={batch.missingGroups ?? []} onChanged={onChanged} />
      )}
      {mayImport && <Actions batch={batch} onChanged={onChanged} />}
      <Tiles>
        {verdicts.map((one) => (
          <StatTile
            key={one}
            label={t(`verdict.${one}`)}
            value={format.number(counts[one])}
            missing="—"
            note={t(`note.${one}`)}
            {...(mayImport && {
              link: (look) => (
                <Link
                  {...look}
                  to={verdict === one ? '?' : `?ket-qua=${one}`}
                  aria-current={verdict === one ? 'true' : undefined}
                />
              ),
            })}
          />
        ))}
      </Tiles>
      {mayCorrect && <MappingPanel batch={batch} onChanged={onChanged} />}
      {mayImport ? (
        <RowsPanel
          key={verdict}
          id={batch.id}
          headers={batch.headers}
          mapping={batch.mapping}
          verdict={verdict}
          mayCorrect={mayCorrect}
          judged={`${isRunning} ${batch.state}`}
        />
      ) : (
        <Notice>{t('notForYou')}</Notice>
      )}
    </>
  )
}

/** What runs, what came of the last work, and what the list has come to. */
function Standing({ batch }: { batch: Batch }) {
  const t = useMessages(messages)
  const format = useFormat()
  const { progress, state } = batch
  const counts = countOf(batch.counts)
  if (progress?.isRunning)
    return (
      <Notice tone="info" title={t('working')}>
        <p>{t('workingText', { percent: String(Math.round((100 * progress.done) / (progress.total || 1))) })}</p>
        <progress
          aria-label={t('working')}
          className="vx-bar"
          {...(progress.total !== null && { value: progress.done, max: progress.total })}
        />
      </Notice>
    )
  return (
    <>
      {progress?.hasFailed && (
        <Notice tone="danger" title={t('failed')}>
          {t('failedText')}
        </Notice>
      )}
      {progress && progress.differing > 0 && state === 'READY' && (
        <Notice tone="warning" title={t('differing')}>
          {t('differingText', { rows: format.number(progress.differing) })}
        </Notice>
      )}
      {progress && progress.touched.length > 0 && state === 'COMMITTED' && (
        <Notice tone="warning" title={t('touched')}>
          {t('touchedText', { lines: progress.touched.join(', ') })}
        </Notice>
      )}
      {state === 'COMMITTED' && (
        <Notice tone="success" title={t('committed', { at: formatDateTime(batch.committedAt) })}>
          {t('committedText', { NEW: format.number(counts.NEW), UPDATE: format.number(counts.UPDATE) })}
        </Notice>
      )}
      {state === 'UNDONE' && (
        <Notice title={t('undone', { at: formatDateTime(batch.undoneAt), by: batch.undoneByName ?? '' })} />
      )}
      {state === 'CANCELLED' && <Notice>{t('cancelled')}</Notice>}
    </>
  )
}

function Actions({ batch, onChanged }: { batch: Batch; onChanged: () => void }) {
  const t = useMessages(messages)
  const format = useFormat()
  const [asking, setAsking] = useState<Act>()
  const [refusal, setRefusal] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const [commit, committing] = useAction(COMMIT, { stale })
  const [cancel, cancelling] = useAction(CANCEL, { stale })
  const [undo, undoing] = useAction(UNDO, { stale })
  const { id, state, committedAt } = batch
  const isRunning = batch.progress?.isRunning === true
  const counts = countOf(batch.counts)
  const words = Object.fromEntries(Object.entries(counts).map(([key, rows]) => [key, format.number(rows)]))
  const mayUndo =
    state === 'COMMITTED' && !!committedAt && Date.now() - new Date(committedAt).getTime() < UNDO_HOURS * 3_600_000

  async function act(what: Act) {
    setRefusal(undefined)
    const answer =
      what === 'commit'
        ? (await commit({ id }))?.commitImport
        : what === 'cancel'
          ? (await cancel({ id }))?.cancelImport
          : (await undo({ id }))?.undoImport
    setAsking(undefined)
    if (answer && 'message' in answer) setRefusal(answer.message)
    onChanged()
  }

  async function download() {
    setRefusal(undefined)
    setSaving(true)
    try {
      await saveFile(`/files/residents/imports/${id}/result`)
    } catch (error) {
      setRefusal(error instanceof ServiceRefusal ? error.message : t('away'))
    }
    setSaving(false)
  }

  const busy = committing.busy || cancelling.busy || undoing.busy
  const said = refusal ?? committing.failure ?? cancelling.failure ?? undoing.failure
  return (
    <>
      <div className="vx-page-actions">
        {state === 'READY' && !isRunning && (
          <>
            <Button kind="primary" onClick={() => setAsking('commit')}>
              {t('commit')}
            </Button>
            <Button onClick={() => setAsking('cancel')}>{t('cancelImport')}</Button>
          </>
        )}
        {state === 'READY' && isRunning && (
          <Button busy={busy} onClick={() => act('cancel')}>
            {t('stop')}
          </Button>
        )}
        {mayUndo && !isRunning && <Button onClick={() => setAsking('undo')}>{t('undo')}</Button>}
        <Button busy={isSaving} onClick={download}>
          {isSaving ? t('downloading') : t('result')}
        </Button>
      </div>
      {said && (
        <Notice tone="warning" title={t('refused')} urgent>
          {said}
        </Notice>
      )}
      {asking && (
        <Dialog
          title={t(asking === 'commit' ? 'commitTitle' : asking === 'undo' ? 'undoTitle' : 'cancelTitle')}
          opened
          onClose={() => setAsking(undefined)}
        >
          {asking === 'commit' && counts.NEW + counts.UPDATE === 0 ? (
            <p>{t('nothingToWrite')}</p>
          ) : (
            <p>{t(`${asking}Text`, words)}</p>
          )}
          {asking === 'commit' && <p>{t('undoable')}</p>}
          <FormActions>
            <Button kind={asking === 'commit' ? 'primary' : 'danger'} busy={busy} onClick={() => act(asking)}>
              {t(asking === 'cancel' ? 'cancelImport' : asking)}
            </Button>
            <Button onClick={() => setAsking(undefined)}>{t('leave')}</Button>
          </FormActions>
        </Dialog>
      )}
    </>
  )
}
