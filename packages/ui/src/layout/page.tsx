import { Fragment, type ReactNode, useEffect } from 'react'
import { EnsureUi } from '../ui-provider.tsx'

export interface PageProps {
  title: string
  subtitle?: ReactNode
  /** Links to the pages above this one, outermost first. */
  trail?: readonly ReactNode[]
  actions?: ReactNode
  children: ReactNode
}

/** The frame of every page: where one is, what it is called, what can be done. */
export function Page({ title, subtitle, trail = [], actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Vùng Xanh`
  }, [title])
  return (
    <EnsureUi>
      <div className="vx-page">
        <header className="vx-page-head">
          <div className="vx-page-titles">
            {trail.length > 0 && (
              <div className="vx-page-trail">
                {trail.map((link, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a trail never reorders
                  <Fragment key={index}>
                    {index > 0 && <span aria-hidden>/</span>}
                    {link}
                  </Fragment>
                ))}
              </div>
            )}
            <h1 className="vx-page-title">{title}</h1>
            {subtitle && <p className="vx-page-subtitle">{subtitle}</p>}
          </div>
          {actions && <div className="vx-page-actions">{actions}</div>}
        </header>
        {children}
      </div>
    </EnsureUi>
  )
}

export interface PanelProps {
  title: string
  note?: ReactNode
  actions?: ReactNode
  foot?: ReactNode
  /** Tables and states bring their own padding. */
  flush?: boolean
  children: ReactNode
}

export function Panel({ title, note, actions, foot, flush, children }: PanelProps) {
  return (
    <EnsureUi>
      <section className="vx-panel" aria-label={title}>
        <div className="vx-panel-head">
          <h2 className="vx-panel-title">{title}</h2>
          {note && <span className="vx-panel-note">{note}</span>}
          {actions && <div className="vx-page-actions">{actions}</div>}
        </div>
        <div className="vx-panel-body" data-flush={flush || undefined}>
          {children}
        </div>
        {foot && <div className="vx-panel-foot">{foot}</div>}
      </section>
    </EnsureUi>
  )
}

/** Side by side on a desk, one under another on a phone. */
export function Columns({
  shape = 'main-side',
  children,
}: {
  shape?: 'main-side' | 'side-main' | 'halves'
  children: ReactNode
}) {
  return (
    <div className="vx-columns" data-shape={shape}>
      {children}
    </div>
  )
}

export function Rows({ children }: { children: ReactNode }) {
  return <div className="vx-rows">{children}</div>
}

export function Toolbar({ children }: { children: ReactNode }) {
  return <div className="vx-toolbar vx-no-print">{children}</div>
}
