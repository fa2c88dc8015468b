import { aliasSubscriptions, type DepartmentEvents } from '@vungxanh/subgraph'

export const events: DepartmentEvents = { publishes: [], consumes: [...aliasSubscriptions] }
