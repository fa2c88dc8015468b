import { Chance } from './chance.ts'
import { at, dayBefore } from './days.ts'
import type { PopulationFacts } from './generate-population.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { BulkEditFact, DoubleFact, PersonFact, SelfManagementGroupFact } from './world.ts'

export interface DeskFacts {
  doubles: DoubleFact[]
  bulkEdits: BulkEditFact[]
}

const DOUBLES = 14
const MOVED = 12
const NINE = 9 * 60

/** How a second entry of somebody differs from the first, as lists from elsewhere write people. */
const slips: readonly ((person: PersonFact) => Pick<DoubleFact, 'fullName' | 'bornOn' | 'phone'>)[] = [
  // Typed without diacritics by whoever had no Vietnamese keyboard.
  ({ fullName, bornOn, phone }) => ({ fullName: withoutDiacritics(fullName), bornOn, phone }),
  // Only the year was asked for, and the same telephone was given.
  ({ fullName, phone }) => ({ fullName, bornOn: null, phone }),
  // Day and month changed places.
  ({ fullName, bornOn, phone }) => ({ fullName, bornOn: bornOn && swapped(bornOn), phone }),
  ({ fullName, bornOn }) => ({ fullName, bornOn, phone: null }),
]

function withoutDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
}

function swapped(day: string): string {
  const [year, month = '', date = ''] = day.split('-')
  return Number(date) <= 12 ? `${year}-${date}-${month}` : day
}

/**
 * What waits at the registry's desk: people who were entered a second time from lists of checkpoints, where nobody asked
 * in which household they live, so that no count has them twice; and two changes of many rows, one of them taken back.
 * From chance of its own: what was generated before stays as it is.
 */
export function generateDesk(
  file: ScenarioFile,
  asOf: Date,
  { people, households }: PopulationFacts,
  groups: readonly SelfManagementGroupFact[],
): DeskFacts {
  const chance = new Chance(file.randomSeed + 47, `${file.scenario}/${file.unit.code}`)
  const adults = people.filter(({ bornOn, phone }) => bornOn !== null && phone !== null)
  const doubles = chance
    .shuffled(adults)
    .slice(0, DOUBLES)
    .map((person, number): DoubleFact => {
      const slip = slips[number % slips.length] ?? (({ fullName, bornOn, phone }) => ({ fullName, bornOn, phone }))
      const { birthYear, sex, residesFrom } = person
      return { id: chance.id(`double/${person.id}`), ...slip(person), birthYear, sex, residesFrom }
    })
  const today = dayBefore(asOf, 0)
  const joined = groups.at(-1)?.members.slice(0, MOVED) ?? []
  const renamed = households.filter(({ address }) => address.includes('ngõ')).slice(0, MOVED)
  const bulkEdits: BulkEditFact[] = [
    {
      id: chance.id('bulk-edit/1'),
      kind: 'SELF_MANAGEMENT_GROUP',
      recordedAt: at(dayBefore(asOf, 1), NINE),
      undoneAt: null,
      memberships: joined.map(({ id }) => id),
      addresses: [],
    },
    {
      id: chance.id('bulk-edit/2'),
      kind: 'ADDRESS',
      recordedAt: at(today, NINE),
      undoneAt: at(today, NINE + 20),
      memberships: [],
      addresses: renamed.map(({ id, address }) => ({ id, from: address, to: address.replace('ngõ', 'ngách') })),
    },
  ]
  return {
    doubles,
    bulkEdits: bulkEdits.filter(({ memberships, addresses }) => memberships.length + addresses.length > 0),
  }
}
