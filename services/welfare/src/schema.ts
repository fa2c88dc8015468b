import { buildSubgraph, reference } from '@vungxanh/subgraph'
import { access } from './access.ts'
import { AnswerResolver } from './confirmations/answer-resolver.ts'
import { AskResolver } from './confirmations/ask-resolver.ts'
import { ConfirmationRequest } from './confirmations/confirmation-request.ts'
import {
  ConfirmationResolver,
  confirmationRequestById,
  DossierConfirmationResolver,
  GivenConfirmationResolver,
  ProgrammeConfirmationResolver,
} from './confirmations/confirmation-resolver.ts'
import { DecisionResolver } from './dossiers/decision-resolver.ts'
import { Dossier } from './dossiers/dossier.ts'
import {
  DossierResolver,
  dossierById,
  EstablishmentDossiersResolver,
  PersonDossiersResolver,
} from './dossiers/dossier-resolver.ts'
import { SubmissionResolver } from './dossiers/submission-resolver.ts'
import { FundResolver } from './funds/fund-resolver.ts'
import { PayoutResolver } from './payouts/payout-resolver.ts'
import { Programme } from './programmes/programme.ts'
import {
  AmountFormulaResolver,
  DocumentProgrammesResolver,
  ProgrammeResolver,
  programmeById,
} from './programmes/programme-resolver.ts'
import { AdminUnit, Document, Establishment, Person } from './references.ts'
import { AdminUnitSupportResolver, SupportSummaryResolver } from './support/support-resolver.ts'

export const subgraph = buildSubgraph({
  name: 'welfare',
  resolvers: [
    FundResolver,
    ProgrammeResolver,
    AmountFormulaResolver,
    DocumentProgrammesResolver,
    DossierResolver,
    PersonDossiersResolver,
    EstablishmentDossiersResolver,
    SubmissionResolver,
    DecisionResolver,
    PayoutResolver,
    ConfirmationResolver,
    GivenConfirmationResolver,
    AskResolver,
    AnswerResolver,
    ProgrammeConfirmationResolver,
    DossierConfirmationResolver,
    AdminUnitSupportResolver,
    SupportSummaryResolver,
  ],
  access,
  references: [
    reference(Programme, programmeById),
    reference(Dossier, dossierById),
    reference(ConfirmationRequest, confirmationRequestById),
    reference(AdminUnit, (code, _, sent) => Promise.resolve(new AdminUnit(code, sent)), 'code'),
    reference(Person, (id) => Promise.resolve(new Person(id))),
    reference(Establishment, (id) => Promise.resolve(new Establishment(id))),
    reference(Document, (id) => Promise.resolve(new Document(id))),
  ],
})
