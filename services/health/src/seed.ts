import type { DoseFact, World } from '@vungxanh/scenario'
import {
  acceptFact,
  insertMany,
  type Load,
  type LoadTarget,
  localDateOf,
  type Rows,
  replaceUnit,
} from '@vungxanh/subgraph'
import { Case, CaseStatus } from './cases/case.ts'
import { database } from './database.ts'
import { attestationOf, QuarantineAttestation } from './quarantines/quarantine-attestation.ts'
import { ContactClass, QuarantineOrder } from './quarantines/quarantine-order.ts'
import { refuseQuarantine, ruleSourceFor } from './quarantines/quarantine-rules.ts'
import { Sample } from './tests/sample.ts'
import { Test, TestOutcome } from './tests/test.ts'
import { refuseTest, tidySampleCode } from './tests/test-rules.ts'
import { AdverseEvent } from './vaccinations/adverse-event.ts'
import { refuseAdverseEvent } from './vaccinations/adverse-event-rules.ts'
import { Dose } from './vaccinations/dose.ts'
import { type GivenDose, intervalRuleFor, refuseDose } from './vaccinations/dose-rules.ts'
import { Lot } from './vaccinations/lot.ts'
import { catalogueProducts, catalogueRules, listProducts } from './vaccinations/product-catalogue.ts'

function known<T>(fact: string, kind: string, id: string, among: ReadonlyMap<string, T>): T {
  const found = among.get(id)
  if (found === undefined) throw new Error(`${fact}: no ${kind} ${id}`)
  return found
}

const productIds = new Map(catalogueProducts.map(({ code, id }) => [code, id]))

function lotRows({ lots, unitCode }: World): { id: string; number: string; product: string; expiresOn: string }[] {
  return lots.map(({ productCode, ...lot }) => ({
    ...lot,
    unitCode,
    product: known(`lots ${lot.id}`, 'product', productCode, productIds),
  }))
}

function testingRows({ tests, unitCode, asOf }: World): { samples: Rows; tests: Rows; cases: Rows } {
  const codes = new Set<string>()
  const cases = new Map<string, Record<string, unknown>>()
  const inOrder = tests.toSorted((one, other) => one.sampledAt.getTime() - other.sampledAt.getTime())
  for (const { id, personId, sampleCode, outcome, sampledAt } of inOrder) {
    const code = tidySampleCode(sampleCode)
    acceptFact(`tests ${id}`, refuseTest({ sampledAt, sampleCode: code }, asOf))
    if (code && codes.has(code)) throw new Error(`tests ${id}: sampleCode: ${code} is used twice`)
    if (code) codes.add(code)
    if (outcome === 'POSITIVE' && !cases.has(personId)) {
      // The case takes the id of the test that opened it, so that two loads of a scenario agree.
      cases.set(personId, {
        id,
        unitCode,
        personId,
        confirmedOn: localDateOf(sampledAt),
        status: CaseStatus.OPEN,
        openedBy: id,
      })
    }
  }
  return {
    samples: tests.map(({ sampleId, sampleCode, personId, groupId, sampledAt }) => ({
      id: sampleId,
      unitCode,
      code: tidySampleCode(sampleCode),
      personId,
      residentialGroupId: groupId,
      sampledAt,
    })),
    tests: tests.map(({ id, method, outcome, sampledAt, sampleId, personId, groupId }) => ({
      id,
      unitCode,
      method,
      outcome: TestOutcome[outcome],
      sampledAt,
      sample: sampleId,
      personId,
      residentialGroupId: groupId,
    })),
    cases: [...cases.values()],
  }
}

function doseRows(world: World, lots: ReturnType<typeof lotRows>): Rows {
  const today = localDateOf(world.asOf)
  const lotsById = new Map(lots.map((lot) => [lot.id, lot]))
  const given = new Map<string, GivenDose[]>()
  const row = ({ id, personId, groupId, productCode, lotId, doseNumber, givenOn }: DoseFact) => {
    const fact = `doses ${id}`
    const dose = { doseNumber, givenOn, productId: known(fact, 'product', productCode, productIds) }
    const lot = known(fact, 'lot', lotId, lotsById)
    const others = given.get(personId) ?? []
    if (others.some((other) => other.doseNumber === doseNumber)) {
      throw new Error(`${fact}: doseNumber: dose ${doseNumber} of person ${personId} is given twice`)
    }
    const lotFacts = { number: lot.number, productId: lot.product, expiresOn: lot.expiresOn }
    acceptFact(fact, refuseDose(dose, { others, rules: catalogueRules, lot: lotFacts, today }))
    given.set(personId, [...others, dose])
    return {
      id,
      unitCode: world.unitCode,
      personId,
      residentialGroupId: groupId,
      doseNumber,
      product: dose.productId,
      lot: lotId,
      intervalRule: intervalRuleFor(dose, others, catalogueRules)?.id ?? null,
      givenOn,
    }
  }
  return world.doses.toSorted((one, other) => one.doseNumber - other.doseNumber).map(row)
}

function adverseEventRows({ adverseEvents, doses, unitCode, asOf }: World): Rows {
  const givenOn = new Map(doses.map((dose) => [dose.id, dose.givenOn]))
  return adverseEvents.map(({ doseId, ...event }) => {
    const fact = `adverseEvents ${event.id}`
    acceptFact(fact, refuseAdverseEvent(event, known(fact, 'dose', doseId, givenOn), localDateOf(asOf)))
    return { ...event, unitCode, dose: doseId }
  })
}

function quarantineRows({ quarantineOrders, unitCode, asOf }: World) {
  const issued = new Map<string, World['quarantineOrders']>()
  return quarantineOrders.map(({ groupId, ...order }) => {
    const others = issued.get(order.personId) ?? []
    acceptFact(`quarantineOrders ${order.id}`, refuseQuarantine(order, others, localDateOf(asOf)))
    issued.set(order.personId, [...others, { groupId, ...order }])
    const contactClass = ContactClass[order.contactClass]
    return {
      ...order,
      unitCode,
      residentialGroupId: groupId,
      contactClass,
      ruleSource: ruleSourceFor({ ...order, contactClass }),
    }
  })
}

/** Loads a scenario's part of this department through its rules; throws on a fact that they refuse. */
export async function seed(world: World, target: LoadTarget): Promise<Load> {
  const lots = lotRows(world)
  const testing = testingRows(world)
  const doses = doseRows(world, lots)
  const adverseEvents = adverseEventRows(world)
  const quarantineOrders = quarantineRows(world)

  return replaceUnit(database, target, world, async (em) => {
    await listProducts(em)
    await insertMany(em, Lot, lots)
    await insertMany(em, Sample, testing.samples)
    await insertMany(em, Test, testing.tests)
    await insertMany(em, Case, testing.cases)
    await insertMany(em, Dose, doses)
    await insertMany(em, AdverseEvent, adverseEvents)
    await insertMany(em, QuarantineOrder, quarantineOrders)
    const attestations = quarantineOrders.map(attestationOf).filter((row) => row !== undefined)
    await insertMany(em, QuarantineAttestation, attestations)
    return [lots, testing.samples, testing.tests, testing.cases, doses, adverseEvents, quarantineOrders].reduce(
      (sum, rows) => sum + rows.length,
      0,
    )
  })
}
