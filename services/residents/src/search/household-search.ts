import { type RawQueryFragment, sql } from '@mikro-orm/core'
import { type Connection, type Context, isUuid, type PageArgs, rankedPage } from '@vungxanh/subgraph'
import { Household } from '../households/household.ts'
import {
  byNames,
  firstToFind,
  found,
  isVague,
  placesWith,
  rarestFirst,
  type SearchIn,
  union,
  waysToFind,
  within,
} from './person-search.ts'
import { beginning, codeWord, readSearch, type Search, type Term } from './search-terms.ts'

/**
 * The households that a search finds: by their code first, then of heads who are called so, of others, and by address. Names
 * that half of a ward has find households by their heads, and by other members only where no head is called so.
 * @param narrowed a condition of the table `household`, and what was asked for by it: a cursor is of that, too.
 */
export function searchHouseholds(
  { unit, search, residentialGroup }: SearchIn,
  args: PageArgs,
  context: Context,
  narrowed: { condition: RawQueryFragment; by: unknown[] } = { condition: sql`true`, by: [] },
): Promise<Connection<Household>> {
  const asked = readSearch(search)
  const code = byCode(unit, search)
  const named = byNames(asked)
  const [people, rest] = waysToFind(unit, asked, context)
  const among = sql`${inGroup(residentialGroup)} and ${narrowed.condition}`
  const heads = isVague(asked) ? found(unit, named, context, false) : undefined
  const ways = [
    ...(heads ? [{ ranked: headedBy(unit, heads, code, among) }] : []),
    ...[
      [code, ...(people ? [homesOf(unit, people)] : []), ...byAddress(unit, named)],
      [code, ...(rest ? [homesOf(unit, rest)] : []), ...byAddress(unit, asked)],
    ].map((sources) => ({ ranked: ranked(unit, among, sources) })),
  ]
  const list = ['households', unit, search, residentialGroup, ...narrowed.by]
  const read = (after: unknown[] | undefined, limit: number) => firstToFind(ways, after, limit, context)
  return rankedPage(context, Household, list, args, read, 'residentialGroup')
}

function byCode(unit: string, search: string): RawQueryFragment {
  const code = codeWord(search.replaceAll('\0', ' ').trim())
  return sql`select household_id, 0 as rank from household_word where unit_code = ${unit} and ${within(beginning(code))}`
}

/** Half of a ward: looked for among all of its households, which costs less than to look thousands of them up one by one. */
function headedBy(
  unit: string,
  people: RawQueryFragment,
  code: RawQueryFragment,
  among: RawQueryFragment,
): RawQueryFragment {
  const byCode = sql`household.id in (select household_id from (${code}) as coded)`
  // "is true" keeps PostgreSQL from looking each of thousands up by itself, as it would in a join.
  const byHead = sql`household.id in (select member.household_id from household_member as member
    where member.unit_code = ${unit} and member.left_on is null and member.relation = 'HEAD'
      and (member.person_id in (select found.id from (${people}) as found)) is true)`
  return sql`select household.id, household.code collate "C" as sort_key, case when ${byCode} then 0 else 1 end as rank, 0 as follows
    from household where household.unit_code = ${unit} and ${among} and (${byCode} or ${byHead})`
}

function homesOf(unit: string, people: RawQueryFragment): RawQueryFragment {
  return sql`select member.household_id, case member.relation when 'HEAD' then 1 else 2 end as rank
    from (${people}) as found join household_member as member on member.person_id = found.id
    where member.unit_code = ${unit} and member.left_on is null`
}

/** What is asked for is all in the address: found even where nobody lives. */
function byAddress(unit: string, { terms }: Search): RawQueryFragment[] {
  if (terms.length === 0 || terms.some(({ household = [] }) => household.length === 0)) return []
  const [rarest, ...others] = rarestFirst(terms) as [Term, ...Term[]]
  return [sql`select household_id, 3 as rank from (${placesWith(unit, rarest, others)}) as place`]
}

function inGroup(residentialGroup: string | null): RawQueryFragment {
  if (!residentialGroup) return sql`true`
  return isUuid(residentialGroup) ? sql`household.residential_group_id = ${residentialGroup}` : sql`false`
}

function ranked(unit: string, among: RawQueryFragment, sources: RawQueryFragment[]): RawQueryFragment {
  return sql`select household.id, household.code collate "C" as sort_key, min(rank) as rank, 0 as follows
    from (${union(sources)}) as found join household on household.id = found.household_id
    where household.unit_code = ${unit} and ${among} group by household.id, household.code`
}
