import { Chance } from '@vungxanh/scenario'

// A register with doubles that were put there on purpose, and with people who only look like doubles. Names come as often
// as they do in a northern town, so that there are namesakes; all of it by chance from a seed, and nobody is a living person.

export interface Planted {
  fullName: string
  bornOn: string | null
  birthYear: number
  sex: 'MALE' | 'FEMALE'
  phone: string | null
  paper: { kind: 'CITIZEN_ID' | 'OLD_ID' | 'BIRTH_CERTIFICATE'; number: string } | null
  household: number
  relation: 'HEAD' | 'SPOUSE' | 'CHILD' | 'TENANT'
}

export interface PlantedSet {
  people: Planted[]
  /** Addresses by household. */
  addresses: string[]
  /** Places in `people` of two entries of one person. */
  doubles: { kind: string; isExact: boolean; one: number; other: number }[]
}

const families: [string, number][] = [
  ['Nguyễn', 38],
  ['Trần', 11],
  ['Lê', 10],
  ['Phạm', 7],
  ['Hoàng', 5],
  ['Vũ', 4],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Đỗ', 3],
  ['Ngô', 2],
  ['Lý', 2],
  ['Dương', 2],
]
const middles: Record<'MALE' | 'FEMALE', [string, number][]> = {
  MALE: [
    ['Văn', 40],
    ['Đức', 12],
    ['Quang', 8],
    ['Minh', 10],
    ['Hữu', 6],
    ['Xuân', 6],
    ['Đình', 6],
    ['Ngọc', 5],
  ],
  FEMALE: [
    ['Thị', 55],
    ['Thị Hồng', 6],
    ['Thị Thu', 8],
    ['Ngọc', 8],
    ['Thị Kim', 5],
    ['Thuỳ', 4],
    ['Thị Thanh', 6],
  ],
}
const givens: Record<'MALE' | 'FEMALE', [string, number][]> = {
  MALE: [
    ['Hùng', 9],
    ['Dũng', 7],
    ['Hưng', 4],
    ['Tuấn', 8],
    ['Anh', 7],
    ['Nam', 6],
    ['Long', 5],
    ['Hải', 5],
    ['Sơn', 5],
    ['Cường', 4],
    ['Hoà', 4],
    ['Minh', 5],
    ['Thắng', 4],
    ['Thành', 4],
    ['Quý', 2],
    ['Thuỷ', 2],
    ['An', 3],
    ['Ân', 1],
    ['Bảo', 3],
    ['Khoa', 2],
    ['Lâm', 2],
    ['Nghĩa', 2],
    ['Phúc', 3],
    ['Tùng', 4],
    ['Việt', 3],
    ['Kỳ', 1],
  ],
  FEMALE: [
    ['Lan', 7],
    ['Hương', 8],
    ['Hoa', 7],
    ['Hòa', 4],
    ['Hà', 6],
    ['Hằng', 5],
    ['Thảo', 5],
    ['Thuý', 4],
    ['Thủy', 4],
    ['Mai', 5],
    ['Nga', 4],
    ['Ngà', 1],
    ['Linh', 7],
    ['Trang', 6],
    ['Yến', 4],
    ['Đào', 2],
    ['Ánh', 3],
    ['Anh', 7],
    ['Hạnh', 4],
    ['Hiền', 4],
    ['Huệ', 3],
    ['Quỳnh', 3],
    ['Mỹ', 2],
    ['Ly', 2],
    ['Uyên', 2],
  ],
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

class Town {
  readonly people: Planted[] = []
  readonly addresses: string[] = []
  readonly doubles: PlantedSet['doubles'] = []
  readonly #chance: Chance
  /** Whoever comes after is only like somebody, and is not entered again: nobody could say whose double that is. */
  #families = 0

  constructor(seed: number) {
    this.#chance = new Chance(seed, `planted/${seed}`)
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.#chance.between(0, 9)).join('')
  }

  phone(): string {
    return `09${this.digits(8)}`
  }

  family(): string {
    return this.#chance.weighted(families)
  }

  name(sex: 'MALE' | 'FEMALE', family = this.family()): string {
    return `${family} ${this.#chance.weighted(middles[sex])} ${this.#chance.weighted(givens[sex])}`
  }

  birth(from: number, to: number): { bornOn: string; birthYear: number } {
    const birthYear = this.#chance.between(from, to)
    return {
      birthYear,
      bornOn: `${birthYear}-${pad(this.#chance.between(1, 12), 2)}-${pad(this.#chance.between(1, 28), 2)}`,
    }
  }

  card(birthYear: number, sex: 'MALE' | 'FEMALE'): Planted['paper'] {
    const code = (birthYear >= 2000 ? 2 : 0) + (sex === 'FEMALE' ? 1 : 0)
    return { kind: 'CITIZEN_ID', number: `001${code}${pad(birthYear % 100, 2)}${this.digits(6)}` }
  }

  papers(birthYear: number, sex: 'MALE' | 'FEMALE'): Planted['paper'] {
    if (birthYear > 2007) return null
    if (this.#chance.happens(12)) return null
    if (birthYear < 1975 && this.#chance.happens(30)) return { kind: 'OLD_ID', number: `01${this.digits(7)}` }
    return this.card(birthYear, sex)
  }

  household(): number {
    const number = this.addresses.length
    this.addresses.push(`Số ${this.#chance.between(1, 300)}, ngõ ${this.#chance.between(1, 120)}`)
    return number
  }

  person(household: number, relation: Planted['relation'], given: Partial<Planted> = {}): Planted {
    const sex = given.sex ?? this.#chance.oneOf(['MALE', 'FEMALE'] as const)
    const birth = given.birthYear
      ? { birthYear: given.birthYear, bornOn: given.bornOn ?? null }
      : relation === 'CHILD'
        ? this.birth(1992, 2020)
        : this.birth(1938, 1992)
    const person: Planted = {
      fullName: this.name(sex),
      ...birth,
      sex,
      phone: birth.birthYear < 2008 && this.#chance.happens(75) ? this.phone() : null,
      paper: this.papers(birth.birthYear, sex),
      household,
      relation,
      ...given,
    }
    // Some elders know only the year.
    if (!('bornOn' in given) && birth.birthYear < 1956 && this.#chance.happens(15)) person.bornOn = null
    this.people.push(person)
    return person
  }

  families(people: number): void {
    while (this.people.length < people) {
      const household = this.household()
      const family = this.family()
      const father = this.person(household, 'HEAD', { sex: 'MALE', fullName: this.name('MALE', family) })
      if (this.#chance.happens(80)) {
        const mother = this.person(household, 'SPOUSE', { sex: 'FEMALE' })
        // One telephone for both.
        if (this.#chance.happens(15)) mother.phone = father.phone
      }
      for (let child = this.#chance.between(0, 3); child > 0; child--) {
        const sex = this.#chance.oneOf(['MALE', 'FEMALE'] as const)
        this.person(household, 'CHILD', { sex, fullName: this.name(sex, family) })
      }
    }
    this.#families = this.people.length
  }

  /** People who are not one, however much they look it. */
  lookAlikes(times: number): void {
    const twins: [string, string][] = [
      ['Hải Anh', 'Hải Ánh'],
      ['Minh An', 'Minh Ân'],
      ['Văn Hùng', 'Văn Dũng'],
      ['Gia Hưng', 'Gia Hùng'],
      ['Thị Nga', 'Thị Ngà'],
      ['Bảo Long', 'Bảo Lâm'],
    ]
    for (let time = 0; time < times; time++) {
      const household = this.household()
      const family = this.family()
      const sex = this.#chance.oneOf(['MALE', 'FEMALE'] as const)
      const birth = this.birth(1998, 2019)
      // Numbers of twins are often neighbours.
      const card = birth.birthYear < 2008 ? this.card(birth.birthYear, sex) : null
      for (const [place, given] of this.#chance.oneOf(twins).entries()) {
        const paper = card && {
          ...card,
          number: `${card.number.slice(0, -1)}${(Number(card.number.at(-1)) + place) % 10}`,
        }
        this.person(household, 'CHILD', { sex, ...birth, fullName: `${family} ${given}`, paper, phone: null })
      }
      const father = this.person(household, 'HEAD', { sex: 'MALE', birthYear: 1955 + (time % 10), bornOn: null })
      const son = this.birth(1985, 1995)
      this.person(household, 'CHILD', { ...son, sex: 'MALE', fullName: father.fullName, phone: father.phone })
      const name = this.name('MALE')
      const year = this.#chance.between(1960, 1999)
      for (let namesake = 0; namesake < 2; namesake++)
        this.person(this.household(), 'HEAD', { ...this.birth(year, year), sex: 'MALE', fullName: name })
      // Born on one day, with one name: two numbers tell them apart.
      const day = this.birth(1960, 1999)
      for (let namesake = 0; namesake < 2; namesake++)
        this.person(this.household(), 'HEAD', {
          ...day,
          sex: 'MALE',
          fullName: name,
          paper: this.card(day.birthYear, 'MALE'),
        })
    }
  }

  /** Somebody who is entered again, otherwise. */
  enterAgain(kind: string, changes: (person: Planted, town: Town) => Partial<Planted>, isExact = false): void {
    const one = this.#chance.between(0, this.#families - 1)
    const person = this.people[one] as Planted
    const isTaken = this.doubles.some((double) => double.one === one || double.other === one)
    const isChild = person.birthYear > 2003
    if (isTaken || isChild || !person.bornOn || person.bornOn.endsWith('-01-01')) {
      this.enterAgain(kind, changes, isExact)
      return
    }
    const again: Planted = { ...person, paper: null, relation: 'TENANT', ...changes(person, this) }
    this.people.push(again)
    this.doubles.push({ kind, isExact, one, other: this.people.length - 1 })
  }

  elsewhere(): number {
    return this.#chance.between(0, this.addresses.length - 1)
  }

  place(length: number): number {
    return this.#chance.between(0, length - 1)
  }
}

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')

/** `Hoà` as `Hòa`, `Thủy` as `Thuỷ`, and the other way round. */
function moveTone(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(o|u)([\u0300\u0301\u0303\u0309\u0323])(a|e|y)(?!\p{L})/giu, '$1$3$2#')
    .replace(/(o|u)(a|e|y)([\u0300\u0301\u0303\u0309\u0323])(?!#)(?!\p{L})/giu, '$1$3$2')
    .replaceAll('#', '')
    .normalize('NFC')
}

/** `Nguyễn` as `Nguyển`, `Bảo` as `Bão`. */
function exchangeTones(text: string): string {
  const exchanged: Record<string, string> = { '\u0309': '\u0303', '\u0303': '\u0309' }
  return text
    .normalize('NFD')
    .replace(/[\u0309\u0303]/g, (tone) => exchanged[tone] ?? tone)
    .normalize('NFC')
}

const oneLetterWrong = (text: string, town: Town): string => {
  const words = text.split(' ')
  const place = town.place(words.length)
  const word = words[place] as string
  const at = 1 + town.place(Math.max(1, word.length - 1))
  // A key that is hit twice or missed.
  words[place] =
    word.length > 3 && town.place(2) === 0
      ? word.slice(0, at) + word.slice(at + 1)
      : `${word.slice(0, at)}${word[at - 1]?.toLowerCase()}${word.slice(at)}`
  return words.join(' ')
}

function swapDayAndMonth({ bornOn }: Planted): Partial<Planted> {
  const [year, month, day] = (bornOn ?? '').split('-')
  // The thirteenth to the thirty-first have no month to be taken for.
  return Number(day) <= 12 ? { bornOn: `${year}-${day}-${month}` } : { bornOn }
}

function oneDigitWrong(text: string, town: Town): string {
  const at = 3 + town.place(text.length - 4)
  // Two neighbours exchanged, or one digit misread.
  if (text[at] !== text[at + 1]) return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`
  return `${text.slice(0, at)}${(Number(text[at]) + 1) % 10}${text.slice(at + 1)}`
}

const withPhone = (person: Planted, town: Town): string => {
  person.phone ??= town.phone()
  return person.phone
}

const fuzzy: Record<string, (person: Planted, town: Town) => Partial<Planted>> = {
  'old card against citizen card': (person, town) => {
    person.paper = town.card(person.birthYear, person.sex)
    return {
      paper: { kind: 'OLD_ID', number: `01${town.digits(7)}` },
      phone: town.phone(),
      household: town.elsewhere(),
    }
  },
  'name without marks': ({ fullName }, town) => ({
    fullName: bare(fullName),
    phone: null,
    household: town.elsewhere(),
  }),
  'tone placed otherwise': ({ fullName }, town) => ({ fullName: moveTone(fullName), household: town.elsewhere() }),
  'i for y': ({ fullName }) => ({
    fullName: fullName.replace(/y(?!\p{L})/gu, 'i').replace(/ý(?!\p{L})/gu, 'í'),
    phone: null,
  }),
  'tones exchanged': ({ fullName }, town) => ({ fullName: exchangeTones(fullName), household: town.elsewhere() }),
  'letter wrong': (person, town) => ({
    fullName: oneLetterWrong(person.fullName, town),
    phone: withPhone(person, town),
    household: town.elsewhere(),
  }),
  'letter wrong, no telephone': ({ fullName }, town) => ({
    fullName: oneLetterWrong(fullName, town),
    phone: null,
    household: town.elsewhere(),
  }),
  'words in another order': ({ fullName }, town) => {
    const words = fullName.split(' ')
    return { fullName: [words.at(-1), ...words.slice(0, -1)].join(' '), phone: null, household: town.elsewhere() }
  },
  'middle name missing': ({ fullName }, town) => {
    const words = fullName.split(' ')
    return { fullName: `${words[0]} ${words.at(-1)}`, phone: null, household: town.elsewhere() }
  },
  'day and month exchanged, same telephone': (person, town) => ({
    ...swapDayAndMonth(person),
    phone: withPhone(person, town),
    household: town.elsewhere(),
  }),
  'day and month exchanged, same household': (person) => ({ ...swapDayAndMonth(person), phone: null }),
  'only the year, same telephone': (person, town) => ({
    bornOn: null,
    phone: withPhone(person, town),
    household: town.elsewhere(),
  }),
  'only the year, same household': () => ({ bornOn: null, phone: null }),
  'digit of the birth wrong, same telephone': (person, town) => {
    const [year, month, day] = (person.bornOn ?? '').split('-')
    const near = `${year}-${month}-${pad(Number(day) === 1 ? 2 : Number(day) - 1, 2)}`
    return { bornOn: near, phone: withPhone(person, town), household: town.elsewhere() }
  },
  'year off by one, same telephone': (person, town) => ({
    bornOn: `${person.birthYear + 1}${person.bornOn?.slice(4)}`,
    birthYear: person.birthYear + 1,
    phone: withPhone(person, town),
    household: town.elsewhere(),
  }),
  'digit of the telephone wrong': (person, town) => ({
    phone: oneDigitWrong(withPhone(person, town), town),
    household: town.elsewhere(),
  }),
  'new telephone': (_, town) => ({ phone: town.phone(), household: town.elsewhere() }),
  'moved to another household': (_, town) => ({ phone: null, household: town.elsewhere() }),
  'digits of the card exchanged': (person, town) => {
    person.paper = town.card(person.birthYear, person.sex)
    const { number = '' } = person.paper ?? {}
    return { paper: { kind: 'CITIZEN_ID', number: oneDigitWrong(number, town) }, household: town.elsewhere() }
  },
  'no marks, day and month exchanged, same telephone': (person, town) => ({
    ...swapDayAndMonth(person),
    fullName: bare(person.fullName),
    phone: withPhone(person, town),
    household: town.elsewhere(),
  }),
  'no marks, only the year, same telephone': (person, town) => ({
    fullName: bare(person.fullName),
    bornOn: null,
    phone: withPhone(person, town),
    household: town.elsewhere(),
  }),
  'letter wrong, old card, moved': (person, town) => {
    person.paper = town.card(person.birthYear, person.sex)
    return {
      fullName: oneLetterWrong(person.fullName, town),
      paper: { kind: 'OLD_ID', number: `01${town.digits(7)}` },
      phone: null,
      household: town.elsewhere(),
    }
  },
}

const exact: Record<string, (person: Planted, town: Town) => Partial<Planted>> = {
  'everything the same, no paper': () => ({}),
  'everything the same, in another household': (_, town) => ({ household: town.elsewhere() }),
  'number of a birth certificate that became the card’s': (person, town) => {
    person.paper = town.card(person.birthYear, person.sex)
    const { number = '' } = person.paper ?? {}
    return { paper: { kind: 'BIRTH_CERTIFICATE', number }, phone: null, household: town.elsewhere() }
  },
}

/** A town of about this many people, some of them entered twice: each kind of double this often. */
export function plant(seed: number, people: number, times: number): PlantedSet {
  const town = new Town(seed)
  town.families(people)
  town.lookAlikes(times)
  for (let time = 0; time < times; time++) {
    for (const [kind, changes] of Object.entries(exact)) town.enterAgain(kind, changes, true)
    for (const [kind, changes] of Object.entries(fuzzy)) town.enterAgain(kind, changes)
  }
  const { people: entered, addresses, doubles } = town
  return { people: entered, addresses, doubles }
}
