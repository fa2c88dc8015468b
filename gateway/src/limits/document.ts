import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { RequestRefused } from '../errors.ts'
import { limitExceeded, limits } from './limits.ts'
import { measureText, refuseText, type TextMeasure } from './measure.ts'

interface ReadDocument {
  document: DocumentNode
  text: TextMeasure
  operations: OperationDefinitionNode[]
}

const longestKept = 16 * 1024
const mostKept = 500
const kept = new Map<string, ReadDocument>()

/** Parses within the token limit; undefined when it is no GraphQL, which Apollo Server then says with the place. */
export function readDocument(query: string): ReadDocument | undefined {
  const known = kept.get(query)
  if (known) return known
  let document: DocumentNode
  try {
    document = parse(query, { maxTokens: limits.tokens, noLocation: true })
  } catch (error) {
    if (error instanceof Error && error.message.includes('tokens')) throw limitExceeded('tokens')
    return undefined
  }
  const text = measureText(document)
  refuseText(text)
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const read = { document, text, operations }
  if (query.length <= longestKept) {
    const oldest = kept.size >= mostKept ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    kept.set(query, read)
  }
  return read
}

/** The operation that the request means. The stock server answers a name it does not know with a 500. */
export function operationOf({ operations }: ReadDocument, name: string | null | undefined): OperationDefinitionNode {
  const named = typeof name === 'string'
  const found = named ? operations.find((operation) => operation.name?.value === name) : operations[0]
  if (found && (named || operations.length === 1)) return found
  throw new RequestRefused(
    400,
    'OPERATION_RESOLUTION_FAILURE',
    named
      ? 'Tài liệu không có thao tác mang tên đã yêu cầu (operationName).'
      : 'Tài liệu có nhiều hơn một thao tác hoặc không có thao tác nào; hãy nêu operationName.',
  )
}
