import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { LocalDate } from '@vungxanh/subgraph'
import { awayOn, homesOn } from '../movements/presence.ts'

export interface GroupCount {
  residentialGroupId: string
  households: number
  persons: number
  present: number
}

/** Persons and households living in communes on a day, and how many of them are there that night, by residential group. */
export function populationByGroup(
  em: SqlEntityManager,
  units: readonly string[],
  on: LocalDate,
): Promise<GroupCount[]> {
  // Of one unit alone PostgreSQL knows best how many rows that are.
  const [among, theirs] =
    units.length === 1 ? [units[0], 'unit_code = ?'] : [`{${units.join(',')}}`, 'unit_code = any (?::text[])']
  return em.execute<GroupCount[]>(
    // Materialised, so that each is read once: PostgreSQL takes these for a few rows and would look up households one by one.
    `with home as materialized (${homesOn(theirs)}),
       away as materialized (${awayOn(theirs)}),
       dwelling as materialized (select id, residential_group_id from household where ${theirs})
     select residential_group_id as "residentialGroupId", count(*)::int as households, sum(persons)::int as persons,
       sum(present)::int as present
     from (select household_id, count(*) as persons, count(*) filter (where away.person_id is null) as present
           from home left join away using (person_id) group by household_id) as lived_in
     join dwelling on dwelling.id = household_id
     group by residential_group_id`,
    [among, on, on, among, on, on, among],
  )
}
