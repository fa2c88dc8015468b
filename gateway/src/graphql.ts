import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { Viewer } from '@vungxanh/access'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import { execute, type GraphQLFormattedError, Kind, type OperationDefinitionNode } from 'graphql'
import { formatError, isMasked, maskedMessage, RequestRefused } from './errors.ts'
import { operationOf, readDocument } from './limits/document.ts'
import { limitExceeded, limits } from './limits/limits.ts'
import { refuseOperation } from './limits/measure.ts'
import type { Sessions } from './session/session.ts'
import type { Supergraph } from './supergraph.ts'
import type { TrustedDocuments } from './trusted-documents.ts'

/** What travels with one request through the gateway to the departments. */
export interface ViewerContext {
  viewer: Viewer
  authorization: string
  requestId: string
  /** When the whole operation gives up, however many steps its plan has. */
  deadline: number
  count: { subrequests: number }
}

export interface GraphQLRoutesOptions {
  supergraph: Supergraph
  sessions: Sessions
  /** What a page may ask. */
  documents: TrustedDocuments
  /** A page may ask anything: while portals are worked on. */
  freeDocuments: boolean
  operationTimeoutMs: number
  logger: FastifyBaseLogger
}

declare module 'fastify' {
  interface FastifyRequest {
    graphql?: ViewerContext & { operation?: string; mayAskFreely: boolean }
  }
}

/** GraphQL over HTTP says: one that asks for plain JSON gets 200 with errors, one that knows the newer type gets 400. */
const okForPlainJson: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
])

/** The client's mistakes, also where a later stage finds them. */
const ownMistake: ReadonlySet<unknown> = new Set(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'])

function answers(logger: FastifyBaseLogger): ApolloServerPlugin<ViewerContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue: { requestId } }) => {
        for (const error of errors) {
          if (isMasked(error))
            logger.error({ err: error.originalError ?? error, path: error.path, requestId }, 'failed')
        }
      },
      // Answered here: federation's own validation does not know the newest fields of introspection, which GraphiQL asks for.
      responseForOperation: async ({ schema, document, operation, request }) => {
        if (!asksOnlyForSchema(operation)) return null
        const { variables: variableValues, operationName } = request
        const singleResult = await execute({ schema, document, variableValues, operationName })
        return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } }
      },
      willSendResponse: async ({ request, response, contextValue: { requestId } }) => {
        if (response.body.kind !== 'single') return
        const { singleResult } = response.body
        if (singleResult.extensions?.valueCompletion) {
          // A department broke its own schema. Federation says so in an extension, in words of the inside, and not as an error.
          logger.error({ faults: singleResult.extensions.valueCompletion, requestId }, 'answer does not fit the schema')
          delete singleResult.extensions
          singleResult.errors = [{ message: maskedMessage, extensions: { code: 'INTERNAL_SERVER_ERROR' } }]
        }
        const { errors } = singleResult
        if (!errors) return
        singleResult.errors = errors.map((error) => withRequestId(error, requestId))
        if (response.http.status === 500 && errors.every(({ extensions }) => ownMistake.has(extensions?.code))) {
          response.http.status = 400
        }
        const accept = request.http?.headers.get('accept') ?? ''
        const isPlain = !accept.includes('application/graphql-response+json')
        if (
          isPlain &&
          response.http.status === 400 &&
          errors.every(({ extensions }) => okForPlainJson.has(extensions?.code))
        ) {
          response.http.status = 200
        }
      },
    }),
  }
}

function asksOnlyForSchema({ selectionSet: { selections } }: OperationDefinitionNode): boolean {
  return selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'))
}

function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  if (error.extensions?.code !== 'INTERNAL_SERVER_ERROR') return error
  return { ...error, extensions: { ...error.extensions, requestId } }
}

export async function graphqlRoutes(app: FastifyInstance, options: GraphQLRoutesOptions): Promise<void> {
  const { supergraph, sessions, documents, freeDocuments, logger } = options
  const apollo = new ApolloServer<ViewerContext>({
    gateway: supergraph.gateway,
    // Decided per viewer before the document gets here.
    introspection: true,
    // Ours are stricter and know the session.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    formatError,
    logger: { debug() {}, info() {}, warn: (text) => logger.warn(text), error: (text) => logger.error(text) },
    plugins: [
      answers(logger),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  await apollo.start()
  app.addHook('onClose', () => apollo.stop())

  const authenticate = async (request: FastifyRequest, reply: Parameters<typeof sessions.authenticate>[1]) => {
    const signedIn = await sessions.authenticate(request, reply)
    if (!signedIn) throw new RequestRefused(401, 'UNAUTHENTICATED', 'Bạn cần đăng nhập.')
    request.graphql = {
      viewer: signedIn.viewer,
      authorization: `Bearer ${signedIn.token}`,
      requestId: request.id,
      mayAskFreely: signedIn.isCommandLine || signedIn.viewer.role === 'ANALYST' || freeDocuments,
      deadline: Date.now() + options.operationTimeoutMs,
      count: { subrequests: 0 },
    }
  }

  app.route({
    method: ['GET', 'POST'],
    exposeHeadRoute: false,
    url: '/graphql',
    bodyLimit: limits.bodyBytes,
    onRequest: authenticate,
    preHandler: async (request) => {
      await putTrustedDocument(request, documents)
      refuseBeforePlanning(request, supergraph)
    },
    handler: fastifyApolloHandler(apollo, { context: async (request) => contextOf(request) }),
  })

  app.get('/graphql/schema', { onRequest: authenticate }, async (request, reply) => {
    if (contextOf(request).viewer.role !== 'ANALYST') {
      throw new RequestRefused(403, 'FORBIDDEN', 'Chỉ cán bộ phân tích được đọc lược đồ.')
    }
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(supergraph.apiSdl())
  })
}

function contextOf(request: FastifyRequest): ViewerContext {
  if (!request.graphql) throw new Error('the request was not authenticated')
  return request.graphql
}

/** A page names its document, by the appendix on persisted documents of GraphQL over HTTP; here the name becomes its text. */
async function putTrustedDocument(request: FastifyRequest, documents: TrustedDocuments): Promise<void> {
  const body = request.method === 'POST' && isRecord(request.body) ? request.body : undefined
  const { documentId: id, ...asked } = body ?? {}
  if (id === undefined) {
    if (!request.graphql?.mayAskFreely) throw documentNotTrusted()
    return
  }
  if (asked.query !== undefined) {
    throw new RequestRefused(400, 'BAD_REQUEST', 'Yêu cầu nêu documentId thì không được kèm tài liệu (query).')
  }
  const query = typeof id === 'string' ? await documents.textOf(id) : undefined
  if (query === undefined) throw documentNotTrusted()
  request.body = { ...asked, query }
}

function documentNotTrusted(): RequestRefused {
  return new RequestRefused(
    400,
    'DOCUMENT_NOT_TRUSTED',
    'Trang này đã cũ hoặc gửi một yêu cầu không thuộc cổng đã phát hành. Hãy tải lại trang.',
  )
}

/** Everything that can be refused from the document alone is refused here: the planner can be held for seconds by one. */
function refuseBeforePlanning(request: FastifyRequest, supergraph: Supergraph): void {
  const { query, operationName, variables } = requestOf(request)
  if (typeof query !== 'string' || query === '') return
  if (query.length > limits.bodyBytes) throw limitExceeded('bodyBytes')
  const read = readDocument(query)
  const schema = supergraph.apiSchema
  if (!read || !schema) return
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return
  const operation = operationOf(read, operationName)
  const context = contextOf(request)
  if (request.graphql) request.graphql.operation = operation.name?.value ?? 'anonymous'
  if (read.text.readsSchema && context.viewer.role !== 'ANALYST') {
    throw new RequestRefused(403, 'FORBIDDEN', 'Chỉ cán bộ phân tích được đọc lược đồ.')
  }
  refuseOperation(schema, read.document, operation, isRecord(variables) ? variables : {})
}

interface AskedFor {
  query?: unknown
  operationName?: unknown
  variables?: unknown
}

function requestOf({ method, body, query }: FastifyRequest): AskedFor {
  if (method === 'POST') return isRecord(body) ? body : {}
  const { query: text, operationName, variables } = query as Record<string, unknown>
  return { query: text, operationName, variables: parsed(variables) }
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
