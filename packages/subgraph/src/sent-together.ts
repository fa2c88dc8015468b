interface Result {
  command: string | null
  rowCount: number | null
  rows: unknown[]
}

type Answer = Result | Result[]

/** What this needs of a `pg` pool and its clients. */
interface PooledClient {
  query(text: unknown, ...more: unknown[]): unknown
}

interface Pool {
  on(event: 'connect', listener: (client: PooledClient) => void): void
  on(event: 'release', listener: (error: unknown, client: PooledClient) => void): void
}

const opening = /^(begin$|select set_config\('app\.context', )/

const nothing: Result = { command: null, rowCount: null, rows: [] }

/**
 * Sends the beginning of a transaction and its context, whose answers nobody waits for, in one message with its first
 * statement: each message less is two processes less to wake. What fails of them comes up with that statement; a transaction
 * that asked for nothing never begins.
 */
export function sendTogether(pool: Pool): void {
  const held = new WeakMap<PooledClient, string[]>()
  // Transactions end before their connection is given back. Whoever is next must not find a context all the same.
  pool.on('release', (_error, client) => held.delete(client))
  pool.on('connect', (client) => {
    const plain = client.query.bind(client)
    const send = (text: string, ...more: unknown[]) =>
      // By callback, because of the promises of `pg` each keeps the one before it, with its rows, from a quick collection.
      new Promise<Answer>((resolve, reject) => {
        plain(text, ...more, (error: unknown, answer: Answer) => (error ? reject(error) : resolve(answer)))
      })
    client.query = (text, ...more) => {
      if (typeof text !== 'string' || typeof more.at(-1) === 'function') {
        if (held.has(client)) throw new Error('a statement of this kind cannot be the first of a transaction')
        return plain(text, ...more)
      }
      const waiting = held.get(client) ?? []
      if (opening.test(text)) {
        held.set(client, [...waiting, text])
        return Promise.resolve(nothing)
      }
      if (waiting.length === 0) return send(text, ...more)
      held.delete(client)
      if (text === 'commit' || text === 'rollback') return Promise.resolve(nothing)
      return send([...waiting, text].join(';\n')).then((answer) => lastOf(answer, waiting.length))
    }
  })
}

/** A text of several statements has several answers, as without what was sent before it. */
function lastOf(answer: Answer, before: number): Answer {
  const own = Array.isArray(answer) ? answer.slice(before) : [answer]
  const [only] = own
  return own.length === 1 && only ? only : own
}
