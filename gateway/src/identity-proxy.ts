import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance } from 'fastify'

export interface IdentityProxyOptions {
  upstream: string
  publicUrl: string
}

/** For the gateway and the departments, which reach the service itself: nothing that a browser has any use for. */
const internal = /^\/+identity\/+(api|revocations)(\/|$)/i

/** As the service will read it: without dots, and with every letter as itself. */
const resolved = (address: string) => decodeURIComponent(new URL(`http://identity${address}`).pathname)

/** Browsers reach the embedded provider through the one door; it learns the address that they used. */
export async function identityProxy(
  app: FastifyInstance,
  { upstream, publicUrl }: IdentityProxyOptions,
): Promise<void> {
  const { protocol, host } = new URL(publicUrl)
  await app.register(httpProxy, {
    upstream,
    prefix: '/identity',
    rewritePrefix: '/identity',
    preHandler: async ({ url }, reply) => {
      if (!internal.test(resolved(url))) return
      return reply.code(404).type('text/plain; charset=utf-8').send('Không có địa chỉ này.')
    },
    undici: { connections: 32, headersTimeout: 10_000, bodyTimeout: 10_000 },
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        'x-forwarded-proto': protocol.slice(0, -1),
        'x-forwarded-host': host,
        'x-forwarded-for': request.ip ?? '',
        'x-request-id': request.id,
      }),
      onError: (reply) => {
        void reply
          .code(503)
          .type('text/plain; charset=utf-8')
          .send('Hệ thống đăng nhập hiện không trả lời. Hãy thử lại sau ít phút.')
      },
    },
  })
}
