import type { FastifyInstance } from 'fastify'
import { closeBreakGlass, findBreakGlasses, openBreakGlass, reviewBreakGlass } from '../break-glass/emergencies.ts'
import { breakGlassAnswer } from './answers.ts'
import type { ApiRoutesOptions } from './api.ts'
import { read, requests } from './read.ts'

export async function breakGlassRoutes(app: FastifyInstance, { callOf }: ApiRoutesOptions): Promise<void> {
  app.get('/break-glass', async (request) => {
    const { em, viewer, now } = callOf(request)
    return { breakGlasses: (await findBreakGlasses(em, viewer)).map((known) => breakGlassAnswer(known, now)) }
  })

  app.post('/break-glass', async (request, reply) => {
    const opened = await openBreakGlass(callOf(request), read(requests.breakGlass, request.body))
    const { id, assignment, endsAt, reviewDue } = opened
    return reply.code(201).send({ id, assignmentId: assignment.id, endsAt: endsAt.toISOString(), due: reviewDue })
  })

  app.post('/break-glass/:id/close', async (request) => {
    await closeBreakGlass(callOf(request), read(requests.id, request.params).id)
    return {}
  })

  app.post('/break-glass/:id/review', async (request) => {
    const { id } = read(requests.id, request.params)
    await reviewBreakGlass(callOf(request), id, read(requests.review, request.body))
    return {}
  })
}
