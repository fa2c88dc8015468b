import { readFile } from 'node:fs/promises'
import type { Role } from '@vungxanh/access'
import type { FastifyInstance } from 'fastify'
import { RequestRefused } from './errors.ts'
import type { Sessions } from './session/session.ts'

const readers: readonly Role[] = ['INSPECTOR', 'DATA_PROTECTION_OFFICER', 'CHAIR', 'SYSTEM_ADMIN']

export interface AccessCatalogueOptions {
  file: string | undefined
  sessions: Sessions
}

/** Who may do what, as the departments' tables say it: for those who answer for it or check it. */
export async function accessCatalogueRoute(
  app: FastifyInstance,
  { file, sessions }: AccessCatalogueOptions,
): Promise<void> {
  app.get('/access-catalogue', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const signedIn = await sessions.authenticate(request, reply)
    if (!signedIn) throw new RequestRefused(401, 'UNAUTHENTICATED', 'Bạn cần đăng nhập.')
    if (!readers.includes(signedIn.viewer.role)) {
      throw new RequestRefused(403, 'FORBIDDEN', 'Vai trò của bạn không được xem danh mục quyền truy cập.')
    }
    const catalogue = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined)
    if (catalogue === undefined) throw new RequestRefused(404, 'NOT_FOUND', 'Chưa có danh mục quyền truy cập.')
    return reply.type('application/json; charset=utf-8').send(catalogue)
  })
}
