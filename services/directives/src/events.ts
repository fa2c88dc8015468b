import { aliasSubscriptions, type DepartmentEvents, eventType } from '@vungxanh/subgraph'
import { z } from 'zod'

/**
 * Somebody came through a checkpoint to stay: residents makes an arrival of it. Whoever is not in the register has no id; who
 * they say they are stays here, for the registrar to read.
 */
export const stayReported = eventType('directives.stayReported', {
  to: ['residents'],
  payload: z.object({
    entryId: z.uuid(),
    personId: z.uuid().nullable(),
    /** Code of the unit that they left, when it is known. */
    origin: z.string().nullable(),
    fromEpidemicArea: z.boolean(),
    departedOn: z.iso.date().nullable(),
    arrivedOn: z.iso.date(),
    /** Name and number of the card as they were said, enclosed for residents, who may know them; null without a card. */
    claimed: z.string().nullable(),
  }),
})

/** It was written down by mistake. */
export const stayWithdrawn = eventType('directives.stayWithdrawn', {
  to: ['residents'],
  payload: z.object({ entryId: z.uuid() }),
})

/** Which households have signed, and which papers no longer stand: residents narrows its lists down to those that have not. */
export const commitmentsChanged = eventType('directives.commitmentsChanged', {
  to: ['residents'],
  payload: z.object({
    signed: z.array(z.object({ id: z.uuid(), householdId: z.uuid() })),
    ended: z.array(z.uuid()),
  }),
})

export const events: DepartmentEvents = {
  publishes: [stayReported, stayWithdrawn, commitmentsChanged],
  consumes: [...aliasSubscriptions],
}
