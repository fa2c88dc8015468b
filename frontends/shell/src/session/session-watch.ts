import { type Session, useMessages } from '@vungxanh/remote'
import { formatDateTime, useNotify } from '@vungxanh/ui'
import { useEffect, useRef } from 'react'
import { messages } from '../messages.ts'

const every = 15_000

/** Whether something may happen to this session that its viewer must hear of without asking. */
function isWatched({ viewer, breakGlass }: Session): boolean {
  return breakGlass !== null || viewer.role === 'CHAIR' || viewer.role === 'DATA_PROTECTION_OFFICER'
}

const recentMs = 3 * 24 * 60 * 60 * 1000

function isRecent({ at }: { at: string }): boolean {
  return Date.now() - Date.parse(at) < recentMs
}

/**
 * Says at once what a session did not have before: an emergency that somebody opened, another assignment than the one that
 * was acted in. Those who answer for emergencies and for what
 * administrators do hear of them within seconds, on any page, while their tab is seen.
 */
export function useSessionWatch(session: Session | undefined, ask: () => Promise<void>): void {
  const t = useMessages(messages)
  const notify = useNotify()
  const watched = session !== undefined && isWatched(session)
  useEffect(() => {
    if (!watched) return
    const askWhenSeen = () => {
      if (document.visibilityState === 'visible') void ask()
    }
    const timer = setInterval(askWhenSeen, every)
    document.addEventListener('visibilitychange', askWhenSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', askWhenSeen)
    }
  }, [watched, ask])

  const told = useRef<ReadonlySet<string> | undefined>(undefined)
  const acting = useRef<string>(undefined)
  useEffect(() => {
    if (!session) return
    const { viewer, notices, resets } = session
    // Those that were there before stand in the bar; only one's own are said again whenever the page is opened.
    if (told.current === undefined) {
      for (const { action, at, by } of resets.filter(isRecent))
        notify({ tone: 'danger', title: t(`own.${action}`), text: `${by.name} · ${by.post} · ${formatDateTime(at)}` })
    }
    for (const notice of notices) {
      if (told.current === undefined || told.current.has(notice.id)) continue
      const { fullName: name } = notice.account
      if (notice.kind === 'BREAK_GLASS')
        notify({ tone: 'danger', title: t('emergencyOpened', { name }), text: notice.reason })
      else
        notify({
          tone: 'danger',
          title: t(`administration.${notice.action}`, { name }),
          text: [notice.actor?.name, notice.post].filter(Boolean).join(' · '),
        })
    }
    told.current = new Set(notices.map(({ id }) => id))
    if (acting.current !== undefined && acting.current !== viewer.assignmentId)
      notify({ tone: 'info', title: t('actingAs', { post: viewer.post }), text: viewer.organisation })
    acting.current = viewer.assignmentId
  }, [session, notify, t])
}
