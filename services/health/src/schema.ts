// First, so that the entities load in one order whoever asks for the schema: the printed order of its types follows it.
import './database.ts'
import { buildSubgraph, reference } from '@vungxanh/subgraph'
import { access } from './access.ts'
import { CaseResolver } from './cases/case-resolver.ts'
import { ArrivalReceiptResolver, FollowUpResolver, PersonFollowUpResolver } from './follow-ups/follow-up-resolver.ts'
import { QuarantineOrder } from './quarantines/quarantine-order.ts'
import {
  HouseholdQuarantineResolver,
  PersonQuarantineResolver,
  QuarantineAttestationResolver,
  QuarantineOrderResolver,
  quarantineOrderById,
} from './quarantines/quarantine-order-resolver.ts'
import { AdminUnit, Arrival, Household, Person, RoundStop } from './references.ts'
import { RoundStopTestResolver } from './tests/round-stop-resolver.ts'
import { Test } from './tests/test.ts'
import { PersonTestsResolver, PoolResolver, SampleResolver, TestResolver, testById } from './tests/test-resolver.ts'
import { TestingSummaryResolver, UnitTestingResolver } from './tests/testing-resolver.ts'
import { AdverseEventResolver } from './vaccinations/adverse-event-resolver.ts'
import { Dose } from './vaccinations/dose.ts'
import { DoseResolver, doseById, PersonDosesResolver } from './vaccinations/dose-resolver.ts'
import { LotResolver, ProductResolver } from './vaccinations/product-resolver.ts'
import {
  DosesByProductResolver,
  UnitVaccinationResolver,
  VaccinationSummaryResolver,
} from './vaccinations/vaccination-resolver.ts'
import { ZoneResolver } from './zones/zone-resolver.ts'

export const subgraph = buildSubgraph({
  name: 'health',
  resolvers: [
    UnitTestingResolver,
    TestingSummaryResolver,
    TestResolver,
    PoolResolver,
    SampleResolver,
    CaseResolver,
    UnitVaccinationResolver,
    VaccinationSummaryResolver,
    DosesByProductResolver,
    ProductResolver,
    LotResolver,
    DoseResolver,
    AdverseEventResolver,
    QuarantineOrderResolver,
    QuarantineAttestationResolver,
    PersonTestsResolver,
    RoundStopTestResolver,
    PersonDosesResolver,
    PersonQuarantineResolver,
    HouseholdQuarantineResolver,
    ZoneResolver,
    FollowUpResolver,
    PersonFollowUpResolver,
    ArrivalReceiptResolver,
  ],
  access,
  references: [
    reference(AdminUnit, (code, _, sent) => Promise.resolve(new AdminUnit(code, sent)), 'code'),
    reference(Person, (id) => Promise.resolve(new Person(id))),
    reference(RoundStop, (id, _, required) => Promise.resolve(new RoundStop(id, required))),
    reference(Household, (id, _, required) => Promise.resolve(new Household(id, required))),
    reference(Arrival, (id) => Promise.resolve(new Arrival(id))),
    reference(Test, testById),
    reference(Dose, doseById),
    reference(QuarantineOrder, quarantineOrderById),
  ],
})
