import { aliasSubscriptions, type DepartmentEvents } from '@vungxanh/subgraph'
import { identityAsked, onIdentityTold } from './confirmations/confirmation-events.ts'

export const events: DepartmentEvents = {
  publishes: [identityAsked],
  consumes: [...aliasSubscriptions, onIdentityTold],
}
