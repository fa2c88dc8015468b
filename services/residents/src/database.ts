import { fileURLToPath } from 'node:url'
import { defineDatabase } from '@vungxanh/subgraph'
import { migrations } from '../migrations/index.ts'
import { Circumstance } from './circumstances/circumstance.ts'
import { DuplicatePair, DuplicateScan } from './duplicates/duplicate-pair.ts'
import { PersonMerge } from './duplicates/person-merge.ts'
import { Establishment } from './establishments/establishment.ts'
import { EstablishmentChange } from './establishments/establishment-change.ts'
import { Room, RoomStay } from './establishments/room.ts'
import { GroupLeader } from './groups/group-leader.ts'
import { ResidentialGroup } from './groups/residential-group.ts'
import { SelfManagementGroup, SelfManagementMember } from './groups/self-management-group.ts'
import { BulkEdit } from './households/bulk-edit.ts'
import { Household, HouseholdMember } from './households/household.ts'
import { HouseholdEdit } from './households/household-edit.ts'
import { SignedCommitment } from './households/signed-commitment.ts'
import { ImportBatch, ImportRow } from './imports/import-batch.ts'
import { importColumns } from './imports/sealed-rows.ts'
import { Arrival } from './movements/arrival.ts'
import { LifeEvent, LifeEventPerson } from './movements/life-event.ts'
import { Residence } from './movements/residence.ts'
import { StayReport } from './movements/stay-report.ts'
import { IdentityDocument } from './people/identity-document.ts'
import { Person } from './people/person.ts'
import { sealedColumns } from './people/sealed-numbers.ts'
import { GroupOutline } from './places/group-outline.ts'
import { Consent } from './privacy/consent.ts'
import { SubjectRequest, SubjectRequestStep } from './privacy/subject-request.ts'
import { ChangeProposal } from './proposals/change-proposal.ts'
import { proposalColumns } from './proposals/proposed-values.ts'
import { Round, RoundStop } from './rounds/round.ts'
import { Visit } from './rounds/visit.ts'
import { HouseholdWord, PersonWord } from './search/search-word.ts'
import { AdminUnit } from './units/admin-unit.ts'
import { UnitSuccession } from './units/unit-succession.ts'

export const database = defineDatabase({
  name: 'residents',
  entities: [
    AdminUnit,
    UnitSuccession,
    ResidentialGroup,
    Person,
    Household,
    HouseholdMember,
    PersonWord,
    HouseholdWord,
    IdentityDocument,
    Residence,
    Arrival,
    StayReport,
    SignedCommitment,
    LifeEvent,
    LifeEventPerson,
    BulkEdit,
    HouseholdEdit,
    Establishment,
    EstablishmentChange,
    Room,
    RoomStay,
    GroupOutline,
    Consent,
    SubjectRequest,
    SubjectRequestStep,
    DuplicatePair,
    DuplicateScan,
    PersonMerge,
    SelfManagementGroup,
    SelfManagementMember,
    GroupLeader,
    Round,
    RoundStop,
    Visit,
    Circumstance,
    ChangeProposal,
    ImportBatch,
    ImportRow,
  ],
  migrations,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  publicTables: ['admin_unit', 'unit_succession'],
  sealedColumns: [...sealedColumns, ...importColumns, ...proposalColumns],
})
