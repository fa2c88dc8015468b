import formbody from '@fastify/formbody'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errors, type Provider } from 'oidc-provider'
import { z } from 'zod'
import { shortestPassword } from '../accounts/account-rules.ts'
import { type Authentication, authenticate } from '../accounts/authentication.ts'
import { FailureLimit } from '../rate-limits.ts'
import { faultPage } from './error-page.ts'
import { pageHeaders } from './page.ts'
import { type SignInChoice, type SignInForm, signInPage } from './sign-in-page.ts'

export interface SignInOptions {
  provider: Provider
  path: string
  publicUrl: string
  entityManager: () => EntityManager
  demo?: { choices: SignInChoice[]; password: string }
}

const submitted = z.union([
  z.object({ choice: z.string().min(1).max(100) }),
  z.object({
    signInName: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[^\0]*$/),
    password: z.string().min(1).max(200),
    newPassword: z.string().min(1).max(200).optional(),
  }),
])

type InteractionRequest = FastifyRequest<{ Params: { uid: string } }>

export async function signInRoutes(app: FastifyInstance, options: SignInOptions): Promise<void> {
  const { provider, path, demo } = options
  const origin = new URL(options.publicUrl).origin
  const limit = new FailureLimit()
  await app.register(formbody, { bodyLimit: 8 * 1024 })

  app.get(`${path}/interaction/:uid`, async (request: InteractionRequest, reply) => {
    const interaction = await provider.interactionDetails(request.raw, reply.raw)
    return send(reply, 200, { action: `${path}/interaction/${interaction.uid}`, signInName: '' })
  })

  app.post(`${path}/interaction/:uid`, async (request: InteractionRequest, reply) => {
    if (request.headers.origin !== undefined && request.headers.origin !== origin) {
      return sendFault(reply, 403, 'Yêu cầu đăng nhập đến từ một trang khác.')
    }
    const { uid } = await provider.interactionDetails(request.raw, reply.raw)
    const action = `${path}/interaction/${uid}`
    const form = submitted.safeParse(request.body)
    if (!form.success) return send(reply, 400, { action, signInName: '', fault: 'Hãy nhập tên đăng nhập và mật khẩu.' })

    const credentials = 'choice' in form.data ? demoCredentials(form.data.choice) : form.data
    if (!credentials) return send(reply, 400, { action, signInName: '', fault: 'Không có tài khoản dùng thử đó.' })

    const { signInName } = credentials
    if (!(await limit.admits(request.ip))) {
      return send(reply, 429, { action, signInName, fault: 'Có quá nhiều lần đăng nhập sai từ mạng này. Thử lại sau.' })
    }
    const at = { now: new Date(), requestId: request.id }
    const result = await authenticate(options.entityManager(), credentials, at)
    if (result.kind === 'change-password' || result.kind === 'accepted') await limit.giveBack(request.ip)
    if (result.kind === 'change-password') {
      return send(reply, 200, { action, signInName, newPassword: { minimum: shortestPassword, fault: result.fault } })
    }
    if (result.kind !== 'accepted') {
      return send(reply, result.kind === 'locked' ? 429 : 401, { action, signInName, fault: faultOf(result) })
    }
    request.log.info({ accountId: result.accountId }, 'signed in')
    reply.hijack()
    await provider.interactionFinished(request.raw, reply.raw, {
      login: { accountId: result.accountId, remember: false },
    })
  })

  app.setErrorHandler((error, request, reply) => {
    if (error instanceof errors.SessionNotFound) {
      return sendFault(reply, 400, 'Trang đăng nhập này đã hết hạn hoặc đã dùng xong.')
    }
    request.log.error({ err: error }, 'failed')
    return sendFault(reply, 500, 'Hệ thống gặp lỗi. Hãy thử lại sau ít phút.')
  })

  function demoCredentials(signInName: string) {
    const isDemo = demo?.choices.some((choice) => choice.signInName === signInName)
    return isDemo && demo ? { signInName, password: demo.password } : undefined
  }

  function send(reply: FastifyReply, status: number, form: Omit<SignInForm, 'choices'>) {
    return reply
      .code(status)
      .headers(pageHeaders())
      .type('text/html; charset=utf-8')
      .send(signInPage({ ...form, choices: demo?.choices ?? [] }))
  }
}

function sendFault(reply: FastifyReply, status: number, explanation: string) {
  return reply.code(status).headers(pageHeaders()).type('text/html; charset=utf-8').send(faultPage(explanation))
}

function faultOf(result: Exclude<Authentication, { kind: 'accepted' | 'change-password' }>): string {
  switch (result.kind) {
    case 'wrong':
      return 'Tên đăng nhập hoặc mật khẩu không đúng.'
    case 'locked': {
      const minutes = Math.ceil(result.seconds / 60)
      return `Tài khoản tạm khoá vì nhập sai mật khẩu nhiều lần. Thử lại sau ${minutes} phút.`
    }
    case 'without-post':
      return 'Tài khoản này hiện không được phân công vị trí nào. Liên hệ quản trị hệ thống của phường.'
  }
}
