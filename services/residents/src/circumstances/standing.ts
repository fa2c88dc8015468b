import { type Context, isUuid } from '@vungxanh/subgraph'
import type { LifeEvent } from '../movements/life-event.ts'
import type { LifeEventRecorder } from '../movements/life-event-recorder.ts'
import { Circumstance, CircumstanceKind } from './circumstance.ts'
import { overlaps, type Span } from './circumstance-rules.ts'

/** A household is poor or nearly so, not both. */
const excluded: Partial<Record<CircumstanceKind, CircumstanceKind>> = {
  POOR_HOUSEHOLD: CircumstanceKind.NEAR_POOR_HOUSEHOLD,
  NEAR_POOR_HOUSEHOLD: CircumstanceKind.POOR_HOUSEHOLD,
}

export const newestFirst = { fromOn: 'desc', id: 'asc' } as const

/**
 * Makes writers about the same holders wait for each other, in one order: two clerks do not both find that nothing stands, and an
 * event ends what is recorded at the same moment. Taken before rows are locked: whoever records holds this and then asks for those.
 */
export async function lockHolders(ids: readonly string[], { em }: Context): Promise<void> {
  await em.execute(
    `select pg_advisory_xact_lock(key) from (
       select distinct hashtextextended(id, 0) as key from unnest(?::text[]) as holder (id) order by 1) as keys`,
    [`{${ids.filter(isUuid).join(',')}}`],
  )
}

interface Wanted extends Span {
  id?: string
  kind: CircumstanceKind
}

/** What already says so of this holder in some of these days. */
export async function standingIn(
  wanted: Wanted,
  holder: { household: string } | { person: string },
  { em }: Context,
): Promise<Circumstance | undefined> {
  const kinds = [wanted.kind, excluded[wanted.kind] ?? wanted.kind]
  const others = await em.find(
    Circumstance,
    { kind: { $in: kinds }, annulledAt: null, ...holder },
    { orderBy: newestFirst },
  )
  return others.find((other) => other.id !== wanted.id && overlaps(other, wanted))
}

/** Ends with an event what is said of those who died in it or moved away by it; they are locked (`lockHolders`). */
export async function endCircumstances(
  persons: readonly string[],
  recorder: LifeEventRecorder,
  { em }: Context,
): Promise<void> {
  const { on } = recorder
  const standing = await em.find(Circumstance, {
    ...{ person: { $in: [...persons] }, annulledAt: null, fromOn: { $lt: on } },
    $or: [{ toOn: null }, { toOn: { $gt: on } }],
  })
  for (const circumstance of standing) recorder.endCircumstance(circumstance)
}

/**
 * Of what an event ended: somebody has ended it otherwise since, or written down another in its place. What was annulled was
 * never so, and stays as it is.
 */
export async function changedSince(event: LifeEvent, context: Context): Promise<Circumstance | undefined> {
  const before = new Map((event.effects.circumstances ?? []).map((one) => [one.id, one]))
  const ended = await context.em.find(
    Circumstance,
    { id: { $in: [...before.keys()] }, annulledAt: null },
    { refresh: true },
  )
  for (const circumstance of ended) {
    const { id, kind, person, fromOn, toOn } = circumstance
    if (toOn !== event.occurredOn) return circumstance
    const wanted = { id, kind, fromOn, toOn: before.get(id)?.toOn ?? null }
    const other = await standingIn(wanted, { person: person?.id ?? '' }, context)
    if (other) return other
  }
}
