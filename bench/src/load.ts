import { Pool } from 'undici'

export interface Operation {
  name: string
  query: string
  variables: Record<string, unknown>
  /** A different one for each request, so that nothing can be shared between viewers. */
  tokens: string[]
}

export interface Answer {
  bytes: number
  body: { data?: unknown; errors?: { message: string }[] }
}

export class Client {
  readonly #pool: Pool
  readonly #path: string
  #next = 0

  constructor(url: string, connections: number) {
    const { origin, pathname } = new URL(url)
    this.#pool = new Pool(origin, { connections, pipelining: 1 })
    this.#path = pathname
  }

  async ask({ query, variables, tokens }: Operation): Promise<Answer> {
    const { statusCode, body } = await this.#pool.request({
      method: 'POST',
      path: this.#path,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${tokens[this.#next++ % tokens.length]}`,
      },
      body: JSON.stringify({ query, variables }),
    })
    const text = await body.text()
    if (statusCode !== 200) throw new Error(`HTTP ${statusCode}: ${text.slice(0, 300)}`)
    return { bytes: Buffer.byteLength(text), body: JSON.parse(text) }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}

/** Asks for a time with a number of askers at once; how many answers came, and in how many seconds. */
export async function drive(
  client: Client,
  operation: Operation,
  { concurrent, seconds }: { concurrent: number; seconds: number },
): Promise<{ requests: number; seconds: number }> {
  const started = performance.now()
  const end = started + seconds * 1000
  let requests = 0
  await Promise.all(
    Array.from({ length: concurrent }, async () => {
      while (performance.now() < end) {
        await client.ask(operation)
        requests++
      }
    }),
  )
  return { requests, seconds: (performance.now() - started) / 1000 }
}
