import { Chance } from './chance.ts'
import type { PopulationFacts } from './generate-population.ts'
import { familyName, fullName } from './names.ts'
import { type EstablishmentKind, establishmentKinds, type ScenarioFile } from './scenario-file.ts'
import type { EstablishmentFact, GroupFact, HouseholdFact, PointFact, RoomFact } from './world.ts'

type Position = [longitude: number, latitude: number]

/** Beside the Đuống river, where the ward is; which group lies where is made up, and so is every point. */
const centre: Position = [105.915, 21.065]
/** About 350 m: what a residential group of a town covers. */
const CELL = 0.0034
const PLACED_PERCENT = 92

/** A ward that counts none of a kind is shown one, so that every kind can be tried out. */
const shown: Record<EstablishmentKind, string> = {
  MARKET: 'Chợ dân sinh',
  BOARDING_HOUSE: 'Khu nhà trọ Bình Minh',
  BUSINESS: 'Cửa hàng tạp hoá Thanh Tâm',
  FACTORY: 'Xưởng may Hoà Phát Đạt',
  CHILDCARE_GROUP: 'Nhóm trẻ Hoa Sen',
  OFFICE: 'Trụ sở Ủy ban nhân dân phường',
}
const BOARDING_HOUSES_WITH_ROOMS = 4

/**
 * Where everything lies, who answers for establishments, and who lives in which room. From a stream of chance of its own, so
 * that nothing that was there before becomes different.
 */
export function generatePlaces(
  file: ScenarioFile,
  { groups, households, people, establishments }: PopulationFacts,
): { establishments: EstablishmentFact[]; rooms: RoomFact[] } {
  const chance = new Chance(file.randomSeed + 39, `${file.scenario}/${file.unit.code}`)
  const cells = new Map(groups.map((group, index) => [group.id, cellOf(index, groups.length, chance)]))
  for (const group of groups) group.outline = outlineOf(cells.get(group.id) as Position[])
  for (const household of households)
    if (chance.happens(PLACED_PERCENT)) household.point = pointIn(cells.get(household.groupId) as Position[], chance)

  const all = [...establishments, ...(groups.length > 0 ? shownKinds(establishments, groups, chance) : [])]
  const heads = people.filter(({ relation }) => relation === 'HEAD')
  for (const [index, establishment] of all.entries()) {
    establishment.point = pointIn(cells.get(establishment.groupId) as Position[], chance)
    Object.assign(establishment, sizeOf(establishment.kind, chance))
    if (heads.length > 0 && chance.happens(50)) establishment.contactPersonId = chance.oneOf(heads).id
    else {
      establishment.contactName = fullName(chance, chance.oneOf(['MALE', 'FEMALE'] as const), familyName(chance))
      // Beyond what persons of the register are given under the prefix that nobody has.
      establishment.contactPhone = `0199${String(990_000 + (index % 9_999)).padStart(6, '0')}`
    }
  }
  const houses = all.filter(({ kind }) => kind === 'BOARDING_HOUSE')
  // Some of the largest wards count thousands of them; a few show what there is to see.
  const rooms = houses.slice(-BOARDING_HOUSES_WITH_ROOMS).flatMap((house) => roomsOf(house, households, chance))
  return { establishments: all, rooms }
}

/** The corners of a square of a crooked chessboard. Neighbours share corners: the corner's own number moves it. */
function cellOf(index: number, count: number, chance: Chance): Position[] {
  const across = Math.ceil(Math.sqrt(count))
  const [column, row] = [index % across, Math.floor(index / across)]
  const corner = (x: number, y: number): Position => {
    const crooked = Number.parseInt(chance.id(`corner/${x}/${y}`).slice(0, 4), 16) / 65_536 - 0.5
    return [
      rounded(centre[0] + (x - across / 2 + crooked * 0.4) * CELL),
      rounded(centre[1] + (y - across / 2 - crooked * 0.5) * CELL),
    ]
  }
  return [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)]
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

function outlineOf(corners: Position[]): Position[] {
  return [...corners, corners[0] as Position]
}

function pointIn(corners: Position[], chance: Chance): PointFact {
  const [a, b, c, d] = corners as [Position, Position, Position, Position]
  const [across, up] = [chance.between(8, 92) / 100, chance.between(8, 92) / 100]
  const at = (axis: 0 | 1): number =>
    rounded(
      a[axis] * (1 - across) * (1 - up) +
        b[axis] * across * (1 - up) +
        c[axis] * across * up +
        d[axis] * (1 - across) * up,
    )
  return { longitude: at(0), latitude: at(1) }
}

function shownKinds(there: EstablishmentFact[], groups: GroupFact[], chance: Chance): EstablishmentFact[] {
  return establishmentKinds
    .filter((kind) => !there.some((one) => one.kind === kind))
    .map((kind) => {
      const group = chance.oneOf(groups)
      const id = chance.id(`establishment/${kind}/shown`)
      const address = `Số ${chance.between(1, 180)}, ${group.name}`
      return { id, kind, name: shown[kind], address, groupId: group.id }
    })
}

function sizeOf(kind: EstablishmentKind, chance: Chance): Pick<EstablishmentFact, 'workers' | 'stalls'> {
  if (kind === 'MARKET') return { stalls: chance.between(40, 160), workers: chance.between(60, 200) }
  if (kind === 'FACTORY') return { workers: chance.between(12, 140) }
  if (kind === 'CHILDCARE_GROUP') return { workers: chance.between(2, 8) }
  return kind === 'OFFICE' ? { workers: chance.between(8, 45) } : {}
}

function roomsOf(house: EstablishmentFact, households: HouseholdFact[], chance: Chance): RoomFact[] {
  const near = households.filter(({ groupId }) => groupId === house.groupId).slice(-12)
  return Array.from({ length: chance.between(5, 8) }, (_, index) => {
    const household = chance.happens(70) ? near.pop() : undefined
    return {
      id: chance.id(`room/${house.id}/${index + 1}`),
      establishmentId: house.id,
      number: `P${String(index + 1).padStart(2, '0')}`,
      capacity: chance.between(2, 4),
      stay: household ? { id: chance.id(`stay/${house.id}/${index + 1}`), householdId: household.id } : null,
    }
  })
}
