/**
 * A scenario made concrete: every fact that the departments' databases are to hold, with ids that agree between them.
 * Plain values only; each department turns its part into rows through its own rules. Days are `YYYY-MM-DD` in Việt Nam.
 */
export interface World {
  scenario: string
  asOf: Date
  /** From the top: province, district, then the unit itself. */
  units: UnitFact[]
  unitCode: string
  groups: GroupFact[]
  households: HouseholdFact[]
  people: PersonFact[]
  arrivals: ArrivalFact[]
  /** Units that arrivals come from, and their levels. */
  origins: UnitFact[]
  successions?: SuccessionFact[]
  zones: ZoneFact[]
  establishments: EstablishmentFact[]
  rooms?: RoomFact[]
  circumstances?: CircumstanceFact[]
  changeProposals?: ChangeProposalFact[]
  organisations: OrganisationFact[]
  posts: PostFact[]
  documents: DocumentFact[]
  lots: LotFact[]
  tests: TestFact[]
  doses: DoseFact[]
  adverseEvents: AdverseEventFact[]
  quarantineOrders: QuarantineOrderFact[]
  funds: FundFact[]
  programmes: ProgrammeFact[]
  dossiers: DossierFact[]
  confirmations?: ConfirmationFact[]
  selfManagementGroups: SelfManagementGroupFact[]
  groupLeaders: GroupLeaderFact[]
  rounds: RoundFact[]
  commitmentRounds: CommitmentRoundFact[]
  commitments: CommitmentFact[]
  responsibilities?: ResponsibilityFact[]
  broadcasts?: BroadcastFact[]
  checkpoints?: CheckpointFact[]
  lists?: ImportListFact[]
  doubles?: DoubleFact[]
  merges?: MergeFact[]
  bulkEdits?: BulkEditFact[]
}

/** From that day on the one unit stands where the other stood, wholly or in part. */
export interface SuccessionFact {
  id: string
  predecessorCode: string
  successorCode: string
  kind: 'MERGED' | 'SPLIT' | 'RENAMED'
  fromOn: string
  document: string
  verified: boolean
}

export interface UnitFact {
  code: string
  name: string
  level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE'
  validFrom?: string | null
  validTo: string | null
  parentCode: string | null
}

export interface GroupFact {
  id: string
  number: number
  name: string
  /** Made up, like every point: a closed ring of longitude and latitude. */
  outline?: [longitude: number, latitude: number][]
}

export interface HouseholdFact {
  id: string
  groupId: string
  /** Running number within its residential group, from 1. */
  place: number
  address: string
  point?: PointFact
}

export interface PointFact {
  latitude: number
  longitude: number
}

export interface PersonFact {
  id: string
  fullName: string
  bornOn: string | null
  birthYear: number
  sex: 'MALE' | 'FEMALE'
  phone: string | null
  identity: { id: string; kind: 'CITIZEN_ID' | 'OLD_ID'; number: string } | null
  householdId: string
  groupId: string
  membershipId: string
  relation: 'HEAD' | 'SPOUSE' | 'CHILD' | 'PARENT' | 'GRANDCHILD' | 'TENANT'
  residenceId: string
  residenceKind: 'PERMANENT' | 'TEMPORARY' | 'STAYING'
  residesFrom: string
}

/** Of a household or of a person; never both. */
export interface CircumstanceFact {
  id: string
  kind:
    | 'POOR_HOUSEHOLD'
    | 'NEAR_POOR_HOUSEHOLD'
    | 'MERIT'
    | 'SOCIAL_PROTECTION'
    | 'DISABILITY'
    | 'LONE_ELDERLY'
    | 'ORPHAN'
    | 'PREGNANT'
    | 'JOB_LOST'
    | 'RENTING_STUDENT'
  householdId: string | null
  personId: string | null
  fromOn: string
  toOn: string | null
  document: string | null
}

/** A second entry of somebody, of whom no household and no residence is known. */
export interface DoubleFact
  extends Pick<PersonFact, 'id' | 'fullName' | 'bornOn' | 'birthYear' | 'sex' | 'phone' | 'residesFrom'> {}

/** A second entry of somebody that was made one with the first. */
export interface MergeFact {
  id: string
  survivorId: string
  absorbed: DoubleFact
  mergedAt: Date
}

/** One change of many rows. */
export interface BulkEditFact {
  id: string
  kind: 'SELF_MANAGEMENT_GROUP' | 'ADDRESS'
  recordedAt: Date
  undoneAt: Date | null
  /** The memberships that it began, on its day. */
  memberships: string[]
  /** What it wrote; taken back, so that the addresses are those from before. */
  addresses: { id: string; from: string; to: string }[]
}

/** Something that is wrong in the register, as somebody found it at work; nobody has decided yet. */
export interface ChangeProposalFact {
  id: string
  number: string
  personId: string
  field: 'BORN_ON' | 'PHONE'
  from: string
  to: string
  reason: string
  by: Actor
  proposedAt: Date
}

export interface ArrivalFact {
  id: string
  personId: string
  householdId: string
  departedOn: string
  arrivedOn: string
  originCode: string
  fromPlace: string
  fromEpidemicArea: boolean
}

export interface ZoneFact {
  id: string
  area: string
  areaName: string
  level: 'GREEN' | 'YELLOW' | 'ORANGE' | 'RED'
  fromOn: string
  toOn: string | null
}

export interface EstablishmentFact {
  id: string
  kind: 'MARKET' | 'BOARDING_HOUSE' | 'BUSINESS' | 'FACTORY' | 'CHILDCARE_GROUP' | 'OFFICE'
  name: string
  address: string
  groupId: string
  point?: PointFact
  contactPersonId?: string
  contactName?: string
  contactPhone?: string
  workers?: number
  stalls?: number
}

export interface RoomFact {
  id: string
  establishmentId: string
  number: string
  capacity: number
  stay: { id: string; householdId: string } | null
}

export interface OrganisationFact {
  id: string
  name: string
  kind: string
  /** False for bodies of other levels that only issue documents. */
  ofUnit: boolean
  groupId: string | null
}

export interface PostFact {
  id: string
  organisationId: string
  title: string
  /** The post that its holder has elsewhere; people are not named. */
  holder: string | null
}

export interface DocumentFact {
  id: string
  /** As written on the paper, spaces and all. */
  raw: string
  type: string
  issuer: string
  issuedOn: string | null
  subject: string | null
  note: string | null
  relations: { id: string; kind: 'IMPLEMENTS' | 'SUPPLEMENTS' | 'REPLACES' | 'FOUNDED_ON'; documentId: string }[]
}

export interface LotFact {
  id: string
  productCode: string
  number: string
  expiresOn: string
}

export interface TestFact {
  id: string
  personId: string
  groupId: string
  sampleId: string
  sampleCode: string
  method: 'RT_PCR' | 'RAPID_ANTIGEN'
  outcome: 'NEGATIVE' | 'POSITIVE'
  sampledAt: Date
}

export interface DoseFact {
  id: string
  personId: string
  groupId: string
  productCode: string
  lotId: string
  doseNumber: number
  givenOn: string
}

export interface AdverseEventFact {
  id: string
  doseId: string
  severity: 'MILD' | 'SERIOUS'
  description: string
  onsetOn: string
}

export interface QuarantineOrderFact {
  id: string
  personId: string
  groupId: string
  startsOn: string
  /** The last day. */
  endsOn: string
  place: 'HOME' | 'FACILITY'
  contactClass: 'F1'
  documentId: string | null
}

export interface FundFact {
  id: string
  code: string
  name: string
  kind: string
  /** Whole đồng; synthetic, for the papers print no budget. */
  budget: number
}

export interface ProgrammeFact {
  id: string
  code: string
  name: string
  fundId: string
  basisDocumentId: string | null
  basisNote: string | null
  beneficiary: 'PERSON' | 'HOUSEHOLD' | 'ESTABLISHMENT'
  countUnit: 'DOSSIER' | 'CASE' | 'ESTABLISHMENT' | 'HOUSEHOLD'
  once: number | null
  perDay: number | null
  maxDays: number | null
  childOnce: number | null
  excludes: string[]
  requiresQuarantineOrder: boolean
  inForceFrom: string
  inForceTo: string | null
}

export interface DossierFact {
  id: string
  programmeId: string
  personId: string | null
  establishmentId: string | null
  groupId: string
  /** Code of the commune where the person resides as well. */
  otherResidence?: string | null
  submittedAt: Date
  submittedBy: Actor
  quarantineDays: number | null
  isChild: boolean
  approvals: { id: string; at: Date; by: Actor }[]
  refusal: { id: string; at: Date; by: Actor; reason: string } | null
  payout: { id: string; at: Date; by: Actor; receiptNumber: string } | null
}

/** A question between the ward and another: ours about a dossier, or theirs about somebody of ours. */
export interface ConfirmationFact {
  id: string
  /** The other ward; whether it is on the same installation. */
  ward: { code: string; name: string; isHere: boolean }
  programmeId: string
  /** Of a question of ours. */
  dossierId: string | null
  person: { id: string; number: string }
  askedAt: Date
  /** Who asked, or entered what came on paper. */
  by: Actor
  answer: { kind: 'RECEIVED' | 'NOT_RECEIVED'; paidOn: string | null; at: Date; byName: string } | null
}

/** A synthetic officer, known by account and post. */
export interface Actor {
  id: string
  name: string
}

export interface SelfManagementGroupFact {
  id: string
  /** The residential group. */
  groupId: string
  number: number
  name: string
  foundedOn: string
  channelKind: 'ZALO' | 'LOUDSPEAKER'
  channelName: string
  members: { id: string; householdId: string }[]
}

/** Of a residential group or of a self-management group. */
export interface GroupLeaderFact {
  id: string
  groupId: string | null
  selfManagementGroupId: string | null
  personId: string
  fromOn: string
}

export interface RoundFact {
  id: string
  groupId: string
  selfManagementGroupId: string
  purpose: string
  commitmentDocumentId: string | null
  testWithinDays: number
  assignedTo: string
  stationPhone: string
  openedAt: Date
  stops: { id: string; householdId: string }[]
  visits: VisitFact[]
}

export interface VisitFact {
  id: string
  stopId: string
  householdId: string
  result: 'HOME' | 'NOBODY_HOME' | 'REFUSED' | 'MOVED_AWAY'
  met: 'HEAD' | 'MEMBER' | null
  presentTonight: number | null
  visitedAt: Date
}

export interface CommitmentRoundFact {
  id: string
  documentId: string
  title: string
  startsOn: string
  endsOn: string
}

export interface CommitmentFact {
  id: string
  documentId: string
  roundId: string
  householdId: string
  signedOn: string
  signerName: string | null
  collectedBy: string
}

/** Who answers for a residential group, a self-management group or a household; of the three exactly one is given. */
export interface ResponsibilityFact {
  id: string
  kind: 'GENERAL' | 'EPIDEMIC_CONTROL' | 'MOVEMENT_CONTROL' | 'SOCIAL_PROTECTION'
  groupId: string | null
  selfManagementGroupId: string | null
  householdId: string | null
  holderName: string | null
  /** With which they sign in; absent for most. */
  holderAccountId?: string
  organisationId: string
  documentId: string | null
  fromOn: string
  toOn: string | null
  endReason: string | null
}

/** What the unit told its groups. */
export interface BroadcastFact {
  id: string
  title: string
  text: string
  documentId: string | null
  channels: ('ZALO' | 'SMS' | 'PRINT' | 'LOUDSPEAKER')[]
  draftedAt: Date
  /** Without: it is a draft. */
  issuedAt: Date | null
  recipients: {
    id: string
    groupId: string | null
    selfManagementGroupId: string | null
    steps: {
      id: string
      kind: 'SENT' | 'FAILED' | 'ACKNOWLEDGED'
      channel: 'ZALO' | 'SMS' | 'PRINT' | 'LOUDSPEAKER' | null
      reason: string | null
      at: Date
    }[]
  }[]
}

/** A checkpoint with its log. */
export interface CheckpointFact {
  id: string
  name: string
  kind: 'WARD_GATE' | 'LOCKED_AREA' | 'RESIDENTIAL_AREA' | 'MARKET' | 'OTHER'
  place: string
  /** Made up, like every point; absent when nobody has placed it. */
  latitude?: number
  longitude?: number
  groupId: string | null
  documentId: string | null
  activeFrom: string
  entries: CheckpointEntryFact[]
}

export interface CheckpointEntryFact {
  id: string
  at: Date
  direction: 'IN' | 'OUT'
  personId: string | null
  saidName: string | null
  birthYear: number | null
  sex: 'MALE' | 'FEMALE' | null
  people: number
  plate: string | null
  purpose: 'HOME' | 'STAY' | 'WORK' | 'GOODS' | 'SHOPPING' | 'MEDICAL' | 'OFFICIAL' | 'OTHER'
  paper: 'NONE' | 'TRAVEL_PERMIT' | 'WORK_PAPER' | 'MARKET_TICKET' | 'GOODS_CODE' | null
  temperature: number | null
  decision: 'LET_THROUGH' | 'TURNED_BACK' | 'SENT_TO_STATION'
  reason: string | null
  originCode: string | null
  fromPlace: string | null
  departedOn: string | null
  stayingAt: string | null
  /** Number of the card that was shown; the register knows whose it is, when it is somebody's. */
  identityNumber?: string
  /** The arrival that it became; without, whoever comes to stay waits for the registrar. */
  arrivalId: string | null
}

/** A list as somebody sent it, below one line of headers. What was written of it completes people and adds nobody. */
export interface ImportListFact {
  id: string
  sender: string
  fileName: string
  receivedAt: Date
  /** Without: it waits to be looked at. */
  committedAt: Date | null
  residenceKind: PersonFact['residenceKind']
  headers: string[]
  rows: string[][]
}
