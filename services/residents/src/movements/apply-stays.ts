import { LockMode } from '@mikro-orm/core'
import { type Context, type Received, subscription } from '@vungxanh/subgraph'
import { z } from 'zod'
import { Person } from '../people/person.ts'
import type { AdminUnit } from '../units/admin-unit.ts'
import { unitByCode } from '../units/admin-unit-resolver.ts'
import { Arrival, ArrivalChannel, ArrivalDeclarer } from './arrival.ts'
import { type Declarer, declare, lockArrival, withdrawAndTell } from './declare-arrival.ts'
import { closeReport, StayObstacle, StayReport, StayReportState } from './stay-report.ts'

/** What the register writes for a checkpoint is nobody's account: who recorded the line stands in the checkpoint's own log. */
const checkpoint: Declarer = {
  accountId: '00000000-0000-0000-0000-000000000000',
  name: 'Chốt kiểm soát',
  post: 'Chốt kiểm soát ra vào',
}

const reported = z.object({
  entryId: z.uuid(),
  personId: z.uuid().nullable(),
  origin: z.string().nullable(),
  fromEpidemicArea: z.boolean(),
  departedOn: z.iso.date().nullable(),
  arrivedOn: z.iso.date(),
})

const obstacles: Partial<Record<string, StayObstacle>> = {
  ArrivalAlreadyDeclared: StayObstacle.ALREADY_DECLARED,
  PersonHasDied: StayObstacle.HAS_DIED,
  EventOutOfOrder: StayObstacle.OUT_OF_ORDER,
}

/**
 * The arrival that a report becomes, or what stands in its way. Nothing has been written when there is an obstacle: the person is
 * locked first, and all that `declare` refuses afterwards it refuses before it writes.
 */
async function arrivalOf(
  { unit, payload }: Received<z.infer<typeof reported>>,
  context: Context,
): Promise<Arrival | StayObstacle> {
  const { personId, arrivedOn, departedOn, fromEpidemicArea } = payload
  const entry = personId ? await context.em.findOne(Person, { id: personId, unitCode: unit }) : null
  const id = entry?.mergedInto?.id ?? entry?.id
  const person = id
    ? await context.em.findOne(Person, { id, annulledOn: null }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
  if (!person) return StayObstacle.NOT_IN_REGISTER
  const origin = payload.origin ? await unitByCode(payload.origin, context) : null
  if (!origin) return StayObstacle.ORIGIN_UNKNOWN
  if ((await context.em.count(Arrival, { person, arrivedOn, withdrawnAt: null })) > 0)
    return StayObstacle.ALREADY_DECLARED
  const input = {
    unit,
    personId: person.id,
    originCode: origin.code,
    fromPlace: await placeOf(origin),
    fromEpidemicArea,
    departedOn,
    arrivedOn,
    declaredBy: ArrivalDeclarer.CHECKPOINT,
    channel: ArrivalChannel.IN_PERSON,
  }
  const result = await declare(input, context, checkpoint)
  if ('arrival' in result) return result.arrival
  const isAboutHome = result.code === 'InvalidInput' && result.field === 'staying'
  return isAboutHome ? StayObstacle.NO_HOUSEHOLD : (obstacles[result.code] ?? StayObstacle.NOT_ACCEPTED)
}

/** From the narrowest to the widest, as an address is written. */
async function placeOf(unit: AdminUnit): Promise<string> {
  const names: string[] = []
  for (let at: AdminUnit | null = unit; at; at = at.parent ? await at.parent.loadOrFail() : null) names.push(at.name)
  return names.join(', ')
}

export const onStayReported = subscription('directives.stayReported', reported, async (event, context) => {
  const { em, now } = context
  const { unit: unitCode, at: reportedAt, payload } = event
  const { entryId: id, personId, arrivedOn } = payload
  const found = await arrivalOf(event, context)
  const isDeclared = found instanceof Arrival
  em.create(StayReport, {
    id,
    unitCode,
    personId,
    arrivedOn,
    reportedAt,
    state: isDeclared ? StayReportState.DECLARED : StayReportState.WAITING,
    obstacle: isDeclared ? null : found,
    arrival: isDeclared ? found : null,
    closedAt: isDeclared ? now : null,
    closedByName: isDeclared ? checkpoint.name : null,
  })
})

export const onStayWithdrawn = subscription(
  'directives.stayWithdrawn',
  z.object({ entryId: z.uuid() }),
  async ({ payload: { entryId } }, context) => {
    const report = await context.em.findOne(StayReport, { id: entryId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    // One that the register never had: a line from before it was told.
    if (!report) return
    const arrival = report.arrival ? await lockArrival(report.arrival.id, undefined, context) : null
    if (arrival && !arrival.withdrawnAt)
      await withdrawAndTell(arrival, 'Chốt kiểm soát đã hủy lượt ghi này', context, checkpoint)
    closeReport(report, StayReportState.WITHDRAWN, checkpoint.name, context.now)
  },
)
