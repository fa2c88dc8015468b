import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import { Revocations } from '@vungxanh/access/revocations'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify'
import type { JWK } from 'jose'
import { accessCatalogueRoute } from './access-catalogue.ts'
import { maskedMessage, RequestRefused } from './errors.ts'
import { fileRoutes } from './file-routes.ts'
import { graphqlRoutes } from './graphql.ts'
import { hangUpOnClose } from './hang-up.ts'
import { healthRoutes } from './health.ts'
import { identityProxy } from './identity-proxy.ts'
import { limitExceeded } from './limits/limits.ts'
import { portalRoutes } from './portals.ts'
import { securityHeaders } from './security-headers.ts'
import { accountRoutes } from './session/account-routes.ts'
import { IdentityClient } from './session/identity-client.ts'
import { Sessions } from './session/session.ts'
import { signInRoutes } from './session/sign-in-routes.ts'
import { SignedBuilds } from './signed-builds.ts'
import { SubgraphPools } from './subgraph-source.ts'
import { Supergraph } from './supergraph.ts'
import { TrustedDocuments } from './trusted-documents.ts'

export interface GatewayOptions {
  publicUrl: string
  supergraphFile: string
  subgraphUrls: Record<string, string>
  subgraphTimeoutMs: number
  operationTimeoutMs: number
  issuer: string
  identityUpstream: string
  clientSecret: string
  /** Where the identity service lists what it took away. */
  revocationsUrl?: string | undefined
  /** Takes tokens of the demo issuer's command line. */
  hasDemoAccounts: boolean
  sessionKey: Uint8Array
  /** Signs every request to a department. */
  signingKey: Uint8Array
  portalsFolder: string
  /** Addresses of the proxies before the gateway, whose word counts for where a request comes from. */
  trustedProxies?: string | undefined
  /** Whose signature a portal's build must carry to be served, and its documents to be run. */
  publisherKey: JWK
  /** While a portal is worked on, its documents change faster than it is published. */
  freeDocuments?: boolean
  accessCatalogueFile?: string | undefined
  logger: FastifyBaseLogger
}

/** The one door, not yet listening. */
export async function buildGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { publicUrl, logger, identityUpstream, sessionKey: key, portalsFolder, publisherKey } = options
  const builds = new SignedBuilds({ folder: portalsFolder, publisherKey, logger })
  const pools = new SubgraphPools()
  const supergraph = new Supergraph({
    file: options.supergraphFile,
    subgraphUrls: options.subgraphUrls,
    subgraphTimeoutMs: options.subgraphTimeoutMs,
    pools,
    signingKey: options.signingKey,
    logger,
  })
  const revocations =
    options.revocationsUrl === undefined
      ? undefined
      : new Revocations({
          url: options.revocationsUrl,
          jwksUrl: new URL('jwks', options.revocationsUrl),
          issuer: options.issuer,
          onChange: (state, error) => logger.warn({ err: error }, `list of revocations: ${state}`),
        })
  const identity = new IdentityClient({
    issuer: options.issuer,
    upstream: identityUpstream,
    publicUrl,
    clientSecret: options.clientSecret,
    revocations,
  })
  const { issuer, hasDemoAccounts } = options
  const sessions = new Sessions({ identity, issuer, key, publicUrl, hasDemoAccounts })
  const count = { requests: 0, subrequests: 0 }

  const app = Fastify({
    loggerInstance: logger,
    genReqId: ({ headers }) => knownRequestId(headers['x-request-id']) ?? randomUUID(),
    // One line per GraphQL request, below; files and health would drown it.
    logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 500 },
    // Otherwise everybody behind the proxy that ends TLS would be one network, and one who guesses would shut all out.
    trustProxy: options.trustedProxies || false,
  })
  app.setErrorHandler((error: FastifyError | RequestRefused, request, reply) => answerError(error, request.id, reply))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    if (!request.graphql) return
    const { operation, viewer, count: asked } = request.graphql
    count.requests += 1
    count.subrequests += asked.subrequests
    request.log.info(
      { operation, role: viewer.role, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...asked },
      'answered',
    )
  })
  app.addHook('onReady', async () => revocations?.start())
  app.addHook('onClose', () => {
    revocations?.stop()
    return pools.close()
  })
  hangUpOnClose(app)
  securityHeaders(app, publicUrl)

  await app.register(cookie)
  await app.register(graphqlRoutes, {
    supergraph,
    sessions,
    documents: new TrustedDocuments({ folder: portalsFolder, builds, logger }),
    freeDocuments: options.freeDocuments === true,
    operationTimeoutMs: options.operationTimeoutMs,
    logger,
  })
  await app.register(fileRoutes, { supergraph, sessions, pools, signingKey: options.signingKey })
  await app.register(signInRoutes, { identity, sessions, key, publicUrl })
  await app.register(accountRoutes, { identity, sessions })
  await app.register(identityProxy, { upstream: identityUpstream, publicUrl, logLevel: 'warn' })
  await app.register(healthRoutes, { supergraph, identityUpstream })
  await app.register(accessCatalogueRoute, { file: options.accessCatalogueFile, sessions })
  await app.register(portalRoutes, { folder: portalsFolder, builds, publisherKey })
  // For the bench and for operators on the machine itself; nothing of it is anybody's data.
  app.get('/metrics', async ({ ip, headers }, reply) => {
    const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip) && headers['x-forwarded-for'] === undefined
    if (!isLocal) return reply.code(404).send()
    return { ...count, cpu: process.cpuUsage(), memory: process.memoryUsage.rss() }
  })
  return app
}

function knownRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w-]{1,64}$/.test(header) ? header : undefined
}

/** Refusals and accidents outside GraphQL's own execution, in the same shape. */
function answerError(error: FastifyError | RequestRefused, requestId: string, reply: FastifyReply) {
  const refusal = asRefusal(error)
  if (!refusal) reply.log.error({ err: error }, 'failed')
  const { status, message, code, extensions } = refusal ?? {
    status: 500,
    message: maskedMessage,
    code: 'INTERNAL_SERVER_ERROR',
    extensions: { requestId },
  }
  const accepts = reply.request.headers.accept ?? ''
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type(
      `${accepts.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json'}; charset=utf-8`,
    )
    .serializer((payload) => String(payload))
    .send(JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] }))
}

function asRefusal(error: FastifyError | RequestRefused): RequestRefused | undefined {
  if (error instanceof RequestRefused) return error
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return limitExceeded('bodyBytes')
  const { statusCode = 500 } = error
  if (statusCode < 400 || statusCode >= 500) return undefined
  return new RequestRefused(statusCode, 'BAD_REQUEST', 'Yêu cầu không đúng dạng: cần một đối tượng JSON trong UTF-8.')
}
