import { stepUpSeconds } from '@vungxanh/access'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RequestRefused } from '../errors.ts'
import type { IdentityAnswer, IdentityClient } from './identity-client.ts'
import { refuseUnavailable, type Sessions, type SignedIn } from './session.ts'

export interface AccountRoutesOptions {
  identity: IdentityClient
  sessions: Sessions
}

const assignmentChoice = z.strictObject({ assignmentId: z.string().min(1).max(100) })
const receiptAnswer = z.object({ receipt: z.string(), until: z.string() })
const openedAnswer = z.object({ assignmentId: z.string() })

/** Lists and one-time passwords are small; nothing longer comes in here. */
const bodyLimit = 64 * 1024

/** Who is signed in and in which assignment, the second factor, emergencies, and the way to the administration of accounts. */
export async function accountRoutes(app: FastifyInstance, { identity, sessions }: AccountRoutesOptions): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get('/auth/session', async (request, reply) => sessionAnswer(request, reply, await signedInOf(request, reply)))

  await app.register(async (scope) => {
    scope.setErrorHandler(answerRefusal)

    scope.post('/auth/assignment', { bodyLimit }, async (request, reply) => {
      await ofBrowser(request, reply)
      return switchTo(request, reply, read(assignmentChoice, request.body).assignmentId)
    })

    scope.post('/auth/step-up', { bodyLimit }, async (request, reply) => {
      const signedIn = await ofBrowser(request, reply)
      const proven = await ask(request, reply, signedIn, '/step-up', request.body ?? {})
      if (proven.answer.status !== 200) return pass(reply, proven.answer)
      const { receipt, until } = receiptAnswer.parse(proven.answer.body)
      const renewed = await sessions.renew(request, reply, { stepUp: { receipt, until: Date.parse(until) } })
      if (!renewed) throw signedOut()
      return sessionAnswer(request, reply, renewed)
    })

    scope.post('/auth/break-glass', { bodyLimit }, async (request, reply) => {
      const signedIn = await ofBrowser(request, reply)
      const opened = await ask(request, reply, signedIn, '/break-glass', request.body ?? {})
      if (opened.answer.status !== 201) return pass(reply, opened.answer)
      reply.code(201)
      return switchTo(request, reply, openedAnswer.parse(opened.answer.body).assignmentId)
    })

    scope.route({
      method: ['GET', 'POST'],
      exposeHeadRoute: false,
      url: '/auth/api/*',
      bodyLimit,
      handler: async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
        const path = request.params['*']
        // The receipt of a second factor is kept in the sealed session; there is another address for that.
        if (!/^[\w-]+(\/[\w-]+)*$/.test(path) || path === 'step-up')
          throw new RequestRefused(404, 'NOT_FOUND', 'Không có địa chỉ này.')
        const signedIn = await signedInOf(request, reply)
        const query = new URL(request.url, 'http://gateway').search
        const body = request.method === 'POST' ? (request.body ?? {}) : undefined
        return pass(reply, (await ask(request, reply, signedIn, `/${path}${query}`, body)).answer)
      },
    })
  })

  async function signedInOf(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn> {
    const signedIn = await sessions.authenticate(request, reply)
    if (!signedIn) throw signedOut()
    return signedIn
  }

  async function ofBrowser(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn> {
    const signedIn = await signedInOf(request, reply)
    if (signedIn.isCommandLine)
      throw new RequestRefused(403, 'FORBIDDEN', 'Chỉ phiên của trình duyệt làm được việc này.')
    return signedIn
  }

  /** A token that was taken away a moment ago is renewed once; nothing was done with it. */
  async function ask(request: FastifyRequest, reply: FastifyReply, signedIn: SignedIn, path: string, body?: unknown) {
    const { id: requestId } = request
    const answer = await identity.ask(path, { token: signedIn.token, requestId, body }).catch(refuseUnavailable)
    if (answer.status !== 401 || signedIn.isCommandLine) return { answer, signedIn }
    const renewed = await sessions.renew(request, reply)
    if (!renewed) throw signedOut()
    const second = await identity.ask(path, { token: renewed.token, requestId, body }).catch(refuseUnavailable)
    return { answer: second, signedIn: renewed }
  }

  async function switchTo(request: FastifyRequest, reply: FastifyReply, assignmentId: string) {
    const renewed = await sessions.renew(request, reply, { assignmentId })
    if (!renewed) throw signedOut()
    if (renewed.viewer.assignmentId !== assignmentId) {
      throw new RequestRefused(403, 'FORBIDDEN', 'Bạn không còn giữ phân công này.')
    }
    sessions.choose(reply, renewed)
    return sessionAnswer(request, reply, renewed)
  }

  async function sessionAnswer(request: FastifyRequest, reply: FastifyReply, asked: SignedIn) {
    const { known, signedIn } = await knownToIdentity(request, reply, asked)
    const { viewer, endsAt } = signedIn
    const units = viewer.units.map((code) => ({ code }))
    const { assignmentId: id, role, post, organisation } = viewer
    const until = viewer.steppedUpAt === undefined ? 0 : (viewer.steppedUpAt + stepUpSeconds) * 1000
    return {
      viewer: { ...viewer, units },
      account: null,
      assignments: [{ id, kind: 'APPOINTMENT', role, post, organisation, units, validTo: null, endsAt: null }],
      stepUp: { enrolled: false, until: until > Date.now() ? new Date(until).toISOString() : null },
      notices: [],
      resets: [],
      breakGlass: null,
      ...known,
      expiresAt: new Date(endsAt).toISOString(),
    }
  }

  /** Another provider has no such interface, and ours may be away for a moment: the session itself goes on without. */
  async function knownToIdentity(request: FastifyRequest, reply: FastifyReply, signedIn: SignedIn) {
    try {
      const { answer, signedIn: current } = await ask(request, reply, signedIn, '/me')
      return { known: answer.status === 200 ? (answer.body as object) : {}, signedIn: current }
    } catch (error) {
      if (error instanceof RequestRefused && error.status === 503) return { known: {}, signedIn }
      throw error
    }
  }
}

function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  throw new RequestRefused(400, 'BAD_USER_INPUT', 'Yêu cầu không đúng dạng.')
}

function pass(reply: FastifyReply, { status, body, retryAfter }: IdentityAnswer) {
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  return reply.code(status).send(body)
}

function signedOut(): RequestRefused {
  return new RequestRefused(401, 'UNAUTHENTICATED', 'Bạn chưa đăng nhập.')
}

/** In the shape of the identity service's own refusals, so that a page reads one. */
function answerRefusal(error: FastifyError | RequestRefused, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof RequestRefused) {
    const code = error.status === 503 ? 'IDENTITY_UNAVAILABLE' : error.code
    return reply.code(error.status).send({ code, message: error.message })
  }
  const { statusCode = 500 } = error
  if (statusCode < 500)
    return reply.code(statusCode).send({ code: 'BAD_REQUEST', message: 'Yêu cầu phải là JSON đúng dạng.' })
  request.log.error({ err: error }, 'failed')
  const message = `Hệ thống gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo mã yêu cầu ${request.id} cho quản trị.`
  return reply.code(500).send({ code: 'INTERNAL_SERVER_ERROR', message })
}
