import type { Database } from '@vungxanh/subgraph'
import type { Department } from './platform/paths.ts'

/** Each department's tables and history, for commands that work on all four. */
export const departmentDatabases: Record<Department, () => Promise<Database>> = {
  residents: async () => (await import('@vungxanh/residents/database')).database,
  health: async () => (await import('@vungxanh/health/database')).database,
  welfare: async () => (await import('@vungxanh/welfare/database')).database,
  directives: async () => (await import('@vungxanh/directives/database')).database,
}
