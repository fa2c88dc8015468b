import { searchKey, sortKey } from '../people/search-key.ts'

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu
const HOOK = '\u0309'
const TILDE = '\u0303'

/** A word of a name as written, with its tone after its letters: `hoà` and `hòa` are one word, so are `lý` and `lí`. */
interface NameWord {
  plain: string
  letters: string
  tone: string
}

export interface ReadName {
  words: readonly NameWord[]
  /** Nothing in it has a mark, as from a list that was typed without them. */
  isBare: boolean
  /** As the register sorts it. */
  key: string
}

/** How two names differ; what weighs most is said. */
export type NameFinding =
  | 'SAME'
  | 'MARKS_LOST'
  | 'OTHER_ORDER'
  | 'WORD_MISSING'
  | 'TYPO'
  | 'OTHER_MARKS'
  | 'SIMILAR_WORD'
  | 'OTHER_MIDDLE'
  | 'DIFFERENT'

/** Taken from the points of equal names. */
const costs: Record<NameFinding, number> = {
  SAME: 0,
  MARKS_LOST: 2,
  OTHER_ORDER: 4,
  WORD_MISSING: 6,
  TYPO: 7,
  OTHER_MARKS: 14,
  SIMILAR_WORD: 34,
  OTHER_MIDDLE: 28,
  DIFFERENT: 70,
}

const SHORTEST_WITH_TWO_SLIPS = 6
/** A word that so few have, or so many times fewer than the other, may be a slip. */
const FEW = 2
const TIMES_FEWER = 20

export function readName(fullName: string): ReadName {
  const spelled = fullName.normalize('NFD').toLowerCase().split(/\s+/).filter(Boolean)
  const words = spelled.map((word) => {
    const letters = word.replace(TONES, '').normalize('NFC').replaceAll('y', 'i')
    return {
      plain: searchKey(word).trim().replaceAll('y', 'i'),
      letters,
      tone: [...word.matchAll(TONES)].map(([mark]) => mark).join(''),
    }
  })
  return {
    words,
    isBare: words.every(({ plain, letters, tone }) => tone === '' && plain === letters),
    key: sortKey(fullName),
  }
}

const slips = new Map<string, number>()

/** Letters or digits put in, left out, changed or exchanged with the next, counted up to three. */
export function slipsBetween(one: string, other: string): number {
  if (one === other) return 0
  if (Math.abs(one.length - other.length) > 2) return 3
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isExchanged =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next[column] = Math.min(
        (last[column] as number) + 1,
        (next[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
        isExchanged ? (before[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = next
  }
  return Math.min(3, last[other.length] as number)
}

/** Names are made of few words, which are compared again and again. */
function slipsOfWords(one: string, other: string): number {
  const pair = one < other ? `${one} ${other}` : `${other} ${one}`
  let found = slips.get(pair)
  if (found === undefined) {
    if (slips.size > 200_000) slips.clear()
    found = slipsBetween(one, other)
    slips.set(pair, found)
  }
  return found
}

/** How many people of the unit have a word in their name. */
export type Bearers = (word: string) => number

type Place = 'FAMILY' | 'MIDDLE' | 'GIVEN'

/**
 * How a word became the other. Two words that many people have are two names, however near their letters are: a slip makes
 * a word that hardly anybody has.
 */
function wordFinding(one: NameWord, other: NameWord, isBare: boolean, bearers: Bearers): NameFinding {
  if (one.plain === other.plain) {
    if (one.letters === other.letters && one.tone === other.tone) return 'SAME'
    if (isBare) return 'MARKS_LOST'
    // The two tones that half of the country speaks alike.
    const tones = new Set([one.tone, other.tone])
    return one.letters === other.letters && tones.has(HOOK) && tones.has(TILDE) ? 'TYPO' : 'OTHER_MARKS'
  }
  const most = Math.min(one.plain.length, other.plain.length) >= SHORTEST_WITH_TWO_SLIPS ? 2 : 1
  if (slipsOfWords(one.plain, other.plain) > most) return 'DIFFERENT'
  const [fewer = 0, more = 0] = [bearers(one.plain), bearers(other.plain)].sort((a, b) => a - b)
  return fewer <= FEW || fewer * TIMES_FEWER <= more ? 'TYPO' : 'SIMILAR_WORD'
}

function placeOf(index: number, { length }: readonly NameWord[]): Place {
  if (index === length - 1) return 'GIVEN'
  return index === 0 ? 'FAMILY' : 'MIDDLE'
}

export interface NameLikeness {
  finding: NameFinding
  cost: number
  /** Another given name, and no slip of this one: what sisters and brothers have. */
  isOtherGiven: boolean
}

const SAME: NameLikeness = { finding: 'SAME', cost: 0, isOtherGiven: false }
const DIFFERENT: NameLikeness = { finding: 'DIFFERENT', cost: costs.DIFFERENT, isOtherGiven: true }

export function compareNames(one: ReadName, other: ReadName, bearers: Bearers): NameLikeness {
  const isBare = one.isBare !== other.isBare
  const inPlace = alignInPlace(one, other, isBare, bearers)
  if (inPlace.cost === 0) return SAME
  if (inPlace.cost < costs.OTHER_MIDDLE) return inPlace
  const inOrder = alignAnyOrder(one, other, isBare, bearers)
  return inOrder.cost < inPlace.cost ? inOrder : inPlace
}

/** Word by word from the family name; of names of unequal length, words between may be missing from the shorter. */
function alignInPlace(one: ReadName, other: ReadName, isBare: boolean, bearers: Bearers): NameLikeness {
  const [longer, shorter] = one.words.length >= other.words.length ? [one.words, other.words] : [other.words, one.words]
  const missing = longer.length - shorter.length
  if (missing > 2) return DIFFERENT
  // The missing words stand next to each other: where they begin is tried.
  const gaps = missing === 0 ? [shorter.length] : shorter.keys().drop(1)
  const found = [...gaps].map((gap) => {
    const findings = shorter.map((word, index) => {
      const partner = longer[index < gap ? index : index + missing] as NameWord
      return { finding: wordFinding(word, partner, isBare, bearers), place: placeOf(index, shorter) }
    })
    return weigh(findings, missing)
  })
  return found.toSorted((a, b) => a.cost - b.cost)[0] ?? DIFFERENT
}

/** The same words in another order: the given name first, or a list sorted by a foreign habit. */
function alignAnyOrder(one: ReadName, other: ReadName, isBare: boolean, bearers: Bearers): NameLikeness {
  if (one.words.length !== other.words.length) return DIFFERENT
  const left = [...other.words]
  let marksLost = 0
  for (const word of one.words) {
    const place = left.findIndex((candidate) => {
      const finding = wordFinding(word, candidate, isBare, bearers)
      return finding === 'SAME' || finding === 'MARKS_LOST'
    })
    if (place < 0) return DIFFERENT
    if (wordFinding(word, left[place] as NameWord, isBare, bearers) === 'MARKS_LOST') marksLost = costs.MARKS_LOST
    left.splice(place, 1)
  }
  return { finding: 'OTHER_ORDER', cost: costs.OTHER_ORDER + marksLost, isOtherGiven: false }
}

function weigh(words: readonly { finding: NameFinding; place: Place }[], missing: number): NameLikeness {
  let cost = missing * costs.WORD_MISSING
  let finding: NameFinding = missing > 0 ? 'WORD_MISSING' : 'SAME'
  let isMarksLost = false
  let isOtherGiven = false
  for (const word of words) {
    const judged = inItsPlace(word)
    if (judged === 'MARKS_LOST') isMarksLost = true
    else cost += costs[judged]
    if (costs[judged] > costs[finding]) finding = judged
    if (word.place === 'GIVEN' && costs[judged] > costs.TYPO) isOtherGiven = true
  }
  return { finding, cost: cost + (isMarksLost ? costs.MARKS_LOST : 0), isOtherGiven }
}

/** Family names are few, so that one with other marks is misspelt; between them stand words that many share. */
function inItsPlace({ finding, place }: { finding: NameFinding; place: Place }): NameFinding {
  if (finding === 'OTHER_MARKS' && place !== 'GIVEN') return 'TYPO'
  if (finding === 'SIMILAR_WORD' && place === 'MIDDLE') return 'OTHER_MARKS'
  if (finding === 'DIFFERENT' && place === 'MIDDLE') return 'OTHER_MIDDLE'
  return finding
}
