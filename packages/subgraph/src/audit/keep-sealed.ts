import { appendFile } from 'node:fs/promises'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { Logger } from 'pino'
import { seal } from './seal.ts'

const EVERY_MS = 10_000

export interface SealingEnvironment {
  CONTEXT_KEY: Buffer
  AUDIT_KEY: Buffer
  AUDIT_HEADS_FILE?: string | undefined
}

/**
 * Seals the audit every ten seconds, away from any request. Replicas take turns. Each sealed head also goes where the
 * database's owner cannot take it back: into the log, and into a file that is kept elsewhere.
 * @returns a function that ends it.
 */
export function keepSealed(orm: MikroORM, environment: SealingEnvironment, log: Logger): () => void {
  const { CONTEXT_KEY: contextKey, AUDIT_KEY: auditKey, AUDIT_HEADS_FILE: file } = environment
  let isBusy = false
  const timer = setInterval(async () => {
    if (isBusy) return
    isBusy = true
    try {
      const sealed = await seal(orm, { contextKey, auditKey })
      if (!sealed) return
      log.info({ audit: sealed }, 'sealed')
      if (file) await appendFile(file, `${JSON.stringify(sealed)}\n`)
    } catch (error) {
      log.error({ err: error }, 'the audit could not be sealed')
    } finally {
      isBusy = false
    }
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
