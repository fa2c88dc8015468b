import {
  Link,
  ReadingView,
  useMay,
  useMessages,
  useServiceAction,
  useServiceReading,
  useSession,
} from '@vungxanh/remote'
import {
  Button,
  DataTable,
  EmptyState,
  formatDate,
  formatDateTime,
  Notice,
  Page,
  Panel,
  StatusBadge,
  type Tone,
  useNotify,
} from '@vungxanh/ui'
import { useState } from 'react'
import type { Emergency } from '../answers.ts'
import { Confirmation, type Question } from '../confirmation.tsx'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import { OpenDialog } from './open-dialog.tsx'
import { ReviewDialog } from './review-dialog.tsx'

const tones: Record<Emergency['state'], Tone> = {
  OPEN: 'danger',
  TO_REVIEW: 'warning',
  OVERDUE: 'danger',
  REVIEWED: 'neutral',
}

export function EmergenciesPage() {
  const t = useMessages(messages)
  const c = useMessages(common)
  const notify = useNotify()
  const { session, renewSession } = useSession()
  const reading = useServiceReading<{ breakGlasses: readonly Emergency[] }>('/auth/api/break-glass')
  const mayReview = useMay('CHAIR', 'DATA_PROTECTION_OFFICER')
  const mayAudit = useMay('INSPECTOR', 'DATA_PROTECTION_OFFICER')
  const [act, { busy, refusal }] = useServiceAction()
  const [question, setQuestion] = useState<Question>()
  const [opening, setOpening] = useState(false)
  const [reviewed, setReviewed] = useState<Emergency>()
  const isOwn = ({ account }: Emergency) => account.id === session.viewer.accountId
  const waiting = (reading.data?.breakGlasses ?? []).filter(({ state }) => state === 'TO_REVIEW' || state === 'OVERDUE')

  function changed() {
    reading.retry()
    renewSession()
  }
  function askToClose({ id, account: { fullName: name } }: Emergency) {
    setQuestion({
      title: t('close'),
      consequence: t('closeConsequence', { name }),
      button: t('close'),
      run: async () => {
        if (!(await act(`/auth/api/break-glass/${id}/close`))) return false
        notify({ tone: 'success', title: t('closed', { name }) })
        changed()
        return true
      },
    })
  }

  return (
    <Page
      title={t('emergencies')}
      subtitle={t('emergenciesText')}
      actions={
        session.breakGlass === null && (
          <Button kind="danger" onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )
      }
    >
      {session.breakGlass && <Notice tone="info">{t('acting')}</Notice>}
      {mayReview && waiting.length > 0 && (
        <Notice
          tone="warning"
          title={t('waiting', {
            count: waiting.length,
            overdue: waiting.filter(({ state }) => state === 'OVERDUE').length,
          })}
        />
      )}
      <Panel title={t('emergencies')} flush>
        <ReadingView reading={reading} select={(data) => data.breakGlasses} skeletonRows={4}>
          {(emergencies) => (
            <DataTable
              caption={t('emergencies')}
              rows={emergencies}
              rowKey={(emergency) => emergency.id}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                {
                  key: 'who',
                  label: t('who'),
                  render: ({ account, post, organisation }) => (
                    <>
                      {account.fullName}
                      <span className="vx-option-note">
                        {post} · {organisation}
                      </span>
                    </>
                  ),
                },
                {
                  key: 'state',
                  label: c('state'),
                  render: ({ state }) => <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>,
                },
                {
                  key: 'reason',
                  label: c('reason'),
                  render: ({ reasonCode, reason, caseReference }) => (
                    <>
                      {t(`code.${reasonCode}`)} · {caseReference}
                      <span className="vx-option-note">{reason}</span>
                    </>
                  ),
                },
                { key: 'at', label: t('openedAt'), nowrap: true, render: ({ openedAt }) => formatDateTime(openedAt) },
                { key: 'end', label: t('endsAt'), nowrap: true, render: ({ endsAt }) => formatDateTime(endsAt) },
                {
                  key: 'due',
                  label: t('due'),
                  render: ({ due, review }) =>
                    review?.outcome ? (
                      <>
                        {t('reviewedBy', {
                          outcome: t(`outcome.${review.outcome}`),
                          by: review.by,
                          at: formatDateTime(review.at),
                        })}
                        <span className="vx-option-note">{review.note}</span>
                      </>
                    ) : (
                      formatDate(due)
                    ),
                },
                {
                  key: 'act',
                  label: t('review'),
                  render: (emergency) => (
                    <div className="vx-page-actions">
                      {mayAudit && (
                        <Link to={`/quan-tri/nhat-ky?tai-khoan=${emergency.account.id}&tu=${emergency.openedAt}`}>
                          {t('seen')}
                        </Link>
                      )}
                      {emergency.state === 'OPEN' && (isOwn(emergency) || mayReview) && (
                        <Button
                          size="small"
                          label={`${t('close')}: ${emergency.account.fullName}`}
                          onClick={() => askToClose(emergency)}
                        >
                          {t('close')}
                        </Button>
                      )}
                      {mayReview && !isOwn(emergency) && waiting.includes(emergency) && (
                        <Button
                          size="small"
                          kind="primary"
                          label={t('reviewOf', { name: emergency.account.fullName })}
                          onClick={() => setReviewed(emergency)}
                        >
                          {t('review')}
                        </Button>
                      )}
                    </div>
                  ),
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
      {reviewed && <ReviewDialog emergency={reviewed} onClose={() => setReviewed(undefined)} onReviewed={changed} />}
      <Confirmation question={question} busy={busy} refusal={refusal?.message} onClose={() => setQuestion(undefined)} />
    </Page>
  )
}
