import type { EntityClass } from '@mikro-orm/core'
import { type Context, type Insert, insertsOf, localDateOf } from '@vungxanh/subgraph'
import type { LifeEventEffects, LifeEventKind } from '../movements/life-event.ts'
import type { ImportBatch } from './import-batch.ts'

const LONGEST_REASON = 300

export type Line = Record<string, unknown> & { id: string }

/** So many rows are read, sealed or made ready between two looks at what else there is to do: somebody else's request, PostgreSQL's answer. */
export const PACE = 500

/** What changing people asks of a request; the load of a scenario, which nobody audits, has it too. */
export type Changing = Pick<Context, 'em' | 'vault' | 'now'> & {
  viewer: Pick<Context['viewer'], 'accountId' | 'name' | 'post'>
  trail: Pick<Context['trail'], 'wrote'>
}

export async function ready(inserts: AsyncIterable<Insert>): Promise<Insert[]> {
  const all: Insert[] = []
  for await (const insert of inserts) all.push(insert)
  return all
}

/** The statements that add rows of one kind, each of which stands in the audit as if it had been written alone. */
export async function* addingOf<T extends object>(
  { em, trail }: Pick<Changing, 'em' | 'trail'>,
  entity: EntityClass<T>,
  lines: readonly Line[],
): AsyncGenerator<Insert, undefined> {
  const ids = lines.map(({ id }) => id)
  trail.wrote(em.getMetadata().get(entity).tableName, 'create', ids, Object.keys(lines[0] ?? {}))
  yield* insertsOf(em, entity, lines)
}

export const noEffects: LifeEventEffects = {
  ...{ persons: [], died: [], households: [], dissolved: [], joined: [], left: [], opened: [], ended: [] },
}

/** An event of today by whoever imports, as `LifeEventRecorder` writes it down. */
export function eventOf(
  id: string,
  kind: LifeEventKind,
  { unitCode, fileName, sender }: Pick<ImportBatch, 'unitCode' | 'fileName' | 'sender'>,
  { viewer, now }: Pick<Changing, 'viewer' | 'now'>,
): Line {
  return {
    id,
    unitCode,
    kind,
    occurredOn: localDateOf(now),
    toHousehold: null,
    reason: `Nhập danh sách “${fileName}” của ${sender}.`.slice(0, LONGEST_REASON),
    corrections: null,
    recordedAt: now,
    accountId: viewer.accountId,
    byName: viewer.name,
    byPost: viewer.post,
    effects: noEffects,
  }
}
