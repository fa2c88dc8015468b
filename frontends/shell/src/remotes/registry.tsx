import type { RemoteManifest } from '@vungxanh/remote'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { isPublished } from './published.ts'

/** A published remote: where its code is, and what it says of itself before any of it is loaded. */
export interface RegisteredRemote {
  version: string
  entry: string
  manifest: RemoteManifest
}

export type RegistryState =
  | { status: 'reading' }
  | { status: 'away' }
  | {
      status: 'ready'
      remotes: readonly RegisteredRemote[]
      /** Remotes that are published in another version than the one that runs on this page. */
      renewed: ReadonlySet<string>
      /** Remotes that are published and say nothing of themselves: not even their place in the navigation is known. */
      unreadable: readonly string[]
    }

interface PublishedEntry {
  version: string
  entry: string
  manifest?: unknown
  /** The gateway took the manifest from the signed build. */
  isSigned?: boolean
}

const pollEvery = 5 * 60_000
const retryAfter = 3_000

function isManifest(value: unknown): value is RemoteManifest {
  if (typeof value !== 'object' || value === null) return false
  const candidate: Partial<RemoteManifest> = value
  return (
    candidate.contract === 1 &&
    typeof candidate.name === 'string' &&
    typeof candidate.base === 'string' &&
    Array.isArray(candidate.navigation) &&
    Array.isArray(candidate.panels)
  )
}

interface Registry {
  remotes: readonly RegisteredRemote[]
  unreadable: readonly string[]
}

async function readRegistry(): Promise<Registry | undefined> {
  try {
    const response = await fetch('/remotes.json', { cache: 'no-cache' })
    if (!response.ok) return undefined
    const body: { remotes?: Record<string, PublishedEntry> } = await response.json()
    const remotes: RegisteredRemote[] = []
    const unreadable: string[] = []
    for (const [name, { version, entry, manifest, isSigned = false }] of Object.entries(body.remotes ?? {})) {
      if (isManifest(manifest) && (isSigned || !isPublished)) remotes.push({ version, entry, manifest })
      else unreadable.push(name)
    }
    return { remotes, unreadable }
  } catch {
    return undefined
  }
}

interface RegistryScope {
  state: RegistryState
  markLoaded: (name: string, version: string) => void
  readAgain: () => void
}

const RegistryContext = createContext<RegistryScope>({
  state: { status: 'reading' },
  markLoaded: () => {},
  readAgain: () => {},
})

/** Reads the registry at the start, every few minutes and on return to the page; notices versions newer than what runs. */
export function RegistryProvider({ children }: { children: ReactNode }) {
  const [registry, setRegistry] = useState<Registry | undefined>()
  const [away, setAway] = useState(false)
  const [loaded, setLoaded] = useState<ReadonlyMap<string, string>>(new Map())
  const known = useRef(false)

  const read = useCallback(async () => {
    const found = await readRegistry()
    if (found) {
      known.current = true
      setRegistry(found)
    }
    setAway(found === undefined)
  }, [])

  useEffect(() => {
    void read()
    const onReturn = () => {
      if (document.visibilityState === 'visible') void read()
    }
    const poll = setInterval(() => void read(), pollEvery)
    const retry = setInterval(() => {
      if (!known.current) void read()
    }, retryAfter)
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      clearInterval(poll)
      clearInterval(retry)
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [read])

  const markLoaded = useCallback((name: string, version: string) => {
    setLoaded((current) => (current.has(name) ? current : new Map(current).set(name, version)))
  }, [])
  const value = useMemo(() => {
    const renewed = new Set(
      (registry?.remotes ?? []).flatMap(({ manifest, version }) => {
        const running = loaded.get(manifest.name)
        return running !== undefined && running !== version ? [manifest.name] : []
      }),
    )
    const state: RegistryState = registry
      ? { status: 'ready', ...registry, renewed }
      : { status: away ? 'away' : 'reading' }
    return { state, markLoaded, readAgain: () => void read() }
  }, [registry, away, loaded, markLoaded, read])
  return <RegistryContext value={value}>{children}</RegistryContext>
}

export function useRegistry() {
  return use(RegistryContext)
}
