import type { Chance } from './chance.ts'
import { at, dayBefore, registryOpening } from './days.ts'
import { familyName, fullName, provinces } from './names.ts'
import type { EstablishmentKind, ScenarioFile } from './scenario-file.ts'
import type { ArrivalFact, EstablishmentFact, GroupFact, HouseholdFact, PersonFact } from './world.ts'

export interface PopulationFacts {
  groups: GroupFact[]
  households: HouseholdFact[]
  people: PersonFact[]
  arrivals: ArrivalFact[]
  establishments: EstablishmentFact[]
}

const establishmentNames: Record<EstablishmentKind, string> = {
  MARKET: 'Chợ',
  BOARDING_HOUSE: 'Khu nhà trọ số',
  BUSINESS: 'Hộ kinh doanh số',
  FACTORY: 'Cơ sở sản xuất số',
  CHILDCARE_GROUP: 'Nhóm trẻ độc lập số',
  OFFICE: 'Cơ quan số',
}

export function generatePopulation(file: ScenarioFile, asOf: Date, chance: Chance): PopulationFacts {
  const { population } = file
  const groups = Array.from({ length: population.residentialGroups }, (_, index) => ({
    id: chance.id(`group/${index + 1}`),
    number: index + 1,
    name: `Tổ dân phố ${index + 1}`,
  }))
  const households = makeHouseholds(population.households, groups, chance)
  const sizes = householdSizes(population.households, population.persons, chance)
  const people = makePeople(households, sizes, asOf, chance)
  const arrivals = makeArrivals(people, population.arrivalsFromEpidemicAreas, asOf, chance)
  return { groups, households, people, arrivals, establishments: makeEstablishments(file, groups, chance) }
}

function makeHouseholds(count: number, groups: GroupFact[], chance: Chance): HouseholdFact[] {
  const places = new Map<string, number>()
  return Array.from({ length: count }, (_, index) => {
    // The first household of each group is given, so that no group stands empty; the rest fall where they fall.
    const group = groups[index] ?? chance.oneOf(groups)
    const place = (places.get(group.id) ?? 0) + 1
    places.set(group.id, place)
    return {
      id: chance.id(`household/${index + 1}`),
      groupId: group.id,
      place,
      address: `Số ${chance.between(1, 180)}, ngõ ${chance.between(1, 96)}, ${group.name}`,
    }
  })
}

/** One person each, and the others spread by chance: the sum is exact whatever chance says. */
function householdSizes(households: number, persons: number, chance: Chance): number[] {
  const sizes = Array.from({ length: households }, () => 1)
  for (let left = persons - households; left > 0; left--) {
    const [one, other] = [chance.between(0, households - 1), chance.between(0, households - 1)]
    // The smaller of two, so that sizes stay near the average as they do in a town.
    const chosen = (sizes[one] as number) <= (sizes[other] as number) ? one : other
    sizes[chosen] = (sizes[chosen] as number) + 1
  }
  return sizes
}

function makePeople(households: HouseholdFact[], sizes: number[], asOf: Date, chance: Chance): PersonFact[] {
  const year = Number(dayBefore(asOf, 0).slice(0, 4))
  const opening = registryOpening(asOf)
  const people: PersonFact[] = []
  households.forEach((household, index) => {
    const family = familyName(chance)
    const headAge = chance.between(27, 72)
    const headSex = chance.happens(65) ? 'MALE' : 'FEMALE'
    for (let member = 0; member < (sizes[index] as number); member++) {
      const relation = relationOf(member, headAge, chance)
      const age = ageOf(relation, headAge, chance)
      const sex =
        relation === 'HEAD'
          ? headSex
          : relation === 'SPOUSE'
            ? opposite(headSex)
            : chance.oneOf(['MALE', 'FEMALE'] as const)
      const keepsName = relation === 'HEAD' || relation === 'CHILD' || relation === 'GRANDCHILD'
      const number = people.length + 1
      people.push({
        id: chance.id(`person/${number}`),
        fullName: fullName(chance, sex, keepsName ? family : undefined),
        ...birth(year - age, age, chance),
        sex,
        phone: age >= 15 && chance.happens(80) ? `0199${String(number).padStart(6, '0')}` : null,
        identity: identity(number, year - age, age, sex, chance),
        householdId: household.id,
        groupId: household.groupId,
        membershipId: chance.id(`member/${number}`),
        relation,
        residenceId: chance.id(`residence/${number}`),
        residenceKind:
          relation === 'TENANT'
            ? 'TEMPORARY'
            : chance.weighted([
                ['PERMANENT', 84],
                ['TEMPORARY', 16],
              ] as const),
        residesFrom: opening,
      })
    }
  })
  return people
}

type Relation = PersonFact['relation']

function relationOf(member: number, headAge: number, chance: Chance): Relation {
  if (member === 0) return 'HEAD'
  if (member === 1)
    return chance.weighted([
      ['SPOUSE', 80],
      ['CHILD', 14],
      ['TENANT', 6],
    ] as const)
  return headAge < 55
    ? chance.weighted([
        ['CHILD', 78],
        ['PARENT', 16],
        ['TENANT', 6],
      ] as const)
    : chance.weighted([
        ['CHILD', 62],
        ['GRANDCHILD', 32],
        ['TENANT', 6],
      ] as const)
}

function ageOf(relation: Relation, headAge: number, chance: Chance): number {
  if (relation === 'HEAD') return headAge
  if (relation === 'SPOUSE') return Math.max(20, headAge + chance.between(-6, 4))
  if (relation === 'CHILD') return Math.max(0, headAge - chance.between(22, 38))
  if (relation === 'GRANDCHILD') return Math.max(0, headAge - chance.between(48, 60))
  if (relation === 'PARENT') return Math.min(96, headAge + chance.between(20, 34))
  return chance.between(18, 42)
}

function opposite(sex: 'MALE' | 'FEMALE'): 'MALE' | 'FEMALE' {
  return sex === 'MALE' ? 'FEMALE' : 'MALE'
}

/** Some elders know only the year. Born by the first half of the year, so that nobody is born after the scenario. */
function birth(year: number, age: number, chance: Chance): Pick<PersonFact, 'bornOn' | 'birthYear'> {
  if (age >= 65 && chance.happens(18)) return { bornOn: null, birthYear: year }
  const month = age === 0 ? 1 : chance.between(1, 12)
  const bornOn = `${year}-${String(month).padStart(2, '0')}-${String(chance.between(1, age === 0 ? 1 : 28)).padStart(2, '0')}`
  return { bornOn, birthYear: year }
}

/** Province 999 and phone prefix 0199 are assigned to nobody: no number in the demonstration data is a living person's. */
function identity(
  number: number,
  year: number,
  age: number,
  sex: 'MALE' | 'FEMALE',
  chance: Chance,
): PersonFact['identity'] {
  if (age < 14 || chance.happens(2)) return null
  const id = chance.id(`identity/${number}`)
  const running = String(number).padStart(6, '0')
  if (age >= 60 && chance.happens(25)) return { id, kind: 'OLD_ID', number: `999${running}` }
  const centuryAndSex = (year >= 2000 ? 2 : 0) + (sex === 'FEMALE' ? 1 : 0)
  return { id, kind: 'CITIZEN_ID', number: `999${centuryAndSex}${String(year).slice(2)}${running}` }
}

/** Members who came home or came to stay in the last month; the head of a household is never one of them. */
function makeArrivals(people: PersonFact[], count: number, asOf: Date, chance: Chance): ArrivalFact[] {
  const candidates = chance.shuffled(people.filter(({ relation }) => relation !== 'HEAD'))
  return candidates.slice(0, count).map((person, index) => {
    const arrivedOn = dayBefore(asOf, chance.between(1, 30))
    person.residesFrom = arrivedOn
    person.residenceKind = chance.happens(70) ? 'STAYING' : 'TEMPORARY'
    // A child of a few weeks cannot have come before it was born.
    if (person.bornOn && at(person.bornOn, 0) > at(arrivedOn, 0)) person.bornOn = arrivedOn
    const origin = chance.oneOf(provinces)
    return {
      id: chance.id(`arrival/${index + 1}`),
      personId: person.id,
      householdId: person.householdId,
      arrivedOn,
      // Every third was on the road for a night.
      departedOn: index % 3 === 0 ? dayBefore(new Date(`${arrivedOn}T00:00:00+07:00`), 1) : arrivedOn,
      originCode: origin.code,
      fromPlace: origin.name,
      fromEpidemicArea: true,
    }
  })
}

function makeEstablishments(file: ScenarioFile, groups: GroupFact[], chance: Chance): EstablishmentFact[] {
  return (Object.entries(file.establishments) as [EstablishmentKind, number | undefined][]).flatMap(
    ([kind, count = 0]) =>
      Array.from({ length: count }, (_, index) => {
        const group = chance.oneOf(groups)
        return {
          id: chance.id(`establishment/${kind}/${index + 1}`),
          kind,
          name: `${establishmentNames[kind]} ${index + 1}`,
          address: `Số ${chance.between(1, 180)}, ${group.name}`,
          groupId: group.id,
        }
      }),
  )
}
