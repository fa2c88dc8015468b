import { paths, type Session, useMessages, useNavigate, useServiceAction, useSession } from '@vungxanh/remote'
import { Button, Notice, timeOf } from '@vungxanh/ui'
import { useEffect, useState } from 'react'
import { messages } from '../messages.ts'

function minutesUntil(instant: string): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / 60_000))
}

/** Seen on every page by whoever acts in an emergency: how long it lasts, and the way out of it. */
export function EmergencyBanner() {
  const { breakGlass } = useSession().session
  return breakGlass && <OpenEmergency key={breakGlass.id} breakGlass={breakGlass} />
}

function OpenEmergency({ breakGlass }: { breakGlass: NonNullable<Session['breakGlass']> }) {
  const t = useMessages(messages)
  const { session, renewSession } = useSession()
  const navigate = useNavigate()
  const [act, { busy, refusal }] = useServiceAction()
  const [minutes, setMinutes] = useState(() => minutesUntil(breakGlass.endsAt))
  useEffect(() => {
    const timer = setInterval(() => {
      setMinutes(minutesUntil(breakGlass.endsAt))
      if (Date.parse(breakGlass.endsAt) <= Date.now()) renewSession()
    }, 10_000)
    return () => clearInterval(timer)
  }, [breakGlass.endsAt, renewSession])

  async function close() {
    if (!(await act(`/auth/api/break-glass/${breakGlass.id}/close`))) return
    const own = session.assignments.find(({ kind }) => kind !== 'BREAK_GLASS')
    // What stood on the page was for the emergency.
    navigate(paths.home())
    renewSession(own && (await act<Session>('/auth/assignment', { assignmentId: own.id })))
  }

  return (
    <div className="vx-shell-emergency">
      <Notice
        tone="danger"
        title={t('emergency', { minutes, time: timeOf(breakGlass.endsAt) })}
        action={
          <Button kind="danger" size="small" busy={busy} onClick={() => void close()}>
            {t('endEmergency')}
          </Button>
        }
      >
        {refusal?.message ?? t('emergencyText', { reason: breakGlass.reason })}
      </Notice>
    </div>
  )
}
