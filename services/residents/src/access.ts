import { type Role, roles } from '@vungxanh/access'

const readPersons: Role[] = ['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER']

/** Who may do what in the residents department. Every query, mutation, reference and protected field names one of these. */
export const may = {
  /** Names and dates of administrative units are public. */
  readUnits: [...roles] as Role[],
  /** Counts of a unit and of its residential groups; no person can be read out of them. */
  readStatistics: ['CHAIR', 'TEAM_LEADER', 'CLERK', 'ANALYST', ...readPersons] as Role[],
  readGroups: [...roles] as Role[],
  readPersons,
  /**
   * The cashier checks the name at the desk and sees nothing else of a person: whom a dossier names, never by a search,
   * whose conditions (year of birth, telephone, identity number, group) would tell the rest.
   */
  readPersonNames: ['CASHIER', ...readPersons] as Role[],
  readIdentity: ['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER'] as Role[],
  readEstablishments: ['CHAIR', 'CASHIER', 'CLERK', ...readPersons] as Role[],
  registerPersons: ['REGISTRAR'] as Role[],
} satisfies Record<string, Role[]>
