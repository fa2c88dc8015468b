import { type Purpose, type Role, roles } from '@vungxanh/access'
import { createContext, use } from 'react'

export interface SessionUnit {
  code: string
  name?: string | undefined
}

export interface SessionViewer {
  accountId: string
  name: string
  role: Role
  post: string
  units: readonly SessionUnit[]
  purpose: Purpose
}

/** Who is signed in. The browser never sees a token: the gateway's cookie is the session. */
export interface Session {
  viewer: SessionViewer
  expiresAt: string
}

export type SessionAnswer = { session: Session } | { session: undefined; signedOut: boolean }

/** Asks the gateway who is signed in. An unreachable gateway is not the same as being signed out. */
export async function readSession(): Promise<SessionAnswer> {
  try {
    const response = await fetch('/auth/session', { headers: { accept: 'application/json' }, cache: 'no-store' })
    if (response.status === 401) return { session: undefined, signedOut: true }
    if (!response.ok) return { session: undefined, signedOut: false }
    const body: Session = await response.json()
    const known = roles.some((role) => role === body.viewer?.role)
    return known ? { session: body } : { session: undefined, signedOut: true }
  } catch {
    return { session: undefined, signedOut: false }
  }
}

export function signInAddress(returnTo: string): string {
  return `/auth/login?returnTo=${encodeURIComponent(returnTo)}`
}

/** Ends the session at the gateway and at the identity provider. */
export async function signOut(): Promise<void> {
  const response = await fetch('/auth/logout', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vungxanh': 'portal' },
    body: '{}',
  })
  const body: { redirect?: string } = response.ok ? await response.json() : {}
  location.assign(body.redirect ?? '/')
}

interface SessionScope {
  viewer: SessionViewer
  unit: SessionUnit
  chooseUnit: (code: string) => void
}

const SessionContext = createContext<SessionScope | undefined>(undefined)

export const SessionScopeProvider = SessionContext.Provider

function useScope(): SessionScope {
  const scope = use(SessionContext)
  if (!scope) throw new Error('There is no session above this component')
  return scope
}

export function useViewer(): SessionViewer {
  return useScope().viewer
}

/** The unit that the viewer works in now. */
export function useUnit(): SessionUnit {
  return useScope().unit
}

export function useUnitChoice(): { units: readonly SessionUnit[]; chooseUnit: (code: string) => void } {
  const { viewer, chooseUnit } = useScope()
  return { units: viewer.units, chooseUnit }
}

/** Hides what a role may not do. The gateway and the departments decide again, and they decide for good. */
export function useMay(...allowed: readonly Role[]): boolean {
  return allowed.includes(useViewer().role)
}
