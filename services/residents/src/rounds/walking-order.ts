import { searchKey } from '../people/search-key.ts'

/** Where a door is, as far as its address says: what a walk along the streets goes by. */
export interface Door {
  /** From the street inwards, without diacritics: `pho hoa lam`, then `ngo 45`, then `ngach 3`. */
  ways: Way[]
  /** 0 on the odd side, 1 on the even one, 2 where there is no number. */
  side: 0 | 1 | 2
  number: number
  /** What follows the number: `12A`, `12 bis`, and the second number of `12/4`. */
  rest: string
}

interface Way {
  name: string
  number: number
}

const lanes = ['ngo', 'hem', 'ngach', 'kiet', 'duong', 'pho'] as const
const numberOf = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? 0)

/** Reads `Số 12 ngách 3 ngõ 45 Phố X`, `Số 7, ngõ 3, Tổ dân phố 9`, `12/4A ngõ 45`; whatever else stands there is a name. */
export function readDoor(address: string): Door {
  const key = address.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ')
  const [, digits = '', rest = ''] = /^(?:số nhà|số|sn|nhà)?\s*(\d+)([a-z]?(?:[/-]\w+)*)/.exec(key.trim()) ?? []
  const after = key.slice(key.indexOf(digits) + digits.length + rest.length)
  // A residential group is an area, not a way; its name has the word for street in it.
  const words = searchKey((digits ? after : key).replaceAll(/(tổ dân phố|khu phố|tổ|khu)(?: số)? \d+/g, ' ')).trim()
  // Every way begins with its kind; what stands before the first of them belongs to the door.
  const parts = words.split(new RegExp(`(?=\\b(?:${lanes.join('|')}) )`)).map((part) => part.trim())
  const ways = parts
    .filter((part) => part !== '' && lanes.some((lane) => part.startsWith(`${lane} `)))
    .map((part) => ({ name: part, number: numberOf(part) }))
  const number = Number(digits || 0)
  return {
    // Addresses name the smallest way first; a walk begins at the street.
    ways: ways.toReversed(),
    side: digits === '' ? 2 : number % 2 === 0 ? 1 : 0,
    number,
    rest,
  }
}

/** Along the street to each lane, in the lane up the odd side and back along the even one. */
export function compareDoors(one: Door, other: Door): number {
  for (let depth = 0; depth < Math.max(one.ways.length, other.ways.length); depth++) {
    const [here, there] = [one.ways[depth], other.ways[depth]]
    // A door on the street itself comes before those of the lanes that leave it.
    if (!here || !there) return here ? 1 : -1
    const difference = here.number - there.number || (here.name < there.name ? -1 : here.name > there.name ? 1 : 0)
    if (difference !== 0) return difference
  }
  if (one.side !== other.side) return one.side - other.side
  const back = one.side === 1 ? -1 : 1
  return (one.number - other.number) * back || (one.rest < other.rest ? -1 : one.rest > other.rest ? 1 : 0)
}

export interface Walked {
  code: string
  address: string
  walkingOrder?: number | null
}

/** Households in the order in which somebody arranged them; those that nobody has arranged come after, as their addresses say. */
export function inWalkingOrder<T>(items: readonly T[], of: (item: T) => Walked): T[] {
  return items
    .map((item) => ({ item, home: of(item), door: readDoor(of(item).address) }))
    .toSorted((one, other) => {
      const [place, otherPlace] = [one.home.walkingOrder ?? Infinity, other.home.walkingOrder ?? Infinity]
      if (place !== otherPlace) return place - otherPlace
      return compareDoors(one.door, other.door) || (one.home.code < other.home.code ? -1 : 1)
    })
    .map(({ item }) => item)
}
