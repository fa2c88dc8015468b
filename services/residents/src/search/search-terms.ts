import { readIdentityCard } from '@vungxanh/identity-card'
import { badUserInput } from '@vungxanh/subgraph'
import { readProvisionalCode } from '../people/provisional-code.ts'
import { searchKey } from '../people/search-key.ts'

const LONGEST_SEARCH = 200
/** A card's QR payload holds an address of up to 200 characters and a name of up to 100. */
const LONGEST_PAYLOAD = 500

/** Words from `from` on and before `below`; without `below` that word alone. */
export interface WordRange {
  from: string
  below?: string
}

/** One thing asked for: whoever is found has one of these. */
export interface Term {
  /** Words of the person's name, or the birth. */
  person?: WordRange[]
  /** Words of the household's address, or its code. */
  household?: WordRange[]
  /** A whole number of a paper or a telephone, or a provisional code. */
  number?: string
  /** As typed, when it is a part of a name. */
  name?: string
}

/** A citizen's card as its QR code tells it. */
export interface Card {
  numbers: string[]
  name: string
  /** `19990209` */
  bornOn: string
}

export interface Search {
  /** All of them must hold. None, with `isVain`, was asked for what nothing has. */
  terms: Term[]
  isVain: boolean
  card?: Card
}

/** What an address puts before a number; `app.address_words` in the database knows the same. */
const labels = new Set(
  'so ngo ngach hem kiet to kp khu ap thon xom lo phong tang doi duong pho phuong xa quan huyen tinh'.split(' '),
)

/** Shorter beginnings would find half of the streets before the name is typed. */
const SHORTEST_STREET_BEGINNING = 3

function only(word: string): WordRange {
  return { from: word }
}

export function beginning(word: string): WordRange {
  return { from: word, below: `${word}\u{10ffff}` }
}

function oneSpelling(key: string): string {
  return key
    .replace(/\b(to dan pho|tdp)\b/g, 'to')
    .replace(/\bkhu pho\b/g, 'kp')
    .replace(/\b(so nha|nha so)\b/g, 'so')
}

/** What a citizen's card says that somebody can be found by. */
function cardOf(text: string): Card | undefined {
  const card = readIdentityCard(text)
  return (
    card && {
      numbers: [card.number, card.oldNumber].filter((number) => number !== undefined),
      name: card.fullName,
      bornOn: card.bornOn?.replaceAll('-', '') ?? '',
    }
  )
}

/** A telephone or an identity number that stands alone, in groups or not; with the country's code as without. */
function readNumber(text: string): string | undefined {
  const isNumber = /^(\+?84|0)[\d .-]{8,14}$/.test(text) || /^\d{3}([ .]?\d{3}){2,3}$/.test(text)
  const digits = text.replace(/\D/g, '')
  if (!isNumber || digits.length < 9 || digits.length > 12) return undefined
  return /^84\d{9}$/.test(digits) ? `0${digits.slice(2)}` : digits
}

/** `9/2/1999` and `09021999` as `#19990209`, which search words keep. */
function writeDates(text: string): string {
  return text
    .replace(
      /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)/g,
      (_, day: string, month: string, year: string) => ` born${year}${month.padStart(2, '0')}${day.padStart(2, '0')} `,
    )
    .replace(/(?<!\d)([0-3]\d)([01]\d)((?:19|20)\d\d)(?!\d)/g, ' born$3$2$1 ')
}

/** `T07-0123`, or the beginning of one; `t07 0123`. */
function isHouseholdCode(text: string): boolean {
  const [, letters] = /^([a-z]{1,3})\d{1,4}(-\d{0,6}| \d{3,6})?$/i.exec(text) ?? []
  return letters !== undefined && !labels.has(letters.toLowerCase())
}

/** A household's code as its words keep it. */
export function codeWord(code: string): string {
  return `@${code.toLowerCase().replace(' ', '-')}`
}

/** What a text asks for. Every word is a condition of its own, so that their order says nothing and a search has an end. */
export function readSearch(search: string | null): Search {
  const text = (search ?? '').replaceAll('\0', ' ').trim()
  const isPayload = text.includes('|')
  if (text.length > (isPayload ? LONGEST_PAYLOAD : LONGEST_SEARCH))
    throw badUserInput(`Nội dung tìm dài tối đa ${LONGEST_SEARCH} ký tự.`, { argument: 'search' })
  const card = isPayload ? cardOf(text) : undefined
  if (card) return { card, ...nameAndBirth(card) }
  const number = readProvisionalCode(text) ?? readNumber(text)
  if (number) return { terms: [{ number }], isVain: false }
  if (isHouseholdCode(text)) return { terms: [{ household: [beginning(codeWord(text))] }], isVain: false }
  const words = oneSpelling(searchKey(writeDates(text)))
    .split(' ')
    .filter(Boolean)
  return { terms: termsOf(words), isVain: words.length === 0 && text !== '' }
}

/** Who the card is about, when no number of theirs is in the register: the whole name, and the birth as far as it is known. */
function nameAndBirth({ name, bornOn }: Card): Pick<Search, 'terms' | 'isVain'> {
  const words = searchKey(name).split(' ').filter(Boolean)
  const terms: Term[] = words.map((word) => ({ person: [only(word)], name: word }))
  const birth = { person: [only(`#${bornOn}`), only(`#${bornOn.slice(0, 4)}`)] }
  return { terms: [...terms, birth], isVain: words.length === 0 || bornOn === '' }
}

function termsOf(words: string[]): Term[] {
  const terms: Term[] = []
  for (let place = 0; place < words.length; place++) {
    const word = words[place] as string
    const next = words[place + 1]
    if (labels.has(word) && next && /^\d/.test(next)) {
      terms.push({ household: [only(`#${word}${next}`)] })
      place++
    } else terms.push(termOf(word))
  }
  return terms.some(({ name }) => name) ? terms.map(orYear) : terms
}

/** "dao 99": two digits beside a name are the year of a birth as well as a house. Alone they are a house, or half a ward. */
function orYear(term: Term): Term {
  const [{ from: digits } = { from: '' }] = term.household ?? []
  if (!/^\d\d$/.test(digits)) return term
  return { ...term, person: [beginning(`#19${digits}`), beginning(`#20${digits}`)] }
}

/** Words may go on, because they are asked for while somebody types; numbers are whole, for "4" is not 4, 40 to 49 and 400. */
function termOf(word: string): Term {
  if (/^born\d{8}$/.test(word)) return { person: [only(word.replace('born', '#'))] }
  if (/^\d{9,12}$/.test(word) || /^[a-z]\d{7,8}$/.test(word)) return { number: word }
  if (/^(19|20)\d\d$/.test(word)) return { person: [beginning(`#${word}`)], household: [only(word)] }
  if (/^\d/.test(word)) return { household: [only(word)] }
  // `ngo45`, typed as one word.
  if (labels.has(word.replace(/\d.*/, '')) && /\d/.test(word)) return { household: [only(`#${word}`)] }
  if (labels.has(word)) return { person: [beginning(word)], household: [only(`#${word}`)], name: word }
  const street = word.length < SHORTEST_STREET_BEGINNING ? only(word) : beginning(word)
  return { person: [beginning(word)], household: [street], name: word }
}
