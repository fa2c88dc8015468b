import type { FastifyInstance } from 'fastify'
import { request } from 'undici'
import type { Supergraph } from './supergraph.ts'

export interface HealthOptions {
  supergraph: Supergraph
  identityUpstream: string
}

type State = 'ready' | 'unavailable'

/** Alive means this process answers; ready means that everything a page needs answers too, and says what does not. */
export async function healthRoutes(
  app: FastifyInstance,
  { supergraph, identityUpstream }: HealthOptions,
): Promise<void> {
  app.get('/healthz', async () => ({ status: 'alive' }))

  app.get('/readyz', async (_request, reply) => {
    const dependencies = [{ name: 'identity', url: identityUpstream }, ...supergraph.subgraphs()]
    const states = await Promise.all(dependencies.map(async ({ name, url }) => [name, await stateOf(url)] as const))
    const graph: State = supergraph.apiSchema ? 'ready' : 'unavailable'
    const isReady = graph === 'ready' && states.every(([, state]) => state === 'ready')
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'unavailable', supergraph: graph, dependencies: Object.fromEntries(states) })
  })
}

async function stateOf(url: string): Promise<State> {
  try {
    const response = await request(new URL('/readyz', url), { signal: AbortSignal.timeout(2_000) })
    await response.body.dump()
    return response.statusCode === 200 ? 'ready' : 'unavailable'
  } catch {
    return 'unavailable'
  }
}
