import { accessTable, everyone, grant } from '@vungxanh/access'
import { unitRows } from '@vungxanh/subgraph'

const readDocuments = grant([
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
])
const writeDocuments = grant(['CLERK'])

/** That a household has signed, and when: for whoever asks for it or answers for it. Who signed is known to fewer. */
const readCommitments = grant(['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'COMMUNITY_TEAM', 'CLERK', 'TEAM_LEADER'])
const readSigners = grant(['INSPECTOR', 'REGISTRAR', 'CLERK'])
const recordCommitments = grant(['REGISTRAR', 'CLERK', 'COMMUNITY_TEAM', 'TEAM_LEADER'])
const withdrawCommitments = grant(['REGISTRAR', 'CLERK'])

/** Who answers for a group or a household: for whoever works there, so that they know whom to call. */
const readResponsible = grant([
  'CHAIR',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'COMMUNITY_TEAM',
  'CLERK',
  'TEAM_LEADER',
])
/**
 * In the name of which body somebody answers tells of their Party cell, and political views are sensitive data (Law 91/2025/QH15):
 * for whoever keeps the assignments and whoever the holders answer to.
 */
const readCapacities = grant(['CHAIR', 'INSPECTOR', 'CLERK'])
const assignResponsibilities = grant(['CLERK', 'REGISTRAR'])
/** The numbers of a group beside who answers for it. */
const readAccountability = grant(['CHAIR', 'INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'CLERK', 'TEAM_LEADER'])
/** Where checkpoints are and how many came through. */
const readCheckpoints = grant([...readResponsible.roles])
/** The lines of a checkpoint, without who: a neighbour who leads a group learns no name, no number and no temperature. */
const readLog = grant(['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'COMMUNITY_TEAM', 'CLERK', 'TEAM_LEADER'])
const readWho = grant(['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF', 'COMMUNITY_TEAM', 'CLERK'])
/** Of one person, all the checkpoints that they came through: for whoever reads persons. */
const readPassages = grant(['INSPECTOR', 'REGISTRAR', 'HEALTH_STAFF'])
const revealNumbers = grant(['REGISTRAR', 'HEALTH_STAFF'])
/** Whoever holds the thermometer, and the station. The clerk who copies a paper log writes it and does not read it again. */
const readTemperatures = grant(['INSPECTOR', 'HEALTH_STAFF', 'COMMUNITY_TEAM'])
const recordEntries = grant(['REGISTRAR', 'HEALTH_STAFF', 'COMMUNITY_TEAM', 'CLERK'])

/** What the unit tells its groups is no secret; who writes it down says where it went. */
const readBroadcasts = grant([
  'CHAIR',
  'INSPECTOR',
  'REGISTRAR',
  'HEALTH_STAFF',
  'COMMUNITY_TEAM',
  'CLERK',
  'TEAM_LEADER',
])
const writeBroadcasts = grant(['CHAIR', 'CLERK'])
const deliverBroadcasts = grant(['CHAIR', 'CLERK', 'COMMUNITY_TEAM', 'TEAM_LEADER'])

/** The department's whole authorization: what each field says, and who may read or do it. */
export const access = accessTable({
  Query: [
    ['INTERNAL', readDocuments, 'document documentBySymbol documents parseSymbol organisations posts'],
    ['INTERNAL', readDocuments, 'commitmentRounds'],
    ['INTERNAL', readBroadcasts, 'broadcasts broadcast awaitingAcknowledgement'],
    ['INTERNAL', readCheckpoints, 'checkpoints checkpoint'],
    ['INTERNAL', assignResponsibilities, 'responsibility'],
    ['PERSONAL', readLog, 'checkpointEntries'],
  ],
  Mutation: [
    ['INTERNAL', writeDocuments, 'registerDocument relateDocuments'],
    ['INTERNAL', writeDocuments, 'addTask completeTask cancelTask'],
    ['INTERNAL', writeDocuments, 'openCommitmentRound'],
    ['PERSONAL', recordCommitments, 'recordCommitments takeBackCommitments'],
    ['PERSONAL', withdrawCommitments, 'withdrawCommitment'],
    ['INTERNAL', writeBroadcasts, 'saveBroadcastDraft issueBroadcast withdrawBroadcast'],
    ['INTERNAL', deliverBroadcasts, 'recordDeliveries'],
    ['INTERNAL', deliverBroadcasts, 'acknowledgeBroadcast takeBackAcknowledgement'],
    ['PERSONAL', assignResponsibilities, 'assignResponsibility setResponsibilityAccount endResponsibility'],
    ['INTERNAL', writeDocuments, 'openCheckpoint correctCheckpoint placeCheckpoint endCheckpoint reopenCheckpoint'],
    ['SENSITIVE_HEALTH', recordEntries, 'recordCheckpointEntry annulCheckpointEntry'],
    ['IDENTITY', revealNumbers, 'revealEntryNumbers', { stepUp: true }],
  ],

  AdminUnit: {
    reference: everyone,
    rules: [
      ['PUBLIC', everyone, 'code name validTo successorNames'],
      ['INTERNAL', readDocuments, 'tasks'],
    ],
  },
  ResidentialGroup: {
    subject: 'id',
    reference: everyone,
    rules: [
      ['INTERNAL', everyone, 'id householdIds unit'],
      ['PERSONAL', readResponsible, 'responsibilities'],
      ['STATISTIC', readAccountability, 'signedHouseholdCount'],
      ['INTERNAL', readDocuments, 'openTasks'],
      ['INTERNAL', readBroadcasts, 'broadcasts'],
    ],
  },
  SelfManagementGroup: {
    subject: 'id',
    reference: everyone,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['INTERNAL', readBroadcasts, 'broadcasts'],
      ['PERSONAL', readResponsible, 'responsibilities'],
    ],
  },

  Document: {
    reference: everyone,
    rules: [
      // Whoever reads a programme or a statistic may read what it is founded on.
      ['PUBLIC', everyone, 'id symbol type issuer'],
      ['INTERNAL', readDocuments, 'raw number regime issuedOn subject urgency note dataQuality chain tasks'],
      ['INTERNAL', readDocuments, 'implements implementedBy supplements supplementedBy'],
      ['INTERNAL', readDocuments, 'replaces replacedBy foundedOn foundationOf'],
      ['INTERNAL', readBroadcasts, 'broadcasts deliveryCounts'],
    ],
  },
  DocumentChain: [['INTERNAL', readDocuments, 'nodes links isComplete']],
  DocumentChainNode: [['INTERNAL', readDocuments, 'document depth']],
  DocumentChainLink: [['INTERNAL', readDocuments, 'fromId toId kind']],
  ParsedSymbol: [['PUBLIC', readDocuments, 'symbol number year type typeVerified regime issuerCode']],

  Organisation: [
    ['PUBLIC', everyone, 'id name kind'],
    ['INTERNAL', readDocuments, 'unit parent residentialGroup posts'],
  ],
  Post: [['INTERNAL', readDocuments, 'id title holderTitle organisation']],
  Task: [['INTERNAL', readDocuments, 'id title dueAt closedAt outcome status document assignee']],

  Household: {
    subject: 'id',
    reference: readResponsible,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['PERSONAL', readCommitments, 'commitments'],
      ['PERSONAL', readResponsible, 'responsibilities'],
    ],
  },
  Commitment: {
    subject: 'householdId',
    rules: [
      ['INTERNAL', readCommitments, 'id document round recordedAt byName'],
      ['PERSONAL', readCommitments, 'household signedOn collectedBy endedOn endReason replacedBy'],
      ['PERSONAL', readSigners, 'signerName'],
    ],
  },
  CommitmentRound: [
    ['INTERNAL', readDocuments, 'id title startsOn endsOn document'],
    ['STATISTIC', readCommitments, 'signed'],
  ],
  RecordCommitmentsSuccess: [['PERSONAL', recordCommitments, 'commitments unchanged']],
  TakeBackCommitmentsSuccess: [['PERSONAL', recordCommitments, 'commitments']],
  CommitmentsNotYours: [],
  CommitmentSuccess: [['PERSONAL', withdrawCommitments, 'commitment']],
  CommitmentRoundSuccess: [['INTERNAL', writeDocuments, 'round']],
  Responsibility: {
    subject: 'area',
    rules: [
      ['INTERNAL', readResponsible, 'id kind fromOn toOn endReason document recordedAt byName endedByName'],
      ['INTERNAL', readResponsible, 'residentialGroup selfManagementGroup household hasAccount mayHaveAccount'],
      ['PERSONAL', readResponsible, 'responsible'],
      ['INTERNAL', assignResponsibilities, 'accountChanges'],
      ['PERSONAL', readCapacities, 'holderName organisation post'],
    ],
  },
  AccountChange: [['INTERNAL', assignResponsibilities, 'id at byName isSet']],
  Broadcast: [
    ['INTERNAL', readBroadcasts, 'id title text document channels state draftedAt byName issuedAt issuedByName'],
    ['INTERNAL', readBroadcasts, 'withdrawnAt withdrawReason withdrawnByName'],
    ['INTERNAL', readBroadcasts, 'residentialGroups selfManagementGroups counts recipients'],
  ],
  DeliveryCounts: [['STATISTIC', readBroadcasts, 'recipients pending failed sent acknowledged']],
  BroadcastRecipient: [
    ['INTERNAL', readBroadcasts, 'id broadcast residentialGroup selfManagementGroup state steps'],
    // Whoever signs in for a group is named as whoever signs a step.
    ['INTERNAL', readBroadcasts, 'acknowledgers mayAcknowledge mayTakeBack'],
  ],
  DeliveryStep: [['INTERNAL', readBroadcasts, 'id kind channel reason at recordedAt byName byPost onBehalfOf']],
  BroadcastSuccess: [['INTERNAL', writeBroadcasts, 'broadcast']],
  RecordDeliveriesSuccess: [['INTERNAL', deliverBroadcasts, 'broadcast']],
  AcknowledgeBroadcastSuccess: [['INTERNAL', deliverBroadcasts, 'recipient']],
  BroadcastNotFound: [],
  BroadcastNotDraft: [],
  BroadcastNotIssued: [],
  NotYoursToAcknowledge: [['INTERNAL', deliverBroadcasts, 'acknowledgers']],
  NothingToTakeBack: [],
  RecipientsChanged: [['INTERNAL', writeBroadcasts, 'count']],
  ResponsibilitySuccess: [['PERSONAL', assignResponsibilities, 'responsibility']],
  ResponsibilityAlreadyHeld: [],
  ResponsibilityNotFound: [],
  CommitmentNotFound: [],
  CommitmentJustRecorded: [],

  Checkpoint: [
    ['INTERNAL', readCheckpoints, 'id name kind place latitude longitude residentialGroup document'],
    ['INTERNAL', readCheckpoints, 'activeFrom activeTo endReason byName lastEntryAt changes'],
    ['STATISTIC', readCheckpoints, 'counts'],
  ],
  CheckpointChange: [
    ['INTERNAL', readCheckpoints, 'id at byName name kind place latitude longitude residentialGroup document'],
  ],
  CheckpointCounts: [['STATISTIC', readCheckpoints, 'in out turnedBack sentToStation']],
  CheckpointEntry: {
    subject: 'personId',
    reference: readLog,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['INTERNAL', readLog, 'checkpoint at direction people purpose paper paperUntil decision'],
      ['INTERNAL', readLog, 'recordedAt byName annulledAt annulledByName annulReason'],
      ['PERSONAL', readWho, 'person saidName birthYear sex plate note reason'],
      ['PERSONAL', readWho, 'origin fromPlace fromEpidemicArea departedOn stayingAt'],
      ['IDENTITY', readPassages, 'phoneMasked identityMasked'],
      ['SENSITIVE_HEALTH', readTemperatures, 'temperature healthReason'],
    ],
  },
  Person: {
    subject: 'id',
    reference: readPassages,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['PERSONAL', readPassages, 'checkpointEntries'],
    ],
  },
  CheckpointSuccess: [['INTERNAL', writeDocuments, 'checkpoint']],
  CheckpointEntrySuccess: [['PERSONAL', recordEntries, 'entry']],
  EntryNumbersSuccess: [['IDENTITY', revealNumbers, 'phone identityNumber']],
  CheckpointNotFound: [],
  CheckpointEnded: [['INTERNAL', recordEntries, 'activeTo']],
  CheckpointStillActive: [],
  CheckpointEntryNotFound: [],
  CheckpointEntryAnnulled: [],

  RegisterDocumentSuccess: [['INTERNAL', writeDocuments, 'document']],
  RelateDocumentsSuccess: [['INTERNAL', writeDocuments, 'document']],
  SymbolNotRecognised: [],
  DuplicateDocument: [['INTERNAL', writeDocuments, 'existing']],
  DocumentNotFound: [['INTERNAL', writeDocuments, 'documentId']],
  RelationWouldCycle: [],
  RelationAlreadyRecorded: [],
  AddTaskSuccess: [['INTERNAL', writeDocuments, 'task']],
  CompleteTaskSuccess: [['INTERNAL', writeDocuments, 'task']],
  CancelTaskSuccess: [['INTERNAL', writeDocuments, 'task']],
  TaskNotFound: [],
  TaskNotOpen: [['INTERNAL', writeDocuments, 'status']],
})

/** Which purposes reach the rows of a table at all, whatever the fields above say. */
export const rows = {
  ofDocuments: unitRows(everyone, writeDocuments),
  ofCommitments: unitRows(readCommitments, recordCommitments),
  ofBroadcasts: unitRows(readBroadcasts, writeBroadcasts),
  ofDeliveries: unitRows(readBroadcasts, deliverBroadcasts),
  ofResponsibilities: unitRows(readResponsible, assignResponsibilities),
  ofCheckpoints: unitRows(readCheckpoints, writeDocuments),
  ofCheckpointChanges: unitRows(readCheckpoints, writeDocuments),
  ofCheckpointEntries: unitRows(readCheckpoints, recordEntries),
}
