import { Chance } from './chance.ts'
import { dayBefore } from './days.ts'
import type { PopulationFacts } from './generate-population.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { CircumstanceFact, PersonFact } from './world.ts'

const POOR_PERCENT = 1
const NEAR_POOR_PERCENT = 2
/** Of a thousand persons whom it can be. */
const perMille = {
  MERIT: 12,
  SOCIAL_PROTECTION: 8,
  DISABILITY: 15,
  LONE_ELDERLY: 400,
  ORPHAN: 6,
  PREGNANT: 20,
  JOB_LOST: 30,
  RENTING_STUDENT: 500,
} as const

/** Who has to be looked after, from a stream of chance of its own: no paper prints how many, so each number is made up. */
export function generateCircumstances(
  file: ScenarioFile,
  asOf: Date,
  { households, people }: PopulationFacts,
): CircumstanceFact[] {
  const chance = new Chance(file.randomSeed + 42, `${file.scenario}/${file.unit.code}`)
  const year = asOf.getUTCFullYear()
  const members = Map.groupBy(people, ({ householdId }) => householdId)
  const facts: CircumstanceFact[] = []
  for (const { id } of households) {
    const isPoor = chance.happens(POOR_PERCENT)
    const isNearPoor = chance.happens(NEAR_POOR_PERCENT)
    if (!isPoor && !isNearPoor) continue
    facts.push({
      id: chance.id(`circumstance/${id}`),
      kind: isPoor ? 'POOR_HOUSEHOLD' : 'NEAR_POOR_HOUSEHOLD',
      householdId: id,
      personId: null,
      fromOn: `${year}-01-01`,
      toOn: `${year + 1}-01-01`,
      document: null,
    })
  }
  for (const person of people) {
    for (const [kind, often] of Object.entries(perMille) as [keyof typeof perMille, number][]) {
      if (!canBe(kind, person, year, members.get(person.householdId)?.length ?? 1)) continue
      if (chance.between(1, 1000) > often) continue
      facts.push({
        id: chance.id(`circumstance/${kind}/${person.id}`),
        kind,
        householdId: null,
        personId: person.id,
        fromOn: dayBefore(asOf, chance.between(20, 120)),
        toOn: kind === 'PREGNANT' ? `${year + 1}-03-01` : null,
        document: null,
      })
    }
  }
  return facts
}

function canBe(kind: keyof typeof perMille, person: PersonFact, year: number, members: number): boolean {
  const age = year - person.birthYear
  switch (kind) {
    case 'LONE_ELDERLY':
      return age >= 60 && members === 1
    case 'ORPHAN':
      return age < 16 && person.relation !== 'CHILD'
    case 'PREGNANT':
      return person.sex === 'FEMALE' && age >= 20 && age <= 40
    case 'JOB_LOST':
      return age >= 18 && age < 60
    case 'RENTING_STUDENT':
      return person.relation === 'TENANT' && age >= 18 && age <= 22
    case 'MERIT':
      return age >= 60
    default:
      return true
  }
}
