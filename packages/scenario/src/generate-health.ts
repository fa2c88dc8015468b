import type { Chance } from './chance.ts'
import { at, dayAfter, dayBefore } from './days.ts'
import type { QuarantineCase } from './generate-money.ts'
import type { PopulationFacts } from './generate-population.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { AdverseEventFact, DoseFact, LotFact, PersonFact, QuarantineOrderFact, TestFact } from './world.ts'

export interface HealthFacts {
  lots: LotFact[]
  tests: TestFact[]
  doses: DoseFact[]
  adverseEvents: AdverseEventFact[]
  quarantineOrders: QuarantineOrderFact[]
}

const TESTING_DAYS = 18
const MORNING = 7 * 60
const LAST_MINUTE = 16 * 60 + 30

export function generateHealth(
  file: ScenarioFile,
  asOf: Date,
  { people }: PopulationFacts,
  quarantines: QuarantineCase[],
  decisionId: string | null,
  chance: Chance,
): HealthFacts {
  const lots = makeLots(asOf, chance)
  const doses = makeDoses(file.vaccination.doses, people, lots, asOf, chance)
  return {
    lots,
    tests: makeTests(file, people, asOf, chance),
    doses,
    adverseEvents: doses.slice(0, file.vaccination.adverseEvents).map((dose, index) => ({
      id: chance.id(`adverse-event/${index + 1}`),
      doseId: dose.id,
      severity: 'MILD',
      description: 'Sốt nhẹ, đau tại chỗ tiêm',
      onsetOn: dose.givenOn,
    })),
    quarantineOrders: quarantines.map(({ person, startsOn, days }, index) => ({
      id: chance.id(`quarantine/${index + 1}`),
      personId: person.id,
      groupId: person.groupId,
      startsOn,
      endsOn: dayAfter(startsOn, days - 1),
      place: 'HOME',
      contactClass: 'F1',
      documentId: decisionId,
    })),
  }
}

/** A moment of a working day that has passed by `asOf`. */
function workingMoment(daysBack: number, asOf: Date, chance: Chance): Date {
  const minute = chance.between(MORNING, LAST_MINUTE)
  const moment = at(dayBefore(asOf, daysBack), minute)
  return moment < asOf ? moment : at(dayBefore(asOf, daysBack + 1), minute)
}

function makeTests(file: ScenarioFile, people: PersonFact[], asOf: Date, chance: Chance): TestFact[] {
  const { personsTested, positive } = file.testing
  const tests: TestFact[] = []
  const test = (person: PersonFact, outcome: TestFact['outcome'], daysBack: number): void => {
    const number = tests.length + 1
    tests.push({
      id: chance.id(`test/${number}`),
      personId: person.id,
      groupId: person.groupId,
      sampleId: chance.id(`sample/${number}`),
      sampleCode: `XN-${String(number).padStart(6, '0')}`,
      method: outcome === 'POSITIVE' || chance.happens(60) ? 'RT_PCR' : 'RAPID_ANTIGEN',
      outcome,
      sampledAt: workingMoment(daysBack, asOf, chance),
    })
  }
  chance
    .shuffled(people)
    .slice(0, personsTested)
    .forEach((person, index) => {
      const first = chance.between(0, TESTING_DAYS)
      test(person, index < positive ? 'POSITIVE' : 'NEGATIVE', first)
      // Some are tested again a week later: tests are more than persons tested, as in any campaign.
      if (index >= positive && first >= 7 && chance.happens(15)) test(person, 'NEGATIVE', first - 7)
    })
  return tests
}

// Both are followed by a second dose after three weeks or more, whatever the rule of the day says of the longest interval.
const products = ['COMIRNATY', 'VERO_CELL'] as const
const SECOND_AFTER_DAYS = 24

function makeLots(asOf: Date, chance: Chance): LotFact[] {
  return products.flatMap((productCode) =>
    [1, 2, 3].map((number) => ({
      id: chance.id(`lot/${productCode}/${number}`),
      productCode,
      number: `${productCode.slice(0, 2)}-DEMO-${number}`,
      expiresOn: dayAfter(dayBefore(asOf, 0), 60 + 30 * number),
    })),
  )
}

function makeDoses(count: number, people: PersonFact[], lots: LotFact[], asOf: Date, chance: Chance): DoseFact[] {
  const adultsFirst = chance
    .shuffled(people)
    .sort((one, other) => Number(isMinor(one, asOf)) - Number(isMinor(other, asOf)))
  const seconds = Math.max(Math.floor(count / 8), count - people.length)
  const firsts = count - seconds
  const doses: DoseFact[] = []
  adultsFirst.slice(0, firsts).forEach((person, index) => {
    const returns = index < seconds
    const daysBack = returns ? chance.between(SECOND_AFTER_DAYS + 1, 50) : chance.between(1, 50)
    const lot = chance.oneOf(lots)
    const give = (doseNumber: number, back: number): void => {
      doses.push({
        id: chance.id(`dose/${index + 1}/${doseNumber}`),
        personId: person.id,
        groupId: person.groupId,
        productCode: lot.productCode,
        lotId: lot.id,
        doseNumber,
        givenOn: dayBefore(asOf, back),
      })
    }
    give(1, daysBack)
    if (returns) give(2, daysBack - SECOND_AFTER_DAYS)
  })
  return doses
}

function isMinor({ birthYear }: PersonFact, asOf: Date): boolean {
  return asOf.getFullYear() - birthYear < 18
}
