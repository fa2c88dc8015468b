import { type RawQueryFragment, sql } from '@mikro-orm/core'
import type { Context, LocalDate } from '@vungxanh/subgraph'
import { openNumber, openPhone } from '../people/sealed-numbers.ts'
import { searchKey } from '../people/search-key.ts'
import type { Blocked } from './blocking.ts'
import type { Likeness, NameStatistics } from './duplicate-rules.ts'
import { type ReadName, readName } from './name-likeness.ts'

/** Somebody as the register has them, with numbers still sealed. */
export interface Entry extends Blocked {
  id: string
  sex: string
  address: string | null
  group: string | null
  phoneSealed: Buffer | null
  papers: readonly { id: string; kind: string; sealed: string }[]
}

interface Row {
  id: string
  fullName: string
  bornOn: LocalDate | null
  birthYear: number | null
  sex: string
  household: string | null
  address: string | null
  group: string | null
  phoneSealed: Buffer | null
  phone: string | null
  papers: { id: string; kind: string; sealed: string; index: string }[] | null
}

/** Those of a unit whom a condition on `person` names, in one statement. */
export async function readEntries(
  unit: string,
  which: RawQueryFragment,
  { em }: Pick<Context, 'em'>,
): Promise<Entry[]> {
  const rows = await em.execute<Row[]>(
    sql`select person.id, person.full_name as "fullName", person.born_on::text as "bornOn", person.birth_year as "birthYear",
      person.sex, member.household_id as household, household.address, household.residential_group_id as "group",
      person.phone_sealed as "phoneSealed", encode(person.phone_index, 'base64') as phone,
      (select json_agg(json_build_object('id', paper.id, 'kind', paper.kind, 'sealed', encode(paper.number_sealed, 'base64'),
          'index', encode(paper.number_index, 'base64')) order by paper.id)
        from identity_document as paper
        where paper.person_id = person.id and paper.ended_as is distinct from 'WRONG') as papers
    from person
    left join household_member as member on member.person_id = person.id and member.left_on is null
    left join household on household.id = member.household_id
    where person.unit_code = ${unit} and person.annulled_on is null and ${which}`,
  )
  return rows.map(({ fullName, phone, papers, ...row }) => ({
    ...row,
    name: readName(fullName),
    address: row.address && searchKey(row.address),
    papers: papers ?? [],
    numbers: [...(phone ? [phone] : []), ...(papers ?? []).map(({ index }) => index)],
  }))
}

/** What is compared of an entry, its numbers opened. */
export async function likenessOf(entry: Entry, context: Pick<Context, 'em' | 'vault'>): Promise<Likeness> {
  const phone = await openPhone(entry, context)
  const papers = await Promise.all(
    entry.papers.map(async ({ id, kind, sealed }) => ({
      kind,
      number: await openNumber({ id, numberSealed: Buffer.from(sealed, 'base64') }, context),
    })),
  )
  return { ...entry, phone, papers }
}

/** No more are counted: what so many have is common. */
const MOST_BEARERS = 300
const MOST_HOLDERS = 60

/** How often the words of some names, and the names, occur in a unit; a whole unit's are counted without asking (`nameStatistics`). */
export async function statisticsOf(
  unit: string,
  names: readonly ReadName[],
  { em }: Pick<Context, 'em'>,
): Promise<NameStatistics> {
  const keys = [...new Set(names.map(({ key }) => key))]
  const spelled = [...new Set(keys.flatMap((key) => key.split(' ')))]
  const rows = await em.execute<{ word: string | null; key: string | null; count: number }[]>(
    sql`select word, null as key, (select count(*)::int from (
        select from person_word where unit_code = ${unit} and person_word.word = asked.word limit ${MOST_BEARERS}) as bearers) as count
      from unnest(${textArray(spelled)}::text[]) as asked (word)
      union all
      select null, key, (select count(*)::int from (
        select from person_word where unit_code = ${unit} and word = split_part(asked.key, ' ', 1) and sort_key = asked.key
        limit ${MOST_HOLDERS}) as holders)
      from unnest(${textArray(keys)}::text[]) as asked (key)`,
  )
  const bearers = new Map<string, number>()
  const holders = new Map<string, number>()
  for (const { word, key, count } of rows) {
    if (key !== null) holders.set(key, count)
    if (word === null) continue
    const folded = word.replaceAll('y', 'i')
    bearers.set(folded, (bearers.get(folded) ?? 0) + count)
  }
  return { bearers: (word) => bearers.get(word) ?? 0, holders: ({ key }) => holders.get(key) ?? 0 }
}

export function textArray(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(',')}}`
}
