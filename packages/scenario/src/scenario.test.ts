import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generateWorld, type Officers, readScenario, ScenarioRefused } from './index.ts'

const text = readFileSync(new URL('../scenarios/giang-bien.json', import.meta.url), 'utf8')
const officer = (name: string) => ({ id: name, name })
const officers: Officers = {
  welfareOfficer: officer('welfare'),
  approver: officer('approver'),
  deputyApprover: officer('deputy'),
  cashier: officer('cashier'),
  teamLeader: officer('leader'),
}

/** Whatever JSON holds: the point of these tests is to break its shape. */
type Json = ReturnType<typeof JSON.parse>

function faultsOf(change: (file: Json) => void): string[] {
  const file = JSON.parse(text)
  change(file)
  try {
    readScenario(JSON.stringify(file))
    return []
  } catch (error) {
    if (error instanceof ScenarioRefused) return error.faults.map(({ path }) => path)
    throw error
  }
}

const giangBien = generateWorld(readScenario(text), officers)

test('makes Giang Biên with exactly the printed figures', () => {
  const { households, people, arrivals, tests, doses, adverseEvents, dossiers, programmes } = giangBien
  expect([households.length, people.length, arrivals.length]).toEqual([5400, 19_600, 310])
  expect(new Set(tests.map(({ personId }) => personId)).size).toBe(7532)
  expect(tests.filter(({ outcome }) => outcome === 'POSITIVE')).toEqual([])
  expect([doses.length, adverseEvents.length]).toEqual([11_769, 0])
  const paid = dossiers.filter(({ payout }) => payout)
  const perProgramme = programmes.map(({ id }) => paid.filter(({ programmeId }) => programmeId === id).length)
  expect(perProgramme).toEqual([123, 333, 5, 5, 233])
})

test('gives the same world from the same file, to the last id', () => {
  expect(generateWorld(readScenario(text), officers)).toEqual(giangBien)
})

test('lets nothing happen after the report, and every payout after both approvals', () => {
  const { asOf, tests, doses, dossiers, arrivals, people } = giangBien
  const today = '2021-09-27'
  expect(tests.filter(({ sampledAt }) => sampledAt > asOf)).toEqual([])
  expect(
    [...doses.map(({ givenOn }) => givenOn), ...arrivals.map(({ arrivedOn }) => arrivedOn)].filter(
      (day) => day > today,
    ),
  ).toEqual([])
  expect(people.filter(({ bornOn }) => bornOn && bornOn > today)).toEqual([])
  for (const { submittedAt, approvals, payout } of dossiers) {
    const moments = [submittedAt, ...approvals.map(({ at }) => at), ...(payout ? [payout.at] : []), asOf]
    expect(moments).toEqual(moments.toSorted((one, other) => one.getTime() - other.getTime()))
    expect(new Set(approvals.map(({ by }) => by.id)).size).toBe(approvals.length)
  }
})

test('pays nobody twice, and gives nobody the identity number of another', () => {
  const beneficiaries = giangBien.dossiers.map(({ personId, establishmentId }) => personId ?? establishmentId)
  expect(new Set(beneficiaries).size).toBe(beneficiaries.length)
  const numbers = giangBien.people.flatMap(({ identity }) => (identity ? [identity.number] : []))
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('has a responsibility with an account, and cards at the gate: recognised by name, and of another name', () => {
  const held = (giangBien.responsibilities ?? []).filter(({ holderAccountId }) => holderAccountId)
  expect(held).toMatchObject([{ holderName: 'leader', holderAccountId: 'leader', toOn: null }])
  const byNumber = new Map(giangBien.people.map((person) => [person.identity?.number, person]))
  const lines = (giangBien.checkpoints ?? []).flatMap(({ entries }) => entries).filter((one) => one.identityNumber)
  const isThem = lines.map(({ identityNumber, saidName, arrivalId }) => [
    byNumber.get(identityNumber)?.fullName === saidName,
    arrivalId !== null,
  ])
  expect(isThem).toEqual([
    [true, true],
    [true, true],
    [false, false],
  ])
})

test('agrees within itself: every id points at something', () => {
  const people = new Map(giangBien.people.map((person) => [person.id, person]))
  const households = new Set(giangBien.households.map(({ id }) => id))
  for (const person of people.values()) expect(households.has(person.householdId)).toBe(true)
  for (const { personId, groupId } of [...giangBien.tests, ...giangBien.doses])
    expect(people.get(personId)?.groupId).toBe(groupId)
  const documents = new Set(giangBien.documents.map(({ id }) => id))
  for (const { relations } of giangBien.documents)
    for (const { documentId } of relations) expect(documents.has(documentId)).toBe(true)
})

test('one person was paid twice under two entries, and no figure has a payment or a resident more for it', () => {
  const [merge, ...others] = giangBien.merges ?? []
  if (!merge) throw new Error('a merge')
  expect(others).toEqual([])
  const { survivorId, absorbed, mergedAt } = merge
  expect(giangBien.people.some(({ id }) => id === absorbed.id)).toBe(false)
  const [first, second] = [survivorId, absorbed.id].map((id) =>
    giangBien.dossiers.filter(({ personId, payout }) => personId === id && payout),
  )
  expect([first?.length, second?.length]).toEqual([1, 1])
  expect(second?.[0]?.programmeId).toBe(first?.[0]?.programmeId)
  for (const dossier of [...(first ?? []), ...(second ?? [])])
    expect(dossier.payout?.at.getTime()).toBeLessThan(mergedAt.getTime())
  expect(mergedAt.getTime()).toBeLessThan(giangBien.asOf.getTime())
})

test('makes another ward from another file of the same shape', () => {
  const file = JSON.parse(text)
  file.scenario = 'small'
  file.unit = { code: '90001', name: 'Xã Nhỏ', level: 'COMMUNE' }
  file.population = { residentialGroups: 3, households: 20, persons: 70 }
  file.establishments = { CHILDCARE_GROUP: 1 }
  file.testing = { personsTested: 70, positive: 4 }
  file.vaccination = { doses: 130, adverseEvents: 2 }
  file.payouts = [
    { programme: 'NQ15-HANOI', count: 60, amount: 60_000_000 },
    { programme: 'NQ68-F1', count: 2, amount: 1_640_000, cases: [{ days: 3, child: true }, { days: 5 }] },
  ]
  const world = generateWorld(readScenario(JSON.stringify(file)), officers)
  expect(world.people).toHaveLength(70)
  expect(world.tests.filter(({ outcome }) => outcome === 'POSITIVE')).toHaveLength(4)
  expect(world.doses).toHaveLength(130)
  expect(world.quarantineOrders.map(({ startsOn, endsOn }) => Date.parse(endsOn) - Date.parse(startsOn))).toEqual(
    [2, 4].map((days) => days * 86_400_000),
  )
})

test('makes a unit of nobody, of one person, and one whose figures leave no room', () => {
  const small = (change: (file: Json) => void) => {
    const file = JSON.parse(text)
    Object.assign(file, { payouts: [], establishments: {}, vaccination: { doses: 0, adverseEvents: 0 } })
    Object.assign(file, { testing: { personsTested: 0, positive: 0 } })
    file.population = { residentialGroups: 2, households: 0, persons: 0 }
    change(file)
    return generateWorld(readScenario(JSON.stringify(file)), officers)
  }
  expect(small(() => {})).toMatchObject({ groups: { length: 2 }, people: [], dossiers: [] })

  const alone = small((file) => {
    file.population = { residentialGroups: 1, households: 1, persons: 1 }
    Object.assign(file, { testing: { personsTested: 1, positive: 1 }, vaccination: { doses: 2, adverseEvents: 2 } })
  })
  expect(alone.doses.map(({ doseNumber }) => doseNumber)).toEqual([1, 2])

  const dear = small((file) => {
    file.population = { residentialGroups: 1, households: 9, persons: 30 }
    file.programmes[0].amount = { once: 500_000_000 }
    file.programmes[1].requires = 'QUARANTINE_ORDER'
    file.documents.push({ raw: '17/QĐ-UBND', type: 'QUYET_DINH', issuer: 'UBND phường Giang Biên', issuedOn: null })
    file.payouts = [{ programme: 'NQ68-F1', count: 1, amount: 320_000, cases: [{ days: 4 }] }]
  })
  const waiting = dear.dossiers.filter(({ payout }) => !payout)
  expect(waiting.map(({ quarantineDays }) => quarantineDays)).toEqual(waiting.map(() => null))
  expect(waiting.some(({ programmeId }) => programmeId === dear.programmes[1]?.id)).toBe(false)
  const fund = dear.funds.find(({ id }) => id === dear.programmes[0]?.fundId)
  expect(fund?.budget).toBeGreaterThanOrEqual(500_000_000)
  expect(dear.documents.filter(({ raw }) => raw === '17/QĐ-UBND')).toHaveLength(1)
})

test('names the path of what is missing, malformed or contradictory', () => {
  expect(faultsOf((file) => delete file.testing.positive)).toEqual(['testing.positive'])
  expect(faultsOf((file) => delete file.unit)).toEqual(['unit'])
  expect(faultsOf((file) => Object.assign(file, { asOf: '27/9/2021' }))).toEqual(['asOf'])
  expect(faultsOf((file) => Object.assign(file.testing, { personsTested: 99_999 }))).toEqual(['testing.personsTested'])
  expect(faultsOf((file) => Object.assign(file.payouts[0], { amount: 1 }))).toEqual(['payouts[0].amount'])
  expect(faultsOf((file) => Object.assign(file.payouts[3], { cases: undefined }))).toEqual(['payouts[3].cases'])
  expect(faultsOf((file) => Object.assign(file.programmes[0], { basis: '1/NQ-XX' }))).toEqual(['programmes[0].basis'])
  expect(faultsOf((file) => Object.assign(file, { asOf: '2999-01-01T00:00:00+07:00' }))).toEqual(['asOf'])
  expect(faultsOf((file) => Object.assign(file.unit.parent, { code: file.unit.code }))).toEqual(['unit.parent.code'])
  expect(faultsOf((file) => Object.assign(file.unit.parent, { level: 'COMMUNE' }))).toEqual(['unit.parent.level'])
  expect(faultsOf((file) => Object.assign(file.programmes[0], { amount: { once: 0 } }))).toEqual([
    'programmes[0].amount.once',
  ])
  expect(
    faultsOf((file) =>
      Object.assign(file.programmes[0], { excludes: [file.programmes[1].code, file.programmes[0].code] }),
    ),
  ).toEqual(['programmes[0].excludes[1]'])
  expect(faultsOf((file) => Object.assign(file.payouts[0], { cases: [{ days: 3 }] }))).toEqual(['payouts[0].cases'])
  expect(faultsOf((file) => Object.assign(file.payouts[3].cases[0], { days: 61 }))).toEqual([
    'payouts[3].cases[0].days',
  ])
  expect(
    faultsOf((file) =>
      Object.assign(file, {
        population: { residentialGroups: 0, households: 0, persons: 0 },
        payouts: [],
        testing: { personsTested: 0, positive: 0 },
        vaccination: { doses: 0, adverseEvents: 0 },
      }),
    ),
  ).toEqual(['population.residentialGroups'])
  expect(faultsOf((file) => Object.assign(file.organisations[0], { name: 'a\u0000' }))).toEqual([
    'organisations[0].name',
  ])
  expect(faultsOf((file) => Object.assign(file.programmes[0], { fund: 'X' }))).toEqual(['programmes[0].fund'])
  expect(faultsOf((file) => file.documents.splice(1, 0, file.documents[0]))).toEqual(['documents[1].raw'])
  expect(faultsOf((file) => Object.assign(file.documents[0], { issuedOn: '2021-09-28' }))).toEqual([
    'documents[0].issuedOn',
  ])
  expect(() => readScenario('{')).toThrow(ScenarioRefused)
})
