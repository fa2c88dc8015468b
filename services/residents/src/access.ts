import { accessTable, everyone, grant, type Role } from '@vungxanh/access'
import { unitRows } from '@vungxanh/subgraph'

const personReaders: Role[] = [
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'WELFARE_OFFICER',
  'APPROVER',
  'EMERGENCY_READER',
]

/** The data-protection officer sees the persons who asked them for something; row security keeps to that. */
const readPersons = grant([...personReaders, 'DATA_PROTECTION_OFFICER'])

/**
 * The cashier checks the name at the desk and sees nothing else of a person: whom a dossier names, never by a search,
 * whose conditions (year of birth, telephone, identity number, group) would tell the rest.
 */
const readPersonNames = grant([...personReaders, 'DATA_PROTECTION_OFFICER', 'CASHIER'])
const searchPersons = grant(personReaders)

/** Masked; a whole number is shown by `reveal…` only, which asks for a reason and for the second factor. */
const readIdentity = grant(['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER'])
const revealIdentity = grant(['REGISTRAR', 'HEALTH_STAFF'])
const registerPersons = grant(['REGISTRAR'])

/** Counts of a unit and of its residential groups; no person can be read out of them. */
const readStatistics = grant([
  'CHAIR',
  'TEAM_LEADER',
  'CLERK',
  'ANALYST',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'WELFARE_OFFICER',
  'APPROVER',
])
const readEstablishments = grant([
  'CHAIR',
  'CASHIER',
  'CLERK',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'WELFARE_OFFICER',
  'APPROVER',
])

/** The department's whole authorization: what each field says, and who may read or do it. */
export const access = accessTable({
  Query: [
    ['PUBLIC', everyone, 'adminUnit'],
    ['INTERNAL', readEstablishments, 'establishment establishments'],
    ['PERSONAL', readPersonNames, 'person'],
    ['PERSONAL', searchPersons, 'people households arrivals'],
    ['PERSONAL', readPersons, 'household'],
  ],
  Mutation: [
    ['PERSONAL', registerPersons, 'registerPerson'],
    ['IDENTITY', revealIdentity, 'revealIdentityNumber revealPhone', { stepUp: true }],
  ],

  AdminUnit: {
    reference: everyone,
    rules: [
      ['PUBLIC', everyone, 'code name level validFrom validTo parent'],
      ['INTERNAL', everyone, 'residentialGroups'],
      ['STATISTIC', readStatistics, 'population'],
    ],
  },
  Population: [['STATISTIC', readStatistics, 'households persons byResidentialGroup']],
  GroupPopulation: [['STATISTIC', readStatistics, 'residentialGroup households persons']],
  ResidentialGroup: { reference: everyone, rules: [['INTERNAL', everyone, 'id number name unit']] },
  Establishment: {
    reference: readEstablishments,
    rules: [['INTERNAL', readEstablishments, 'id name kind address residentialGroup']],
  },

  Person: {
    subject: 'id',
    reference: readPersonNames,
    rules: [
      ['INTERNAL', readPersonNames, 'id'],
      ['PERSONAL', readPersonNames, 'fullName'],
      ['PERSONAL', readPersons, 'bornOn birthYear sex household residences'],
      ['IDENTITY', readIdentity, 'identityDocuments phoneMasked'],
    ],
  },
  IdentityDocument: {
    subject: 'person',
    rules: [
      ['INTERNAL', readIdentity, 'id kind'],
      ['IDENTITY', readIdentity, 'numberMasked'],
    ],
  },
  Residence: {
    subject: 'person',
    rules: [['PERSONAL', readPersons, 'id kind fromOn toOn address']],
  },
  Household: {
    subject: 'id',
    reference: readPersons,
    rules: [
      ['INTERNAL', readPersons, 'id code'],
      ['PERSONAL', readPersons, 'address residentialGroup members head'],
    ],
  },
  HouseholdMember: {
    subject: 'person',
    rules: [['PERSONAL', readPersons, 'id relation joinedOn person']],
  },
  Arrival: {
    subject: 'person',
    rules: [['PERSONAL', searchPersons, 'id arrivedOn fromPlace fromEpidemicArea person household']],
  },

  RegisterPersonSuccess: [['PERSONAL', registerPersons, 'person warnings']],
  DuplicateIdentityNumber: [['PERSONAL', registerPersons, 'holder']],
  RevealSuccess: [['IDENTITY', revealIdentity, 'number']],
  NumberNotFound: [],
})

/** Which purposes reach the rows of a table at all, whatever the fields above say. */
export const rows = {
  ofPlaces: unitRows(everyone, registerPersons),
  /** Counted by groups for everybody who reads statistics. */
  ofHomes: unitRows(grant([...readStatistics.roles, ...readPersonNames.roles]), registerPersons),
  ofPersons: unitRows(readPersonNames, registerPersons),
  ofIdentity: unitRows(readIdentity, registerPersons),
}
