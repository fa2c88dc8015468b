import type { EntityManager } from '@mikro-orm/postgresql'
import { tokenAudience, type Viewer, viewerFromClaims } from '@vungxanh/access'
import { type JWTPayload, jwtVerify } from 'jose'
import { actingAssignment, type HeldAssignment, viewerIn } from '../accounts/acting.ts'
import { Refused } from '../refusal.ts'
import { Revocation } from '../tokens/revocation.ts'
import type { publicKeys } from '../tokens/signing-keys.ts'

/** Who calls: the viewer as the database knows them at this moment, not as the token remembers. */
export interface Caller {
  viewer: Viewer
  assignment: HeldAssignment
  /** The sign-in that the token belongs to. */
  sessionId: string | undefined
}

export interface CallerOptions {
  keys: ReturnType<typeof publicKeys>
  issuer: string
}

export async function readCaller(
  em: EntityManager,
  authorization: string | undefined,
  { keys, issuer }: CallerOptions,
  now: Date,
): Promise<Caller> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
  const payload = token && (await verified(token, keys, issuer))
  const claimed = payload ? viewerFromClaims(payload) : undefined
  if (!payload || !claimed || (await isRevoked(em, payload))) throw signedOut()
  const assignment = await actingAssignment(em, claimed.accountId, claimed.assignmentId, now)
  if (assignment?.id !== claimed.assignmentId) throw signedOut()
  const { steppedUpAt } = claimed
  return {
    viewer: { ...viewerIn(assignment), ...(steppedUpAt !== undefined && { steppedUpAt }) },
    assignment,
    sessionId: typeof payload.sid === 'string' ? payload.sid : undefined,
  }
}

async function verified(token: string, keys: CallerOptions['keys'], issuer: string): Promise<JWTPayload | undefined> {
  try {
    const checks = { issuer, audience: tokenAudience, algorithms: ['ES256'], requiredClaims: ['exp', 'sub', 'iat'] }
    return (await jwtVerify(token, keys, checks)).payload
  } catch {
    return undefined
  }
}

async function isRevoked(em: EntityManager, { sub, sid, iat = 0 }: JWTPayload): Promise<boolean> {
  const found = await em.count(Revocation, {
    $or: [
      { kind: 'ACCOUNT', subject: String(sub), at: { $gte: new Date(iat * 1000) } },
      ...(typeof sid === 'string' ? [{ kind: 'SESSION' as const, subject: sid }] : []),
    ],
  })
  return found > 0
}

function signedOut(): Refused {
  return new Refused(401, 'UNAUTHENTICATED', 'Phiên đăng nhập không còn hiệu lực. Hãy đăng nhập lại.')
}
