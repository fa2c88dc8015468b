import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql'
import type { Viewer } from '@vungxanh/access'
import { AuditTrail } from './audit/trail.ts'
import { contextVariables, scopeOf } from './row-security.ts'
import { UnitOfWork } from './unit-of-work.ts'
import type { UserError } from './user-error.ts'
import type { Vault } from './vault.ts'

export type Clock = () => Date

/** What a resolver may know of its request. A class, because Apollo Server copies own properties and would freeze a getter. */
export class Context {
  readonly viewer: Viewer
  readonly requestId: string
  readonly now: Date
  readonly vault: Vault
  readonly trail: AuditTrail
  readonly unitOfWork: UnitOfWork

  constructor(
    orm: MikroORM,
    contextKey: Buffer,
    request: {
      viewer: Viewer
      requestId: string
      now: Date
      vault: Vault
      /** How long a transaction of it may last, in seconds. */
      lifetime?: number
    },
  ) {
    this.vault = request.vault
    this.viewer = request.viewer
    this.requestId = request.requestId
    this.now = request.now
    this.trail = new AuditTrail(this.viewer, this.requestId)
    this.unitOfWork = new UnitOfWork(orm, this.viewer, this.trail, () =>
      contextVariables(scopeOf(this.viewer, this.requestId), contextKey, request.lifetime),
    )
  }

  /** The manager of the transaction in force: a mutation's own, else the request's read. */
  get em(): SqlEntityManager {
    return this.unitOfWork.em
  }

  get loaders(): Map<unknown, unknown> {
    return this.unitOfWork.loaders
  }

  /** What to answer when this constraint stops the mutation at its commit. */
  onConflict(constraint: string, refusal: () => UserError): void {
    this.unitOfWork.onConflict(constraint, refusal)
  }
}
