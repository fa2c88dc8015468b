import { ReadingView, useMessages, useServiceAction, useServiceReading } from '@vungxanh/remote'
import { Button, DataTable, EmptyState, formatDateTime, Panel, useNotify } from '@vungxanh/ui'
import { useState } from 'react'
import type { SignIn } from '../answers.ts'
import { Confirmation, type Question } from '../confirmation.tsx'
import { messages } from './messages.ts'

export function SessionsPanel({ accountId }: { accountId: string }) {
  const t = useMessages(messages)
  const notify = useNotify()
  const reading = useServiceReading<{ sessions: readonly SignIn[] }>(`/auth/api/sessions?account=${accountId}`)
  const [act, { busy, refusal }] = useServiceAction()
  const [question, setQuestion] = useState<Question>()

  async function end(id: string): Promise<boolean> {
    if (!(await act(`/auth/api/sessions/${id}/end`))) return false
    notify({ tone: 'success', title: t('sessionEnded') })
    reading.retry()
    return true
  }

  return (
    <Panel title={t('sessions')} flush>
      <ReadingView reading={reading} select={(data) => data.sessions} skeletonRows={2}>
        {(sessions) => (
          <DataTable
            caption={t('sessions')}
            rows={sessions}
            rowKey={(session) => session.id}
            empty={<EmptyState>{t('noSessions')}</EmptyState>}
            columns={[
              { key: 'at', label: t('signedInAt'), render: ({ signedInAt }) => formatDateTime(signedInAt) },
              { key: 'until', label: t('expiresAt'), render: ({ expiresAt }) => formatDateTime(expiresAt) },
              {
                key: 'end',
                label: t('endSession'),
                render: ({ id, signedInAt }) => (
                  <Button
                    size="small"
                    label={`${t('endSession')}: ${formatDateTime(signedInAt)}`}
                    onClick={() =>
                      setQuestion({
                        title: t('endSession'),
                        consequence: t('endSessionConsequence'),
                        button: t('endSession'),
                        run: () => end(id),
                      })
                    }
                  >
                    {t('endSession')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </ReadingView>
      <Confirmation question={question} busy={busy} refusal={refusal?.message} onClose={() => setQuestion(undefined)} />
    </Panel>
  )
}
