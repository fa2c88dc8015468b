import { fileURLToPath } from 'node:url'
import { defineDatabase } from '@vungxanh/subgraph'
import { migrations } from '../migrations/index.ts'
import { Confirmation } from './confirmations/confirmation.ts'
import { ConfirmationRequest, questionColumn } from './confirmations/confirmation-request.ts'
import { ConfirmationRule } from './confirmations/confirmation-rule.ts'
import { IssuerKey } from './confirmations/issuer-key.ts'
import { privateKeyColumn, SigningKey } from './confirmations/signing-key.ts'
import { AmountLine } from './dossiers/amount-line.ts'
import { Decision } from './dossiers/decision.ts'
import { Dossier } from './dossiers/dossier.ts'
import { ExclusionClaim } from './dossiers/exclusion-claim.ts'
import { Fund } from './funds/fund.ts'
import { Payout } from './payouts/payout.ts'
import { AmountFormula } from './programmes/amount-formula.ts'
import { Exclusion } from './programmes/exclusion.ts'
import { Programme } from './programmes/programme.ts'

export const database = defineDatabase({
  name: 'welfare',
  entities: [
    Fund,
    Programme,
    AmountFormula,
    ConfirmationRule,
    Exclusion,
    Dossier,
    AmountLine,
    Decision,
    ExclusionClaim,
    Payout,
    ConfirmationRequest,
    Confirmation,
    SigningKey,
    IssuerKey,
  ],
  migrations,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  sealedColumns: [privateKeyColumn, questionColumn],
  personalRows: { beneficiaryId: [Dossier, Payout, ConfirmationRequest], foundId: [ConfirmationRequest] },
  publicTables: ['issuer_key'],
})
