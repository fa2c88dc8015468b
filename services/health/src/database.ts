import { fileURLToPath } from 'node:url'
import { defineDatabase } from '@vungxanh/subgraph'
import { migrations } from '../migrations/index.ts'
import { Case } from './cases/case.ts'
import { ArrivalReceipt, FollowUp, FollowUpContact } from './follow-ups/follow-up.ts'
import { QuarantineAttestation } from './quarantines/quarantine-attestation.ts'
import { QuarantineOrder } from './quarantines/quarantine-order.ts'
import { Pool } from './tests/pool.ts'
import { Sample } from './tests/sample.ts'
import { Test } from './tests/test.ts'
import { AdverseEvent } from './vaccinations/adverse-event.ts'
import { Dose } from './vaccinations/dose.ts'
import { Lot } from './vaccinations/lot.ts'
import { DoseIntervalRule, Product } from './vaccinations/product.ts'
import { ZoneAssessment } from './zones/zone-assessment.ts'

export const database = defineDatabase({
  name: 'health',
  entities: [
    Product,
    DoseIntervalRule,
    Lot,
    Pool,
    Sample,
    Test,
    Case,
    Dose,
    AdverseEvent,
    QuarantineOrder,
    QuarantineAttestation,
    ZoneAssessment,
    FollowUp,
    FollowUpContact,
    ArrivalReceipt,
  ],
  migrations,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  publicTables: ['product', 'dose_interval_rule', 'zone_assessment'],
  personalRows: { personId: [Sample, Test, Case, Dose, QuarantineOrder, QuarantineAttestation, FollowUp] },
})
