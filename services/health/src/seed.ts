import type { DoseFact, World } from '@vungxanh/scenario'
import {
  acceptFact,
  daysBetween,
  insertMany,
  type Load,
  type LoadTarget,
  localDateOf,
  type Rows,
  replaceUnit,
} from '@vungxanh/subgraph'
import { Case, CaseStatus } from './cases/case.ts'
import { database } from './database.ts'
import { ArrivalReceipt, ContactOutcome, FollowUp, FollowUpContact, FollowUpState } from './follow-ups/follow-up.ts'
import { dueFor } from './follow-ups/follow-up-rules.ts'
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
import { ZoneLevel } from './zones/zone-assessment.ts'
import { levelOn, refuseZone, zoneRuleOn } from './zones/zone-rules.ts'

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

/** For so many days before the report the station was told of arrivals; who came earlier is no longer followed. */
const FOLLOWED_DAYS = 14
/** Those of the last days still wait for their first contact. */
const WAITING_DAYS = 2
const STATION = { byName: 'Cán bộ trạm y tế', accountId: '00000000-0000-4000-8000-000000000000' }

function zoneRows({ zones, asOf }: World) {
  return zones.map((zone) => {
    acceptFact(`zones ${zone.id}`, refuseZone(zone, localDateOf(asOf)))
    const rule = zoneRuleOn(zone.fromOn)
    const { source = '', verified = false } = rule ?? {}
    return { ...zone, level: ZoneLevel[zone.level], rule: source, verified }
  })
}

/** Follow-up work as the events of these arrivals would have made it, and what the station did of it until the report. */
function followUpRows(world: World) {
  const { arrivals, people, unitCode, asOf } = world
  const zones = zoneRows(world)
  const groupOf = new Map(people.map(({ id, groupId }) => [id, groupId]))
  const today = localDateOf(asOf)
  const followed = arrivals.filter(({ arrivedOn }) => daysBetween(arrivedOn, today) <= FOLLOWED_DAYS)
  const followUps = followed.map(({ id, personId, originCode, departedOn, arrivedOn }) => {
    const heardAt = new Date(`${arrivedOn}T10:00:00+07:00`)
    const zone = levelOn(zones, [originCode], departedOn)
    const due = dueFor(zone?.level ?? null, arrivedOn, heardAt)
    const isWaiting = daysBetween(arrivedOn, today) <= WAITING_DAYS
    const isDone = !isWaiting && due.monitorUntil < today
    return {
      // Work takes the id of its arrival, so that two loads of a scenario agree.
      id,
      unitCode,
      arrivalId: id,
      personId,
      residentialGroupId: groupOf.get(personId) ?? null,
      departedOn,
      arrivedOn,
      level: zone?.level ?? null,
      levelOf: zone?.areaName ?? null,
      ...due,
      heardAt,
      state: isWaiting ? FollowUpState.OPEN : isDone ? FollowUpState.DONE : FollowUpState.CONTACTED,
      takenByName: isWaiting ? null : STATION.byName,
      closedAt: isDone ? asOf : null,
      closedNote: isDone ? 'Hết thời gian theo dõi, khỏe mạnh' : null,
    }
  })
  const contacted = followUps.filter(({ state }) => state !== FollowUpState.OPEN)
  return {
    followUps,
    receipts: followUps.map(({ id, arrivalId, heardAt: receivedAt, state }) => ({
      id,
      unitCode,
      arrivalId,
      receivedAt,
      takenAt: state === FollowUpState.OPEN ? null : receivedAt,
    })),
    contacts: contacted.map(({ id, heardAt }) => ({
      id,
      unitCode,
      followUp: id,
      at: new Date(heardAt.getTime() + 3 * 3_600_000),
      outcome: ContactOutcome.REACHED,
      symptoms: false,
      ...STATION,
    })),
  }
}

/** Loads a scenario's part of this department through its rules; throws on a fact that they refuse. */
export async function seed(world: World, target: LoadTarget): Promise<Load> {
  const lots = lotRows(world)
  const testing = testingRows(world)
  const doses = doseRows(world, lots)
  const adverseEvents = adverseEventRows(world)
  const quarantineOrders = quarantineRows(world)
  const zones = zoneRows(world)
  const following = followUpRows(world)

  return replaceUnit(database, target, world, async (em) => {
    await listProducts(em)
    // Levels are of the whole country, so another scenario may have brought them.
    for (const { id, area, areaName, level, fromOn, toOn, rule, verified } of zones) {
      await em.execute(
        `insert into zone_assessment (id, area, area_name, level, from_on, to_on, rule, verified, recorded_at, by_name)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
        [id, area, areaName, level, fromOn, toOn, rule, verified, world.asOf, STATION.byName],
      )
    }
    await insertMany(em, FollowUp, following.followUps)
    await insertMany(em, FollowUpContact, following.contacts)
    await insertMany(em, ArrivalReceipt, following.receipts)
    await insertMany(em, Lot, lots)
    await insertMany(em, Sample, testing.samples)
    await insertMany(em, Test, testing.tests)
    await insertMany(em, Case, testing.cases)
    await insertMany(em, Dose, doses)
    await insertMany(em, AdverseEvent, adverseEvents)
    await insertMany(em, QuarantineOrder, quarantineOrders)
    const attestations = quarantineOrders.map(attestationOf).filter((row) => row !== undefined)
    await insertMany(em, QuarantineAttestation, attestations)
    return [
      lots,
      testing.samples,
      testing.tests,
      testing.cases,
      doses,
      adverseEvents,
      quarantineOrders,
      following.followUps,
    ].reduce((sum, rows) => sum + rows.length, 0)
  })
}
