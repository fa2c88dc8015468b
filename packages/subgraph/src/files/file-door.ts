import { isSteppedUp, permits } from '@vungxanh/access'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import type { Subgraph } from '../build-subgraph.ts'
import type { Context } from '../context.ts'
import { clientCodes, forbidden, stepUpRequired } from '../errors.ts'
import { UserError } from '../user-error.ts'

export interface FileRequest {
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: Buffer
}

/** What goes out: a file to be saved, or what came of one that was sent. */
export type FileAnswer = { file: Uint8Array; name: string; type: string } | { json: unknown }

/** An address of a department where a file comes in or goes out, which a graph is no good at. */
export interface FileDoor {
  method: 'GET' | 'POST'
  /** Below `/files/`, with parameters as fastify writes them. */
  path: string
  /** Who may come: whoever may use this entry of the access table, as `Mutation.mapImport`. Without one, `handle` asks the graph. */
  as?: string
  handle(request: FileRequest, context: Context, subgraph: Subgraph): Promise<FileAnswer | UserError>
}

/** Most that comes in at once; what a department takes may be less. */
export const fileBytes = 10 * 1024 * 1024

const statuses: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  STEP_UP_REQUIRED: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 422,
  UNIT_ENDED: 422,
}

interface FileDoorsOptions {
  subgraph: Subgraph
  doors: readonly FileDoor[]
  contextOf: (request: FastifyRequest) => Promise<Context>
  logError: (error: unknown, requestId: string) => void
}

/** The doors of a department. What was read for a file stands in the audit before the file goes out. */
export function fileDoors(app: FastifyInstance, { subgraph, doors, contextOf, logError }: FileDoorsOptions): void {
  for (const door of doors) {
    app.route({
      method: door.method,
      url: `/files/${door.path}`,
      bodyLimit: fileBytes,
      handler: async (request, reply) => {
        let context: Context | undefined
        try {
          context = await contextOf(request)
          context.trail.operation = `File.${door.path}`
          const { params, query } = request as { params: Record<string, string>; query: Record<string, string> }
          if (door.as) requireEntry(door.as, subgraph, context)
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
          const answer = await door.handle({ params, query, body }, context, subgraph)
          await context.unitOfWork.close()
          return send(reply, answer)
        } catch (error) {
          return refuse(reply, error, context, logError)
        }
      },
    })
  }
}

function requireEntry(place: string, { access }: Subgraph, { viewer, trail, now }: Context): void {
  const [type = '', field = ''] = place.split('.')
  const entry = access.get(type)?.fields.get(field)
  if (!entry) throw new Error(`${place} is not in the access table`)
  if (!permits(entry, viewer)) {
    trail.refused(place, 'FORBIDDEN')
    throw forbidden('Vai trò của bạn không được xem hoặc làm việc này.')
  }
  if (entry.stepUp && !isSteppedUp(viewer, now)) {
    trail.refused(place, 'STEP_UP_REQUIRED')
    throw stepUpRequired()
  }
}

function send(reply: FastifyReply, answer: FileAnswer | UserError): FastifyReply {
  reply.header('cache-control', 'no-store')
  if (answer instanceof UserError) return sendError(reply, 422, answer.code, answer.message)
  if ('json' in answer) return reply.send(answer.json)
  return reply
    .type(answer.type)
    .header('content-disposition', `attachment; filename="${answer.name.replace(/[^\w.-]/g, '-')}"`)
    .send(Buffer.from(answer.file.buffer, answer.file.byteOffset, answer.file.byteLength))
}

async function refuse(
  reply: FastifyReply,
  error: unknown,
  context: Context | undefined,
  logError: FileDoorsOptions['logError'],
): Promise<FastifyReply> {
  const requestId = context?.requestId ?? ''
  await context?.unitOfWork.close().catch((second: unknown) => logError(second, requestId))
  const code = error instanceof GraphQLError ? error.extensions.code : undefined
  if (error instanceof GraphQLError && clientCodes.has(code))
    return sendError(reply, statuses[String(code)] ?? 400, String(code), error.message)
  logError(error, requestId)
  return sendError(
    reply,
    500,
    'INTERNAL_SERVER_ERROR',
    'Hệ thống gặp lỗi khi xử lý tệp này. Hãy thử lại; nếu vẫn lỗi, báo mã yêu cầu cho quản trị.',
  )
}

function sendError(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] })
}
