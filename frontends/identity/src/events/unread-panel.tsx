import { useMessages, useServiceAction, useSession } from '@vungxanh/remote'
import { Button, DataTable, formatDateTime, Notice, Panel } from '@vungxanh/ui'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

/** What an administrator did that lets somebody come to residents' data, until this officer has looked at it. */
export function UnreadPanel() {
  const t = useMessages(messages)
  const c = useMessages(common)
  const { session, renewSession } = useSession()
  const [act, { busy, refusal }] = useServiceAction()
  const unread = session.notices.filter((notice) => notice.kind === 'ADMINISTRATION')
  if (unread.length === 0) return null

  async function markAsSeen(id: string) {
    if (await act(`/auth/api/notices/${id}/read`)) renewSession()
  }

  return (
    <Panel title={t('unread')} foot={t('unreadText')} flush>
      {refusal && (
        <Notice tone="danger" urgent>
          {refusal.message}
        </Notice>
      )}
      <DataTable
        caption={t('unread')}
        rows={unread}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'at', label: c('at'), nowrap: true, render: ({ at }) => formatDateTime(at) },
          { key: 'action', label: t('action'), render: ({ action }) => t(`action.${action}`) },
          {
            key: 'whose',
            label: t('whose'),
            render: ({ account, post, isNewAccount }) => (
              <>
                {account.fullName}
                <span className="vx-option-note">
                  {[post, isNewAccount && t('newAccount')].filter(Boolean).join(' · ')}
                </span>
              </>
            ),
          },
          { key: 'actor', label: t('actor'), render: ({ actor }) => actor?.name ?? t('nobody') },
          {
            key: 'seen',
            label: t('seen'),
            render: ({ id }) => (
              <Button size="small" busy={busy} onClick={() => void markAsSeen(id)}>
                {t('seen')}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  )
}
