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
  organisation: string
  assignmentId: string
  units: readonly SessionUnit[]
  purpose: Purpose
}

/** A duty that the account holds and may act in, one at a time. */
export interface HeldAssignment {
  id: string
  kind: 'APPOINTMENT' | 'DEPLOYMENT' | 'BREAK_GLASS'
  role: Role
  post: string
  organisation: string
  units: readonly SessionUnit[]
  /** The last day; null while no end is set. */
  validTo: string | null
  /** The moment that an emergency runs out. */
  endsAt: string | null
}

/** An emergency access that somebody in the unit opened, for those who answer for it. */
export interface EmergencyNotice {
  kind: 'BREAK_GLASS'
  id: string
  state: 'OPEN' | 'TO_REVIEW' | 'OVERDUE'
  account: { id: string; fullName: string }
  reason: string
  endsAt: string
  due: string
}

/** What an administrator did that lets somebody come to residents' data, for those who answer for the unit. */
export interface AdministrationNotice {
  kind: 'ADMINISTRATION'
  id: string
  at: string
  action: 'ASSIGNMENT_CREATED' | 'PASSWORD_RESET' | 'SECOND_FACTOR_RESET'
  actor: { id: string; name: string; post: string } | null
  account: { id: string; fullName: string }
  isNewAccount: boolean
  post: string | null
  role: Role | null
}

/** An administrator gave the viewer's account another password, or took its device away. */
export interface Reset {
  id: string
  at: string
  action: 'PASSWORD_RESET' | 'SECOND_FACTOR_RESET'
  by: { name: string; post: string }
}

/** Who is signed in. The browser never sees a token: the gateway's cookie is the session. */
export interface Session {
  viewer: SessionViewer
  assignments: readonly HeldAssignment[]
  /** When the second factor was proven, until when; the code of a demonstration account stands here itself. */
  stepUp: { enrolled: boolean; until: string | null; demoCode?: string }
  notices: readonly (EmergencyNotice | AdministrationNotice)[]
  /** Of the last thirty days. */
  resets: readonly Reset[]
  /** The emergency that the viewer acts in now. */
  breakGlass: { id: string; endsAt: string; reason: string } | null
  expiresAt: string
}

export type SessionAnswer = { session: Session } | { session: undefined; signedOut: boolean }

/** Asks the gateway who is signed in. An unreachable gateway is not the same as being signed out. */
export async function readSession(): Promise<SessionAnswer> {
  try {
    const response = await fetch('/auth/session', { headers: { accept: 'application/json' }, cache: 'no-store' })
    if (response.status === 401) return { session: undefined, signedOut: true }
    if (!response.ok) return { session: undefined, signedOut: false }
    const session: Session = await response.json()
    const known = roles.some((role) => role === session.viewer?.role)
    return known ? { session } : { session: undefined, signedOut: true }
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
  session: Session
  unit: SessionUnit
  chooseUnit: (code: string) => void
  /** Goes on with the session that the gateway just answered, or asks it for the present one. */
  renewSession: (session?: Session) => void
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

export function useSession(): Pick<SessionScope, 'session' | 'renewSession'> {
  return useScope()
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
