import { GraphQLError } from 'graphql'

function coded(code: string) {
  return (message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
    new GraphQLError(message, { extensions: { code, ...extensions } })
}

export const badUserInput = coded('BAD_USER_INPUT')
export const forbidden = coded('FORBIDDEN')
export const notFound = coded('NOT_FOUND')
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
  'UNAUTHENTICATED',
  'STEP_UP_REQUIRED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
])
