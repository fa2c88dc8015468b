import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { sortKey } from '../people/search-key.ts'
import type { Book, BookHousehold, BookPerson, ReadRow } from './check-rows.ts'

type PersonLine = Omit<BookPerson, 'householdId' | 'numbers'> & { sortKey: string }

/**
 * What the register holds of whoever the rows may be about: found by number, telephone and name, in as many statements for
 * one row as for twenty thousand. Each table is asked alone and put together here: how PostgreSQL would join thousands of
 * people hangs on statistics that a register which has just been filled does not have.
 */
export async function openBook(
  em: SqlEntityManager,
  unit: string,
  reads: readonly ReadRow[],
  hash: (number: string) => string,
): Promise<Book> {
  const numbers = [...new Set(reads.flatMap(({ identityNumber }) => (identityNumber ? [hash(identityNumber)] : [])))]
  const names = [...new Set(reads.map(({ fullName }) => sortKey(fullName)))].filter((name) => name !== '')
  const wanted = await em.execute<{ id: string }[]>(
    `select id from person where unit_code = ? and annulled_on is null
       and sort_key = any (?::text[])
     union
     select person_id from identity_document where unit_code = ? and ended_as is distinct from 'WRONG'
       and number_index = any (?::bytea[])`,
    [unit, arrayOf(names), unit, arrayOf(numbers.map((number) => `\\x${number}`))],
  )
  const ids = arrayOf(wanted.map(({ id }) => id))
  const people = await em.execute<PersonLine[]>(
    `select id, full_name as "fullName", sort_key as "sortKey", born_on::text as "bornOn", birth_year as "birthYear", sex,
       encode(phone_index, 'hex') as phone, died_on::text as "diedOn"
     from person where id = any (?::uuid[]) and annulled_on is null`,
    [ids],
  )
  const papers = await em.execute<{ person: string; kind: string; index: string }[]>(
    `select person_id as person, kind, encode(number_index, 'hex') as index from identity_document
     where person_id = any (?::uuid[]) and ended_as is distinct from 'WRONG'`,
    [ids],
  )
  const members = await em.execute<{ person: string; household: string }[]>(
    `select person_id as person, household_id as household from household_member
     where person_id = any (?::uuid[]) and left_on is null`,
    [ids],
  )
  const groups = await em.execute<Book['groups']>(
    `select id, number, name from residential_group where unit_code = ? and closed_on is null order by number`,
    [unit],
  )
  const homes = await em.execute<Omit<BookHousehold, 'head'>[]>(
    `select id, code, address, residential_group_id as "groupId" from household where unit_code = ? and dissolved_on is null`,
    [unit],
  )
  // Each head is looked up by their key, whatever the statistics say.
  const heads = await em.execute<{ household: string; bornOn: string | null; birthYear: number | null }[]>(
    `select household_id as household, born_on::text as "bornOn", birth_year as "birthYear"
     from household_member join person on person.id = person_id
     where household_member.unit_code = ? and left_on is null and relation = 'HEAD'`,
    [unit],
  )
  const papersOf = Map.groupBy(papers, ({ person }) => person)
  const homeOf = new Map(members.map(({ person, household }) => [person, household]))
  const headOf = new Map(heads.map(({ household, ...birth }) => [household, birth]))
  const byNumber: Book['byNumber'] = new Map()
  const bySortKey: Book['bySortKey'] = new Map()
  for (const { sortKey: order, ...person } of people) {
    const own = papersOf.get(person.id) ?? []
    const known: BookPerson = {
      ...person,
      householdId: homeOf.get(person.id) ?? null,
      numbers: new Map(own.map(({ kind, index }) => [kind, index])),
    }
    for (const { kind, index } of own) byNumber.set(`${kind}|${index}`, known)
    const namesakes = bySortKey.get(order)
    if (namesakes) namesakes.push(known)
    else bySortKey.set(order, [known])
  }
  const households = new Map(homes.map((home) => [home.id, { ...home, head: headOf.get(home.id) ?? null }]))
  return { groups, households, byNumber, bySortKey }
}

/** A constant, in which PostgreSQL looks by hash; through what a statement has to work out first it goes from end to end. */
function arrayOf(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(',')}}`
}
