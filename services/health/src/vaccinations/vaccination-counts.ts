import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { LocalDate } from '@vungxanh/subgraph'

export interface VaccinationCounts {
  doses: number
  personsVaccinated: number
  adverseEvents: number
  byGroup: { residentialGroupId: string | null; doses: number; adverseEvents: number }[]
  byDay: { day: LocalDate; doses: number }[]
  byProduct: { productId: string; doses: number }[]
}

interface Row {
  axis: 'all' | 'group' | 'day' | 'product'
  residentialGroupId: string | null
  day: LocalDate | null
  productId: string | null
  doses: number
  personsVaccinated: number
  adverseEvents: number
}

/** Doses in a unit up to and including a day. One statement gives every axis, so that the parts add up to the whole. */
export async function vaccinationCounts(
  em: SqlEntityManager,
  unit: string,
  upTo: LocalDate,
): Promise<VaccinationCounts> {
  const rows = await em.execute<Row[]>(
    `select case when grouping(residential_group_id) = 0 then 'group' when grouping(given_on) = 0 then 'day'
                 when grouping(product_id) = 0 then 'product' else 'all' end as axis,
            residential_group_id as "residentialGroupId", to_char(given_on, 'YYYY-MM-DD') as day, product_id as "productId",
            count(*)::int as doses,
            (select count(*)::int from (select from dose where unit_code = ? and given_on <= ? group by person_id) as person)
              as "personsVaccinated",
            coalesce(sum(events), 0)::int as "adverseEvents"
     from dose
     left join (select dose_id, count(*) as events from adverse_event where unit_code = ? and onset_on <= ? group by dose_id)
       as followed on dose_id = dose.id
     where unit_code = ? and given_on <= ?
     group by grouping sets ((), (residential_group_id), (given_on), (product_id))
     order by residential_group_id, given_on, product_id`,
    [unit, upTo, unit, upTo, unit, upTo],
  )
  const [all] = rows.filter(({ axis }) => axis === 'all')
  return {
    doses: all?.doses ?? 0,
    personsVaccinated: all?.personsVaccinated ?? 0,
    adverseEvents: all?.adverseEvents ?? 0,
    byGroup: rows.filter(({ axis }) => axis === 'group'),
    byDay: rows.flatMap(({ axis, day, doses }) => (axis === 'day' && day ? [{ day, doses }] : [])),
    byProduct: rows.flatMap(({ axis, productId, doses }) =>
      axis === 'product' && productId ? [{ productId, doses }] : [],
    ),
  }
}
