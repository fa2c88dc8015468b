import { accessTable, everyone, grant, type Role, rolePurposes } from '@vungxanh/access'
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

/**
 * Who goes from door to door finds the household, its address and what it lacks. Who lives there they hear at the door:
 * names and dates of birth stay with the registry.
 */
const walkers: Role[] = ['TEAM_LEADER', 'COMMUNITY_TEAM']
const listAddresses = grant([...personReaders, ...walkers])
const readAddresses = grant([...readPersons.roles, ...walkers])
export const readRounds = grant(['REGISTRAR', 'HEALTH_STAFF', 'INSPECTOR', ...walkers])
const recordVisits = grant(['REGISTRAR', ...walkers])

/** Masked; a whole number is shown by `reveal…` only, which asks for a reason and for the second factor. */
const identityReaders: Role[] = ['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER']
const readIdentity = grant([...identityReaders, 'DATA_PROTECTION_OFFICER'])

/** Who lived where before, and who wrote it down: not needed to help somebody tonight. */
const readHistory = readIdentity

/** Finding a person by a number tells it to whoever guessed it. */
export const searchByNumber = grant(identityReaders)
const revealIdentity = grant(['REGISTRAR', 'HEALTH_STAFF'])
const registerPersons = grant(['REGISTRAR'])

/** Who is poor, disabled or alone, and by which paper: for whoever looks after them. */
const recordCircumstances = grant(['REGISTRAR', 'WELFARE_OFFICER'])

/** Which lists came in and who wrote them into the register; their rows are for whoever works on them. */
const readImports = grant(['REGISTRAR', 'INSPECTOR'])
const readBulkEdits = grant(['REGISTRAR', 'INSPECTOR'])

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
/**
 * Counts by age and sex, of movements and of arrivals: exact, for any day, so that two of them tell of one person. For who
 * answers for the unit or may see its persons anyway; the analyst has `population` and nothing finer.
 */
const readFineStatistics = grant([
  'CHAIR',
  'TEAM_LEADER',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'WELFARE_OFFICER',
  'APPROVER',
])

/** Papers are counted by who may read of them. */
const countPapers = grant(identityReaders)

/** The rows behind a number are persons. */
const readCountedRows = grant(identityReaders)

const readGroupCounts = grant([...readStatistics.roles, 'COMMUNITY_TEAM', 'EMERGENCY_READER'])
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

/** Two entries beside each other: whoever keeps the register, and whoever looks at how it is kept. */
const readDuplicates = grant(['REGISTRAR', 'INSPECTOR'])

/** Whoever meets people at work and reads the register says what is wrong in it; who keeps it decides. Nobody does both. */
const proposeChanges = grant(['HEALTH_STAFF', 'WELFARE_OFFICER', 'APPROVER'])
export const readEveryProposal = grant(['REGISTRAR', 'INSPECTOR'])
const readProposals = grant([...readEveryProposal.roles, ...proposeChanges.roles])
const takePartInProposals = grant(['REGISTRAR', ...proposeChanges.roles])

/** Law 91/2025/QH15: the registrar writes down what a person consents to and asks for; the officer decides. */
const readPrivacy = grant(['REGISTRAR', 'DATA_PROTECTION_OFFICER', 'INSPECTOR'])
const writePrivacy = grant(['REGISTRAR', 'DATA_PROTECTION_OFFICER'])
const decideRequests = grant(['DATA_PROTECTION_OFFICER'])

/** Whoever came through a checkpoint to stay, and is not among the arrivals yet. */
export const readStays = grant(['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF'])
/** What became of a line of theirs, for those who wrote it; not that a card was recognised. */
const readStayStates = grant([...readStays.roles, 'COMMUNITY_TEAM', 'CLERK'])
/** Written at the desk, and by what a checkpoint tells. */
const writeArrivals = grant([...registerPersons.roles], ['REGISTRY', 'EVENTS'])
/** Their own purposes, and that for which a checkpoint's report looks for somebody's household. */
const forArrivals = (to: readonly Role[]) => grant(to, [...to.map((role) => rolePurposes[role]), 'EVENTS'])

/** The department's whole authorization: what each field says, and who may read or do it. */
export const access = accessTable({
  Query: [
    ['PUBLIC', everyone, 'adminUnit adminUnits ownUnits'],
    ['INTERNAL', readEstablishments, 'establishment establishments'],
    ['PERSONAL', searchPersons, 'householdMap householdsByPlace'],
    ['PERSONAL', readPersonNames, 'person'],
    ['PERSONAL', searchPersons, 'people households arrivals'],
    ['PERSONAL', readStays, 'stayReports stayReport'],
    ['INTERNAL', everyone, 'selfManagementGroup residentialGroup'],
    ['PERSONAL', listAddresses, 'ungroupedHouseholds'],
    ['PERSONAL', readRounds, 'rounds round'],
    ['PERSONAL', registerPersons, 'bulkEditPreview'],
    ['INTERNAL', readBulkEdits, 'bulkEdits'],
    ['PERSONAL', readPersons, 'household'],
    ['PERSONAL', readImports, 'importBatches importBatch'],
    ['STATISTIC', readFineStatistics, 'statistics'],
    ['PUBLIC', everyone, 'circumstanceRules'],
    ['PERSONAL', readCountedRows, 'countedResidents countedHouseholds countedMovements countedArrivals'],
    ['PUBLIC', everyone, 'processingPurposes'],
    ['PERSONAL', readPrivacy, 'consents subjectRequests subjectRequest'],
    ['PERSONAL', readDuplicates, 'duplicatePairs duplicatePair personMerges'],
    ['INTERNAL', readDuplicates, 'latestDuplicateScan'],
    ['IDENTITY', readProposals, 'changeProposals'],
    ['IDENTITY', registerPersons, 'likelyDuplicates'],
  ],
  Mutation: [
    [
      'PERSONAL',
      registerPersons,
      'registerPerson registerHousehold recordConsent receiveSubjectRequest applyCorrection',
    ],
    ['PERSONAL', registerPersons, 'mapImport correctImportRow commitImport cancelImport undoImport'],
    ['PERSONAL', registerPersons, 'changeHead changeRelation moveMembers moveOut moveIn recordAbsence recordReturn'],
    ['PERSONAL', registerPersons, 'recordBirth recordDeath undoLifeEvent correctPerson placeHousehold'],
    ['IDENTITY', registerPersons, 'addIdentityDocument endIdentityDocument'],
    ['INTERNAL', registerPersons, 'drawGroupOutline undoGroupOutline'],
    ['INTERNAL', registerPersons, 'registerEstablishment editEstablishment closeEstablishment saveRoom closeRoom'],
    ['PERSONAL', recordCircumstances, 'recordCircumstance endCircumstance annulCircumstance'],
    ['PERSONAL', registerPersons, 'lodgeHousehold endLodging undoEstablishmentChange'],
    ['PERSONAL', registerPersons, 'scanDuplicates rejectDuplicate reopenDuplicate mergePersons undoMerge'],
    ['INTERNAL', registerPersons, 'openResidentialGroup changeResidentialGroup'],
    ['INTERNAL', registerPersons, 'closeResidentialGroup reopenResidentialGroup openImportGroups'],
    ['INTERNAL', registerPersons, 'foundSelfManagementGroup changeSelfManagementGroup'],
    ['INTERNAL', registerPersons, 'dissolveSelfManagementGroup reopenSelfManagementGroup'],
    ['PERSONAL', registerPersons, 'setGroupLeader addHouseholdsToGroup removeHouseholdsFromGroup'],
    ['PERSONAL', registerPersons, 'openRound closeRound reopenRound arrangeWalk'],
    ['PERSONAL', recordVisits, 'recordVisit annulVisit'],
    ['PERSONAL', registerPersons, 'declareArrival withdrawArrival dismissStayReport'],
    ['PERSONAL', registerPersons, 'applyBulkEdit undoBulkEdit'],
    ['IDENTITY', proposeChanges, 'proposeChange withdrawChangeProposal'],
    ['IDENTITY', registerPersons, 'decideChangeProposal'],
    ['PERSONAL', writePrivacy, 'acknowledgeSubjectRequest'],
    ['PERSONAL', decideRequests, 'extendSubjectRequest decideSubjectRequest'],
    ['IDENTITY', revealIdentity, 'revealIdentityNumber revealPhone revealContactPhone', { stepUp: true }],
    ['IDENTITY', registerPersons, 'revealProposedPhone', { stepUp: true }],
  ],

  AdminUnit: {
    reference: everyone,
    rules: [
      ['PUBLIC', everyone, 'code name level validFrom validTo parent children successors predecessors'],
      // Past no client: composition takes it out of the API.
      ['PUBLIC', everyone, 'successorNames'],
      ['INTERNAL', everyone, 'residentialGroups'],
      ['STATISTIC', readStatistics, 'population'],
    ],
  },
  UnitLineage: [['PUBLIC', everyone, 'unit kind fromOn document verified']],
  Population: [['STATISTIC', readStatistics, 'households persons present byResidentialGroup']],
  GroupPopulation: [['STATISTIC', readStatistics, 'residentialGroup households persons present']],
  Statistics: [
    ['STATISTIC', readFineStatistics, 'on from residents households movements arrivals circumstances trend latestOn'],
    ['STATISTIC', readFineStatistics, 'byUnit byResidentialGroup bySelfManagementGroup'],
    ['STATISTIC', countPapers, 'withoutPapers'],
    ['PUBLIC', readFineStatistics, 'ageRules'],
  ],
  ResidentCounts: [['STATISTIC', readFineStatistics, 'persons present absent children elderly byAge byResidenceKind']],
  AgeBand: [['STATISTIC', readFineStatistics, 'from male female unknownSex']],
  ResidenceKindCount: [['STATISTIC', readFineStatistics, 'kind persons']],
  HouseholdCounts: [['STATISTIC', readFineStatistics, 'households bySize']],
  HouseholdSizeCount: [['STATISTIC', readFineStatistics, 'size households']],
  MovementCount: [['STATISTIC', readFineStatistics, 'figure persons']],
  ArrivalCounts: [['STATISTIC', readFineStatistics, 'arrivals byOrigin']],
  OriginCount: [['STATISTIC', readFineStatistics, 'place arrivals']],
  UnitCounts: [['STATISTIC', readFineStatistics, 'unit households persons present children elderly']],
  GroupCounts: [['STATISTIC', readFineStatistics, 'residentialGroup households persons present children elderly']],
  SelfManagementCounts: [
    ['STATISTIC', readFineStatistics, 'selfManagementGroup households persons present children elderly'],
  ],
  TrendPoint: [['STATISTIC', readFineStatistics, 'on persons present']],
  AgeRule: [['PUBLIC', readFineStatistics, 'code from to source verified']],
  ResidentialGroup: {
    reference: everyone,
    rules: [
      ['INTERNAL', everyone, 'id number name unit outline closedOn'],
      ['STATISTIC', readStatistics, 'householdCount placedCount'],
      ['INTERNAL', everyone, 'selfManagementGroups'],
      ['INTERNAL', readGroupCounts, 'leader'],
      ['STATISTIC', readGroupCounts, 'ungroupedCount'],
      ['INTERNAL', readRounds, 'openRounds'],
      ['PERSONAL', listAddresses, 'walk'],
      // Past no client: composition takes it out of the API.
      ['INTERNAL', readGroupCounts, 'householdIds'],
    ],
  },
  GroupOutline: [['INTERNAL', everyone, 'id ring recordedAt byName']],
  SelfManagementGroup: {
    reference: everyone,
    rules: [
      ['INTERNAL', everyone, 'id number name foundedOn dissolvedOn residentialGroup'],
      ['INTERNAL', readGroupCounts, 'leader leaders channelKind channelName channelLink'],
      ['STATISTIC', readGroupCounts, 'householdCount'],
      ['PERSONAL', listAddresses, 'members'],
    ],
  },
  SelfManagementMember: {
    subject: 'household',
    rules: [['PERSONAL', listAddresses, 'id fromOn household']],
  },
  GroupLeader: {
    subject: 'person',
    rules: [
      ['INTERNAL', readGroupCounts, 'id fromOn toOn'],
      ['PERSONAL', readPersons, 'person'],
    ],
  },
  Round: [
    ['INTERNAL', readRounds, 'id purpose residentialGroup selfManagementGroup commitmentDocument testWithinDays'],
    ['INTERNAL', readRounds, 'assignedTo stationPhone openedAt closedAt byName byPost progress stops'],
  ],
  RoundProgress: [['STATISTIC', readRounds, 'households met nobodyHome refused movedAway left']],
  RoundStop: {
    subject: 'household',
    reference: readRounds,
    rules: [
      ['INTERNAL', readRounds, 'id testWithinDays'],
      ['PERSONAL', readRounds, 'household visits lastVisit expectedPresent personIds'],
    ],
  },
  Visit: {
    subject: 'household',
    rules: [
      ['INTERNAL', readRounds, 'id recordedAt byName byPost annulledAt'],
      ['PERSONAL', readRounds, 'result met presentTonight note visitedAt'],
    ],
  },
  Document: [['INTERNAL', everyone, 'id']],
  ResidentialGroupSuccess: [['INTERNAL', registerPersons, 'group']],
  ResidentialGroupNumberTaken: [],
  ResidentialGroupInUse: [['INTERNAL', registerPersons, 'households selfManagementGroups establishments']],
  SelfManagementGroupSuccess: [['INTERNAL', registerPersons, 'group']],
  SetGroupLeaderSuccess: [['INTERNAL', registerPersons, 'leader']],
  GroupNotFound: [],
  GroupNumberTaken: [],
  HouseholdsInAnotherGroup: [['INTERNAL', registerPersons, 'count']],
  RoundSuccess: [['INTERNAL', registerPersons, 'round']],
  ArrangeWalkSuccess: [['INTERNAL', registerPersons, 'arranged']],
  VisitSuccess: [['PERSONAL', recordVisits, 'visit stop']],
  RoundNotFound: [],
  RoundClosed: [],
  RoundStillOpen: [],
  NoHouseholdsToVisit: [],
  StopNotFound: [],
  VisitNotAnnullable: [],
  Establishment: {
    reference: readEstablishments,
    subject: 'id',
    rules: [
      ['INTERNAL', readEstablishments, 'id name kind address residentialGroup workers stalls openedOn closedOn rooms'],
      ['INTERNAL', readEstablishments, 'latitude longitude placeSource'],
      ['PERSONAL', readPersons, 'contactPerson contactName'],
      ['IDENTITY', readIdentity, 'contactPhoneMasked'],
      ['PERSONAL', readHistory, 'history'],
    ],
  },
  Room: {
    subject: 'establishment',
    rules: [
      ['INTERNAL', readEstablishments, 'id number capacity closedOn establishment'],
      ['PERSONAL', searchPersons, 'stays formerStays lodgerCount'],
    ],
  },
  RoomStay: {
    subject: 'household',
    rules: [['PERSONAL', searchPersons, 'id fromOn leftOn room household unregistered']],
  },
  EstablishmentChange: {
    subject: 'establishment',
    rules: [
      ['INTERNAL', readHistory, 'id kind recordedAt byName byPost undoneAt undoneByName'],
      ['PERSONAL', readHistory, 'reason details'],
    ],
  },
  EstablishmentDetail: {
    subject: 'about',
    rules: [['PERSONAL', readHistory, 'field oldValue newValue']],
  },

  Person: {
    subject: 'id',
    reference: readPersonNames,
    rules: [
      ['INTERNAL', readPersonNames, 'id'],
      ['PERSONAL', readPersonNames, 'fullName'],
      ['PERSONAL', readPersons, 'bornOn birthYear sex household residences diedOn annulledOn mergedInto arrivals'],
      ['PERSONAL', readHistory, 'history'],
      ['PERSONAL', readPersons, 'circumstances'],
      ['IDENTITY', readIdentity, 'identityDocuments phoneMasked provisionalCode'],
    ],
  },
  IdentityDocument: {
    subject: 'person',
    rules: [
      ['INTERNAL', readIdentity, 'id kind endedOn endedAs'],
      ['IDENTITY', readIdentity, 'numberMasked'],
    ],
  },
  Residence: {
    subject: 'person',
    rules: [['PERSONAL', readPersons, 'id kind fromOn toOn address person household']],
  },
  Household: {
    subject: 'id',
    reference: readAddresses,
    rules: [
      ['PERSONAL', readPersons, 'latitude longitude placeSource'],
      ['PERSONAL', searchPersons, 'room'],
      ['INTERNAL', readAddresses, 'id code'],
      ['PERSONAL', readAddresses, 'address residentialGroup'],
      ['PERSONAL', listAddresses, 'selfManagementGroup'],
      [
        'PERSONAL',
        readPersons,
        'members memberCount personIds head dissolvedOn successor membersAsOf present presentCount',
      ],
      ['PERSONAL', readRounds, 'lastVisit visits'],
      ['PERSONAL', readHistory, 'history edits'],
      ['PERSONAL', readPersons, 'circumstances'],
    ],
  },
  HouseholdEdit: {
    subject: 'household',
    rules: [
      ['INTERNAL', readHistory, 'id recordedAt byName byPost undoneAt undoneByName isOfBulkEdit'],
      ['PERSONAL', readHistory, 'field oldValue newValue'],
    ],
  },
  Circumstance: {
    subject: 'concerns',
    rules: [
      ['INTERNAL', readPersons, 'id recordedAt byName endedByName annulledAt annulledByName'],
      ['PERSONAL', readPersons, 'kind fromOn toOn document annulledReason household person'],
    ],
  },
  CircumstanceRule: [['PUBLIC', everyone, 'kind isOfHousehold isYearly source verified']],
  CircumstanceCount: [['STATISTIC', readFineStatistics, 'kind households persons']],
  CircumstanceSuccess: [['PERSONAL', recordCircumstances, 'circumstance']],
  CircumstanceStands: [['PERSONAL', recordCircumstances, 'kind fromOn toOn']],
  GroupClosedSince: [],
  CircumstanceChangedSince: [['PERSONAL', registerPersons, 'kind']],
  HouseholdMember: {
    subject: 'person',
    rules: [['PERSONAL', readPersons, 'id relation joinedOn relationFrom person']],
  },
  LifeEvent: {
    subject: 'concerns',
    rules: [
      ['INTERNAL', readHistory, 'id recordedAt byName byPost undoneAt undoneByName'],
      ['PERSONAL', readHistory, 'kind occurredOn household toHousehold place participants reason corrections'],
    ],
  },
  LifeEventCorrection: {
    subject: 'about',
    rules: [['IDENTITY', readHistory, 'field oldValue newValue']],
  },
  LifeEventPerson: {
    subject: 'person',
    rules: [['PERSONAL', readHistory, 'id part relation formerRelation person event']],
  },
  HouseholdMap: [['PERSONAL', searchPersons, 'total households clusters']],
  HouseholdCluster: [['STATISTIC', searchPersons, 'latitude longitude count']],
  PlaceHouseholdSuccess: [['PERSONAL', registerPersons, 'event warnings']],
  GroupOutlineSuccess: [['INTERNAL', registerPersons, 'outline residentialGroup']],
  NotUndoable: [['INTERNAL', registerPersons, 'reason']],
  EstablishmentSuccess: [['INTERNAL', registerPersons, 'establishment change warnings']],
  EstablishmentClosed: [['INTERNAL', registerPersons, 'closedOn']],
  IdentityDocumentSuccess: [['PERSONAL', registerPersons, 'person event warnings']],
  BulkEdit: [['INTERNAL', readBulkEdits, 'id kind changed recordedAt byName undoneAt undoneByName']],
  BulkEditPreview: [['PERSONAL', registerPersons, 'changes refused']],
  BulkEditChange: { subject: 'id', rules: [['PERSONAL', registerPersons, 'id name from to leaves']] },
  BulkEditRefusal: { subject: 'id', rules: [['PERSONAL', registerPersons, 'id name reason']] },
  BulkEditSuccess: [['INTERNAL', registerPersons, 'bulkEdit']],
  PreviewOutdated: [['INTERNAL', registerPersons, 'changes']],
  ChangedSince: [['PERSONAL', registerPersons, 'names']],
  LifeEventSuccess: [['PERSONAL', registerPersons, 'event warnings']],
  PersonHasDied: [['PERSONAL', registerPersons, 'diedOn']],
  EventOutOfOrder: [['PERSONAL', registerPersons, 'since']],
  Arrival: {
    subject: 'person',
    reference: readPersons,
    rules: [
      ['PERSONAL', readPersons, 'id departedOn arrivedOn origin fromPlace fromEpidemicArea person household'],
      [
        'PERSONAL',
        readPersons,
        'declaredBy channel note recordedAt byName withdrawnAt withdrawnByName withdrawnReason',
      ],
    ],
  },
  ArrivalSuccess: [['PERSONAL', registerPersons, 'arrival']],
  ArrivalAlreadyDeclared: [],
  ArrivalAlreadyWithdrawn: [],
  StayReport: {
    subject: 'personId',
    rules: [
      ['INTERNAL', readStayStates, 'id state'],
      // What stands in the way tells whose card it is: nothing of it goes back to the gate.
      ['INTERNAL', readStays, 'obstacle matchedByCard'],
      ['INTERNAL', readStays, 'arrivedOn reportedAt closedAt closedByName dismissReason entry'],
      ['PERSONAL', readStays, 'arrival person candidate'],
    ],
  },
  CheckpointEntry: {
    reference: readStayStates,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['INTERNAL', readStayStates, 'stayReport'],
    ],
  },
  StayReportSuccess: [['INTERNAL', registerPersons, 'report']],
  StayReportClosed: [],

  ImportBatch: [
    ['INTERNAL', readImports, 'id fileName sender state headerLine headers mapping residenceKind residentialGroup'],
    ['INTERNAL', readImports, 'byName receivedAt committedAt undoneAt undoneByName counts progress'],
    ['PERSONAL', registerPersons, 'missingGroups rows'],
  ],
  ImportGroup: [['PERSONAL', registerPersons, 'number name rows closed']],
  ImportCount: [['INTERNAL', readImports, 'verdict rows']],
  ImportProgress: [['INTERNAL', readImports, 'isRunning hasFailed done total differing touched']],
  ImportRow: {
    subject: 'personId',
    rules: [
      ['INTERNAL', registerPersons, 'id line verdict decision'],
      ['PERSONAL', registerPersons, 'cells reasons warnings changes person'],
    ],
  },
  ImportChange: [['PERSONAL', registerPersons, 'field from to']],
  ImportSuccess: [['PERSONAL', registerPersons, 'batch']],

  ProcessingPurpose: [['PUBLIC', everyone, 'code name basis inForceFrom source verified']],
  PurposeConsent: {
    subject: 'person',
    rules: [
      ['INTERNAL', readPrivacy, 'id purpose'],
      ['PERSONAL', readPrivacy, 'standing acts'],
    ],
  },
  Consent: {
    subject: 'person',
    rules: [
      ['INTERNAL', readPrivacy, 'id recordedAt byName byPost'],
      ['PERSONAL', readPrivacy, 'act actedOn method evidence'],
    ],
  },
  SubjectRequest: {
    subject: 'person',
    rules: [
      ['INTERNAL', readPrivacy, 'id number state receivedOn acknowledgeBy answerBy firstAnswerBy answeredOn'],
      ['INTERNAL', readPrivacy, 'nextDeadline standing lawSource lawVerified steps'],
      ['PERSONAL', readPrivacy, 'kind person requester requesterName method detail sharedWithThirdParties'],
      ['PERSONAL', readPrivacy, 'withdrawnPurpose correctField oldValue newValue answer refusalGround'],
      ['PERSONAL', readPrivacy, 'consents arrivals'],
    ],
  },
  SubjectRequestStep: {
    subject: 'request.person',
    rules: [
      ['INTERNAL', readPrivacy, 'id step at byName byPost'],
      ['PERSONAL', readPrivacy, 'note'],
    ],
  },
  RecordConsentSuccess: [['PERSONAL', registerPersons, 'consent']],
  SubjectRequestSuccess: [['INTERNAL', writePrivacy, 'request']],
  SubjectRequestMoved: [['INTERNAL', writePrivacy, 'state']],

  ChangeProposal: {
    subject: 'person',
    rules: [
      ['INTERNAL', readProposals, 'id number state proposedAt byName byPost isMine'],
      ['INTERNAL', readProposals, 'decidedAt decidedByName undoneAt'],
      ['PERSONAL', readProposals, 'person field reason answer'],
      ['IDENTITY', readProposals, 'values'],
    ],
  },
  ProposedValues: { subject: 'about', rules: [['IDENTITY', readProposals, 'former registered proposed isOutdated']] },
  ChangeProposalSuccess: [['INTERNAL', takePartInProposals, 'proposal']],
  ChangeAlreadyProposed: [],
  ProposalDecided: [],
  OwnProposal: [],
  ProposalOutdated: [],

  DuplicatePair: {
    subject: 'one',
    rules: [
      ['INTERNAL', readDuplicates, 'id state foundAt decidedAt byName byPost'],
      ['PERSONAL', readDuplicates, 'one other oneHolds otherHolds score reason'],
      ['IDENTITY', readDuplicates, 'parts'],
    ],
  },
  ScorePart: [['IDENTITY', readDuplicates, 'part found points']],
  EntryHoldings: {
    subject: 'id',
    rules: [
      ['INTERNAL', readDuplicates, 'id'],
      ['PERSONAL', readDuplicates, 'memberships residences papers arrivals events consents requests'],
      ['PERSONAL', readDuplicates, 'leaderships establishments circumstances proposals'],
    ],
  },
  DuplicateScan: [['INTERNAL', readDuplicates, 'id startedAt finishedAt people compared found byName progress']],
  ScanProgress: [['INTERNAL', readDuplicates, 'isRunning hasFailed done total']],
  LikelyDuplicate: {
    subject: 'id',
    rules: [
      ['INTERNAL', registerPersons, 'id'],
      ['PERSONAL', registerPersons, 'person score'],
      ['IDENTITY', registerPersons, 'parts'],
    ],
  },
  PersonMerge: {
    subject: 'survivor',
    rules: [
      ['INTERNAL', readDuplicates, 'id mergedAt byName byPost undoUntil undoneAt undoneByName taken'],
      ['PERSONAL', readDuplicates, 'survivor absorbed'],
    ],
  },
  DuplicatePairSuccess: [['PERSONAL', registerPersons, 'pair']],
  ScanDuplicatesSuccess: [['INTERNAL', registerPersons, 'scan']],
  ScanRunning: [['INTERNAL', registerPersons, 'scan']],
  PersonMergeSuccess: [['PERSONAL', registerPersons, 'merge']],

  RegisterPersonSuccess: [['PERSONAL', registerPersons, 'person warnings']],
  RegisterHouseholdSuccess: [['PERSONAL', registerPersons, 'household warnings']],
  InvalidMember: [['PERSONAL', registerPersons, 'member field']],
  DuplicateIdentityNumber: [['PERSONAL', registerPersons, 'holder ofMember']],
  RevealSuccess: [['IDENTITY', revealIdentity, 'number']],
  NumberNotFound: [],
})

/** The data-protection officer's purpose shows the rows of those who asked for something, and of nobody else. */
function asked(condition: string): { name: string; command: 'select'; using: string } {
  return {
    name: 'asked',
    command: 'select',
    using: `(unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (${condition}))`,
  }
}

/**
 * Functions, which PostgreSQL plans when somebody works for that purpose. Written out, each table of a statement brings the
 * policies of two others with it, and planning a search takes longer than running it.
 */
const askedBy = (person: string) => asked(`app.has_asked(${person})`)

/** Of members and residences the function sees those of who asked: row security holds inside it too. */
const home = asked('app.is_home_of_asker(id)')

/** Counted by age, sex and event for who reads fine statistics: the table above shows them the numbers and no field of a row. */
const counted = [...readFineStatistics.roles]
const ofHistory = unitRows(grant(identityReaders), registerPersons)
const ofCountedHistory = unitRows(grant([...identityReaders, ...counted]), writeArrivals)
const ofPersons = unitRows(grant([...personReaders, 'CASHIER', ...counted]), writeArrivals)
const ofMembers = unitRows(forArrivals([...personReaders, 'CASHIER']), registerPersons)
/** Read as well to tell welfare of whom it asks, as digests, and to recognise whose card a checkpoint saw. */
const ofIdentity = unitRows(forArrivals(identityReaders), registerPersons)
/** Counted by groups for everybody who reads statistics. */
const homeReaders: Role[] = [...readStatistics.roles, ...personReaders, 'CASHIER']
const ofHomes = unitRows(grant(homeReaders), registerPersons)
const ofHouseholds = unitRows(forArrivals(homeReaders), registerPersons)
const ofResidences = unitRows(grant(homeReaders), writeArrivals)

const ofCircumstances = unitRows(grant([...personReaders, ...counted]), recordCircumstances)
/** Who decides on requests sees in which self-management group a household is as little as in which it was. */
const editsOfAsker = asked(`app.is_home_of_asker(household_id) and field <> 'SELF_MANAGEMENT_GROUP'`)
const circumstancesOfAsker = asked('app.has_asked(person_id) or app.is_home_of_asker(household_id)')

/** Words follow what they were taken from: who writes that also takes words away, through the triggers and never alone. */
function wordRows(): ReturnType<typeof unitRows> {
  const { policies, ...rest } = unitRows(searchPersons, registerPersons)
  const kept = policies.filter(({ name }) => name !== 'change')
  return {
    ...rest,
    policies: kept.map((policy) =>
      policy.name === 'add' ? { ...policy, command: 'all', using: policy.check } : policy,
    ),
  }
}

/** Which purposes reach the rows of a table at all, whatever the fields above say. */
export const rows = {
  ofPlaces: unitRows(everyone, registerPersons),
  ofLeaders: ofHomes,
  ofMemberships: ofHomes,
  ofRounds: unitRows(readRounds, registerPersons),
  ofVisits: unitRows(readRounds, recordVisits),
  ofHouseholds: { ...ofHouseholds, policies: [...ofHouseholds.policies, home] },
  ofResidences: { ...ofResidences, policies: [...ofResidences.policies, askedBy('person_id')] },
  ofPersons: { ...ofPersons, policies: [...ofPersons.policies, askedBy('id')] },
  ofMembers: { ...ofMembers, policies: [...ofMembers.policies, askedBy('person_id')] },
  ofArrivals: { ...ofPersons, policies: [...ofPersons.policies, askedBy('person_id')] },
  ofStayReports: unitRows(readStayStates, writeArrivals),
  ofSignedCommitments: unitRows(
    grant([...readRounds.roles], [...readRounds.purposes, 'EVENTS']),
    grant([], ['EVENTS']),
  ),
  ofIdentity: { ...ofIdentity, policies: [...ofIdentity.policies, askedBy('person_id')] },
  ofEvents: {
    ...ofCountedHistory,
    policies: [
      ...ofCountedHistory.policies,
      asked('exists (select 1 from life_event_person where life_event_person.event_id = life_event.id)'),
    ],
  },
  ofEventPersons: { ...ofCountedHistory, policies: [...ofCountedHistory.policies, askedBy('person_id')] },
  ofStays: unitRows(searchPersons, registerPersons),
  ofChanges: ofHistory,
  ofCircumstances: { ...ofCircumstances, policies: [...ofCircumstances.policies, circumstancesOfAsker] },
  ofBulkEdits: unitRows(readBulkEdits, registerPersons),
  ofHouseholdEdits: { ...ofHistory, policies: [...ofHistory.policies, editsOfAsker] },
  ofWords: wordRows(),
  ofProposals: unitRows(readProposals, takePartInProposals),
  ofDuplicates: unitRows(readDuplicates, registerPersons),
  ofImports: unitRows(readImports, registerPersons),
  ofConsents: unitRows(readPrivacy, writePrivacy),
  ofRequests: unitRows(readPrivacy, writePrivacy),
}
