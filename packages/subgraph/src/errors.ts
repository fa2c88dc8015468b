import { GraphQLError } from 'graphql'
import type { LocalDate } from './business-time.ts'

function coded(code: string) {
  return (message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
    new GraphQLError(message, { extensions: { code, ...extensions } })
}

export const badUserInput = coded('BAD_USER_INPUT')
export const forbidden = coded('FORBIDDEN')
export const notFound = coded('NOT_FOUND')
/** Asked of a unit for a day after its last: whose the figure is now, in words, because the gateway lets nothing else through. */
export const unitEnded = (
  { code, name, on }: { code: string; name: string; on: LocalDate },
  successors: readonly string[],
): GraphQLError => {
  const day = on.split('-').reverse().join('/')
  const next = successors.join(', ')
  return coded('UNIT_ENDED')(`${name} (${code}) hết hiệu lực sau ngày ${day}. Từ đó hãy xem số liệu của ${next}.`, {
    unit: code,
  })
}
export const conflictOfInterest = (): GraphQLError =>
  forbidden('Việc này liên quan đến người trong hộ của bạn. Hãy chuyển cho đồng nghiệp xử lý.')
export const stepUpRequired = (): GraphQLError =>
  coded('STEP_UP_REQUIRED')('Việc này cần xác nhận lại bằng mã xác thực một lần.')
export const unauthenticated = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } })

/** The codes whose messages are written for the client. Everything else is masked. */
export const clientCodes: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'NOT_FOUND',
  'UNIT_ENDED',
  'UNAUTHENTICATED',
  'STEP_UP_REQUIRED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
])
