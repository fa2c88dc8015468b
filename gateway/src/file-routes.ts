import { signatureHeader, signRequest } from '@vungxanh/access/gateway-signature'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RequestRefused, subgraphUnavailable } from './errors.ts'
import type { Sessions, SignedIn } from './session/session.ts'
import type { SubgraphPools } from './subgraph-source.ts'
import type { Supergraph } from './supergraph.ts'

const MEGABYTE = 1024 * 1024

export const fileLimits = {
  bytes: 10 * MEGABYTE,
  /** Files of one account within a minute. */
  perMinute: 30,
  /** Files that are held in memory at once, whoever sent them. */
  atOnce: 8,
} as const

/** A department reads a file for twenty seconds at most, and writes a long list in less. */
const PATIENCE_MS = 60_000

export interface FileRoutesOptions {
  supergraph: Supergraph
  sessions: Sessions
  pools: SubgraphPools
  signingKey: Uint8Array
}

interface FileAddress {
  Params: { department: string; '*': string }
}

/**
 * Files to and from a department, which answers for what they hold. The door here is the same as the graph's: the session,
 * our own pages only, the viewer's own token, the gateway's signature. A signature covers the whole body, so one that comes
 * in is held in memory, with a limit to its size and to their number; one that goes out passes through.
 */
export async function fileRoutes(app: FastifyInstance, options: FileRoutesOptions): Promise<void> {
  const { supergraph, sessions, pools, signingKey } = options
  const signedIn = new WeakMap<FastifyRequest, SignedIn>()
  const sent = new Rate(fileLimits.perMinute)
  let held = 0

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error: FastifyError) => {
    if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error
    throw new RequestRefused(413, 'LIMIT_EXCEEDED', 'Tệp lớn hơn 10 MB. Hãy chia danh sách thành nhiều tệp.')
  })

  app.route<FileAddress>({
    method: ['GET', 'POST'],
    exposeHeadRoute: false,
    url: '/files/:department/*',
    bodyLimit: fileLimits.bytes,
    onRequest: async (request, reply) => {
      const viewer = await sessions.authenticate(request, reply)
      if (!viewer) throw new RequestRefused(401, 'UNAUTHENTICATED', 'Bạn cần đăng nhập.')
      if (!sent.allows(viewer.viewer.accountId))
        throw new RequestRefused(
          429,
          'LIMIT_EXCEEDED',
          `Bạn đã gửi hoặc tải ${fileLimits.perMinute} tệp trong một phút. Hãy chờ một phút rồi làm tiếp.`,
        )
      if (held >= fileLimits.atOnce)
        throw new RequestRefused(503, 'BUSY', 'Hệ thống đang nhận nhiều tệp cùng lúc. Hãy thử lại sau vài giây.')
      held++
      reply.raw.once('close', () => {
        held--
      })
      signedIn.set(request, viewer)
    },
    handler: async (request, reply) => pass(request, reply, signedIn.get(request)?.token ?? ''),
  })

  async function pass(request: FastifyRequest<FileAddress>, reply: FastifyReply, token: string): Promise<FastifyReply> {
    const { department, '*': rest } = request.params
    const address = supergraph.subgraphs().find(({ name }) => name === department)
    if (!address || !/^[\w-]+(\/[\w-]+)*$/.test(rest))
      throw new RequestRefused(404, 'NOT_FOUND', 'Không có địa chỉ này.')
    const method = request.method as 'GET' | 'POST'
    const path = `/files/${rest}${new URL(request.url, 'http://gateway').search}`
    const body = Buffer.isBuffer(request.body) ? request.body : ''
    const authorization = `Bearer ${token}`
    const answer = await pools
      .of(new URL(address.url).origin)
      .request({
        method,
        path,
        headers: {
          'content-type': 'application/octet-stream',
          'x-request-id': request.id,
          authorization,
          [signatureHeader]: signRequest({ method, path, body, authorization }, signingKey),
        },
        ...(body !== '' && { body }),
        headersTimeout: PATIENCE_MS,
        bodyTimeout: PATIENCE_MS,
      })
      .catch((error: unknown) => {
        request.log.warn({ err: error, subgraph: department }, 'department unavailable')
        const { message, extensions } = subgraphUnavailable(department, error)
        throw new RequestRefused(503, String(extensions.code), message)
      })
    request.log.info({ department, door: rest.split('/')[0], status: answer.statusCode, bytes: body.length }, 'file')
    reply.code(answer.statusCode).header('cache-control', 'no-store')
    // What else a department says in headers is not for the browser.
    for (const name of ['content-type', 'content-disposition', 'content-length']) {
      const value = answer.headers[name]
      if (typeof value === 'string') reply.header(name, value)
    }
    return reply.send(answer.body)
  }
}

/** How often each account came within the current minute. */
class Rate {
  private minute = 0
  private readonly counts = new Map<string, number>()

  constructor(private readonly most: number) {}

  allows(account: string, now = Date.now()): boolean {
    const minute = Math.floor(now / 60_000)
    if (minute !== this.minute) this.counts.clear()
    this.minute = minute
    const count = (this.counts.get(account) ?? 0) + 1
    this.counts.set(account, count)
    return count <= this.most
  }
}
