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
    `select household.residential_group_id as "residentialGroupId",
            count(distinct place.household_id)::int as households,
            count(*)::int as persons
     from (select distinct on (person_id) person_id, household_id
           from residence
           where unit_code = ? and kind <> 'ABSENT' and from_on <= ? and (to_on is null or to_on >= ?)
           order by person_id, from_on desc, id) as place
     join household on household.id = place.household_id
     group by household.residential_group_id`,
    [unit, on, on],
  )
}
