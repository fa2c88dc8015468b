import { Link, Outlet, useMessages, useUnit } from '@vungxanh/remote'
import { messages } from '../messages.ts'
import { EmergencyBanner } from './emergency-banner.tsx'

/** The frame of pages in the field: the page, and a way back. No navigation of the desk, no bar that takes a phone's height. */
export function FieldLayout() {
  const t = useMessages(messages)
  const unit = useUnit()
  return (
    <div className="vx-field">
      <header className="vx-shell-bar">
        <Link to="/" className="vx-shell-brand">
          <span className="vx-mark" aria-hidden />
          {t('home')}
        </Link>
        <span>{unit.name ?? unit.code}</span>
      </header>
      <main id="main" tabIndex={-1} className="vx-shell-main">
        <EmergencyBanner />
        <Outlet />
      </main>
    </div>
  )
}
