/** An answer of "no" that the person can act on, with the status that it has over HTTP. */
export class Refused extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 429,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}

export const notFound = (what: string) => new Refused(404, 'NOT_FOUND', `Không có ${what} này.`)
export const forbidden = (message: string) => new Refused(403, 'FORBIDDEN', message)
