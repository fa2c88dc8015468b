import { Outlet, useLabel, useLocation, useMessages } from '@vungxanh/remote'
import { Button, Notice } from '@vungxanh/ui'
import { useEffect, useRef, useState } from 'react'
import { messages } from '../messages.ts'
import { useRegistry } from '../remotes/registry.tsx'
import { EmergencyBanner } from './emergency-banner.tsx'
import { Navigation } from './navigation.tsx'
import { TopBar } from './top-bar.tsx'

function NewVersionNotices() {
  const t = useMessages(messages)
  const label = useLabel()
  const { state } = useRegistry()
  if (state.status !== 'ready' || state.renewed.size === 0) return null
  const names = state.remotes
    .filter(({ manifest }) => state.renewed.has(manifest.name))
    .map(({ manifest }) => label(manifest.title))
  return (
    <Notice
      tone="info"
      title={t('newVersion', { name: names.join(', ') })}
      action={
        <Button size="small" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      }
    >
      {t('newVersionText')}
    </Notice>
  )
}

export function Layout() {
  const t = useMessages(messages)
  const [menuOpen, setMenuOpen] = useState(false)
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)

  // A new page is announced and reached as a new page would be: from its top.
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    window.scrollTo(0, 0)
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <div className="vx-shell">
      <a className="vx-skip" href="#main">
        {t('skip')}
      </a>
      <TopBar menuOpen={menuOpen} onMenu={() => setMenuOpen((open) => !open)} />
      <div className="vx-shell-body">
        <div className="vx-shell-nav" data-open={menuOpen || undefined}>
          <Navigation onNavigate={() => setMenuOpen(false)} />
        </div>
        <main id="main" ref={main} tabIndex={-1} className="vx-shell-main">
          <EmergencyBanner />
          <NewVersionNotices />
          <Outlet />
        </main>
      </div>
    </div>
  )
}
