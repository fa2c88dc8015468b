/** What this needs of a `pg` pool and its clients. */
interface PooledClient {
  release?: (destroy?: boolean) => void
  once(event: 'end', listener: () => void): void
}

interface Pool {
  on(event: 'connect' | 'acquire', listener: (client: PooledClient) => void): void
  on(event: 'release', listener: (error: unknown, client: PooledClient) => void): void
}

/**
 * Gives a connection that PostgreSQL has ended back to the pool. A transaction that cannot be rolled back keeps its place
 * there for ever: ten of them, and the process answers nothing any more and does not stop either.
 */
export function giveBackLostConnections(pool: Pool): void {
  const held = new Set<PooledClient>()
  pool.on('acquire', (client) => held.add(client))
  pool.on('release', (_error, client) => held.delete(client))
  pool.on('connect', (client) =>
    client.once('end', () => {
      if (!held.has(client)) return
      client.release?.(true)
      // Whoever held it may still give it back, which the pool takes for a mistake the second time.
      client.release = () => {}
    }),
  )
}
