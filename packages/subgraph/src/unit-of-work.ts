import type { SessionContext } from '@mikro-orm/core'
import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql'
import { UserError } from './user-error.ts'

/**
 * One request's work with the database. Reads share one read-only transaction; each mutation field gets a transaction of
 * its own that commits once, or not at all. Every transaction opens with the signed scope, so row security decides.
 */
export class UnitOfWork {
  em: SqlEntityManager
  readonly loaders = new Map<unknown, unknown>()
  #open = false
  #conflicts = new Map<string, () => UserError>()
  readonly #orm: MikroORM
  readonly #session: () => SessionContext

  constructor(orm: MikroORM, session: () => SessionContext) {
    this.#orm = orm
    this.#session = session
    this.em = this.#fork()
  }

  #fork(): SqlEntityManager {
    return this.#orm.em.fork({ session: this.#session() })
  }

  async read(): Promise<void> {
    if (this.#open) return
    await this.em.begin({ readOnly: true })
    this.#open = true
  }

  /** Two writers may both pass a check; the constraint then stops the second, who gets the same refusal as if it had come later. */
  onConflict(constraint: string, refusal: () => UserError): void {
    this.#conflicts.set(constraint, refusal)
  }

  async write<T>(work: () => Promise<T>): Promise<T | UserError> {
    await this.close()
    // A fresh manager: what a refused mutation changed in memory must not reach the next one's flush.
    this.em = this.#fork()
    this.loaders.clear()
    this.#conflicts.clear()
    await this.em.begin()
    let answer: T | UserError
    try {
      answer = await work()
      if (answer instanceof UserError) await this.em.rollback()
      else await this.em.commit()
    } catch (error) {
      if (this.em.isInTransaction()) await this.#rollback()
      answer = this.#refusalFor(error)
    }
    this.loaders.clear()
    await this.read()
    return answer
  }

  #refusalFor(error: unknown): UserError {
    if (error instanceof UniqueConstraintViolationException) {
      const constraint = 'constraint' in error ? error.constraint : undefined
      const refusal = typeof constraint === 'string' ? this.#conflicts.get(constraint) : undefined
      if (refusal) return refusal()
    }
    throw error
  }

  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#rollback()
  }

  /** With a lost connection the transaction is gone as well: the statement that failed has said so already. */
  async #rollback(): Promise<void> {
    await this.em.rollback().catch(() => {})
  }
}
