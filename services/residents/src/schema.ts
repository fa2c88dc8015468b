import { buildSubgraph, reference } from '@vungxanh/subgraph'
import { access } from './access.ts'
import { Establishment } from './establishments/establishment.ts'
import { EstablishmentResolver, establishmentById } from './establishments/establishment-resolver.ts'
import { ResidentialGroup } from './groups/residential-group.ts'
import { Household } from './households/household.ts'
import { HouseholdChangesResolver } from './households/household-changes-resolver.ts'
import { HouseholdMemberResolver, HouseholdResolver, householdById } from './households/household-resolver.ts'
import { RegisterHouseholdResolver } from './households/register-household-resolver.ts'
import { ArrivalResolver } from './movements/arrival-resolver.ts'
import {
  HouseholdHistoryResolver,
  LifeEventPersonResolver,
  LifeEventResolver,
  PersonHistoryResolver,
} from './movements/life-event-resolver.ts'
import { MoveResolver } from './movements/move-resolver.ts'
import { ResidenceResolver } from './movements/residence-resolver.ts'
import { BirthAndDeathResolver } from './people/birth-and-death-resolver.ts'
import { Person } from './people/person.ts'
import { IdentityDocumentResolver, PersonResolver, personById } from './people/person-resolver.ts'
import { RevealResolver } from './people/reveal-resolver.ts'
import { ConsentResolver } from './privacy/consent-resolver.ts'
import { SubjectRequestResolver } from './privacy/subject-request-resolver.ts'
import { CountedRowsResolver } from './statistics/counted-rows-resolver.ts'
import { StatisticsResolver } from './statistics/statistics-resolver.ts'
import { AdminUnit } from './units/admin-unit.ts'
import { AdminUnitResolver, groupById, ResidentialGroupResolver, unitByCode } from './units/admin-unit-resolver.ts'

export const subgraph = buildSubgraph({
  name: 'residents',
  resolvers: [
    AdminUnitResolver,
    ResidentialGroupResolver,
    PersonResolver,
    IdentityDocumentResolver,
    RevealResolver,
    HouseholdResolver,
    RegisterHouseholdResolver,
    HouseholdMemberResolver,
    ResidenceResolver,
    ArrivalResolver,
    HouseholdHistoryResolver,
    PersonHistoryResolver,
    LifeEventResolver,
    LifeEventPersonResolver,
    HouseholdChangesResolver,
    MoveResolver,
    BirthAndDeathResolver,
    EstablishmentResolver,
    StatisticsResolver,
    CountedRowsResolver,
    ConsentResolver,
    SubjectRequestResolver,
  ],
  access,
  references: [
    reference(AdminUnit, unitByCode, 'code'),
    reference(ResidentialGroup, groupById),
    reference(Person, personById),
    reference(Household, householdById),
    reference(Establishment, establishmentById),
  ],
})
