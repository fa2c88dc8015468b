/** A refusal of the gateway or of the identity service: its message is ready to be shown. */
export class ServiceRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}

/**
 * Asks what is not in the graph: the session and the accounts, under the session's own cookie. With a body it posts. Throws a
 * `ServiceRefusal`, or what `fetch` throws when nobody answers.
 */
export async function askService<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(path, {
    cache: 'no-store',
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer
  throw refusalIn(answer, response)
}

/** Asks a department for a file; otherwise as `askService`. */
export async function askForFile(path: string, body?: object): Promise<Response> {
  const response = await fetch(path, {
    cache: 'no-store',
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (response.ok) return response
  throw refusalIn(await response.json().catch(() => undefined), response)
}

/** Sends a department a file as it is; otherwise as `askService`. */
export async function sendFile<Answer>(path: string, file: Blob): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    cache: 'no-store',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer
  throw refusalIn(answer, response)
}

/** The gateway's own refusals are worded as those of the graph, with a list of errors. */
interface RefusalAnswer {
  code?: string
  message?: string
  field?: string
  errors?: { message: string; extensions?: { code?: string } }[]
}

function refusalIn(answer: unknown, { status, statusText }: Response): ServiceRefusal {
  const { code, message, field, errors: [error] = [] } = (answer ?? {}) as RefusalAnswer
  const codeSaid = code ?? error?.extensions?.code ?? (status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL_SERVER_ERROR')
  return new ServiceRefusal(status, codeSaid, message ?? error?.message ?? statusText, field)
}
