import type { Remote } from '@vungxanh/remote'
import { Component, type ReactNode, useCallback, useEffect, useState } from 'react'
import { loadRemote } from './load-remote.ts'
import { type RegisteredRemote, useRegistry } from './registry.tsx'

const automaticRetryAfter = 3_000

class CrashBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override render() {
    return this.state.crashed ? this.props.fallback : this.props.children
  }
}

type Loading = { status: 'loading' } | { status: 'ready'; remote: Remote } | { status: 'failed' }

export type Load = (remote: RegisteredRemote) => Promise<Remote>

function useRemote(registered: RegisteredRemote, load: Load): [Loading, retry: () => void] {
  const [state, setState] = useState<Loading>({ status: 'loading' })
  const [round, setRound] = useState(0)
  const { markLoaded } = useRegistry()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a running page keeps the version that it began with
  useEffect(() => {
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    setState((current) => (current.status === 'ready' ? current : { status: 'loading' }))
    const attempt = async (automatic: boolean) => {
      try {
        const remote = await load(registered)
        if (left) return
        markLoaded(registered.manifest.name, registered.version)
        setState({ status: 'ready', remote })
      } catch (error) {
        console.error(error)
        if (left) return
        if (automatic) timer = setTimeout(() => void attempt(false), automaticRetryAfter)
        else setState({ status: 'failed' })
      }
    }
    void attempt(true)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [registered.manifest.name, round, load])

  const retry = useCallback(() => {
    setState({ status: 'loading' })
    setRound((current) => current + 1)
  }, [])
  return [state, retry]
}

export interface RemoteBoundaryProps {
  registered: RegisteredRemote
  loading: ReactNode
  failed: (retry: () => void) => ReactNode
  crashed: (retry: () => void) => ReactNode
  children: (remote: Remote) => ReactNode
  load?: Load
}

/** Whatever happens to a remote — missing, hanging, crashing — happens in here. */
export function RemoteBoundary(props: RemoteBoundaryProps) {
  const { registered, loading, failed, crashed, children, load = loadRemote } = props
  const [state, retry] = useRemote(registered, load)
  const [life, setLife] = useState(0)
  if (state.status === 'loading') return loading
  if (state.status === 'failed') return failed(retry)
  return (
    <CrashBoundary key={life} fallback={crashed(() => setLife((current) => current + 1))}>
      {children(state.remote)}
    </CrashBoundary>
  )
}
