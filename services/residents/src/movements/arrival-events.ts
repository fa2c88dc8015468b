import { eventType } from '@vungxanh/subgraph'
import { z } from 'zod'

/** Somebody came: the health station follows them up. Where from is codes of units, from the narrowest to the widest. */
export const arrivalDeclared = eventType('residents.arrivalDeclared', {
  to: ['health'],
  payload: z.object({
    arrivalId: z.uuid(),
    personId: z.uuid(),
    householdId: z.uuid(),
    residentialGroupId: z.uuid(),
    origin: z.array(z.string()),
    departedOn: z.iso.date(),
    arrivedOn: z.iso.date(),
    /** The arrival in whose place this one was declared. */
    corrects: z.uuid().nullable(),
  }),
})

/** It was declared by mistake. */
export const arrivalWithdrawn = eventType('residents.arrivalWithdrawn', {
  to: ['health'],
  payload: z.object({ arrivalId: z.uuid() }),
})
