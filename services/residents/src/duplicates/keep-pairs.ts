import type { Context } from '@vungxanh/subgraph'
import { type FoundPair, findDoublesOf } from './find-duplicates.ts'

/** Writes down what was found: new pairs, and the scores of those that wait. What somebody has decided stays decided. */
export async function keepPairs(
  unit: string,
  pairs: readonly FoundPair[],
  { em, now }: Pick<Context, 'em' | 'now'>,
): Promise<void> {
  const rows = pairs.map(({ one, other, points, parts }) => ({
    id: crypto.randomUUID(),
    one,
    other,
    score: points,
    parts: parts.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)),
  }))
  await em.execute(
    `insert into duplicate_pair (id, unit_code, one_id, other_id, score, parts, state, found_at)
     select id, ?, one, other, score, parts, 'OPEN', ?
     from jsonb_to_recordset(?::jsonb) as found (id uuid, one uuid, other uuid, score integer, parts jsonb)
     on conflict (one_id, other_id) do update set score = excluded.score, parts = excluded.parts, found_at = excluded.found_at,
       state = case duplicate_pair.state when 'WITHDRAWN' then 'OPEN' else duplicate_pair.state end
     where duplicate_pair.state in ('OPEN', 'WITHDRAWN')`,
    [unit, now, JSON.stringify(rows)],
  )
}

/** Looks for the doubles of those who were registered or changed, in the transaction that did it. */
export async function refreshPairsOf(people: readonly Registered[], context: Context): Promise<void> {
  await context.em.flush()
  for (const person of people) await refreshPairsOfOne(person, context)
}

interface Registered {
  id: string
  unitCode: string
}

async function refreshPairsOfOne({ id, unitCode }: Registered, context: Context): Promise<void> {
  const pairs = await findDoublesOf(id, unitCode, context)
  if (pairs.length > 0) await keepPairs(unitCode, pairs, context)
  await context.em.execute(
    `update duplicate_pair set state = 'WITHDRAWN' where unit_code = ? and (one_id = ? or other_id = ?) and state = 'OPEN'
     and not (one_id = any (?::uuid[]) and other_id = any (?::uuid[]))`,
    [unitCode, id, id, ...twice(`{${[id, ...pairs.flatMap(({ one, other }) => [one, other])].join(',')}}`)],
  )
}

function twice<T>(value: T): [T, T] {
  return [value, value]
}
