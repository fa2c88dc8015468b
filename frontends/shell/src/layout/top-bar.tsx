import { roleNames } from '@vungxanh/access'
import {
  type HeldAssignment,
  Link,
  paths,
  type Session,
  signOut,
  useLabel,
  useLanguage,
  useMessages,
  useNavigate,
  useServiceAction,
  useSession,
  useUnit,
  useUnitChoice,
  useViewer,
} from '@vungxanh/remote'
import { Button } from '@vungxanh/ui'
import { messages } from '../messages.ts'

/** The duty that the viewer acts in, and the way to another that they hold. */
function Acting() {
  const t = useMessages(messages)
  const label = useLabel()
  const navigate = useNavigate()
  const { session, renewSession } = useSession()
  const [act, { busy, refusal }] = useServiceAction()
  const { viewer, assignments } = session
  const nameOf = ({ kind, role, post, organisation, units }: HeldAssignment) => {
    const duty = kind === 'BREAK_GLASS' ? label(roleNames[role]) : post
    const sentTo = kind === 'DEPLOYMENT' ? units.map(({ code }) => code) : []
    return [duty, organisation, ...sentTo].join(' · ')
  }

  if (assignments.length <= 1) {
    return (
      <span>
        {viewer.post} · {viewer.organisation}
      </span>
    )
  }
  async function switchTo(assignmentId: string) {
    const next = await act<Session>('/auth/assignment', { assignmentId })
    // What stood on the page may not be for the next duty; one that was taken away meanwhile leaves the list.
    if (next) navigate(paths.home())
    renewSession(next)
  }
  return (
    <>
      <select
        className="vx-shell-acting"
        aria-label={t('acting')}
        aria-busy={busy}
        disabled={busy}
        value={viewer.assignmentId}
        onChange={(event) => void switchTo(event.currentTarget.value)}
      >
        {assignments.map((assignment) => (
          <option key={assignment.id} value={assignment.id}>
            {nameOf(assignment)}
          </option>
        ))}
      </select>
      {refusal && <span role="alert">{refusal.message}</span>}
    </>
  )
}

/** What waits for those who answer for emergencies and for what administrators do. */
function Notices() {
  const t = useMessages(messages)
  const { notices } = useSession().session
  const count = (kind: (typeof notices)[number]['kind']) => notices.filter((notice) => notice.kind === kind).length
  const [emergencies, administration] = [count('BREAK_GLASS'), count('ADMINISTRATION')]
  return (
    <>
      {emergencies > 0 && (
        <Link to={paths.emergencies()} className="vx-shell-notices">
          {t('emergencies', { count: emergencies })}
        </Link>
      )}
      {administration > 0 && (
        <Link to={paths.administrationLog()} className="vx-shell-notices">
          {t('administration', { count: administration })}
        </Link>
      )}
    </>
  )
}

export function TopBar({ menuOpen, onMenu }: { menuOpen: boolean; onMenu: () => void }) {
  const t = useMessages(messages)
  const viewer = useViewer()
  const unit = useUnit()
  const unitName = unit.name ?? unit.code
  const { units, chooseUnit } = useUnitChoice()
  const { language, setLanguage } = useLanguage()
  return (
    <header className="vx-shell-bar">
      <div className="vx-shell-menu">
        <button
          type="button"
          aria-expanded={menuOpen}
          aria-label={menuOpen ? t('closeMenu') : t('menu')}
          onClick={onMenu}
        >
          <span aria-hidden />
        </button>
      </div>
      <Link to="/" className="vx-shell-brand">
        <span className="vx-mark" aria-hidden />
        <span>Vùng Xanh</span>
      </Link>
      {units.length > 1 ? (
        <select
          className="vx-shell-unit"
          aria-label={t('unit')}
          value={unit.code}
          onChange={(event) => chooseUnit(event.currentTarget.value)}
        >
          {units.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name ?? one.code}
            </option>
          ))}
        </select>
      ) : (
        <span className="vx-shell-unit">{unitName}</span>
      )}
      <span className="vx-shell-gap" />
      <Notices />
      <span className="vx-shell-viewer">
        <strong>{viewer.name}</strong>
        <Acting />
      </span>
      <Button kind="quiet" size="small" onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
        {t('switchLanguage')}
      </Button>
      <Button size="small" onClick={() => void signOut()}>
        {t('signOut')}
      </Button>
    </header>
  )
}
