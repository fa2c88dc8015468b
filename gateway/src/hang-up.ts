import type { FastifyInstance } from 'fastify'

const PATIENCE_MS = 5_000

/**
 * Lets a closing server end: what was asked is answered, then it hangs up on everybody. Node would wait for connections that
 * are kept, silent (browsers open some ahead of need) or half-way through a request for as long as their other end likes.
 */
export function hangUpOnClose(app: FastifyInstance): void {
  const { server } = app
  let answering = 0
  server.on('request', (_request, response) => {
    answering++
    response.once('close', () => {
      answering--
    })
  })
  app.addHook('preClose', (done) => {
    const deadline = Date.now() + PATIENCE_MS
    const timer = setInterval(() => {
      if (answering === 0 || Date.now() > deadline) server.closeAllConnections()
    }, 20)
    server.once('close', () => clearInterval(timer))
    done()
  })
}
