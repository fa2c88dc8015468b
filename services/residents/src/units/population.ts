import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { LocalDate } from '@vungxanh/subgraph'

export interface GroupCount {
  residentialGroupId: string
  households: number
  persons: number
}

/**
 * Persons and households living in a unit on a day, by residential group. Who has several residences counts once, where
 * the newest of them is; whoever is only absent does not count.
 */
export function populationByGroup(em: SqlEntityManager, unit: string, on: LocalDate): Promise<GroupCount[]> {
  return em.execute<GroupCount[]>(
    `select residential_group_id as "residentialGroupId", count(*)::int as households, sum(persons)::int as persons
     from (select household_id, count(*) as persons
           from (select distinct on (person_id) household_id
                 from residence
                 where unit_code = ? and kind <> 'ABSENT' and from_on <= ? and (to_on is null or to_on >= ?)
                 order by person_id, from_on desc, id) as place
           group by household_id) as home
     join household on household.id = household_id
     group by residential_group_id`,
    [unit, on, on],
  )
}
