import { accessTable, everyone, grant } from '@vungxanh/access'
import { unitRows } from '@vungxanh/subgraph'

/** Whose test, dose or order it is. Nobody of welfare, payment, registry or the clerk's office is among them. */
const readHealth = grant(['INSPECTOR', 'HEALTH_STAFF', 'EMERGENCY_READER'])

/** Rows without their persons: what a count is made of. */
const readRecords = grant(['CHAIR', 'INSPECTOR', 'HEALTH_STAFF', 'EMERGENCY_READER'])

/** Counts by residential group are small enough to point at someone; an analyst gets the unit's only. */
const readGroupStatistics = grant(['CHAIR', 'INSPECTOR', 'HEALTH_STAFF'])
const readStatistics = grant(['CHAIR', 'INSPECTOR', 'HEALTH_STAFF', 'ANALYST'])
/** The name of a vaccine belongs to the dose that somebody reads. */
const readProducts = grant(['CHAIR', 'INSPECTOR', 'HEALTH_STAFF', 'ANALYST', 'EMERGENCY_READER'])
const recordHealth = grant(['HEALTH_STAFF'])

/** That somebody was in quarantine, for how long and by which document: all that welfare learns of anybody's health. */
const readAttestations = grant(['WELFARE_OFFICER', 'APPROVER', 'INSPECTOR', 'HEALTH_STAFF'])

/**
 * Whether anybody of a household has been tested lately: yes, no or not known, never who, when or with what outcome. Whoever
 * goes from door to door for the station may hear that; the registry's desk may not.
 */
const readTestNeed = grant(['INSPECTOR', 'HEALTH_STAFF', 'COMMUNITY_TEAM'])
/** That the station has an arrival, and since when: all that the registry learns of it. */
const readReceipts = grant(['INSPECTOR', 'HEALTH_STAFF', 'EMERGENCY_READER', 'REGISTRAR'])

/** The department's whole authorization: what each field says, and who may read or do it. */
export const access = accessTable({
  Query: [
    ['SENSITIVE_HEALTH', readRecords, 'tests doses cases'],
    ['SENSITIVE_HEALTH', readHealth, 'quarantineOrders pools followUps'],
    ['PUBLIC', everyone, 'zoneAssessments zoneRules'],
    ['PUBLIC', readStatistics, 'products'],
    ['INTERNAL', readHealth, 'lots'],
  ],
  Mutation: [
    ['SENSITIVE_HEALTH', recordHealth, 'takeFollowUp recordContact closeFollowUp'],
    ['PUBLIC', recordHealth, 'recordZone endZone'],
    [
      'SENSITIVE_HEALTH',
      recordHealth,
      'recordTest recordTestOutcome recordDose recordAdverseEvent issueQuarantineOrder',
    ],
  ],

  AdminUnit: {
    reference: readStatistics,
    rules: [
      ['PUBLIC', everyone, 'code name validTo successorNames'],
      ['STATISTIC', readStatistics, 'testing vaccination'],
    ],
  },
  Person: {
    subject: 'id',
    reference: grant([...readHealth.roles, ...readAttestations.roles]),
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['SENSITIVE_HEALTH', readHealth, 'tests doses quarantineOrders followUps'],
      ['PERSONAL', readAttestations, 'quarantineAttestations'],
    ],
  },
  RoundStop: {
    subject: 'id',
    reference: grant([...readHealth.roles, ...readTestNeed.roles]),
    rules: [
      ['INTERNAL', everyone, 'id personIds testWithinDays'],
      ['PERSONAL', readTestNeed, 'testedInTime'],
      ['SENSITIVE_HEALTH', readHealth, 'lastTestedOn'],
    ],
  },
  Household: {
    subject: 'id',
    reference: readHealth,
    rules: [
      ['INTERNAL', everyone, 'id personIds'],
      ['SENSITIVE_HEALTH', readHealth, 'quarantinedCount'],
    ],
  },
  Arrival: {
    reference: readReceipts,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['INTERNAL', readReceipts, 'receipt'],
    ],
  },
  ArrivalReceipt: [['INTERNAL', readReceipts, 'id receivedAt takenAt']],
  ResidentialGroup: [['INTERNAL', everyone, 'id']],
  Document: [['INTERNAL', everyone, 'id']],

  TestingSummary: [
    ['STATISTIC', readStatistics, 'asOf personsTested personsPositive tests byDay'],
    ['STATISTIC', readGroupStatistics, 'byResidentialGroup'],
    ['SENSITIVE_HEALTH', readRecords, 'records'],
  ],
  TestingByGroup: [['STATISTIC', readGroupStatistics, 'residentialGroup personsTested personsPositive']],
  TestingByDay: [['STATISTIC', readStatistics, 'day personsTested tests positive']],
  VaccinationSummary: [
    ['STATISTIC', readStatistics, 'asOf doses adverseEvents personsVaccinated byDay byProduct'],
    ['STATISTIC', readGroupStatistics, 'byResidentialGroup'],
    ['SENSITIVE_HEALTH', readRecords, 'records'],
  ],
  DosesByGroup: [['STATISTIC', readGroupStatistics, 'residentialGroup doses adverseEvents']],
  DosesByDay: [['STATISTIC', readStatistics, 'day doses']],
  DosesByProduct: [['STATISTIC', readStatistics, 'doses product']],

  Test: {
    subject: 'personId',
    reference: readRecords,
    rules: [
      ['INTERNAL', readRecords, 'id'],
      ['SENSITIVE_HEALTH', readRecords, 'method outcome sampledAt residentialGroup sampleCode'],
      ['SENSITIVE_HEALTH', readHealth, 'person pool'],
    ],
  },
  Pool: [['SENSITIVE_HEALTH', readHealth, 'id code status pooledAt samples']],
  Sample: { subject: 'personId', rules: [['SENSITIVE_HEALTH', readHealth, 'id code sampledAt person']] },
  Case: {
    subject: 'personId',
    rules: [
      ['INTERNAL', readRecords, 'id'],
      ['SENSITIVE_HEALTH', readRecords, 'confirmedOn status openedBy'],
      ['SENSITIVE_HEALTH', readHealth, 'person'],
    ],
  },
  Dose: {
    subject: 'personId',
    reference: readRecords,
    rules: [
      ['INTERNAL', readRecords, 'id'],
      ['SENSITIVE_HEALTH', readRecords, 'doseNumber givenOn residentialGroup product lot intervalRule adverseEvents'],
      ['SENSITIVE_HEALTH', readHealth, 'person'],
    ],
  },
  AdverseEvent: {
    subject: 'dose.personId',
    rules: [
      ['SENSITIVE_HEALTH', readRecords, 'id severity onsetOn'],
      ['SENSITIVE_HEALTH', readHealth, 'description'],
    ],
  },
  Product: [
    ['PUBLIC', readProducts, 'id code name manufacturer'],
    ['PUBLIC', readStatistics, 'intervalRules'],
  ],
  DoseIntervalRule: [
    ['PUBLIC', readStatistics, 'id validFrom validTo minimumWeeks maximumWeeks doses verified source'],
  ],
  Lot: [['INTERNAL', readRecords, 'id number expiresOn product']],
  ZoneAssessment: [['PUBLIC', everyone, 'id area areaName level fromOn toOn rule verified decision recordedAt']],
  ZoneRule: [['PUBLIC', everyone, 'validFrom validTo source verified']],
  FollowUp: {
    subject: 'personId',
    rules: [
      ['INTERNAL', readHealth, 'id'],
      ['SENSITIVE_HEALTH', readHealth, 'departedOn arrivedOn level levelOf monitorUntil testOn contactBy rule'],
      ['SENSITIVE_HEALTH', readHealth, 'ruleVerified state takenByName heardAt closedAt closedNote'],
      ['SENSITIVE_HEALTH', readHealth, 'person arrival residentialGroup contacts'],
    ],
  },
  FollowUpContact: {
    subject: 'followUp.personId',
    rules: [
      ['INTERNAL', readHealth, 'id'],
      ['SENSITIVE_HEALTH', readHealth, 'at outcome symptoms note byName'],
    ],
  },
  QuarantineOrder: {
    subject: 'personId',
    reference: readHealth,
    rules: [
      ['INTERNAL', readHealth, 'id'],
      [
        'SENSITIVE_HEALTH',
        readHealth,
        'startsOn endsOn place contactClass ruleSource person residentialGroup document',
      ],
    ],
  },
  QuarantineAttestation: {
    subject: 'personId',
    rules: [['PERSONAL', readAttestations, 'id statement days startsOn endsOn document']],
  },

  ZoneSuccess: [['PUBLIC', recordHealth, 'assessment']],
  ZoneAlreadyAssessed: [],
  FollowUpSuccess: [['SENSITIVE_HEALTH', recordHealth, 'followUp']],
  FollowUpClosed: [['SENSITIVE_HEALTH', recordHealth, 'state']],
  IssueQuarantineOrderSuccess: [['SENSITIVE_HEALTH', recordHealth, 'order warnings']],
  QuarantineOverlaps: [['SENSITIVE_HEALTH', recordHealth, 'startsOn endsOn']],
  RecordTestSuccess: [['SENSITIVE_HEALTH', recordHealth, 'test openedCase']],
  RecordTestOutcomeSuccess: [['SENSITIVE_HEALTH', recordHealth, 'test openedCase']],
  DuplicateSampleCode: [['SENSITIVE_HEALTH', recordHealth, 'sampleCode']],
  OutcomeAlreadyRecorded: [['SENSITIVE_HEALTH', recordHealth, 'outcome']],
  TestNotFound: [],
  RecordAdverseEventSuccess: [['SENSITIVE_HEALTH', recordHealth, 'adverseEvent dose investigateBy warnings']],
  DoseNotFound: [],
  RecordDoseSuccess: [['SENSITIVE_HEALTH', recordHealth, 'dose warnings']],
  DoseAlreadyRecorded: [['SENSITIVE_HEALTH', recordHealth, 'recorded']],
  IntervalTooShort: [['SENSITIVE_HEALTH', recordHealth, 'minimumDays earliestOn verified source']],
  LotExpired: [['INTERNAL', recordHealth, 'expiresOn']],
})

/** Follow-up work begins with an event of residents; the station goes on with it. */
const followArrivals = grant(['HEALTH_STAFF'], ['CARE', 'EVENTS'])

/** Which purposes reach the rows of a table at all, whatever the fields above say. */
export const rows = {
  ofRecords: unitRows(grant([...readRecords.roles, ...readStatistics.roles]), recordHealth),
  ofPersons: unitRows(readHealth, recordHealth),
  ofCases: unitRows(readRecords, recordHealth),
  /** Begun and cancelled by events of residents, worked on by the station. */
  ofFollowUps: unitRows(readHealth, followArrivals),
  ofReceipts: unitRows(readReceipts, followArrivals),
  ofStock: unitRows(readRecords, recordHealth),
  ofAttestations: unitRows(readAttestations, recordHealth),
}
