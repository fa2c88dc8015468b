import { Chance } from './chance.ts'
import { at, dayBefore } from './days.ts'
import type { ScenarioFile } from './scenario-file.ts'
import type { DossierFact, MergeFact, PersonFact } from './world.ts'

interface Setting {
  people: readonly PersonFact[]
  dossiers: readonly DossierFact[]
}

const TEN = 10 * 60

/**
 * Somebody whom two lists had entered twice, whom the programme paid under both entries, and whose entries were found to be one
 * person afterwards. The second payment is one of those that there are: it keeps its amount, its day and its group, and what
 * was one neighbour's is now the second entry's, so that no figure has one payment or one resident more.
 * From chance of its own: what was generated before stays as it is.
 */
export function generateMerges(
  file: ScenarioFile,
  asOf: Date,
  { people, dossiers }: Setting,
): { merges: MergeFact[]; dossiers: DossierFact[] } {
  const chance = new Chance(file.randomSeed + 71, `${file.scenario}/${file.unit.code}`)
  const byId = new Map(people.map((person) => [person.id, person]))
  const byProgramme = Map.groupBy(
    // What rests on an order of quarantine is of the one person whom the order names.
    dossiers.filter(({ personId, payout, quarantineDays }) => personId && payout && quarantineDays === null),
    ({ programmeId }) => programmeId,
  )
  const paid = chance.shuffled([...byProgramme.values()].find((one) => one.length > 1) ?? [])
  const [first, second] = paid.slice(0, 2).toSorted((one, other) => paidAt(one) - paidAt(other))
  const survivor = byId.get(first?.personId ?? '')
  if (!survivor || !second) return { merges: [], dossiers: [...dossiers] }
  const { fullName, birthYear, sex, phone, residesFrom } = survivor
  const merge: MergeFact = {
    id: chance.id(`merge/${survivor.id}`),
    survivorId: survivor.id,
    // The second list had asked for the year only.
    absorbed: { id: chance.id(`absorbed/${survivor.id}`), fullName, bornOn: null, birthYear, sex, phone, residesFrom },
    mergedAt: at(dayBefore(asOf, 0), TEN),
  }
  return {
    merges: [merge],
    dossiers: dossiers.map((dossier) => (dossier === second ? { ...dossier, personId: merge.absorbed.id } : dossier)),
  }
}

const paidAt = ({ payout }: DossierFact): number => payout?.at.getTime() ?? 0
