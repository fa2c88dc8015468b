import type { Context } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { Payout } from './payout.ts'

@ObjectType({
  description: 'Những lần chi trái nhau của một đối tượng, chi trước đứng trước; cần thu hồi hoặc giải trình.',
})
export class DoublePayment {
  @Field(() => [Payout])
  payouts!: Payout[]
}

/**
 * Found among the payouts as they are asked for, and kept nowhere: with the event that makes two entries one person the pair is
 * there, and it is gone when they are two again. Whatever was refused before it was paid never gets here.
 */
export async function doublePaymentsOf(unit: string, { em }: Context): Promise<DoublePayment[]> {
  const pairs = await em.execute<{ beneficiary: string; one: string; other: string }[]>(
    `with paid as materialized (
       select payout.id, payout.programme_id, same.person
       from payout
       join app.same_persons((select array_agg(distinct beneficiary_id) from payout where unit_code = ?)) as same
         on same.id = payout.beneficiary_id
       where payout.unit_code = ?
     )
     select one.person as beneficiary, one.id as one, other.id as other
     from paid as one join paid as other on other.person = one.person and other.id > one.id
     where one.programme_id = other.programme_id or exists (
       select from exclusion
       where (one_id, other_id) in ((one.programme_id, other.programme_id), (other.programme_id, one.programme_id)))`,
    [unit, unit],
  )
  if (pairs.length === 0) return []
  const ids = pairs.flatMap(({ one, other }) => [one, other])
  const payouts = await em.find(Payout, { id: { $in: ids } }, { orderBy: { paidAt: 'asc', id: 'asc' } })
  const beneficiaries = new Map(
    pairs.flatMap(({ beneficiary, one, other }) => [[one, beneficiary] as const, [other, beneficiary] as const]),
  )
  const last = (paid: readonly Payout[]): number => paid.at(-1)?.paidAt.getTime() ?? 0
  return [...Map.groupBy(payouts, ({ id }) => beneficiaries.get(id)).values()]
    .toSorted((one, other) => last(other) - last(one))
    .map((paid) => Object.assign(new DoublePayment(), { payouts: paid }))
}
