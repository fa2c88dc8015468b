import type { EventSubscriber, FlushEventArgs } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { AuditTrail } from './trail.ts'

const trails = new WeakMap<object, AuditTrail>()

/** From now on what this manager flushes stands in the trail. */
export function noteChanges(em: SqlEntityManager, trail: AuditTrail): void {
  trails.set(em, trail)
}

/** Tells the trail of a request which rows its manager wrote, by name of the fields only: the values are in the rows. */
export class ChangeRecorder implements EventSubscriber {
  afterFlush({ em, uow }: FlushEventArgs): void {
    trails.get(em)?.changed(uow.getChangeSets())
  }
}
