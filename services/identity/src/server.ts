import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { apiRoutes } from './api/api.ts'
import type { IdentityDatabase } from './database.ts'
import { demoChoices, demoPassword, ensureDemoAccounts } from './demo.ts'
import { createProvider } from './provider.ts'
import { signInRoutes } from './sign-in/sign-in-routes.ts'
import { forgetOldRevocations, revocationList, signRevocations } from './tokens/revocations.ts'
import type { SigningKeys } from './tokens/signing-keys.ts'
import { forgetExpiredTokens } from './tokens/token-store.ts'

export interface IdentityOptions {
  orm: IdentityDatabase
  issuer: string
  publicUrl: string
  clientSecret: string
  cookieKeys: string[]
  signingKeys: SigningKeys
  /** 32 bytes that the secrets of second factors are encrypted with. */
  totpKey: Uint8Array
  hasDemoAccounts: boolean
  logger: FastifyBaseLogger
}

/** The OpenID provider of the embedded default, under the path of its issuer. Not yet listening. */
export async function buildIdentity(options: IdentityOptions): Promise<FastifyInstance> {
  const { orm, issuer, publicUrl, logger, hasDemoAccounts, signingKeys, totpKey } = options
  const path = new URL(issuer).pathname.replace(/\/$/, '')
  const entityManager = () => orm.em.fork()
  if (hasDemoAccounts) await ensureDemoAccounts(entityManager(), totpKey)

  const provider = createProvider({
    ...options,
    entityManager,
    logError: (error) => logger.error({ err: error }, 'failed'),
  })
  const app = Fastify({
    loggerInstance: logger,
    trustProxy: true,
    requestIdHeader: 'x-request-id',
    // Its own lines print whole addresses, and those carry codes and tokens.
    logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
    forceCloseConnections: true,
  })

  app.get('/healthz', () => ({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    if (await orm.isConnected()) return { status: 'ready' }
    return reply.code(503).send({ status: 'no database' })
  })

  await app.register(signInRoutes, {
    provider,
    path,
    publicUrl,
    entityManager,
    ...(hasDemoAccounts && { demo: { choices: demoChoices, password: demoPassword } }),
  })

  await app.register(apiRoutes, { ...options, entityManager, prefix: `${path}/api` })
  app.get(`${path}/revocations`, async (_request, reply) => {
    const list = await revocationList(entityManager(), new Date())
    return reply
      .header('cache-control', 'no-store')
      .type('application/jwt')
      .send(await signRevocations(list, signingKeys, issuer))
  })

  await app.register(async (scope) => {
    // The provider reads request bodies itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handle = provider.callback()
    scope.all(`${path}/*`, (request, reply) => {
      reply.hijack()
      const { raw } = request
      reply.raw.once('finish', () => {
        request.log.info({ path: raw.url?.split('?')[0], status: reply.raw.statusCode }, 'answered')
      })
      // The provider finds its mount path by comparing the two.
      Object.assign(raw, { originalUrl: raw.url, url: raw.url?.slice(path.length) })
      void handle(raw, reply.raw)
    })
  })

  const forget = async () => {
    await forgetExpiredTokens(entityManager())
    await forgetOldRevocations(entityManager())
  }
  const sweep = setInterval(
    () => void forget().catch((error: unknown) => logger.error({ err: error }, 'failed')),
    10 * 60 * 1000,
  )
  sweep.unref()
  app.addHook('onClose', () => clearInterval(sweep))
  return app
}
