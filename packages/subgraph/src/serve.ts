import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled'
import fastifyApollo from '@as-integrations/fastify'
import { Revocations } from '@vungxanh/access/revocations'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { withAliasesOfKin } from './aliases/person-aliases.ts'
import { keepSealed } from './audit/keep-sealed.ts'
import type { Subgraph } from './build-subgraph.ts'
import { type Clock, Context } from './context.ts'
import {
  besideRequests,
  connect,
  type Database,
  type DatabasePatience,
  type MikroORM,
  statementCount,
} from './database.ts'
import type { ServiceEnvironment } from './environment.ts'
import { clientCodes } from './errors.ts'
import type { Delivery } from './events/deliver.ts'
import type { DepartmentEvents } from './events/event.ts'
import { openInbox } from './events/inbox.ts'
import { type FileDoor, fileDoors } from './files/file-door.ts'
import { neverTheSchema, onlySigned } from './gateway-only.ts'
import { hangUpOnClose } from './hang-up.ts'
import type { Job } from './jobs/job.ts'
import { startWorker } from './jobs/worker.ts'
import { departmentLog } from './log.ts'
import { Vault } from './vault.ts'
import { type VerifyViewer, verifyViewerBy } from './viewer-token.ts'

const maskedError = (): GraphQLFormattedError => ({
  message: 'Hệ thống gặp lỗi khi xử lý yêu cầu này. Hãy thử lại; nếu vẫn lỗi, báo mã yêu cầu cho quản trị.',
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
})

const transactions = (logError: LogError): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: async ({ contextValue, operation }) => {
        contextValue.trail.operation = operation?.name?.value
        if (operation?.operation === 'query') await contextValue.unitOfWork.read()
      },
      willSendResponse: async ({ contextValue, response }) => {
        try {
          await contextValue.unitOfWork.close()
        } catch (error) {
          logError(error, contextValue.requestId)
          // What could not be written into the audit is not delivered.
          response.body = { kind: 'single', singleResult: { data: null, errors: [maskedError()] } }
        }
      },
    }),
})

type LogError = (error: unknown, requestId?: string) => void

/** An Apollo server over a subgraph's schema; the tests run it without HTTP. */
export function apolloFor(subgraph: Subgraph, logError: LogError): ApolloServer<Context> {
  const masked = new WeakSet<object>()
  return new ApolloServer<Context>({
    schema: subgraph.schema,
    introspection: false,
    validationRules: [neverTheSchema],
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    plugins: [
      transactions(logError),
      ApolloServerPluginInlineTraceDisabled(),
      // Nothing is cached, and it would look at every field of every row.
      ApolloServerPluginCacheControlDisabled(),
      {
        requestDidStart: () =>
          Promise.resolve({
            didEncounterErrors: ({ errors, contextValue }) => {
              for (const error of errors) {
                if (clientCodes.has(error.extensions.code)) continue
                masked.add(error)
                logError(error.originalError ?? error, contextValue.requestId)
              }
              return Promise.resolve()
            },
          }),
      },
    ],
    formatError: (formatted, error): GraphQLFormattedError =>
      clientCodes.has(formatted.extensions?.code) && !(error instanceof GraphQLError && masked.has(error))
        ? formatted
        : {
            ...maskedError(),
            ...(formatted.path && { path: formatted.path }),
          },
  })
}

export interface Server {
  url: string
  stop(): Promise<void>
}

async function listen(
  app: FastifyInstance,
  orm: MikroORM,
  { HOST, PORT }: Pick<ServiceEnvironment, 'HOST' | 'PORT'>,
): Promise<Server> {
  const url = await app.listen({ host: HOST, port: PORT })
  return {
    url,
    stop: async () => {
      await app.close()
      await orm.close()
    },
  }
}

/** The gateway has given up on an answer by then; what goes on without it would only hold a connection, or a row's lock. */
const requestPatience: DatabasePatience = {
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
}

export interface Department {
  subgraph: Subgraph
  database: Database
  events?: DepartmentEvents
  jobs?: readonly Job[]
  files?: readonly FileDoor[]
}

/** Starts a department: its schema over its database, its inbox and its queue, until SIGTERM or SIGINT. */
export async function serve(
  { subgraph, database, events = { publishes: [], consumes: [] }, jobs = [], files = [] }: Department,
  environment: ServiceEnvironment,
  verify?: VerifyViewer,
): Promise<Server> {
  const log = departmentLog(subgraph.name, environment.LOG_LEVEL)
  const revocations = followRevocations(environment, log)
  const verifyViewer = verify ?? verifyViewerBy(environment.IDENTITY_ISSUER, environment.IDENTITY_JWKS_URL, revocations)
  const orm = await connect(database, environment.DATABASE_URL, requestPatience)
  // The ORM would connect at the first statement only, and be called not ready until then.
  await orm.connect()
  const vault = await new Vault({
    wrapping: environment.DATA_KEYS,
    index: environment.DATA_INDEX_KEY,
    letters: environment.EVENTS_KEY,
  }).load(orm.em.fork())
  const stopSealing = besideRequests(() => keepSealed(orm, environment, log))
  const refreshKeys = besideRequests(() =>
    setInterval(() => {
      vault.load(orm.em.fork()).catch((error: unknown) => log.error({ err: error }, 'the data keys could not be read'))
    }, 60_000),
  )
  const clock: Clock = environment.NOW ? () => new Date(environment.NOW as string) : () => new Date()
  const app = Fastify({ bodyLimit: 4 * 1024 * 1024, forceCloseConnections: 'idle' })
  const logError: LogError = (error, requestId) => log.error({ err: error, requestId }, 'failed')
  const apollo = apolloFor(subgraph, logError)
  let requests = 0
  const of = { orm, contextKey: environment.CONTEXT_KEY, vault, clock, log }
  const delivery: Delivery = {
    ...of,
    key: environment.EVENTS_KEY,
    from: subgraph.name,
    addresses: environment.DEPARTMENT_URLS,
  }

  const worker = besideRequests(() => startWorker(environment.DATABASE_URL, { delivery, running: { ...of, jobs } }))

  hangUpOnClose(app)
  await apollo.start()
  app.addHook('onClose', async () => {
    clearInterval(refreshKeys)
    stopSealing()
    revocations?.stop()
    await Promise.all([worker.stop(), apollo.stop()])
  })

  app.get('/healthz', () => ({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    if (await orm.isConnected()) return { status: 'ready' }
    return reply.code(503).send({ status: 'no database' })
  })
  app.get('/metrics', () => ({
    requests,
    statements: statementCount(),
    cpu: process.cpuUsage(),
    memory: process.memoryUsage.rss(),
    outbox: worker.outbox(),
  }))
  app.addHook('onResponse', (request, reply, done) => {
    if (/^\/(graphql|files\/)/.test(request.url)) {
      requests++
      log.info(
        { requestId: requestIdOf(request.headers), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
        'answered',
      )
    }
    done()
  })
  const contextOf = async ({ headers }: FastifyRequest) =>
    new Context(orm, environment.CONTEXT_KEY, {
      viewer: await withAliasesOfKin(await verifyViewer(headers.authorization), orm.em.fork()),
      requestId: requestIdOf(headers),
      now: clock(),
      vault,
    })
  await app.register(async (door) => {
    onlySigned(door, environment.GATEWAY_SIGNING_KEY)
    await door.register(fastifyApollo(apollo), { path: '/graphql', context: contextOf })
  })
  await app.register(async (door) => {
    onlySigned(door, environment.GATEWAY_SIGNING_KEY, { keepBytes: true })
    fileDoors(door, { subgraph, doors: files, contextOf, logError })
  })
  await app.register((door) => openInbox(door, { ...of, key: environment.EVENTS_KEY, consumes: events.consumes }))
  const server = await listen(app, orm, environment)
  log.info({ url: server.url }, 'ready')
  const signals = ['SIGTERM', 'SIGINT'] as const
  const end = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping')
    // The pool waits for every transaction: one that nobody will end must not keep the process.
    setTimeout(() => process.exit(1), 9_000).unref()
    void server.stop().then(() => process.exit(0))
  }
  for (const signal of signals) process.once(signal, end)
  // Of a list whose later item fails at once, graphql-js lets go of what its first items still wait for. The answer has said that
  // it failed; what these then fail with is nobody's, and Node would end the process over it, with everybody's requests.
  const abandoned = (error: unknown) => log.error({ err: error }, 'failed, and nobody waited')
  process.on('unhandledRejection', abandoned)
  return {
    ...server,
    stop: async () => {
      for (const signal of signals) process.off(signal, end)
      await server.stop()
      process.off('unhandledRejection', abandoned)
    },
  }
}

/** Without an address, as with a production identity provider, what is taken away ends with its token, within minutes. */
function followRevocations(
  { REVOCATIONS_URL: url, IDENTITY_ISSUER: issuer, IDENTITY_JWKS_URL: jwksUrl }: ServiceEnvironment,
  log: Logger,
): Revocations | undefined {
  if (!url) return undefined
  const onChange = (state: string, error?: unknown) => log.warn({ err: error }, `list of revocations ${state}`)
  const revocations = new Revocations({ url, jwksUrl, issuer, onChange })
  revocations.start()
  return revocations
}

function requestIdOf(headers: Record<string, string | string[] | undefined>): string {
  const id = headers['x-request-id']
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : crypto.randomUUID()
}
