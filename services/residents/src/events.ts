import { type DepartmentEvents, eventType, personAliases } from '@vungxanh/subgraph'
import { z } from 'zod'
import { onStayReported, onStayWithdrawn } from './movements/apply-stays.ts'

const holders = ['health', 'welfare', 'directives']

/** Entries of the register that are one person from now on. */
export const personsMerged = eventType('residents.personsMerged', { to: holders, payload: personAliases })

/** A merge that was taken back: each entry is who it was before. */
export const personsUnmerged = eventType('residents.personsUnmerged', { to: holders, payload: personAliases })

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

export const events: DepartmentEvents = {
  publishes: [personsMerged, personsUnmerged, arrivalDeclared, arrivalWithdrawn],
  consumes: [onStayReported, onStayWithdrawn],
}
