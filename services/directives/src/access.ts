import { type Role, roles } from '@vungxanh/access'

const readDocuments: Role[] = [
  'CHAIR',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'COMMUNITY_TEAM',
  'WELFARE_OFFICER',
  'APPROVER',
  'CLERK',
  'TEAM_LEADER',
  'DATA_PROTECTION_OFFICER',
  'SYSTEM_ADMIN',
]

/** Who may do what in the directives department. Every query, mutation, reference and protected field names one of these. */
export const may = {
  /** Symbol, type and issuer: whoever reads a programme or a statistic may read what it is founded on. */
  citeDocuments: [...roles] as Role[],
  readDocuments,
  readOrganisations: readDocuments,
  readTasks: readDocuments,
  writeDocuments: ['CLERK'] as Role[],
  writeTasks: ['CLERK'] as Role[],
} satisfies Record<string, Role[]>
