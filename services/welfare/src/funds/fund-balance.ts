import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { Fund } from './fund.ts'
import { availableIn, FundExhausted } from './fund-rules.ts'

// Each move is one conditional statement: read-modify-write of a balance loses updates under load, an atomic update does
// not. Every mutation touches the fund last, so its row stays locked for the shortest time.

interface Move {
  fundId: string
  amount: number
}

/** Promises money to a dossier at its second approval. */
export async function commitToFund(em: SqlEntityManager, { fundId, amount }: Move): Promise<FundExhausted | undefined> {
  const moved = await em.execute<unknown[]>(
    `update fund set committed = committed + ? where id = ? and committed + paid + ? <= budget returning id`,
    [amount, fundId, amount],
  )
  return moved.length === 1 ? undefined : exhausted(em, fundId)
}

/** Turns what was promised into what was paid; nothing that was not promised first can be paid. */
export async function payFromFund(em: SqlEntityManager, { fundId, amount }: Move): Promise<FundExhausted | undefined> {
  const moved = await em.execute<unknown[]>(
    `update fund set committed = committed - ?, paid = paid + ? where id = ? and committed >= ? returning id`,
    [amount, amount, fundId, amount],
  )
  return moved.length === 1 ? undefined : exhausted(em, fundId)
}

/** Gives back what was promised to a dossier that is refused after all. The check refuses to give back more than that. */
export async function releaseToFund(em: SqlEntityManager, { fundId, amount }: Move): Promise<void> {
  await em.execute(`update fund set committed = committed - ? where id = ?`, [amount, fundId])
}

async function exhausted(em: SqlEntityManager, fundId: string): Promise<FundExhausted> {
  return new FundExhausted(availableIn(await em.findOneOrFail(Fund, fundId)))
}
