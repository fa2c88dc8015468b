export type Log = (line: string) => void

/** Progress for a person at a terminal, with the seconds since the start. */
export function progressLog(): Log {
  const started = performance.now()
  return (line) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6)
    process.stdout.write(`${seconds} s  ${line.replaceAll('\n', '\n          ')}\n`)
  }
}

/** The message a person can act on, for errors that a program throws at them. */
export function explain(error: unknown): string {
  const { code, message, path } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return `The disk is full${path ? ` (writing ${path})` : ''}`
  if (code === 'EACCES' || code === 'EPERM') return `No permission${path ? ` for ${path}` : ''}: ${message}`
  return message ?? String(error)
}
