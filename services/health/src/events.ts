import { aliasSubscriptions, type DepartmentEvents } from '@vungxanh/subgraph'
import { onArrivalDeclared, onArrivalWithdrawn } from './follow-ups/apply-arrivals.ts'

export const events: DepartmentEvents = {
  publishes: [],
  consumes: [...aliasSubscriptions, onArrivalDeclared, onArrivalWithdrawn],
}
