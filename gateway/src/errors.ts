import { GraphQLError, type GraphQLFormattedError } from 'graphql'

/** Federation validates once more, and knows a little less of introspection than graphql-js does. */
export const refusedByPlanner = 'INVALID_GRAPHQL'

/** What the gateway itself may say. Each message is written for the person who reads it. */
const ownCodes: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'LIMIT_EXCEEDED',
  'DOCUMENT_NOT_TRUSTED',
  'SUBGRAPH_UNAVAILABLE',
])

/** What a department may say through the gateway. Its other errors are accidents, and their words may hold anything. */
const departmentCodes: ReadonlySet<unknown> = new Set([
  'FORBIDDEN',
  'NOT_FOUND',
  'UNIT_ENDED',
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'STEP_UP_REQUIRED',
])

export const maskedMessage =
  'Hệ thống gặp lỗi khi xử lý yêu cầu này. Hãy thử lại; nếu vẫn lỗi, báo mã yêu cầu cho quản trị.'

export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extensions: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

export function subgraphUnavailable(subgraph: string, cause: unknown): GraphQLError {
  return new GraphQLError(`Bộ phận “${subgraph}” hiện không trả lời. Các phần khác vẫn dùng được; hãy thử lại sau.`, {
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph },
    originalError: cause instanceof Error ? cause : undefined,
  })
}

/** Lets through what is meant for the client, by an allow-list of codes; hides everything else. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, serviceName, subgraph } = formatted.extensions ?? {}
  const isFromDepartment = typeof serviceName === 'string'
  if (code === refusedByPlanner && !isFromDepartment) {
    return { message: 'Tài liệu không hợp với lược đồ.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }
  }
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  }
  if (!(isFromDepartment ? departmentCodes : ownCodes).has(code)) {
    return { message: maskedMessage, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } }
  }
  const department = isFromDepartment ? serviceName : subgraph
  return {
    message: withoutSuggestions(formatted.message),
    ...place,
    extensions: { code, ...(department !== undefined && { subgraph: department }) },
  }
}

/** Whether the error's own words stay inside, so that they must be logged to be of use. */
export function isMasked(error: GraphQLError): boolean {
  return formatError(error.toJSON()).extensions?.code === 'INTERNAL_SERVER_ERROR'
}

/** graphql-js offers names that the person did not ask for; without introspection those are a way to read the schema. */
function withoutSuggestions(message: string): string {
  return message.replace(/,?\s*did you mean .*\?/is, '')
}
