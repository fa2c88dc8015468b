import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { LocalDate } from '@vungxanh/subgraph'

/**
 * Where a person lives on a day: who has several residences lives at the newest of them. Takes the day twice. Every headcount
 * starts from this, so that a household, its group and the unit count alike.
 */
export function homesOn(whose: string): string {
  return `select distinct on (person_id) person_id, household_id, id, kind
          from residence
          where ${whose} and kind <> 'ABSENT' and from_on <= ? and (to_on is null or to_on >= ?)
          order by person_id, from_on desc, id`
}

/** Who is away on a day, though they live here. Takes the day twice. */
export function awayOn(whose: string): string {
  return `select distinct person_id
          from residence
          where ${whose} and kind = 'ABSENT' and from_on <= ? and (to_on is null or to_on >= ?)`
}

/** The persons who sleep in each of these households on a day. */
export async function presentIn(
  em: SqlEntityManager,
  households: readonly string[],
  on: LocalDate,
): Promise<{ household: string; person: string }[]> {
  const ids = `{${households.join(',')}}`
  const theirs = 'person_id in (select person_id from residence where household_id = any (?::uuid[]))'
  return em.execute(
    `select household_id as household, person_id as person
     from (${homesOn(theirs)}) as place
     where household_id = any (?::uuid[]) and person_id not in (${awayOn(theirs)})`,
    [ids, on, on, ids, ids, on, on],
  )
}
