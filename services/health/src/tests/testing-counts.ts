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
       select * from test where unit_code = ? and sampled_at <= ?
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
       select residential_group_id, sampled_at, 1 as person, 0 as positive, 0 as test from first_test
       union all
       select first_test.residential_group_id, first_positive.sampled_at, 0, 1, 0
       from first_positive join first_test using (person_id)
       union all
       select residential_group_id, sampled_at, 0, 0, 1 from counted
     ), placed as (
       select *, to_char(sampled_at at time zone interval '7 hours', 'YYYY-MM-DD') as day from facts
     )
     select case when grouping(residential_group_id) = 0 then 'group' when grouping(day) = 0 then 'day' else 'all' end as axis,
            residential_group_id as "residentialGroupId", day,
            coalesce(sum(person), 0)::int as "personsTested",
            coalesce(sum(positive), 0)::int as "personsPositive",
            coalesce(sum(test), 0)::int as tests
     from placed
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
