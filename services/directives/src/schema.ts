// First, so that the entities load in one order whoever asks for the schema: the printed order of its types follows it.
import './database.ts'
import { buildSubgraph, reference } from '@vungxanh/subgraph'
import { access } from './access.ts'
import { BroadcastResolver, DocumentBroadcastResolver } from './broadcasts/broadcast-resolver.ts'
import {
  DeliveryResolver,
  ResidentialGroupBroadcastResolver,
  SelfManagementGroupBroadcastResolver,
} from './broadcasts/delivery-resolver.ts'
import { CheckpointEntry } from './checkpoints/checkpoint-entry.ts'
import {
  CheckpointEntryResolver,
  checkpointEntryById,
  PersonCheckpointResolver,
} from './checkpoints/checkpoint-entry-resolver.ts'
import { CheckpointFactsResolver, CheckpointResolver } from './checkpoints/checkpoint-resolver.ts'
import {
  CommitmentResolver,
  CommitmentRoundResolver,
  HouseholdCommitmentsResolver,
} from './commitments/commitment-resolver.ts'
import { Document } from './documents/document.ts'
import { DocumentRelationResolver } from './documents/document-relation-resolver.ts'
import { DocumentResolver, documentById } from './documents/document-resolver.ts'
import { RegistrationResolver } from './documents/registration-resolver.ts'
import { OrganisationResolver, PostResolver } from './organisations/organisation-resolver.ts'
import { AdminUnit, Household, Person, ResidentialGroup, SelfManagementGroup } from './references.ts'
import {
  HouseholdResponsibilitiesResolver,
  ResidentialGroupResolver,
  SelfManagementGroupResolver,
} from './responsibilities/area-resolver.ts'
import { AccountChangeResolver, ResponsibilityResolver } from './responsibilities/responsibility-resolver.ts'
import { AdminUnitTaskResolver, DocumentTaskResolver, TaskResolver } from './tasks/task-resolver.ts'

export const subgraph = buildSubgraph({
  name: 'directives',
  resolvers: [
    DocumentResolver,
    DocumentRelationResolver,
    RegistrationResolver,
    OrganisationResolver,
    PostResolver,
    TaskResolver,
    DocumentTaskResolver,
    AdminUnitTaskResolver,
    CommitmentResolver,
    CommitmentRoundResolver,
    HouseholdCommitmentsResolver,
    ResponsibilityResolver,
    AccountChangeResolver,
    ResidentialGroupResolver,
    SelfManagementGroupResolver,
    HouseholdResponsibilitiesResolver,
    BroadcastResolver,
    DocumentBroadcastResolver,
    DeliveryResolver,
    ResidentialGroupBroadcastResolver,
    SelfManagementGroupBroadcastResolver,
    CheckpointFactsResolver,
    CheckpointResolver,
    CheckpointEntryResolver,
    PersonCheckpointResolver,
  ],
  access,
  references: [
    reference(Document, documentById),
    // Every role: the fields that hang on the unit ask for their own.
    reference(AdminUnit, (code, _, sent) => Promise.resolve(new AdminUnit(code, sent)), 'code'),
    reference(ResidentialGroup, (id, _context, sent) => Promise.resolve(new ResidentialGroup(id, sent))),
    reference(SelfManagementGroup, (id) => Promise.resolve(new SelfManagementGroup(id))),
    reference(Household, (id) => Promise.resolve(new Household(id))),
    reference(Person, (id) => Promise.resolve(new Person(id))),
    reference(CheckpointEntry, checkpointEntryById),
  ],
})
