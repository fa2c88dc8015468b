import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { LocalDate } from '@vungxanh/subgraph'
import { awayOn, homesOn } from '../movements/presence.ts'

export interface GroupCount {
  residentialGroupId: string
  households: number
  persons: number
  present: number
}

/** Persons and households living in a unit on a day, and how many of them are there that night, by residential group. */
export function populationByGroup(em: SqlEntityManager, unit: string, on: LocalDate): Promise<GroupCount[]> {
  return em.execute<GroupCount[]>(
    `select residential_group_id as "residentialGroupId", count(*)::int as households, sum(persons)::int as persons,
       sum(present)::int as present
     from (select household_id, count(*) as persons, count(*) filter (where away.person_id is null) as present
           from (${homesOn('unit_code = ?')}) as place
           left join (${awayOn('unit_code = ?')}) as away using (person_id)
           group by household_id) as home
     join household on household.id = household_id
     group by residential_group_id`,
    [unit, on, on, unit, on, on],
  )
}
