import { type RawQueryFragment, sql } from '@mikro-orm/core'
import { type Connection, type Context, isUuid, type PageArgs, rankedPage } from '@vungxanh/subgraph'
import { Household } from '../households/household.ts'
import { all, byNames, firstToFind, found, type SearchIn, union, within } from './person-search.ts'
import { beginning, codeWord, readSearch, type Search } from './search-terms.ts'

/** The households that a search finds: by their code first, then of heads who are called so, of others, and by address. */
export function searchHouseholds(
  { unit, search, residentialGroup }: SearchIn,
  args: PageArgs,
  context: Context,
): Promise<Connection<Household>> {
  const asked = readSearch(search)
  const ways = [byNames(asked), asked].map((way) =>
    ranked(unit, residentialGroup, [byCode(unit, search), ...ofPeople(unit, way, context), ...byAddress(unit, way)]),
  )
  const list = ['households', unit, search, residentialGroup]
  return rankedPage(context, Household, list, args, (after, limit) => firstToFind(ways, after, limit, context))
}

function byCode(unit: string, search: string): RawQueryFragment {
  const code = codeWord(search.replaceAll('\0', ' ').trim())
  return sql`select household_id, 0 as rank from household_word where unit_code = ${unit} and ${within(beginning(code))}`
}

function ofPeople(unit: string, asked: Search, context: Context): RawQueryFragment[] {
  const people = found(unit, asked, context)
  if (!people) return []
  return [
    sql`select member.household_id, case member.relation when 'HEAD' then 1 else 2 end as rank
        from (${people}) as found join household_member as member on member.person_id = found.id
        where member.unit_code = ${unit} and member.left_on is null`,
  ]
}

/** What is asked for is all in the address: found even where nobody lives. */
function byAddress(unit: string, { terms }: Search): RawQueryFragment[] {
  const [first, ...others] = terms.map(({ household = [] }) =>
    household.map(
      (range) => sql`select household_id from household_word where unit_code = ${unit} and ${within(range)}`,
    ),
  )
  if (!first || [first, ...others].some((words) => words.length === 0)) return []
  const conditions = others.map((words) => sql`household_id in (${union(words)})`)
  return [sql`select household_id, 3 as rank from (${union(first)}) as place where ${all(conditions)}`]
}

function ranked(unit: string, residentialGroup: string | null, sources: RawQueryFragment[]): RawQueryFragment {
  const inGroup = residentialGroup
    ? isUuid(residentialGroup)
      ? sql`household.residential_group_id = ${residentialGroup}`
      : sql`false`
    : sql`true`
  return sql`select household.id, household.code collate "C" as sort_key, min(rank) as rank, 0 as follows
    from (${union(sources)}) as found join household on household.id = found.household_id
    where household.unit_code = ${unit} and ${inGroup} group by household.id, household.code`
}
