import { type RawQueryFragment, sql } from '@mikro-orm/core'
import type { Context, Ranked } from '@vungxanh/subgraph'

/** A page of a list with `id` and `sort_key`, and how many it has, by one statement. */
export async function sortedPage(
  list: RawQueryFragment,
  after: unknown[] | undefined,
  limit: number,
  { em }: Context,
): Promise<{ total: number; rows: Ranked[] }> {
  const past = after ? sql`(sort_key collate "C", id) > (${after[0]} collate "C", ${after[1]}::uuid)` : sql`true`
  const rows = await em.execute<{ total: number; id: string | null; sortKey: string }[]>(
    sql`with listed as materialized (${list})
    select counted.total, page.id, page.sort_key as "sortKey"
    from (select count(*)::int as total from listed) as counted
    left join (select * from listed where ${past} order by sort_key collate "C", id limit ${limit}) as page on true
    order by page.sort_key collate "C", page.id`,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.flatMap(({ id, sortKey }) => (id === null ? [] : [{ id, place: [sortKey, id] }])),
  }
}
