import type { SessionContext } from '@mikro-orm/core'
import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql'
import { emergencyRole, type Viewer } from '@vungxanh/access'
import { GraphQLError } from 'graphql'
import { noteChanges } from './audit/change-recorder.ts'
import type { AuditTrail } from './audit/trail.ts'
import { withoutOwnHousehold } from './own-household.ts'
import { UserError } from './user-error.ts'

/**
 * One request's work with the database. Reads share one transaction; each mutation field gets a transaction of its own
 * that commits once, or not at all. Every transaction opens with the signed scope, so row security decides, and ends with
 * the audit row of what it delivered: one that cannot be written takes the answer with it.
 */
export class UnitOfWork {
  em: SqlEntityManager
  readonly loaders = new Map<unknown, unknown>()
  #open = false
  #conflicts = new Map<string, () => UserError>()
  readonly #orm: MikroORM
  readonly #viewer: Viewer
  readonly #trail: AuditTrail
  readonly #session: () => SessionContext

  constructor(orm: MikroORM, viewer: Viewer, trail: AuditTrail, session: () => SessionContext) {
    this.#orm = orm
    this.#viewer = viewer
    this.#trail = trail
    this.#session = session
    this.em = this.#fork()
  }

  #fork(): SqlEntityManager {
    const em = this.#orm.em.fork({ session: this.#session() })
    withoutOwnHousehold(em, this.#viewer)
    noteChanges(em, this.#trail)
    return em
  }

  async read(): Promise<void> {
    if (this.#open) return
    await this.em.begin()
    this.#open = true
    if (this.#viewer.role === emergencyRole) await this.#trail.openEmergency(this.em)
  }

  /** Two writers may both pass a check; the constraint then stops the second, who gets the same refusal as if it had come later. */
  onConflict(constraint: string, refusal: () => UserError): void {
    this.#conflicts.set(constraint, refusal)
  }

  /** Runs a mutation. What it was asked and what it changed is one audit row, in its own transaction. */
  async write<T>(door: string, args: Record<string, unknown>, work: () => Promise<T>): Promise<T | UserError> {
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
      else {
        await this.em.flush()
        this.#trail.entered(door, args)
        await this.#trail.write(this.em, 'WRITE')
        await this.em.commit()
      }
    } catch (error) {
      if (this.em.isInTransaction()) await this.#rollback()
      const refusal = this.#refusalFor(error)
      // Whoever tries ids one after the other is refused by errors, too.
      if (!refusal) {
        this.#refused(door, codeOf(error), args)
        throw error
      }
      answer = refusal
    }
    this.loaders.clear()
    if (answer instanceof UserError) this.#refused(door, answer.code, args)
    await this.read()
    return answer
  }

  #refused(door: string, code: string, args: Record<string, unknown>): void {
    this.#trail.forgetChanges()
    this.#trail.refused(door, code, args)
  }

  #refusalFor(error: unknown): UserError | undefined {
    if (error instanceof UniqueConstraintViolationException) {
      const constraint = 'constraint' in error ? error.constraint : undefined
      const refusal = typeof constraint === 'string' ? this.#conflicts.get(constraint) : undefined
      return refusal?.()
    }
    return undefined
  }

  /** Ends the reading: with its audit row when something was read that leaves one, else with nothing. */
  async close(): Promise<void> {
    const isOpen = this.#open
    this.#open = false
    if (this.#trail.isEmpty) return isOpen ? this.#rollback() : undefined
    try {
      // A mutation that was refused at its door never opened one.
      if (!isOpen) await this.em.begin()
      // Nothing that a query touched in memory may be written.
      this.em.clear()
      await this.#trail.write(this.em, 'READ')
      await this.em.commit()
    } catch (error) {
      await this.#rollback()
      await this.#leaveTrace()
      throw error
    }
  }

  /** Nothing is delivered when the reading broke; that it was asked for stands in the audit all the same, where it can. */
  async #leaveTrace(): Promise<void> {
    if (this.#trail.isEmpty) return
    this.#trail.refused('answer', 'FAILED')
    try {
      await this.em.begin()
      await this.#trail.write(this.em, 'READ')
      await this.em.commit()
    } catch {
      await this.#rollback()
    }
  }

  /** With a lost connection the transaction is gone as well: the statement that failed has said so already. */
  async #rollback(): Promise<void> {
    await this.em.rollback().catch(() => {})
  }
}

/** A code of ours, or nothing of what PostgreSQL or the program had to say. */
function codeOf(error: unknown): string {
  const code = error instanceof GraphQLError ? error.extensions.code : undefined
  return typeof code === 'string' ? code : 'FAILED'
}
