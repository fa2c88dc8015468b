import type { EntityManager } from '@mikro-orm/core'
import { departmentTest, EnumValue, type Given, type World } from '@vungxanh/testing'
import { Case, CaseStatus } from './cases/case.ts'
import { database } from './database.ts'
import { ArrivalReceipt, ContactOutcome, FollowUp, FollowUpContact, FollowUpState } from './follow-ups/follow-up.ts'
import { attestationOf, QuarantineAttestation } from './quarantines/quarantine-attestation.ts'
import { ContactClass, QuarantineOrder, QuarantinePlace } from './quarantines/quarantine-order.ts'
import { subgraph } from './schema.ts'
import { Pool, PoolStatus } from './tests/pool.ts'
import { Sample } from './tests/sample.ts'
import { Test, TestMethod, TestOutcome } from './tests/test.ts'
import { AdverseEvent, AdverseEventSeverity } from './vaccinations/adverse-event.ts'
import { Dose } from './vaccinations/dose.ts'
import { Lot } from './vaccinations/lot.ts'
import { DoseIntervalRule, Product } from './vaccinations/product.ts'
import { catalogueProducts, listProducts } from './vaccinations/product-catalogue.ts'
import { ZoneAssessment, ZoneLevel } from './zones/zone-assessment.ts'

/** The id of a vaccine by its code in the catalogue. */
export function productId(code: string): string {
  const product = catalogueProducts.find((known) => known.code === code)
  if (!product) throw new Error(`no product ${code}`)
  return product.id
}

/** People and groups live in another department: here they are ids only. */
export function someId(): string {
  return crypto.randomUUID()
}

interface TestSetting {
  personId?: string
  residentialGroupId?: string | null
  outcome?: TestOutcome
  sampledAt?: string
  code?: string
}

interface DoseSetting {
  personId?: string
  residentialGroupId?: string | null
  product?: string
  doseNumber?: number
  givenOn?: string
}

interface OrderSetting {
  personId?: string
  contactClass?: ContactClass
  documentId?: string
  startsOn?: string
  endsOn?: string
}

/** What an event of residents makes of an arrival from a place of level 3. */
function followUpOf(em: EntityManager, of: Pick<FollowUp, 'unitCode' | 'personId'> & Partial<FollowUp>): FollowUp {
  const [arrivalId, at] = [someId(), new Date('2021-10-14T08:00:00+07:00')]
  em.create(ArrivalReceipt, { unitCode: of.unitCode, arrivalId, receivedAt: at, takenAt: at })
  return em.create(FollowUp, {
    arrivalId,
    departedOn: '2021-10-13',
    arrivedOn: '2021-10-14',
    level: ZoneLevel.ORANGE,
    levelOf: 'Tỉnh Bắc Ninh',
    monitorUntil: '2021-10-20',
    testOn: ['2021-10-14', '2021-10-20'],
    contactBy: new Date('2021-10-15T08:00:00+07:00'),
    rule: 'Nghị quyết 128/NQ-CP',
    ruleVerified: false,
    takenByName: 'Trần Văn Y',
    heardAt: at,
    ...of,
  })
}

function builders({ unit: unitCode, save }: Given) {
  let lots = 0
  let worlds = 0
  return {
    products: () =>
      save(async (em) => {
        await listProducts(em)
        return {}
      }),
    lot: (product = 'COMIRNATY', expiresOn = '2030-12-31') =>
      save((em) =>
        em.create(Lot, {
          unitCode,
          product: em.getReference(Product, productId(product)),
          number: `LO-${++lots}`,
          expiresOn,
        }),
      ),
    test: ({
      personId = someId(),
      residentialGroupId,
      outcome = TestOutcome.NEGATIVE,
      ...sampling
    }: TestSetting = {}) =>
      save((em) => {
        const sampledAt = new Date(sampling.sampledAt ?? '2021-09-20T08:00:00+07:00')
        const sample = em.create(Sample, { unitCode, code: sampling.code, personId, residentialGroupId, sampledAt })
        return em.create(Test, {
          unitCode,
          method: TestMethod.RT_PCR,
          outcome,
          sampledAt,
          sample,
          personId,
          residentialGroupId,
        })
      }),
    pool: (members: { personId: string; residentialGroupId: string }[], outcome: TestOutcome, at: string) =>
      save((em) => {
        const pooledAt = new Date(at)
        const status = outcome === TestOutcome.POSITIVE ? PoolStatus.TO_RESAMPLE : PoolStatus.NEGATIVE
        const pool = em.create(Pool, { unitCode, code: `GOP-${someId().slice(0, 8)}`, status, pooledAt })
        for (const member of members) em.create(Sample, { unitCode, ...member, sampledAt: pooledAt, pool })
        em.create(Test, { unitCode, method: TestMethod.RT_PCR, outcome, sampledAt: pooledAt, pool })
        return pool
      }),
    dose: ({ personId = someId(), residentialGroupId, product = 'COMIRNATY', ...given }: DoseSetting = {}) =>
      save((em) =>
        em.create(Dose, {
          unitCode,
          personId,
          residentialGroupId,
          product: em.getReference(Product, productId(product)),
          doseNumber: given.doseNumber ?? 1,
          givenOn: given.givenOn ?? '2021-08-20',
        }),
      ),
    case: (test: Test) =>
      save((em) =>
        em.create(Case, {
          unitCode,
          personId: test.personId ?? someId(),
          confirmedOn: '2021-09-20',
          status: CaseStatus.OPEN,
          openedBy: em.getReference(Test, test.id),
        }),
      ),
    /** An order, with the attestation that its class brings. */
    order: ({
      personId = someId(),
      contactClass = ContactClass.F1,
      documentId,
      startsOn = '2021-09-01',
      endsOn = '2021-09-14',
    }: OrderSetting = {}) =>
      save((em) => {
        const order = em.create(QuarantineOrder, {
          unitCode,
          personId,
          documentId,
          contactClass,
          startsOn,
          endsOn,
          place: QuarantinePlace.FACILITY,
        })
        const attestation = attestationOf(order)
        if (attestation) em.create(QuarantineAttestation, attestation)
        return order
      }),
    followUp: (of: { personId: string }) => save((em) => followUpOf(em, { unitCode, ...of })),
    /** One of everything, with every field filled, and what to ask for it by. */
    world: () =>
      save(async (em): Promise<World> => {
        await listProducts(em)
        const number = ++worlds
        const product = em.getReference(Product, productId('COMIRNATY'))
        // The catalogue's own rules are all still in force.
        const replaced = { product, validFrom: '2020-01-01', validTo: '2021-01-01' }
        const intervalRule =
          (await em.findOne(DoseIntervalRule, replaced)) ??
          em.create(DoseIntervalRule, {
            ...replaced,
            minimumWeeks: 3,
            maximumWeeks: 4,
            doses: 2,
            verified: true,
            source: 'Hướng dẫn cũ',
          })
        const personId = someId()
        const of = { unitCode, personId, residentialGroupId: someId() }
        const sampledAt = new Date('2021-09-20T08:00:00+07:00')
        const testOf = (code: string, outcome: TestOutcome) => {
          const sample = em.create(Sample, { ...of, code: `${code}-${number}`, sampledAt })
          return em.create(Test, { ...of, method: TestMethod.RT_PCR, outcome, sampledAt, sample })
        }
        const positive = testOf('DUONG', TestOutcome.POSITIVE)
        const pending = testOf('CHO', TestOutcome.PENDING)
        em.create(Case, {
          unitCode,
          personId,
          confirmedOn: '2021-09-20',
          status: CaseStatus.OPEN,
          openedBy: positive,
        })
        const pool = em.create(Pool, {
          unitCode,
          code: `GOP-${number}`,
          status: PoolStatus.NEGATIVE,
          pooledAt: sampledAt,
        })
        em.create(Sample, { ...of, code: `THANHVIEN-${number}`, sampledAt, pool })
        const pooled = { method: TestMethod.RT_PCR, outcome: TestOutcome.NEGATIVE, sampledAt, pool }
        em.create(Test, { unitCode, ...pooled })
        const lot = em.create(Lot, { unitCode, product, number: `LO-W${number}`, expiresOn: '2030-12-31' })
        const dose = em.create(Dose, { ...of, product, lot, intervalRule, doseNumber: 1, givenOn: '2021-08-20' })
        const severity = AdverseEventSeverity.SERIOUS
        em.create(AdverseEvent, { unitCode, dose, severity, description: 'Sốt cao', onsetOn: '2021-08-21' })
        const order = em.create(QuarantineOrder, {
          ...of,
          documentId: someId(),
          contactClass: ContactClass.F1,
          startsOn: '2021-09-01',
          endsOn: '2021-09-14',
          place: QuarantinePlace.HOME,
          ruleSource: '5599/BYT-MT',
        })
        const attestation = attestationOf(order)
        if (attestation) em.create(QuarantineAttestation, attestation)
        const zone = em.create(ZoneAssessment, {
          area: `${unitCode}-${number}`,
          areaName: 'Tỉnh Bắc Ninh',
          level: ZoneLevel.ORANGE,
          fromOn: '2021-10-12',
          toOn: '2021-10-31',
          rule: '4800/QĐ-BYT',
          verified: false,
          decision: '1/QĐ-UBND',
          recordedAt: sampledAt,
          byName: 'Trần Văn Y',
        })
        const followUp = followUpOf(em, { ...of, state: FollowUpState.CONTACTED })
        followUpOf(em, { ...of, state: FollowUpState.OPEN })
        followUpOf(em, { ...of, state: FollowUpState.DONE, closedAt: sampledAt, closedNote: 'Hết thời gian theo dõi' })
        em.create(FollowUpContact, {
          unitCode,
          followUp,
          at: new Date('2021-10-14T15:00:00+07:00'),
          outcome: ContactOutcome.REACHED,
          symptoms: false,
          note: 'Khỏe',
          byName: 'Trần Văn Y',
          accountId: someId(),
        })
        return {
          queries: { followUps: { list: new EnumValue('MONITORED') }, zoneAssessments: {}, zoneRules: {} },
          mutations: {
            takeFollowUp: { id: followUp.id },
            recordContact: {
              followUpId: followUp.id,
              outcome: new EnumValue('REACHED'),
              symptoms: false,
            },
            closeFollowUp: { id: followUp.id, note: 'Hết thời gian theo dõi' },
            recordZone: {
              unit: unitCode,
              area: `${unitCode}-${number}N`,
              areaName: 'Tỉnh Bắc Giang',
              level: new EnumValue('RED'),
              fromOn: '2021-11-01',
            },
            endZone: { unit: unitCode, id: zone.id, toOn: '2021-10-30' },
            recordTest: {
              unit: unitCode,
              personId,
              method: new EnumValue('RT_PCR'),
              outcome: new EnumValue('NEGATIVE'),
              sampledAt: '2021-09-21T08:00:00+07:00',
              sampleCode: `MOI-${number}`,
            },
            recordTestOutcome: { testId: pending.id, outcome: new EnumValue('NEGATIVE') },
            recordDose: {
              unit: unitCode,
              personId: someId(),
              productId: product.id,
              lotId: lot.id,
              doseNumber: 1,
              givenOn: '2021-09-01',
            },
            recordAdverseEvent: {
              unit: unitCode,
              doseId: dose.id,
              severity: new EnumValue('MILD'),
              description: 'Đau chỗ tiêm',
              onsetOn: '2021-08-22',
            },
            issueQuarantineOrder: {
              unit: unitCode,
              personId: someId(),
              startsOn: '2021-09-01',
              endsOn: '2021-09-14',
              place: new EnumValue('HOME'),
              contactClass: new EnumValue('F1'),
            },
          },
          references: {
            AdminUnit: unitCode,
            Person: personId,
            Arrival: followUp.arrivalId,
            Test: positive.id,
            Dose: dose.id,
            QuarantineOrder: order.id,
            RoundStop: someId(),
            Household: someId(),
          },
          required: {
            AdminUnit: { name: 'Phường Cũ', validTo: '2999-12-31', successorNames: ['Phường Mới'] },
            RoundStop: { personIds: [personId], testWithinDays: 7 },
            Household: { personIds: [personId] },
          },
        }
      }),
  }
}

export const test = departmentTest({ database, subgraph, given: builders })
