import { stdSerializers } from 'pino'

/** What PostgreSQL tells of the row or the value that it refused: names, hashes, secrets. */
const ofTheRow = ['detail', 'where', 'hint', 'internalQuery']

/** An error as the log may have it: what happened and where in the program, and nothing of what was in the database. */
export function errorInLog(error: Error) {
  const known: Record<string, unknown> = { ...stdSerializers.err(error) }
  for (const key of ofTheRow) delete known[key]
  for (const key of ['message', 'stack']) {
    const text = known[key]
    if (typeof text === 'string') known[key] = text.replace(/\n - (detail|hint): .*/g, '')
  }
  return known
}
