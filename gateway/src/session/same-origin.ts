import type { FastifyRequest } from 'fastify'
import { RequestRefused } from '../errors.ts'

/**
 * A cookie travels with requests that other sites cause. One that acts for its owner must come from our own pages, and
 * must be of a kind that a plain HTML form cannot send: JSON, or the bytes of a file.
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (!isSameOrigin(request, publicUrl)) {
    throw new RequestRefused(403, 'FORBIDDEN', 'Yêu cầu đến từ một trang khác nên bị từ chối.')
  }
  const isOfScript = /^application\/(json|octet-stream)\s*(;|$)/i.test(request.headers['content-type'] ?? '')
  if (request.method === 'POST' && !isOfScript) {
    throw new RequestRefused(415, 'BAD_REQUEST', 'Yêu cầu phải có content-type là application/json.')
  }
}

function isSameOrigin({ headers, method }: FastifyRequest, publicUrl: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  if (origin !== undefined) return origin === publicUrl
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && method === 'GET')
  // Browsers say where a request comes from; a program with a cookie may read without saying it.
  return method === 'GET'
}
