import { Button, Skeleton } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import type { Tone } from '../data/facts.tsx'
import { useUi } from '../ui-provider.tsx'

/** Why there is nothing, and what to do next. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="vx-state">
      <p>{children}</p>
      {action}
    </div>
  )
}

export interface ErrorStateProps {
  title: string
  children?: ReactNode
  /** Read out on the telephone to whoever looks after the system. */
  code?: string | undefined
  onRetry?: (() => void) | undefined
}

export function ErrorState({ title, children, code, onRetry }: ErrorStateProps) {
  const { words } = useUi()
  return (
    <div className="vx-state" role="alert">
      <p className="vx-state-title">{title}</p>
      {children && <p>{children}</p>}
      {code && <code>{code}</code>}
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </div>
  )
}

export interface NoticeProps {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  /** Spoken at once; only for what needs the reader now. */
  urgent?: boolean
}

export function Notice({ tone = 'neutral', title, children, action, urgent }: NoticeProps) {
  return (
    <div className="vx-notice" data-tone={tone} role={urgent ? 'alert' : 'status'}>
      <div>
        {title && <strong>{title}</strong>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
      {action}
    </div>
  )
}

/** A picture of what will come. Nothing for the first 150 ms, so that fast answers do not flicker. */
export function Skeletons({ rows = 5, height = 18 }: { rows?: number; height?: number }) {
  const { words } = useUi()
  const [waiting, setWaiting] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setWaiting(false), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="vx-skeleton" data-waiting={waiting || undefined} role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <Skeleton key={index} height={height} width={index % 3 === 2 ? '62%' : '100%'} radius="xs" />
      ))}
    </div>
  )
}
