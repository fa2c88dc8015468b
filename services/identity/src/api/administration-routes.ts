import type { Role } from '@vungxanh/access'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Administration } from '../administration/administration.ts'
import { findEvents } from '../administration/events.ts'
import { forbidden } from '../refusal.ts'
import { accountAnswer, assignmentAnswer, eventAnswer, postAnswer, signInAnswer } from './answers.ts'
import type { ApiRoutesOptions } from './api.ts'
import { read, requests } from './read.ts'

/** Who does it, and who answers for it. */
const readers: readonly Role[] = ['SYSTEM_ADMIN', 'INSPECTOR', 'DATA_PROTECTION_OFFICER', 'CHAIR']

/** For the system administrator of a unit. Nothing here knows of residents. */
export async function administrationRoutes(app: FastifyInstance, { callOf }: ApiRoutesOptions): Promise<void> {
  const administration = (request: FastifyRequest) => {
    const { em, viewer, now, requestId } = callOf(request)
    return new Administration(em, viewer, now, requestId)
  }
  const idOf = (request: FastifyRequest) => read(requests.id, request.params).id
  const nowOf = (request: FastifyRequest) => callOf(request).now

  app.get('/accounts', async (request) => {
    const { accounts, next } = await administration(request).findAccounts(read(requests.accounts, request.query))
    return { accounts: accounts.map((account) => accountAnswer(account, callOf(request).viewer)), next }
  })
  app.get('/accounts/:id', async (request) => {
    const admin = administration(request)
    const account = await admin.account(idOf(request))
    const assignments = await admin.assignments(account.id)
    return {
      account: accountAnswer(account, callOf(request).viewer),
      assignments: assignments.map((assignment) => assignmentAnswer(assignment, nowOf(request))),
    }
  })
  app.post('/accounts', async (request, reply) => {
    const created = await administration(request).createAccount(read(requests.createAccount, request.body))
    return reply.code(201).send({ ...created, account: accountAnswer(created.account, callOf(request).viewer) })
  })
  app.post('/accounts/:id/disable', async (request) => done(administration(request).disable(idOf(request))))
  app.post('/accounts/:id/enable', async (request) => done(administration(request).enable(idOf(request))))
  app.post('/accounts/:id/reset-password', async (request) => ({
    oneTimePassword: await administration(request).resetPassword(idOf(request)),
  }))
  app.post('/accounts/:id/reset-second-factor', async (request) =>
    done(administration(request).resetSecondFactor(idOf(request))),
  )
  app.post('/accounts/:id/kin', async (request) =>
    done(administration(request).setKin(idOf(request), read(requests.kin, request.body).kin)),
  )

  app.get('/posts', async (request) => {
    const admin = administration(request)
    const [posts, held] = [await admin.posts(), await admin.holders()]
    return {
      posts: posts.map(postAnswer),
      assignments: held.map((assignment) => assignmentAnswer(assignment, nowOf(request))),
    }
  })
  app.post('/posts', async (request, reply) => {
    const post = await administration(request).createPost(read(requests.createPost, request.body))
    return reply.code(201).send({ post: postAnswer(post) })
  })
  app.post('/assignments', async (request, reply) => {
    const { id } = await administration(request).assign(read(requests.assign, request.body))
    return reply.code(201).send({ id })
  })
  app.post('/deployments', async (request, reply) => {
    const { id } = await administration(request).deploy(read(requests.deploy, request.body))
    return reply.code(201).send({ id })
  })
  app.post('/assignments/:id/end', async (request) => done(administration(request).endAssignment(idOf(request))))

  app.get('/sessions', async (request) => {
    const signIns = await administration(request).signIns(read(requests.sessions, request.query).account)
    return { sessions: signIns.map(signInAnswer) }
  })
  app.post('/sessions/:id/end', async (request) =>
    done(administration(request).endSession(read(requests.sessionId, request.params).id)),
  )

  app.get('/events', async (request) => {
    const { em, viewer } = callOf(request)
    if (!readers.includes(viewer.role)) {
      throw forbidden('Vị trí này không được xem nhật ký quản trị.')
    }
    const { from, to, account: accountId, ...page } = read(requests.events, request.query)
    const { events, next } = await findEvents(em, {
      ...page,
      units: viewer.units,
      accountId,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    })
    return { events: events.map(eventAnswer), next }
  })
}

async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work
  return {}
}
