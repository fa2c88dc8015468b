import { CloseButton } from '@mantine/core'
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react'
import type { Tone } from '../data/facts.tsx'
import { useUi } from '../ui-provider.tsx'
import { Notice } from './states.tsx'

export interface Notification {
  tone: Tone
  title: string
  text?: string
}

type Notify = (notification: Notification) => void

const NotificationsContext = createContext<Notify>(() => {})

/** Short confirmations of what was done. Refusals and errors stay where they happened, never here. */
export function NotificationsProvider({ children }: { children: ReactNode }) {
  const { words } = useUi()
  const [shown, setShown] = useState<(Notification & { id: number })[]>([])
  const last = useRef(0)
  const dismiss = useCallback((id: number) => setShown((current) => current.filter((item) => item.id !== id)), [])
  const notify = useCallback<Notify>(
    (notification) => {
      const id = ++last.current
      setShown((current) => [...current.slice(-2), { ...notification, id }])
      setTimeout(() => dismiss(id), 10_000)
    },
    [dismiss],
  )
  const region = useMemo(
    () => (
      <section className="vx-toasts" aria-label={words.notifications} aria-live="polite">
        {shown.map((item) => (
          <Notice
            key={item.id}
            tone={item.tone}
            title={item.title}
            action={<CloseButton aria-label={words.close} onClick={() => dismiss(item.id)} />}
          >
            {item.text}
          </Notice>
        ))}
      </section>
    ),
    [shown, words, dismiss],
  )
  return (
    <NotificationsContext value={notify}>
      {children}
      {region}
    </NotificationsContext>
  )
}

export function useNotify(): Notify {
  return use(NotificationsContext)
}
