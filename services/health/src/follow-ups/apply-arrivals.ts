import { type Context, subscription } from '@vungxanh/subgraph'
import { z } from 'zod'
import { ZoneAssessment } from '../zones/zone-assessment.ts'
import { levelOn } from '../zones/zone-rules.ts'
import { ArrivalReceipt, FollowUp, FollowUpState } from './follow-up.ts'
import { dueFor } from './follow-up-rules.ts'

const declared = z.object({
  arrivalId: z.uuid(),
  personId: z.uuid(),
  residentialGroupId: z.uuid(),
  origin: z.array(z.string()),
  departedOn: z.iso.date(),
  arrivedOn: z.iso.date(),
  corrects: z.uuid().nullable(),
})

/** What the station has to do about an arrival: by the level of where they left from on the day on which they left. */
async function whatIsDue({ origin, departedOn, arrivedOn }: z.infer<typeof declared>, heardAt: Date, { em }: Context) {
  const assessments = await em.find(ZoneAssessment, { area: { $in: origin }, fromOn: { $lte: departedOn } })
  const assessment = levelOn(assessments, origin, departedOn)
  const level = assessment?.level ?? null
  return { level, levelOf: assessment?.areaName ?? null, ...dueFor(level, arrivedOn, heardAt) }
}

export const onArrivalDeclared = subscription('residents.arrivalDeclared', declared, async (event, context) => {
  const { em } = context
  const { unit: unitCode, at: heardAt, payload } = event
  const { arrivalId, personId, residentialGroupId, departedOn, arrivedOn, corrects } = payload
  const facts = {
    arrivalId,
    residentialGroupId,
    departedOn,
    arrivedOn,
    ...(await whatIsDue(payload, heardAt, context)),
  }
  const former = corrects ? await em.findOne(FollowUp, { arrivalId: corrects }) : null
  if (former && former.state !== FollowUpState.CANCELLED) {
    // What was done for them stays done; what is due is counted anew.
    Object.assign(former, facts)
    const receipt = await em.findOne(ArrivalReceipt, { arrivalId: corrects ?? '' })
    if (receipt) receipt.arrivalId = arrivalId
    return
  }
  em.create(FollowUp, { unitCode, personId, heardAt, ...facts })
  em.create(ArrivalReceipt, { unitCode, arrivalId, receivedAt: context.now })
})

export const onArrivalWithdrawn = subscription(
  'residents.arrivalWithdrawn',
  z.object({ arrivalId: z.uuid() }),
  async ({ payload: { arrivalId } }, { em, now }) => {
    const followUp = await em.findOne(FollowUp, { arrivalId })
    if (!followUp || followUp.state === FollowUpState.DONE) return
    Object.assign(followUp, { state: FollowUpState.CANCELLED, closedAt: now })
  },
)
