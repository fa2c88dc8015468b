// First, so that the entities load in one order whoever asks for the schema: the printed order of its types follows it.
import './database.ts'
import { buildSubgraph, reference } from '@vungxanh/subgraph'
import { access } from './access.ts'
import {
  CircumstanceResolver,
  HouseholdCircumstancesResolver,
  PersonCircumstancesResolver,
} from './circumstances/circumstance-resolver.ts'
import { DuplicatePairResolver, DuplicateScanResolver } from './duplicates/duplicate-resolver.ts'
import { MergeResolver } from './duplicates/merge-resolver.ts'
import { Establishment } from './establishments/establishment.ts'
import { EstablishmentChangesResolver } from './establishments/establishment-changes-resolver.ts'
import { EstablishmentResolver, establishmentById } from './establishments/establishment-resolver.ts'
import { HouseholdRoomResolver, RoomResolver, RoomStayResolver } from './establishments/room-resolver.ts'
import { GroupChangesResolver } from './groups/group-changes-resolver.ts'
import {
  GroupLeaderResolver,
  HouseholdGroupResolver,
  ResidentialGroupMembersResolver,
  SelfManagementGroupResolver,
  SelfManagementMemberResolver,
  selfManagementGroupById,
} from './groups/group-resolver.ts'
import { ResidentialGroup } from './groups/residential-group.ts'
import { ResidentialGroupChangesResolver } from './groups/residential-group-changes-resolver.ts'
import { SelfManagementGroup } from './groups/self-management-group.ts'
import { BulkEditResolver } from './households/bulk-edit-resolver.ts'
import { Household } from './households/household.ts'
import { HouseholdChangesResolver } from './households/household-changes-resolver.ts'
import { HouseholdEditOfBulkResolver, HouseholdEditResolver } from './households/household-edit-resolver.ts'
import { HouseholdMemberResolver, HouseholdResolver, householdById } from './households/household-resolver.ts'
import { RegisterHouseholdResolver } from './households/register-household-resolver.ts'
import { ImportResolver, ImportRowResolver } from './imports/import-resolver.ts'
import { Arrival } from './movements/arrival.ts'
import { ArrivalResolver, arrivalById, PersonArrivalResolver } from './movements/arrival-resolver.ts'
import {
  HouseholdHistoryResolver,
  LifeEventPersonResolver,
  LifeEventResolver,
  PersonHistoryResolver,
} from './movements/life-event-resolver.ts'
import { MoveResolver } from './movements/move-resolver.ts'
import { ResidenceResolver } from './movements/residence-resolver.ts'
import { CheckpointEntryStayResolver, StayReportResolver } from './movements/stay-report-resolver.ts'
import { BirthAndDeathResolver } from './people/birth-and-death-resolver.ts'
import { CorrectPersonResolver } from './people/correct-person-resolver.ts'
import { IdentityPapersResolver } from './people/identity-papers-resolver.ts'
import { Person } from './people/person.ts'
import { IdentityDocumentResolver, PersonResolver, personById } from './people/person-resolver.ts'
import { RevealResolver } from './people/reveal-resolver.ts'
import { GroupOutlineResolver, OutlineRingResolver } from './places/group-outline-resolver.ts'
import { HouseholdPlaceResolver } from './places/household-place-resolver.ts'
import { MapResolver } from './places/map-resolver.ts'
import { ConsentResolver } from './privacy/consent-resolver.ts'
import { SubjectRequestResolver } from './privacy/subject-request-resolver.ts'
import { ChangeProposalResolver } from './proposals/change-proposal-resolver.ts'
import { CheckpointEntry } from './references.ts'
import { RoundStop } from './rounds/round.ts'
import { RoundChangesResolver } from './rounds/round-changes-resolver.ts'
import { HouseholdVisitResolver, RoundResolver, RoundStopResolver, roundStopById } from './rounds/round-resolver.ts'
import { CountedRowsResolver } from './statistics/counted-rows-resolver.ts'
import { StatisticsResolver } from './statistics/statistics-resolver.ts'
import { AdminUnit } from './units/admin-unit.ts'
import { AdminUnitResolver, groupById, ResidentialGroupResolver, unitByCode } from './units/admin-unit-resolver.ts'
import { LineageResolver } from './units/lineage-resolver.ts'

export const subgraph = buildSubgraph({
  name: 'residents',
  resolvers: [
    AdminUnitResolver,
    LineageResolver,
    ResidentialGroupResolver,
    PersonResolver,
    IdentityDocumentResolver,
    RevealResolver,
    IdentityPapersResolver,
    CorrectPersonResolver,
    ChangeProposalResolver,
    HouseholdResolver,
    RegisterHouseholdResolver,
    HouseholdMemberResolver,
    ResidenceResolver,
    ArrivalResolver,
    PersonArrivalResolver,
    StayReportResolver,
    CheckpointEntryStayResolver,
    HouseholdHistoryResolver,
    HouseholdEditResolver,
    HouseholdEditOfBulkResolver,
    PersonHistoryResolver,
    LifeEventResolver,
    LifeEventPersonResolver,
    HouseholdChangesResolver,
    MoveResolver,
    BirthAndDeathResolver,
    BulkEditResolver,
    EstablishmentResolver,
    StatisticsResolver,
    CountedRowsResolver,
    EstablishmentChangesResolver,
    RoomResolver,
    RoomStayResolver,
    HouseholdRoomResolver,
    GroupOutlineResolver,
    OutlineRingResolver,
    HouseholdPlaceResolver,
    CircumstanceResolver,
    HouseholdCircumstancesResolver,
    PersonCircumstancesResolver,
    MapResolver,
    ImportResolver,
    ImportRowResolver,
    ConsentResolver,
    SubjectRequestResolver,
    DuplicatePairResolver,
    DuplicateScanResolver,
    MergeResolver,
    SelfManagementGroupResolver,
    SelfManagementMemberResolver,
    GroupLeaderResolver,
    ResidentialGroupMembersResolver,
    HouseholdGroupResolver,
    GroupChangesResolver,
    ResidentialGroupChangesResolver,
    RoundResolver,
    RoundStopResolver,
    HouseholdVisitResolver,
    RoundChangesResolver,
  ],
  access,
  references: [
    reference(AdminUnit, unitByCode, 'code'),
    reference(ResidentialGroup, groupById),
    reference(Person, personById),
    reference(Household, householdById),
    reference(Establishment, establishmentById),
    reference(SelfManagementGroup, selfManagementGroupById),
    reference(RoundStop, roundStopById),
    reference(Arrival, arrivalById),
    reference(CheckpointEntry, (id) => Promise.resolve(new CheckpointEntry(id))),
  ],
})
