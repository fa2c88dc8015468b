/** What is of the program and of the schema, never of a row. An error of PostgreSQL carries the row itself in others. */
const known = ['code', 'constraint', 'table', 'column', 'status', 'statusCode', 'syscall', 'address', 'port'] as const

type Fields = Partial<Record<(typeof known)[number] | 'entity', unknown>>

/**
 * An error as the log of a service may have it: what happened and where in the program, and nothing of what was in the
 * database or in a request. Named one by one, so that a driver's next version adds nothing to it.
 */
export function errorInLog(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' && error !== null ? { type: 'object' } : error
  const fields = error as Error & Fields
  const type = error.constructor.name
  const message = withoutValues(fields)
  return {
    type,
    message,
    stack: [`${type}: ${message}`, ...framesOf(error)].join('\n'),
    ...Object.fromEntries(known.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]]))),
    ...(error.cause !== undefined && { cause: errorInLog(error.cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.map(errorInLog) }),
  }
}

/** The place where a value begins differs with who speaks; what comes after the first line is always of the row. */
function withoutValues(error: Error & Fields): string {
  const { code, entity } = error
  const [line = ''] = error.message.split('\n')
  // PostgreSQL repeats what it could not read; in every other class the quoted words are names of the schema.
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)) return line.replace(/".*$/, '…')
  if (error instanceof SyntaxError) return line.replace(/["'].*$/, '…')
  // MikroORM prints the whole entity, or the condition that found none.
  if (entity !== undefined || 'getEntity' in error) return line.replace(/[({['].*$/, '…')
  return line.replace(/\bvalue: .*$/, 'value: …')
}

function framesOf({ stack = '' }: Error): string[] {
  return stack.split('\n').filter((line) => /^\s+at .*(:\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(line))
}
