import { type DepartmentEvents, eventType, personAliases } from '@vungxanh/subgraph'
import { onCommitmentsChanged } from './households/signed-commitment.ts'
import { onStayReported, onStayWithdrawn } from './movements/apply-stays.ts'
import { arrivalDeclared, arrivalWithdrawn } from './movements/arrival-events.ts'
import { identityTold, onIdentityAsked } from './people/tell-identity.ts'

const holders = ['health', 'welfare', 'directives']

/** Entries of the register that are one person from now on. */
export const personsMerged = eventType('residents.personsMerged', { to: holders, payload: personAliases })

/** A merge that was taken back: each entry is who it was before. */
export const personsUnmerged = eventType('residents.personsUnmerged', { to: holders, payload: personAliases })

export const events: DepartmentEvents = {
  publishes: [personsMerged, personsUnmerged, arrivalDeclared, arrivalWithdrawn, identityTold],
  consumes: [onStayReported, onStayWithdrawn, onCommitmentsChanged, onIdentityAsked],
}
