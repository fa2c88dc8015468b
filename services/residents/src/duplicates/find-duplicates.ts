import { type RawQueryFragment, sql } from '@mikro-orm/core'
import { addDays, type Context, isUuid } from '@vungxanh/subgraph'
import { union } from '../search/person-search.ts'
import { type Blocked, candidatePairs } from './blocking.ts'
import {
  type Likeness,
  mostOfNumbers,
  type NameStatistics,
  type Score,
  score,
  scoreOpenly,
  WORTH_A_LOOK,
} from './duplicate-rules.ts'
import { type Entry, likenessOf, readEntries, statisticsOf, textArray } from './entries.ts'
import { nameStatistics } from './name-statistics.ts'

/** Nobody has so many doubles; a beginning of a form may be like that many. */
const MOST_NEAR = 500
/** So many comparisons between two looks at other requests. */
const PACE = 2_000

/** Other requests have their turn. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export interface FoundPair extends Score {
  one: string
  other: string
}

/** Numbers are opened only of those whom names and births leave possible. */
function isPossible(one: Likeness & Blocked, other: Entry, statistics: NameStatistics, least: number): boolean {
  const shareNumber = one.numbers.some((number) => other.numbers.includes(number))
  const bothHaveNumbers = one.numbers.length > 0 && other.numbers.length > 0
  const open = scoreOpenly(one, unopened(other), statistics)
  return open.points + mostOfNumbers({ shareNumber, bothHaveNumbers }) >= least
}

function unopened(entry: Entry): Likeness & Blocked {
  return { ...entry, phone: null, papers: [] }
}

/** Before names are counted every word may be a slip, and every name rare. */
const anything: NameStatistics = { bearers: () => 0, holders: () => 0 }

/** Who in a unit is like somebody, the likest first: six ways through indexes, whatever the size of the unit. */
export async function findLike(
  probe: Likeness & Blocked,
  { unit, except, least }: { unit: string; except?: string; least: number },
  context: Pick<Context, 'em' | 'vault'>,
): Promise<{ entry: Entry; score: Score }[]> {
  const near = await readEntries(
    unit,
    sql`person.id in (${nearTo(probe, unit)}) and person.id <> ${except ?? '00000000-0000-0000-0000-000000000000'}`,
    context,
  )
  const possible = near.filter((entry) => isPossible(probe, entry, anything, least))
  if (possible.length === 0) return []
  const statistics = await statisticsOf(unit, [probe.name, ...possible.map(({ name }) => name)], context)
  const scored = await Promise.all(
    possible.map(async (entry) => ({ entry, score: score(probe, await likenessOf(entry, context), statistics) })),
  )
  return scored
    .filter(({ score: { points } }) => points >= least)
    .toSorted((one, other) => other.score.points - one.score.points)
}

/** The doubles of somebody who is in the register. */
export async function findDoublesOf(
  id: string,
  unit: string,
  context: Pick<Context, 'em' | 'vault'>,
): Promise<FoundPair[]> {
  const [entry] = await readEntries(unit, sql`person.id = ${id}`, context)
  if (!entry) return []
  const probe = { ...entry, ...(await likenessOf(entry, context)) }
  const found = await findLike(probe, { unit, except: id, least: WORTH_A_LOOK }, context)
  return found.map(({ entry: other, score: { points, parts } }) => ({ ...inOrder(id, other.id), points, parts }))
}

function inOrder(one: string, other: string): { one: string; other: string } {
  return one < other ? { one, other } : { one: other, other: one }
}

function nearTo(probe: Blocked, unit: string): RawQueryFragment {
  const { bornOn, birthYear, household, numbers } = probe
  const { key } = probe.name
  const [given = ''] = key.split(' ')
  // `Lý` and `Lí` are one name.
  const spellings = [...new Set([given, given.replace(/y$/, 'i'), given.replace(/i$/, 'y')])]
  const near: RawQueryFragment[] = [
    sql`select person_id from person_word where unit_code = ${unit} and word = ${given} and sort_key = ${key}`,
  ]
  if (bornOn)
    near.push(
      sql`select person_id from person_word where unit_code = ${unit} and word = any (${textArray(birthWords(bornOn))}::text[])`,
    )
  if (birthYear)
    near.push(
      sql`select person_id from person_word where unit_code = ${unit}
        and word >= ${`#${birthYear - 1}`} and word < ${`#${birthYear + 2}`}
        and split_part(sort_key, ' ', 1) = any (${textArray(spellings)}::text[])`,
    )
  if (numbers.length > 0) {
    const asked = textArray(numbers.map((number) => `\\x${Buffer.from(number, 'base64').toString('hex')}`))
    near.push(
      sql`select id from person where unit_code = ${unit} and phone_index = any (${asked}::bytea[])`,
      sql`select person_id from identity_document where unit_code = ${unit} and number_index = any (${asked}::bytea[])`,
    )
  }
  if (household && isUuid(household))
    near.push(sql`select person_id from household_member where household_id = ${household} and left_on is null`)
  return sql`select * from (${union(near)}) as near limit ${MOST_NEAR}`
}

/** The day as search keeps it, and what slips make of it. */
function birthWords(bornOn: string): string[] {
  const [year = '', month = '', day = ''] = bornOn.split('-')
  const years = [-1, 1].map((step) => `${Number(year) + step}-${month}-${day}`)
  const days = [bornOn, `${year}-${day}-${month}`, addDays(bornOn, 1), addDays(bornOn, -1), ...years]
  return days.map((each) => `#${each.replaceAll('-', '')}`)
}

/** All doubles of a unit. Everybody is read in one statement; what is compared grows with the number of people, not with its square. */
export async function findAllDoubles(
  unit: string,
  context: Context,
  said: (step: number) => Promise<void>,
): Promise<{ people: number; compared: number; pairs: FoundPair[] }> {
  const entries = await readEntries(unit, sql`true`, context)
  await said(1)
  const statistics = nameStatistics(entries.map(({ name }) => name))
  const opened = entries.map(unopened)
  const possible: [Entry, Entry][] = []
  let compared = 0
  for (const [place, otherPlace] of candidatePairs(entries)) {
    if (++compared % PACE === 0) await breath()
    const [one, other] = [entries[place] as Entry, entries[otherPlace] as Entry]
    if (isPossible(opened[place] as Likeness & Blocked, other, statistics, WORTH_A_LOOK)) possible.push([one, other])
  }
  await said(2)
  const pairs: FoundPair[] = []
  const likenesses = new Map<string, Likeness>()
  const likeness = async (entry: Entry): Promise<Likeness> => {
    const known = likenesses.get(entry.id) ?? (await likenessOf(entry, context))
    likenesses.set(entry.id, known)
    return known
  }
  for (const [number, [one, other]] of possible.entries()) {
    if (number % PACE === 0) await breath()
    const found = score(await likeness(one), await likeness(other), statistics)
    if (found.points >= WORTH_A_LOOK) pairs.push({ ...inOrder(one.id, other.id), ...found })
  }
  await said(3)
  return { people: entries.length, compared, pairs }
}
