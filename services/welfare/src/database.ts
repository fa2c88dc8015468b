import { fileURLToPath } from 'node:url'
import { defineDatabase } from '@vungxanh/subgraph'
import { migrations } from '../migrations/index.ts'
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
  entities: [Fund, Programme, AmountFormula, Exclusion, Dossier, AmountLine, Decision, ExclusionClaim, Payout],
  migrations,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  personalRows: { beneficiaryId: [Dossier, Payout] },
  publicTables: [],
})
