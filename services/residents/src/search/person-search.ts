import { type RawQueryFragment, raw, sql } from '@mikro-orm/core'
import { permits } from '@vungxanh/access'
import type { Connection, Context, PageArgs, Ranked } from '@vungxanh/subgraph'
import { isUuid, rankedPage } from '@vungxanh/subgraph'
import { searchByNumber } from '../access.ts'
import { Person } from '../people/person.ts'
import { sortKey } from '../people/search-key.ts'
import { readSearch, type Search, type Term, type WordRange } from './search-terms.ts'

export interface SearchIn {
  unit: string
  search: string
  residentialGroup: string | null
}

/** Half of a ward is called so: read last. */
const commonNames = ['nguyen', 'thi', 'van', 'tran', 'le', 'pham']

const SHORTEST_TELLING_NAME = 3

/** The people that a search finds: the whole name first, then who is called so, names that begin so, names with it, and addresses. */
export function searchPeople(
  { unit, search, residentialGroup }: SearchIn,
  args: PageArgs,
  context: Context,
): Promise<Connection<Person>> {
  const list = ['people', unit, search, residentialGroup]
  const asked = readSearch(search)
  const group = residentialGroup ? inGroup(unit, residentialGroup) : undefined
  const only = group ? undefined : onlyBeginning(asked)
  const ways = waysToFind(unit, asked, context).map(
    (people, way): List | undefined =>
      people && {
        ranked: ranked(unit, asked, people, group),
        ...(only && way === 0 && { all: people, top: (past, limit) => topOf(unit, only, past, limit) }),
      },
  )
  return rankedPage(context, Person, list, args, (after, limit) => firstToFind(ways, after, limit, context))
}

/** What a row must come after: the place of the last one of the page before. */
type Past = RawQueryFragment

export interface List {
  /** Everybody, as `id` and `rank, follows, sort_key`, which the list is sorted by. */
  ranked: RawQueryFragment
  /** Everybody, uncounted and unranked, of a list whose top can be read by itself. */
  all?: RawQueryFragment
  /** The rows that the list goes on with, when there are as many as `limit` of a kind that stands before all others. */
  top?: (past: Past, limit: number) => RawQueryFragment
}

/**
 * A page of the first of the lists that has anybody. The pages after go on in the list that the first was of, whoever is
 * registered meanwhile.
 */
export async function firstToFind(
  lists: (List | undefined)[],
  after: unknown[] | undefined,
  limit: number,
  context: Context,
): Promise<{ total: number; rows: Ranked[] }> {
  const [chosen, ...past] = after ?? []
  for (const [number, list] of lists.entries()) {
    if (!list || (after && number !== chosen)) continue
    const { total, rows } = await readPage(list, after && past, limit, context)
    if (total > 0) return { total, rows: rows.map(({ id, place }) => ({ id, place: [number, ...place] })) }
  }
  return { total: 0, rows: [] }
}

/** The ways in which people may be found, tried in turn until one finds somebody. */
export function waysToFind(unit: string, asked: Search, context: Context): (RawQueryFragment | undefined)[] {
  if (asked.card) return [foundByNumbers(unit, asked.card.numbers, context), found(unit, asked, context)]
  return [found(unit, byNames(asked), context), found(unit, asked, context)]
}

/** Only names that half of a ward has, or too little of one to tell: what somebody types on the way to what they mean. */
export function isVague({ terms }: Search): boolean {
  return terms.length > 0 && terms.every(({ name }) => name && (name.length < SHORTEST_TELLING_NAME || isCommon(name)))
}

/** The beginning of a name, where that is all that was asked for and half of a ward may be called so. */
function onlyBeginning(asked: Search): WordRange | undefined {
  const [term, ...others] = asked.terms
  return others.length === 0 && isVague(asked) ? term?.person?.[0] : undefined
}

function isCommon(name: string): boolean {
  return commonNames.some((common) => common.startsWith(name))
}

/** Words are names; the street that is called like half of the ward is asked for when nobody is. */
export function byNames(asked: Search): Search {
  return { ...asked, terms: asked.terms.map((term) => (term.name ? { ...term, household: [] } : term)) }
}

/**
 * Who has everything that is asked for, as `id` and `sort_key`: read from the index by the rarest term, and the others looked
 * up among those. Undefined when nobody can have it.
 * @param isEachOnce false where it does not matter that somebody is found by two of their words
 */
export function found(
  unit: string,
  { terms, isVain }: Search,
  context: Context,
  isEachOnce = true,
): RawQueryFragment | undefined {
  const [rarest, ...others] = rarestFirst(terms)
  const isBarred = terms.some(({ number }) => number) && !permits(searchByNumber, context.viewer)
  if (!rarest || isVain || isBarred) return undefined
  const people = isPlace(rarest) ? livingAt(unit, rarest, others, context) : having(unit, rarest, others, context)
  // Several words of one person may begin alike.
  return isEachOnce ? sql`select id, min(sort_key) as sort_key from (${people}) as named group by id` : people
}

function having(unit: string, rarest: Term, others: Term[], context: Context): RawQueryFragment {
  const conditions = others.map((term) => holds(unit, term, context))
  return sql`select id, sort_key from (${union(sources(unit, rarest, context))}) as candidate where ${all(conditions)}`
}

/** Who lives where an address says. Their household is at hand for what may be a street as well as a name. */
function livingAt(unit: string, rarest: Term, others: Term[], context: Context): RawQueryFragment {
  const livesIn = (range: WordRange) => isAmong(sql`candidate.household_id`, unit, range)
  const conditions = others.filter((term) => !isPlace(term)).map((term) => holds(unit, term, context, livesIn))
  return sql`select id, sort_key from (
      select person.id, person.sort_key collate "C" as sort_key, member.household_id
        from (${placesWith(unit, rarest, others.filter(isPlace))}) as place
        join household_member as member on member.household_id = place.household_id
        join person on person.id = member.person_id
        where member.unit_code = ${unit} and member.left_on is null and person.unit_code = ${unit}
    ) as candidate where ${all(conditions)}`
}

/**
 * The households whose address has all of this, of which `rarest` is in the fewest. Each other term asks its address for one word,
 * whole or begun. Whole words are counted for each of those households by the primary key: as conditions of their own they would
 * take PostgreSQL longer to plan than to look up.
 */
export function placesWith(unit: string, rarest: Term, others: Term[]): RawQueryFragment {
  const ranges = others.flatMap(({ household = [] }) => household)
  const words = new Set(ranges.flatMap(({ from, below }) => (below === undefined ? from : [])))
  const whole = sql`(select count(*) from household_word where unit_code = ${unit}
    and word in (${join(
      [...words].map((word) => sql`${word}`),
      ', ',
    )}) and household_id = place.household_id) = ${words.size}`
  const begun = ranges.flatMap((range) =>
    range.below === undefined ? [] : isAmong(sql`place.household_id`, unit, range),
  )
  return sql`select household_id from (${union(placesOf(unit, rarest))}) as place
    where ${all([...(words.size > 0 ? [whole] : []), ...begun])}`
}

function placesOf(unit: string, { household = [] }: Term): RawQueryFragment[] {
  return household.map(
    (range) => sql`select household_id from household_word where unit_code = ${unit} and ${within(range)}`,
  )
}

function isAmong(household: RawQueryFragment, unit: string, range: WordRange): RawQueryFragment {
  return sql`${household} in (select household_id from household_word where unit_code = ${unit} and ${within(range)})`
}

/** What only an address has. */
function isPlace({ person, household = [], number }: Term): boolean {
  return household.length > 0 && !person && !number
}

function foundByNumbers(unit: string, numbers: string[], context: Context): RawQueryFragment | undefined {
  if (numbers.length === 0 || !permits(searchByNumber, context.viewer)) return undefined
  return union(numbers.flatMap((number) => byNumber(unit, number, context)))
}

export function rarestFirst(terms: Term[]): Term[] {
  return terms.toSorted((one, other) => commonness(one) - commonness(other))
}

function commonness({ number, person, household, name }: Term): number {
  if (number) return 0
  if (!name) return person ? (household ? 3 : 1) : 2
  return isCommon(name) ? 20 - name.length : 10 - Math.min(name.length, 5)
}

/** Everybody who has one thing: by name or birth, by what their household's address says, by a number. */
function sources(unit: string, { person = [], household = [], number }: Term, context: Context): RawQueryFragment[] {
  return [
    ...person.map(
      (range) => sql`select person_id as id, sort_key from person_word where unit_code = ${unit} and ${within(range)}`,
    ),
    ...household.map(
      (range) =>
        sql`select person.id, person.sort_key collate "C" from household_word as place
            join household_member as member on member.household_id = place.household_id
            join person on person.id = member.person_id
            where place.unit_code = ${unit} and ${within(range)} and member.unit_code = ${unit}
              and member.left_on is null and person.unit_code = ${unit}`,
    ),
    ...(number ? byNumber(unit, number, context) : []),
  ]
}

function byNumber(unit: string, number: string, { vault }: Context): RawQueryFragment[] {
  const index = vault.index(number)
  return [
    holders(unit, sql`select id, merged_into_id from person where unit_code = ${unit} and phone_index = ${index}`),
    holders(
      unit,
      sql`select id, merged_into_id from person where unit_code = ${unit} and provisional_code = ${number}`,
    ),
    holders(
      unit,
      sql`select person.id, person.merged_into_id from identity_document as document
        join person on person.id = document.person_id
        where document.unit_code = ${unit} and document.number_index = ${index}
          and document.ended_as is distinct from 'WRONG'`,
    ),
  ]
}

/** Whoever has a number, or had it as an entry that was merged: the paper in their hand still says it. */
function holders(unit: string, entries: RawQueryFragment): RawQueryFragment {
  return sql`select person.id, person.sort_key collate "C" from (${entries}) as entry
    join person on person.id = coalesce(entry.merged_into_id, entry.id)
    where person.unit_code = ${unit} and person.annulled_on is null`
}

/** That a candidate also has another thing. Words of the name are in the sort key, which is at hand. */
function holds(
  unit: string,
  { person = [], household = [], number, name }: Term,
  context: Context,
  livesIn: (range: WordRange) => RawQueryFragment = (range) =>
    sql`exists (select from household_member as member where member.unit_code = ${unit} and member.person_id = candidate.id
      and member.left_on is null and ${isAmong(sql`member.household_id`, unit, range)})`,
): RawQueryFragment {
  const [word] = person
  const ofPerson =
    name && word
      ? [sql`(' ' || candidate.sort_key || ' ') like ${`% ${word.from}${word.below ? '' : ' '}%`}`]
      : person.map(
          (range) =>
            sql`candidate.id in (select person_id from person_word where unit_code = ${unit} and ${within(range)})`,
        )
  const ofHousehold = household.map((range) => livesIn(range))
  const ofNumber = number
    ? [sql`candidate.id in (select id from (${union(byNumber(unit, number, context))}) as numbered)`]
    : []
  return join([...ofPerson, ...ofHousehold, ...ofNumber], ' or ')
}

function inGroup(unit: string, residentialGroup: string): RawQueryFragment {
  if (!isUuid(residentialGroup)) return sql`false`
  return sql`found.id in (select member.person_id from household join household_member as member on member.household_id = household.id
    where household.unit_code = ${unit} and household.residential_group_id = ${residentialGroup}
      and member.unit_code = ${unit} and member.left_on is null)`
}

export function within({ from, below }: WordRange): RawQueryFragment {
  return below === undefined ? sql`word = ${from}` : sql`word >= ${from} and word < ${below}`
}

function ranked(
  unit: string,
  asked: Search,
  people: RawQueryFragment,
  group: RawQueryFragment = sql`true`,
): RawQueryFragment {
  const names = asked.terms.flatMap(({ name }) => name ?? [])
  const typed = names.join(' ')
  // The given name is what people are called by: of "hoa" Hoà comes before everybody of the Hoàngs. The top of what half of a
  // ward is called by is read without this, in the order of given names.
  const called = onlyBeginning(asked) ? undefined : names.at(-1)
  // A sort key is the given name, then the family name and what is between: a name begins at its start or at its first space.
  const rank =
    names.length === 0
      ? sql`0`
      : sql`case
          when found.sort_key = ${sortKey(typed)} or found.sort_key = ${typed} then 0
          ${called ? sql`when starts_with(found.sort_key, ${`${called} `}) then 1` : sql``}
          when starts_with(found.sort_key, ${typed}) or strpos(found.sort_key, ${` ${typed}`}) = strpos(found.sort_key, ' ')
            or found.sort_key like ${`${names.at(-1)}% ${names.slice(0, -1).join(' ')}`} then ${called ? 2 : 1}::int
          else 3 end`
  const heads = sql`select person_id from household_member as head
    where head.unit_code = ${unit} and head.left_on is null and head.relation = 'HEAD'`
  // Thousands are compared with a list of all heads, a few are looked up.
  const isHead = isVague(asked) ? sql`found.id in (${heads})` : sql`exists (${heads} and head.person_id = found.id)`
  return sql`select found.id, found.sort_key, ${rank} as rank, (not ${isHead})::int as follows
    from (${people}) as found where ${group}`
}

/**
 * The heads called so by their given or family name, read word by word in the order of the list, and before them whoever is
 * called nothing else: as many as `limit` of these stand before everybody else, and thousands need not be ranked to know.
 */
function topOf(unit: string, { from, below = '' }: WordRange, past: Past, limit: number): RawQueryFragment {
  const beginsHere = sql`starts_with(sort_key, ${from}) or strpos(sort_key, ${` ${from}`}) = strpos(sort_key, ' ')`
  const head = sql`select from household_member as member where member.unit_code = ${unit} and member.left_on is null
    and member.relation = 'HEAD'`
  return sql`with recursive found_word as (
      (select word from person_word where unit_code = ${unit} and word >= ${from} and word < ${below} order by word limit 1)
      union all
      select (select next.word from person_word as next
        where next.unit_code = ${unit} and next.word > found_word.word and next.word < ${below} order by next.word limit 1)
      from found_word where found_word.word is not null),
    candidate as (
      select person_id as id, sort_key, 0 as rank, (not exists (${head} and member.person_id = person_word.person_id))::int as follows
      from person_word where unit_code = ${unit} and word = ${from} and sort_key = ${from}
      union
      select of_word.* from found_word cross join lateral (
        select id, sort_key, rank, follows from (
          select person_id as id, sort_key, 1 as rank, 0 as follows from person_word
          where unit_code = ${unit} and word = found_word.word and sort_key <> ${from} and (${beginsHere})
            and exists (${head} and member.person_id = person_word.person_id)) as named
        where ${past} order by sort_key, id limit ${limit}) as of_word)
    select id, sort_key, rank, follows from candidate where ${past} order by rank, follows, sort_key, id limit ${limit}`
}

async function readPage(
  { ranked: people, all: everybody, top }: List,
  after: unknown[] | undefined,
  limit: number,
  { em }: Context,
): Promise<{ total: number; rows: Ranked[] }> {
  const past = after
    ? sql`(rank, follows, sort_key, id) > (${after[0]}::int, ${after[1]}::int, ${after[2]} collate "C", ${after[3]}::uuid)`
    : sql`true`
  const inOrder = (condition: RawQueryFragment): RawQueryFragment =>
    sql`select id, rank, follows, sort_key from ranked where ${condition} order by rank, follows, sort_key, id limit ${limit}`
  const columns = sql`select counted.total, page.id, page.rank, page.follows, page.sort_key as "sortKey"`
  const order = sql`order by page.rank, page.follows, page.sort_key, page.id`
  type Row = { total: number; id: string | null; rank: number; follows: number; sortKey: string }
  const rows = await em.execute<Row[]>(
    everybody && top
      ? sql`with top as materialized (${top(past, limit)}), ranked as (${people}), filled as (select count(*) = ${limit} as whole from top)
        ${columns} from (select count(*)::int as total from (${everybody}) as found) as counted
        left join (select id, rank, follows, sort_key from top where (select whole from filled)
          union all (${inOrder(sql`${past} and not (select whole from filled)`)})) as page on true ${order}`
      : sql`with ranked as (${people}) ${columns} from (select count(*)::int as total from ranked) as counted
        left join (${inOrder(past)}) as page on true ${order}`,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.flatMap(({ id, rank, follows, sortKey }) =>
      id === null ? [] : { id, place: [rank, follows, sortKey, id] },
    ),
  }
}

export function all(conditions: RawQueryFragment[]): RawQueryFragment {
  return conditions.length === 0
    ? sql`true`
    : join(
        conditions.map((condition) => sql`(${condition})`),
        ' and ',
      )
}

export function union(queries: RawQueryFragment[]): RawQueryFragment {
  return join(queries, ' union ')
}

function join(parts: RawQueryFragment[], between: string): RawQueryFragment {
  return raw(
    parts.map((part) => part.sql).join(between),
    parts.flatMap(({ params }) => params),
  )
}
