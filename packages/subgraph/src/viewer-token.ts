import { tokenAudience, type Viewer, viewerFromClaims } from '@vungxanh/access'
import type { Revocations } from '@vungxanh/access/revocations'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { unauthenticated } from './errors.ts'

export type VerifyViewer = (authorization: string | undefined) => Promise<Viewer>

/** Verifies the viewer's own signed token: the gateway's word alone opens nothing. */
export function verifyViewerBy(issuer: string, jwksUrl: string, revocations?: Revocations): VerifyViewer {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: 5_000 })
  return async (authorization) => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
    if (!token) throw unauthenticated('Bạn cần đăng nhập.')
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: tokenAudience,
        algorithms: ['ES256'],
        clockTolerance: 30,
        requiredClaims: ['exp', 'sub'],
      })
      const viewer = viewerFromClaims(payload)
      if (viewer && !revocations?.isRevoked(payload)) return viewer
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_JWKS_TIMEOUT') throw error
    }
    throw unauthenticated('Phiên đăng nhập không còn hiệu lực. Hãy đăng nhập lại.')
  }
}
