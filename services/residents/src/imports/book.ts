import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { sortKey } from '../people/search-key.ts'
import type { Book, BookHousehold, BookPerson, ReadRow } from './check-rows.ts'

interface PersonLine {
  id: string
  fullName: string
  sortKey: string
  bornOn: string | null
  birthYear: number | null
  sex: string
  phone: string | null
  householdId: string | null
  diedOn: string | null
  numbers: [string, string][] | null
}

/**
 * What the register holds of whoever the rows may be about: found by number, telephone and name, in as many statements for
 * one row as for twenty thousand.
 */
export async function openBook(
  em: SqlEntityManager,
  unit: string,
  reads: readonly ReadRow[],
  hash: (number: string) => string,
): Promise<Book> {
  const numbers = [...new Set(reads.flatMap(({ identityNumber }) => (identityNumber ? [hash(identityNumber)] : [])))]
  const names = [...new Set(reads.map(({ fullName }) => sortKey(fullName)))].filter((name) => name !== '')
  const people = await em.execute<PersonLine[]>(
    `with wanted as (
       select id from person where unit_code = ? and annulled_on is null
         and sort_key = any (array(select json_array_elements_text(?::json)))
       union
       select person_id from identity_document where unit_code = ? and ended_as is distinct from 'WRONG'
         and number_index = any (array(select decode(json_array_elements_text(?::json), 'hex')))
     )
     select person.id, full_name as "fullName", sort_key as "sortKey", born_on::text as "bornOn", birth_year as "birthYear", sex,
       encode(phone_index, 'hex') as phone, died_on::text as "diedOn",
       (select household_id from household_member where person_id = person.id and left_on is null) as "householdId",
       (select jsonb_agg(jsonb_build_array(kind, encode(number_index, 'hex'))) from identity_document
        where person_id = person.id and ended_as is distinct from 'WRONG') as numbers
     from person join wanted using (id) where annulled_on is null`,
    [unit, JSON.stringify(names), unit, JSON.stringify(numbers)],
  )
  const groups = await em.execute<Book['groups']>(
    `select id, number, name from residential_group where unit_code = ? order by number`,
    [unit],
  )
  const households = await em.execute<BookHousehold[]>(
    `select id, code, address, residential_group_id as "groupId",
       exists (select from household_member where household_id = household.id and left_on is null and relation = 'HEAD') as "hasHead"
     from household where unit_code = ? and dissolved_on is null`,
    [unit],
  )
  const byNumber: Book['byNumber'] = new Map()
  const bySortKey: Book['bySortKey'] = new Map()
  for (const { sortKey: order, numbers: papers, ...person } of people) {
    const known: BookPerson = { ...person, numbers: new Map(papers ?? []) }
    for (const [kind, index] of papers ?? []) byNumber.set(`${kind}|${index}`, known)
    bySortKey.set(order, [...(bySortKey.get(order) ?? []), known])
  }
  return { groups, households: new Map(households.map((home) => [home.id, home])), byNumber, bySortKey }
}
