import { eventsPurpose, type Purpose, purposes, type Role, roles } from './roles.ts'

/** The audience that access tokens carry and every subgraph demands. */
export const tokenAudience = 'vungxanh'

/** How long one proof of the second factor opens the doors that ask for it, in seconds. */
export const stepUpSeconds = 10 * 60

/** Who is asking: one assignment of one account. Authority belongs to the post; units are administrative unit codes. */
export interface Viewer {
  accountId: string
  name: string
  role: Role
  /** Title of the post. */
  post: string
  organisation: string
  assignmentId: string
  units: readonly string[]
  purpose: Purpose
  /** Ids of the officer's own household and of its persons, as declared: no officer handles their own family's matters. */
  kin: readonly string[]
  /** When the second factor was last proven, in seconds since 1970. */
  steppedUpAt?: number
}

export type ViewerClaims = {
  sub: string
  name: string
  role: Role
  post: string
  organisation: string
  assignment: string
  units: readonly string[]
  purpose: Purpose
  kin?: readonly string[]
  step_up?: number
}

export function claimsOf({ accountId, assignmentId, steppedUpAt, kin, ...claims }: Viewer): ViewerClaims {
  return {
    sub: accountId,
    assignment: assignmentId,
    ...claims,
    ...(kin.length > 0 && { kin }),
    ...(steppedUpAt !== undefined && { step_up: steppedUpAt }),
  }
}

/** Reads a viewer from verified token claims; undefined when a claim is missing or of the wrong kind. */
export function viewerFromClaims(claims: Record<string, unknown>): Viewer | undefined {
  const { sub, name, role, post, organisation, assignment, units, purpose, kin = [], step_up: steppedUpAt } = claims
  const knownRole = roles.find((known) => known === role)
  const knownPurpose = purposes.find((known) => known === purpose && known !== eventsPurpose)
  if (!knownRole || !knownPurpose || !isTexts(units) || !isTexts(kin)) return undefined
  if (typeof sub !== 'string' || typeof name !== 'string' || typeof post !== 'string') return undefined
  if (typeof organisation !== 'string' || typeof assignment !== 'string') return undefined
  if (steppedUpAt !== undefined && typeof steppedUpAt !== 'number') return undefined
  return {
    accountId: sub,
    name,
    role: knownRole,
    post,
    organisation,
    assignmentId: assignment,
    units,
    purpose: knownPurpose,
    // Compared with ids as PostgreSQL writes them.
    kin: kin.map((id) => id.toLowerCase()),
    ...(steppedUpAt !== undefined && { steppedUpAt }),
  }
}

/** Whether the second factor was proven lately enough for the doors that ask for it. */
export function isSteppedUp({ steppedUpAt }: Viewer, now: Date): boolean {
  return steppedUpAt !== undefined && now.getTime() / 1000 - steppedUpAt <= stepUpSeconds
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
