import { type EmergencyNotice, type Session, useMessages } from '@vungxanh/remote'
import { useNotify } from '@vungxanh/ui'
import { useEffect, useRef } from 'react'
import { messages } from '../messages.ts'

const every = 15_000

/** Whether something may happen to this session that its viewer must hear of without asking. */
function isWatched({ viewer, breakGlass }: Session): boolean {
  return breakGlass !== null || viewer.role === 'CHAIR' || viewer.role === 'DATA_PROTECTION_OFFICER'
}

/**
 * Says at once what a session did not have before: an emergency that somebody opened, another assignment than the one that
 * was acted in. Those who answer for emergencies hear of them within seconds, on any page, while their tab is seen.
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
    const { viewer, notices } = session
    const isNew = (notice: EmergencyNotice) => told.current !== undefined && !told.current.has(notice.id)
    for (const { account, reason } of notices.filter(isNew))
      notify({ tone: 'danger', title: t('emergencyOpened', { name: account.fullName }), text: reason })
    told.current = new Set(notices.map(({ id }) => id))
    if (acting.current !== undefined && acting.current !== viewer.assignmentId)
      notify({ tone: 'info', title: t('actingAs', { post: viewer.post }), text: viewer.organisation })
    acting.current = viewer.assignmentId
  }, [session, notify, t])
}
