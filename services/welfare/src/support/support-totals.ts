import type { SqlEntityManager } from '@mikro-orm/postgresql'

export interface Total {
  unitCode: string
  count: number
  amount: number
}

interface Row {
  unitCode: string
  count: number
  /** A sum of bigint arrives as text. */
  amount: string
}

function exact<R extends Row>(rows: R[]): (Omit<R, 'amount'> & { amount: number })[] {
  return rows.map(({ amount, ...row }) => ({ ...row, amount: Number(amount) }))
}

/** Payouts confirmed up to a moment, by programme. */
export async function totalsByProgramme(
  em: SqlEntityManager,
  units: readonly string[],
  asOf: Date,
): Promise<(Total & { programmeId: string })[]> {
  const rows = await em.execute<(Row & { programmeId: string })[]>(
    `select unit_code as "unitCode", programme_id as "programmeId", count(*)::int as count, sum(amount)::text as amount
     from payout
     where unit_code = any (?::text[]) and paid_at <= ?
     group by unit_code, programme_id`,
    [textArray(units), asOf],
  )
  return exact(rows)
}

/** The same payouts by residential group; those whose group is not known stand last. */
export async function totalsByGroup(
  em: SqlEntityManager,
  units: readonly string[],
  asOf: Date,
): Promise<(Total & { residentialGroupId: string | null })[]> {
  const rows = await em.execute<(Row & { residentialGroupId: string | null })[]>(
    `select unit_code as "unitCode", residential_group_id as "residentialGroupId", count(*)::int as count,
            sum(amount)::text as amount
     from payout
     where unit_code = any (?::text[]) and paid_at <= ?
     group by unit_code, residential_group_id
     order by residential_group_id nulls last`,
    [textArray(units), asOf],
  )
  return exact(rows)
}

/** Unit codes are digits and letters: they need no quoting inside an array literal. */
function textArray(units: readonly string[]): string {
  return `{${units.map((unit) => JSON.stringify(unit)).join(',')}}`
}
