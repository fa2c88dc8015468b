import type { EntityManager } from '@mikro-orm/postgresql'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AccountLimit } from '../rate-limits.ts'
import { notFound, Refused } from '../refusal.ts'
import { Receipts } from '../second-factor/receipt.ts'
import { publicKeys, type SigningKeys } from '../tokens/signing-keys.ts'
import { administrationRoutes } from './administration-routes.ts'
import { breakGlassRoutes } from './break-glass-routes.ts'
import { type Caller, readCaller } from './caller.ts'
import { ownRoutes } from './own-routes.ts'

export interface ApiOptions {
  issuer: string
  signingKeys: SigningKeys
  totpKey: Uint8Array
  hasDemoAccounts: boolean
  entityManager: () => EntityManager
}

/** One call: who, with which entity manager, at which moment. */
export interface Call extends Caller {
  em: EntityManager
  now: Date
  requestId: string
}

export interface ApiRoutesOptions extends Pick<ApiOptions, 'totpKey' | 'hasDemoAccounts'> {
  receipts: Receipts
  callOf: (request: FastifyRequest) => Call
}

declare module 'fastify' {
  interface FastifyRequest {
    call?: Call
  }
}

/** Requests of one account in a minute; the shell asks for its session every fifteen seconds in every open tab. */
const perMinute = 600

/** JSON over HTTP for what concerns accounts; browsers reach it through the gateway, which adds the viewer's token. */
export async function apiRoutes(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const keys = publicKeys(options.signingKeys)
  const limit = new AccountLimit('api', { points: perMinute, duration: 60 })

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const em = options.entityManager()
    const now = new Date()
    const caller = await readCaller(em, request.headers.authorization, { keys, issuer: options.issuer }, now)
    const seconds = await limit.take(caller.viewer.accountId)
    if (seconds > 0) {
      reply.header('retry-after', seconds)
      throw new Refused(429, 'RATE_LIMITED', `Có quá nhiều yêu cầu. Thử lại sau ${seconds} giây.`)
    }
    request.call = { ...caller, em, now, requestId: request.id }
  })
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refused) {
      const { status, code, message, field } = error
      return reply.code(status).send({ code, message, ...(field !== undefined && { field }) })
    }
    const { statusCode } = error as { statusCode?: number }
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
      return reply.code(statusCode).send({ code: 'BAD_REQUEST', message: 'Yêu cầu phải là JSON đúng dạng.' })
    }
    request.log.error({ err: error }, 'failed')
    return reply.code(500).send({
      code: 'INTERNAL_SERVER_ERROR',
      message: `Hệ thống gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo mã yêu cầu ${request.id} cho quản trị.`,
    })
  })

  const { totpKey, hasDemoAccounts } = options
  const routes: ApiRoutesOptions = {
    totpKey,
    hasDemoAccounts,
    receipts: new Receipts(options.signingKeys, options.issuer),
    callOf: ({ call }) => {
      if (!call) throw new Error('the request was not authenticated')
      return call
    },
  }
  await app.register(ownRoutes, routes)
  await app.register(breakGlassRoutes, routes)
  await app.register(administrationRoutes, routes)
  // What is left would otherwise be the provider's to answer.
  app.all('/*', async () => {
    throw notFound('địa chỉ')
  })
}
