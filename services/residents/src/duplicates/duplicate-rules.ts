import { daysBetween, type LocalDate } from '@vungxanh/subgraph'
import { type Bearers, compareNames, type NameFinding, type ReadName, slipsBetween } from './name-likeness.ts'

export type ScoredPart = 'NAME' | 'RARITY' | 'BIRTH' | 'SEX' | 'PHONE' | 'PAPERS' | 'HOUSEHOLD' | 'SIBLINGS'

export type Finding =
  | NameFinding
  | 'RARE'
  | 'COMMON'
  | 'DAY_MONTH_SWAPPED'
  | 'ONE_SLIP'
  | 'YEAR_ONLY'
  | 'NEAR_YEAR'
  | 'SAME_YEAR'
  | 'OTHER_KIND'
  | 'SAME_ADDRESS'
  | 'SAME_GROUP'
  | 'LIKELY'
  | 'UNKNOWN'

/** One reason for or against, with what it weighs. */
export interface Part {
  part: ScoredPart
  found: Finding
  points: number
}

export interface Score {
  points: number
  parts: Part[]
}

/** What is compared of somebody. Numbers are opened for the comparison and go no further. */
export interface Likeness {
  name: ReadName
  bornOn: LocalDate | null
  birthYear: number | null
  sex: string
  phone: string | null
  papers: readonly { kind: string; number: string }[]
  household: string | null
  address: string | null
  group: string | null
}

/** How often words and names occur in the unit: two people with a rare name are more likely one. */
export interface NameStatistics {
  bearers: Bearers
  holders: (name: ReadName) => number
}

// Weights calibrated on the planted set of the seed 1, and tested on others (duplicates.test.ts). They are logarithms of
// how much more often a finding is met between two entries of one person than between two people, as far as they were
// countable, and rounded.
const SAME_NAME = 30
const SAME_BIRTH = 34
const SAME_NUMBER = 60
const NUMBER_SLIP = 16
const SAME_PHONE = 26
const PHONE_SLIP = 14
/** What a common name takes away, and a house or a telephone in common gives back. */
const MOST_OF_RARITY = 12
/** From here on a pair is worth a registrar's look. */
export const WORTH_A_LOOK = 48
/** From here on hardly anything else is possible. */
export const CERTAIN = 80
/** While a registration is typed, whoever might be meant is shown: a look costs nothing there. */
export const MIGHT_BE_MEANT = 26

function years(one: Likeness, other: Likeness): [number, number] | undefined {
  return one.birthYear == null || other.birthYear == null ? undefined : [one.birthYear, other.birthYear]
}

/** Whoever knows only a year writes the first of January. */
function isPlaceholder(day: LocalDate): boolean {
  return day.endsWith('-01-01')
}

export function compareBirths(one: Likeness, other: Likeness): Part {
  const part = 'BIRTH'
  const known = years(one, other)
  if (!known) return { part, found: 'UNKNOWN', points: 0 }
  const [year, otherYear] = known
  const apart = Math.abs(year - otherYear)
  if (!one.bornOn || !other.bornOn) return yearsOnly(apart)
  if (one.bornOn === other.bornOn)
    return isPlaceholder(one.bornOn) ? { part, found: 'SAME', points: 16 } : { part, found: 'SAME', points: SAME_BIRTH }
  if (isPlaceholder(one.bornOn) || isPlaceholder(other.bornOn)) return yearsOnly(apart)
  const [, month = '', day = ''] = one.bornOn.split('-')
  if (other.bornOn === `${year}-${day}-${month}`) return { part, found: 'DAY_MONTH_SWAPPED', points: 30 }
  if (isOneSlip(one.bornOn, other.bornOn)) return { part, found: 'ONE_SLIP', points: 10 }
  if (apart === 0) return { part, found: 'SAME_YEAR', points: -15 }
  return { part, found: 'DIFFERENT', points: -40 }
}

/** A digit, two that were exchanged, or one day or one year too many. */
function isOneSlip(one: LocalDate, other: LocalDate): boolean {
  const isSameDay = one.slice(4) === other.slice(4)
  const years = Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)))
  return (
    (isSameDay && years === 1) ||
    Math.abs(daysBetween(one, other)) === 1 ||
    slipsBetween(one.replaceAll('-', ''), other.replaceAll('-', '')) === 1
  )
}

function yearsOnly(apart: number): Part {
  if (apart === 0) return { part: 'BIRTH', found: 'YEAR_ONLY', points: 13 }
  if (apart === 1) return { part: 'BIRTH', found: 'NEAR_YEAR', points: 3 }
  return { part: 'BIRTH', found: 'DIFFERENT', points: -40 }
}

/** How many others have the name: with fifty namesakes, two of them with one birthday are no wonder. */
function rarity(one: Likeness, other: Likeness, { holders }: NameStatistics): Part {
  const others =
    one.name.key === other.name.key ? holders(one.name) - 2 : Math.min(holders(one.name), holders(other.name)) - 1
  const points =
    others <= 0 ? 6 : others <= 2 ? 3 : others <= 5 ? 0 : others <= 15 ? -4 : others <= 50 ? -8 : -MOST_OF_RARITY
  return { part: 'RARITY', found: points > 0 ? 'RARE' : points < 0 ? 'COMMON' : 'UNKNOWN', points }
}

function comparePhones({ phone }: Likeness, { phone: other }: Likeness): Part {
  const part = 'PHONE'
  if (!phone || !other) return { part, found: 'UNKNOWN', points: 0 }
  if (phone === other) return { part, found: 'SAME', points: SAME_PHONE }
  return slipsBetween(phone, other) === 1
    ? { part, found: 'ONE_SLIP', points: PHONE_SLIP }
    : { part, found: 'DIFFERENT', points: -3 }
}

/** A person has one citizen's number, and had one of the old cards; passports are renewed. */
const lasting = new Set(['CITIZEN_ID', 'OLD_ID', 'BIRTH_CERTIFICATE'])

function comparePapers({ papers }: Likeness, { papers: others }: Likeness): Part {
  const part = 'PAPERS'
  if (papers.some(({ number }) => others.some((paper) => paper.number === number)))
    return { part, found: 'SAME', points: SAME_NUMBER }
  const alike = papers.flatMap((paper) =>
    others.flatMap((other) =>
      paper.kind === other.kind && lasting.has(paper.kind) ? [[paper.number, other.number]] : [],
    ),
  )
  if (alike.some(([number = '', other = '']) => slipsBetween(number, other) === 1))
    return { part, found: 'ONE_SLIP', points: NUMBER_SLIP }
  if (alike.length > 0) return { part, found: 'DIFFERENT', points: -60 }
  if (papers.length > 0 && others.length > 0) return { part, found: 'OTHER_KIND', points: 4 }
  return { part, found: 'UNKNOWN', points: 0 }
}

function compareHomes(one: Likeness, other: Likeness): Part {
  const part = 'HOUSEHOLD'
  if (!one.household || !other.household) return { part, found: 'UNKNOWN', points: 0 }
  if (one.household === other.household) return { part, found: 'SAME', points: 14 }
  if (one.address && one.address === other.address) return { part, found: 'SAME_ADDRESS', points: 10 }
  if (one.group && one.group === other.group) return { part, found: 'SAME_GROUP', points: 3 }
  return { part, found: 'DIFFERENT', points: 0 }
}

function compareSexes({ sex }: Likeness, { sex: other }: Likeness): Part {
  if (sex === 'UNKNOWN' || other === 'UNKNOWN') return { part: 'SEX', found: 'UNKNOWN', points: 0 }
  return sex === other ? { part: 'SEX', found: 'SAME', points: 0 } : { part: 'SEX', found: 'DIFFERENT', points: -20 }
}

/** What names and births say, which is known before any number is opened. */
export function scoreOpenly(one: Likeness, other: Likeness, statistics: NameStatistics): Score {
  const likeness = compareNames(one.name, other.name, statistics.bearers)
  const birth = compareBirths(one, other)
  const home = compareHomes(one, other)
  const name: Part = { part: 'NAME', found: likeness.finding, points: SAME_NAME - likeness.cost }
  const parts = [name, rarity(one, other, statistics), birth, compareSexes(one, other), home]
  // Whoever lives in one house under another given name is a sister or a brother, with one birthday a twin.
  if (likeness.isOtherGiven && home.found === 'SAME') parts.push({ part: 'SIBLINGS', found: 'LIKELY', points: -40 })
  return sum(parts)
}

function sum(parts: Part[]): Score {
  return { points: parts.reduce((total, { points }) => total + points, 0), parts }
}

/** The most that numbers can still add: those that are equal, which their hashes tell, or those that differ by a slip. */
export function mostOfNumbers({
  shareNumber,
  bothHaveNumbers,
}: {
  shareNumber: boolean
  bothHaveNumbers: boolean
}): number {
  if (shareNumber) return SAME_NUMBER + SAME_PHONE + MOST_OF_RARITY
  return (bothHaveNumbers ? NUMBER_SLIP + PHONE_SLIP : 0) + MOST_OF_RARITY
}

/** Adds what the numbers say. */
export function score(one: Likeness, other: Likeness, statistics: NameStatistics): Score {
  const open = scoreOpenly(one, other, statistics)
  const papers = comparePapers(one, other)
  const all = [...open.parts, comparePhones(one, other), papers]
  const saysSame = (part: ScoredPart) => all.some((each) => each.part === part && each.found === 'SAME')
  // Namesakes share neither a house nor a telephone.
  const isTogether = saysSame('HOUSEHOLD') || saysSame('PHONE')
  const found = sum(all.filter(({ part, points }) => !(isTogether && part === 'RARITY' && points < 0)))
  // However common the name: the same name and day of birth with nothing against it is an exact double.
  const isExact = saysSame('NAME') && saysSame('BIRTH') && !found.parts.some(({ points }) => points <= -20)
  return isExact ? { ...found, points: Math.max(found.points, WORTH_A_LOOK) } : found
}
