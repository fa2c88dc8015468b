import { CombinedGraphQLErrors, ServerError } from '@apollo/client'
import { ServiceRefusal } from './service.ts'

export type ProblemKind =
  | 'unavailable'
  | 'forbidden'
  | 'not-found'
  | 'bad-input'
  | 'signed-out'
  | 'step-up'
  | 'outdated'
  | 'internal'
  | 'offline'

/** Why an answer is missing or incomplete, in terms that a page can say. */
export interface Problem {
  kind: ProblemKind
  /** Subgraphs that did not answer. */
  departments: readonly string[]
  message: string
  requestId?: string | undefined
  /** Whether asking again by itself may help. */
  passing: boolean
}

const kinds: Record<string, ProblemKind> = {
  SUBGRAPH_UNAVAILABLE: 'unavailable',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not-found',
  BAD_USER_INPUT: 'bad-input',
  UNIT_ENDED: 'bad-input',
  LIMIT_EXCEEDED: 'bad-input',
  UNAUTHENTICATED: 'signed-out',
  STEP_UP_REQUIRED: 'step-up',
  INTERNAL_SERVER_ERROR: 'internal',
  IDENTITY_UNAVAILABLE: 'unavailable',
  // A portal was published anew while this page stood open for longer than its versions are kept.
  DOCUMENT_NOT_TRUSTED: 'outdated',
}

// The worst first: a page says one thing about an answer with several errors.
const order: readonly ProblemKind[] = [
  'signed-out',
  'step-up',
  'outdated',
  'offline',
  'unavailable',
  'internal',
  'bad-input',
  'not-found',
  'forbidden',
]

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function problemOf(error: unknown): Problem | undefined {
  if (!error) return undefined
  if (error instanceof ServiceRefusal) {
    const kind = kinds[error.code] ?? 'bad-input'
    return {
      kind,
      departments: kind === 'unavailable' ? ['identity'] : [],
      message: error.message,
      passing: kind === 'unavailable',
    }
  }
  if (CombinedGraphQLErrors.is(error)) {
    const found = error.errors.map((one) => ({
      kind: kinds[text(one.extensions?.code) ?? ''] ?? 'internal',
      department: text(one.extensions?.subgraph),
      requestId: text(one.extensions?.requestId),
      message: one.message,
    }))
    const worst = found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0]
    if (!worst) return undefined
    const unavailable = found.filter((one) => one.kind === 'unavailable')
    return {
      kind: worst.kind,
      departments: [...new Set(unavailable.flatMap((one) => one.department ?? []))],
      message: worst.message,
      requestId: found.find((one) => one.requestId)?.requestId,
      passing: unavailable.length > 0,
    }
  }
  if (ServerError.is(error)) {
    const kind = error.statusCode === 401 ? 'signed-out' : error.statusCode >= 502 ? 'offline' : 'internal'
    return { kind, departments: [], message: error.message, passing: kind === 'offline' }
  }
  return { kind: 'offline', departments: [], message: error instanceof Error ? error.message : '', passing: true }
}
