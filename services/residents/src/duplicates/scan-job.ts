import { type Context, enqueue, job } from '@vungxanh/subgraph'
import { z } from 'zod'
import { DuplicateScan } from './duplicate-pair.ts'
import { findAllDoubles } from './find-duplicates.ts'
import { keepPairs } from './keep-pairs.ts'

/** Everybody is read, compared, scored with their numbers opened, and what was found is written. */
const STEPS = 4

/** Looks through a whole unit; what it does not find again of what waits is withdrawn. */
export const scanJob = job('scanDuplicates', z.object({ scan: z.uuid() }), async (payload, { context, progress }) => {
  const { em } = context
  await progress(0, STEPS)
  const scan = await em.findOneOrFail(DuplicateScan, { id: payload.scan })
  const { people, compared, pairs } = await findAllDoubles(scan.unitCode, context, (step) => progress(step, STEPS))
  await keepPairs(scan.unitCode, pairs, context)
  await em.execute(
    `update duplicate_pair set state = 'WITHDRAWN' where unit_code = ? and state = 'OPEN' and found_at < ?`,
    [scan.unitCode, context.now],
  )
  Object.assign(scan, { people, compared, found: pairs.length, finishedAt: new Date() })
  return {}
})

/** Asks for a search of a unit, in the transaction of whoever asks. */
export async function startScan(unitCode: string, context: Context): Promise<DuplicateScan> {
  const id = crypto.randomUUID()
  return context.em.create(DuplicateScan, {
    id,
    unitCode,
    startedAt: context.now,
    people: 0,
    compared: 0,
    found: 0,
    byName: context.viewer.name,
    job: await enqueue(context, scanJob, unitCode, { scan: id }),
  })
}
