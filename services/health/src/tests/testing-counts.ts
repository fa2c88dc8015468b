import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { LocalDate } from '@vungxanh/subgraph'

export interface TestingCount {
  personsTested: number
  personsPositive: number
  tests: number
}

export interface TestingCounts extends TestingCount {
  byGroup: (TestingCount & { residentialGroupId: string | null })[]
  byDay: (TestingCount & { day: LocalDate })[]
}

type Row = TestingCount & { axis: 'all' | 'group' | 'day'; residentialGroupId: string | null; day: LocalDate | null }

/**
 * Testing in a unit up to a moment. A person counts once: in the group and on the day of the first test, and as positive on
 * the day of the first positive one. Members of a tested pool were tested; only a test of their own makes them positive.
 * One statement gives every axis, so that the parts add up to the whole whatever is recorded meanwhile.
 */
export async function testingCounts(em: SqlEntityManager, unit: string, asOf: Date): Promise<TestingCounts> {
  const rows = await em.execute<Row[]>(
    `with counted as (
       select id, person_id, pool_id, residential_group_id, sampled_at, outcome
       from test where unit_code = ? and sampled_at <= ?
     ), tested as (
       select id, person_id, residential_group_id, sampled_at, outcome = 'POSITIVE' as positive
       from counted where person_id is not null
       union all
       select sample.id, sample.person_id, sample.residential_group_id, sample.sampled_at, false
       from counted join sample on sample.pool_id = counted.pool_id
     ), first_test as (
       select distinct on (person_id) person_id, residential_group_id, sampled_at
       from tested order by person_id, sampled_at, id
     ), first_positive as (
       select person_id, min(sampled_at) as sampled_at from tested where positive group by person_id
     ), facts as (
       select residential_group_id, (sampled_at at time zone interval '7 hours')::date as day,
              count(*) as persons, 0 as positives, 0 as tests
       from first_test group by 1, 2
       union all
       select first_test.residential_group_id, (first_positive.sampled_at at time zone interval '7 hours')::date,
              0, count(*), 0
       from first_positive join first_test using (person_id) group by 1, 2
       union all
       select null, (sampled_at at time zone interval '7 hours')::date, 0, 0, count(*) from counted group by 2
     )
     select case when grouping(residential_group_id) = 0 then 'group' when grouping(day) = 0 then 'day' else 'all' end as axis,
            residential_group_id as "residentialGroupId", to_char(day, 'YYYY-MM-DD') as day,
            coalesce(sum(persons), 0)::int as "personsTested",
            coalesce(sum(positives), 0)::int as "personsPositive",
            coalesce(sum(tests), 0)::int as tests
     from facts
     group by grouping sets ((), (residential_group_id), (day))
     order by residential_group_id, day`,
    [unit, asOf],
  )
  const [all] = rows.filter(({ axis }) => axis === 'all')
  return {
    personsTested: all?.personsTested ?? 0,
    personsPositive: all?.personsPositive ?? 0,
    tests: all?.tests ?? 0,
    byGroup: rows.filter(({ axis, personsTested }) => axis === 'group' && personsTested > 0),
    byDay: rows.flatMap(({ axis, day, ...row }) => (axis === 'day' && day ? [{ ...row, day }] : [])),
  }
}
