import type { SqlEntityManager } from '@mikro-orm/postgresql'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { ResidentialGroup } from '../groups/residential-group.ts'
import { SelfManagementMember } from '../groups/self-management-group.ts'
import { Household } from '../households/household.ts'
import { Arrival } from '../movements/arrival.ts'
import { LifeEvent, LifeEventKind, LifeEventPart, LifeEventPerson } from '../movements/life-event.ts'
import { Residence, ResidenceKind } from '../movements/residence.ts'
import { IdentityDocument, IdentityEnd, IdentityKind } from '../people/identity-document.ts'
import { Person, Sex } from '../people/person.ts'
import { sortKey } from '../people/search-key.ts'
import { test } from '../testing.ts'
import { AdminLevel, AdminUnit } from '../units/admin-unit.ts'
import { SuccessionKind, UnitSuccession } from '../units/unit-succession.ts'

const PLACE = `$unit: ID!, $asOf: DateTime!, $residentialGroup: ID, $selfManagementGroup: ID`
const place = `unit: $unit, residentialGroup: $residentialGroup, selfManagementGroup: $selfManagementGroup, asOf: $asOf`

const STATISTICS = `query (${PLACE}, $from: LocalDate!) { statistics(${place}, from: $from) {
  on from withoutPapers latestOn
  residents { persons present absent children elderly byAge { from male female unknownSex } byResidenceKind { kind persons } }
  households { households bySize { size households } }
  movements { figure persons }
  arrivals { arrivals byOrigin { place arrivals } }
  byResidentialGroup { residentialGroup { id } households persons present children elderly }
  bySelfManagementGroup { selfManagementGroup { id } households persons present children elderly }
  trend(months: 2) { on persons present } } }`

const noon = (day: string): string => `${day}T12:00:00+07:00`

interface Stay {
  id: string
  home: number
  kind: ResidenceKind
  from: string
  to: string | null
}
interface Somebody {
  id: string
  bornOn: string | null
  birthYear: number | null
  sex: Sex
  diedOn: string | null
  annulledOn: string | null
  paper: { endedOn: string | null; endedAs: IdentityEnd } | null
  stays: Stay[]
}
interface Happening {
  id: string
  kind: LifeEventKind
  on: string
  isUndone: boolean
  home: number | null
  toHome: number | null
  who: number
}
interface Coming {
  who: number
  home: number
  on: string
  said: string
  origin: string | null
}
/** In a self-management group, until the first day that they are in it no longer. */
interface Membership {
  id: string
  group: string
  from: string
  to: string | null
}
/** What was written down, in plain values: the recount below reads nothing else. */
interface Book {
  homes: { id: string; group: string; memberships: Membership[] }[]
  people: Somebody[]
  events: Happening[]
  arrivals: Coming[]
}

const FIRST = Date.UTC(2021, 1, 20)
const day = (offset: number): string => new Date(FIRST + offset * 86_400_000).toISOString().slice(0, 10)
/** 20 February to 21 March: a leap day's birthday that does not come, and the day after. */
const days = fc.integer({ min: 0, max: 29 }).map(day)
const births = fc.oneof(
  fc.constantFrom('2000-02-29', '1961-02-28', '1961-03-01', '2005-03-01', '2004-02-29', '1900-01-01', '2021-03-01'),
  fc
    .tuple(fc.integer({ min: 1915, max: 2021 }), days)
    .map(([year, on]) => (year % 4 ? `${year}${on.slice(4)}` : `${year}-02-29`)),
)
const uuid = fc.uuid({ version: 4 })

const stay = (homes: number): fc.Arbitrary<Stay> =>
  fc
    .record({
      id: uuid,
      home: fc.nat(homes - 1),
      kind: fc.constantFrom(...Object.values(ResidenceKind)),
      from: days,
      // A period of no days, of one, of some, or open.
      to: fc.option(fc.integer({ min: -1, max: 12 }), { nil: null }),
    })
    .map(({ to, ...rest }) => ({
      ...rest,
      to: to === null ? null : new Date(Date.parse(rest.from) + to * 86_400_000).toISOString().slice(0, 10),
    }))

const somebody = (homes: number): fc.Arbitrary<Somebody> =>
  fc
    .record({
      id: uuid,
      birth: fc.oneof(births, fc.integer({ min: 1910, max: 2022 }), fc.constant(null)),
      sex: fc.constantFrom(...Object.values(Sex)),
      diedOn: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: days }),
      annulledOn: fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: days }),
      paper: fc.option(
        fc.record({
          endedOn: fc.option(days, { nil: null }),
          endedAs: fc.constantFrom(...Object.values(IdentityEnd)),
        }),
        { nil: null, freq: 2 },
      ),
      stays: fc.array(stay(homes), { maxLength: 4 }),
    })
    .map(({ birth, ...rest }) => ({
      ...rest,
      bornOn: typeof birth === 'string' ? birth : null,
      birthYear: typeof birth === 'string' ? Number(birth.slice(0, 4)) : birth,
    }))

const book = fc.integer({ min: 3, max: 6 }).chain((homes) =>
  fc.record({
    homes: fc.constant(homes),
    memberships: fc.array(
      fc.record({
        id: uuid,
        home: fc.nat(homes - 1),
        team: fc.nat(1),
        from: days,
        to: fc.option(fc.nat(12), { nil: null, freq: 2 }),
      }),
      { maxLength: 8 },
    ),
    people: fc.array(somebody(homes), { minLength: 20, maxLength: 30 }),
    events: fc.array(
      fc.record({
        id: uuid,
        kind: fc.constantFrom(...Object.values(LifeEventKind)),
        on: days,
        isUndone: fc.boolean(),
        home: fc.option(fc.nat(homes - 1), { nil: null }),
        toHome: fc.option(fc.nat(homes - 1), { nil: null }),
        who: fc.nat(19),
      }),
      { maxLength: 30 },
    ),
    // Nobody arrives twice on one day.
    arrivals: fc.uniqueArray(
      fc.record({
        who: fc.nat(19),
        home: fc.nat(homes - 1),
        on: days,
        said: fc.constantFrom('Bắc Ninh', 'nhà bác Tư, Hà Nam', 'hà nam'),
        origin: fc.constantFrom(null, 'province', 'district', 'commune'),
      }),
      { maxLength: 12, selector: ({ who, on }) => `${who} ${on}` },
    ),
  }),
)

function hasPapers({ paper }: Somebody, on: string): boolean {
  if (!paper) return false
  return !paper.endedOn || (paper.endedAs !== 'WRONG' && paper.endedOn > on)
}

/** Birthdays counted one by one. */
function ageOn({ bornOn, birthYear }: Somebody, on: string): number | null {
  const year = Number(on.slice(0, 4))
  if (!bornOn) return birthYear === null || birthYear > year ? null : year - birthYear
  if (bornOn > on) return null
  let age = 0
  for (let birthday = Number(bornOn.slice(0, 4)) + 1; birthday <= year; birthday++) {
    const isLeap = new Date(Date.UTC(birthday, 1, 29)).getUTCMonth() === 1
    const monthAndDay = bornOn.slice(5) === '02-29' && !isLeap ? '03-01' : bornOn.slice(5)
    if (`${birthday}-${monthAndDay}` <= on) age++
  }
  return age
}

const runs = ({ from, to }: Stay, on: string): boolean => from <= on && (to === null || to >= on)

function homeOn({ stays }: Somebody, on: string): Stay | undefined {
  return stays
    .filter((one) => one.kind !== 'ABSENT' && runs(one, on))
    .sort((one, other) => (one.from === other.from ? (one.id < other.id ? -1 : 1) : one.from < other.from ? 1 : -1))[0]
}

function teamOn(home: Book['homes'][number] | undefined, on: string): string | undefined {
  return home?.memberships
    .filter(({ from, to }) => from <= on && (to === null || to > on))
    .sort((one, other) => (one.from === other.from ? (one.id < other.id ? -1 : 1) : one.from < other.from ? 1 : -1))[0]
    ?.group
}

function recount(
  { homes, people, events, arrivals }: Book,
  { group = null, team = null, from, on }: { group?: string | null; team?: string | null; from: string; on: string },
) {
  const isHere = (home: number | null, day = on): boolean =>
    home !== null && (!group || homes[home]?.group === group) && (!team || teamOn(homes[home], day) === team)
  const living = (day: string) =>
    people
      .filter(({ diedOn, annulledOn }) => !annulledOn && !(diedOn && diedOn <= day))
      .flatMap((person) => {
        const home = homeOn(person, day)
        if (!home || !isHere(home.home, day)) return []
        const isAway = person.stays.some((one) => one.kind === 'ABSENT' && runs(one, day))
        return [{ person, home, isAway, age: ageOn(person, day) }]
      })
  const residents = living(on)
  const count = (test: (one: (typeof residents)[number]) => boolean): number => residents.filter(test).length
  const isBand = (age: number | null, band: number | null): boolean =>
    band === null ? age === null : age !== null && (band === 100 ? age >= 100 : age >= band && age < band + 5)
  const sizes = [...Map.groupBy(residents, ({ home }) => home.home).values()].map((one) => one.length)
  const happened = events.filter(
    (event) =>
      !event.isUndone &&
      event.on >= from &&
      event.on <= on &&
      ((!group && !team) || isHere(event.home) || isHere(event.toHome)) &&
      !people[event.who]?.annulledOn,
  )
  const counted: string[] = ['BORN', 'DIED', 'MOVED_IN', 'MOVED_OUT', 'MOVED', 'SPLIT', 'MERGED']
  const ofKinds = (...kinds: string[]): number => happened.filter(({ kind }) => kinds.includes(kind)).length
  const came = arrivals.filter(
    (one) => one.on >= from && one.on <= on && isHere(one.home) && !people[one.who]?.annulledOn,
  )
  return {
    residents,
    happened,
    came,
    expected: {
      on,
      from,
      withoutPapers: count(({ person }) => !hasPapers(person, on)),
      latestOn:
        [...happened.filter(({ kind }) => counted.includes(kind)), ...came]
          .map((one) => one.on)
          .toSorted()
          .at(-1) ?? null,
      residents: {
        persons: residents.length,
        absent: count(({ isAway }) => isAway),
        present: count(({ isAway }) => !isAway),
        children: count(({ age }) => age !== null && age < 16),
        elderly: count(({ age }) => age !== null && age >= 60),
        byAge: [...Array.from({ length: 21 }, (_, index) => index * 5), null].map((band) => ({
          from: band,
          male: count(({ age, person }) => person.sex === 'MALE' && isBand(age, band)),
          female: count(({ age, person }) => person.sex === 'FEMALE' && isBand(age, band)),
          unknownSex: count(({ age, person }) => person.sex === 'UNKNOWN' && isBand(age, band)),
        })),
        byResidenceKind: ['PERMANENT', 'TEMPORARY', 'STAYING'].map((kind) => ({
          kind,
          persons: count(({ home }) => home.kind === kind),
        })),
      },
      households: {
        households: sizes.length,
        bySize: [...new Set(sizes)]
          .sort((one, other) => one - other)
          .map((size) => ({ size, households: sizes.filter((one) => one === size).length })),
      },
      movements: [
        { figure: 'BIRTHS', persons: ofKinds('BORN') },
        { figure: 'DEATHS', persons: ofKinds('DIED') },
        { figure: 'MOVES_IN', persons: ofKinds('MOVED_IN') },
        { figure: 'MOVES_OUT', persons: ofKinds('MOVED_OUT') },
        { figure: 'MOVES_WITHIN', persons: ofKinds('MOVED', 'SPLIT', 'MERGED') },
      ],
      trend: [...(on < '2021-03-01' ? ['2020-12-31', '2021-01-31'] : ['2021-01-31', '2021-02-28']), on].map((day) => ({
        on: day,
        persons: living(day).length,
        present: living(day).filter(({ isAway }) => !isAway).length,
      })),
    },
  }
}

interface Answer {
  statistics: ReturnType<typeof recount>['expected'] & {
    arrivals: { arrivals: number; byOrigin: { place: string; arrivals: number }[] }
    byResidentialGroup: {
      residentialGroup: { id: string }
      households: number
      persons: number
      present: number
      children: number
      elderly: number
    }[]
    bySelfManagementGroup: {
      selfManagementGroup: { id: string } | null
      households: number
      persons: number
      present: number
      children: number
      elderly: number
    }[]
  }
}

interface Given {
  group(): Promise<ResidentialGroup>
  selfManagementGroup(of: ResidentialGroup): Promise<{ id: string }>
  save<T extends object>(build: (em: SqlEntityManager) => T | Promise<T>): Promise<T>
}

/** A unit of each level, of one province and of another. */
const origins = [
  { code: 'province', name: 'Tỉnh Bắc Ninh', level: AdminLevel.PROVINCE, above: null },
  { code: 'other', name: 'Tỉnh Hà Nam', level: AdminLevel.PROVINCE, above: null },
  { code: 'district', name: 'Huyện Lý Nhân', level: AdminLevel.DISTRICT, above: 'other' },
  { code: 'commune', name: 'Xã Bắc Lý', level: AdminLevel.COMMUNE, above: 'district' },
]

const provinceOf = ({ origin }: Coming): string => {
  if (!origin) return 'Chưa rõ tỉnh, thành phố'
  return origin === 'province' ? 'Tỉnh Bắc Ninh' : 'Tỉnh Hà Nam'
}

let codes = 0

/** Writes a generated book into the test's unit, two homes to a group. */
async function write(
  made: Omit<Book, 'homes'> & {
    homes: number
    memberships: { id: string; home: number; team: number; from: string; to: number | null }[]
  },
  { given, unit: unitCode }: { given: Given; unit: string },
): Promise<Book> {
  const groups = [await given.group(), await given.group(), await given.group()]
  const teams = [
    await given.selfManagementGroup(groups[0] as never),
    await given.selfManagementGroup(groups[1] as never),
  ]
  const homes = Array.from({ length: made.homes }, (_, index) => {
    const own = made.memberships.filter(({ home }) => home === index)
    const open = own.find(({ to }) => to === null)
    return {
      id: crypto.randomUUID(),
      group: groups[index % 3]?.id ?? '',
      // One without an end at a time.
      memberships: own
        .filter((one) => one.to !== null || one === open)
        .map(({ id, team, from, to }) => ({
          id,
          group: teams[team]?.id ?? '',
          from,
          to: to === null ? null : new Date(Date.parse(from) + to * 86_400_000).toISOString().slice(0, 10),
        })),
    }
  })
  await given.save(async (em) => {
    const home = (index: number) => em.getReference(Household, homes[index]?.id ?? '')
    for (const { id, group, memberships } of homes) {
      em.create(Household, { id, unitCode, code: `T${++codes}`, address: 'Số 1', residentialGroup: group as never })
      for (const { id: membership, group: team, from: fromOn, to: toOn } of memberships)
        em.create(SelfManagementMember, {
          id: membership,
          unitCode,
          household: em.getReference(Household, id),
          group: team as never,
          fromOn,
          toOn,
        })
    }
    for (const { stays, paper, ...person } of made.people) {
      const fullName = `Người ${person.id.slice(0, 3)}`
      em.create(Person, { ...person, unitCode, fullName, nameKey: fullName, sortKey: sortKey(fullName) })
      const ref = em.getReference(Person, person.id)
      if (paper) {
        const id = crypto.randomUUID()
        em.create(IdentityDocument, {
          id,
          unitCode,
          person: ref,
          kind: IdentityKind.OLD_ID,
          numberSealed: Buffer.from(id),
          numberIndex: Buffer.from(id),
          endedOn: paper.endedOn,
          endedAs: paper.endedOn ? paper.endedAs : null,
        })
      }
      for (const { id, home: index, kind, from, to } of stays)
        em.create(Residence, { id, unitCode, person: ref, household: home(index), kind, fromOn: from, toOn: to })
    }
    for (const { id, kind, on, isUndone, home: at, toHome, who } of made.events) {
      const at8 = new Date('2021-04-01T08:00:00+07:00')
      const event = em.create(LifeEvent, {
        unitCode,
        kind,
        occurredOn: on,
        recordedAt: at8,
        accountId: crypto.randomUUID(),
        byName: 'Ai đó',
        byPost: 'Cán bộ',
        household: at === null ? null : home(at),
        toHousehold: toHome === null ? null : home(toHome),
        undoneAt: isUndone ? at8 : null,
        effects: { persons: [], died: [], households: [], dissolved: [], joined: [], left: [], opened: [], ended: [] },
      })
      const [subject, parent] = [made.people[who], made.people[(who + 1) % made.people.length]]
      em.create(LifeEventPerson, { id, unitCode, event, person: subject?.id as never, part: LifeEventPart.SUBJECT })
      em.create(LifeEventPerson, { unitCode, event, person: parent?.id as never, part: LifeEventPart.PARENT })
    }
    for (const { code, above, ...more } of origins)
      await em.upsert(AdminUnit, { code: `${unitCode}-${code}`, parent: above && `${unitCode}-${above}`, ...more })
    for (const { who, home: at, on, said: fromPlace, origin } of made.arrivals)
      em.create(Arrival, {
        unitCode,
        person: made.people[who]?.id as never,
        household: home(at),
        arrivedOn: on,
        fromPlace,
        origin: origin && (`${unitCode}-${origin}` as never),
        fromEpidemicArea: false,
      })
    return homes as never
  })
  return { ...made, homes }
}

const nodes = (connection: { totalCount: number; edges: { node: Record<string, unknown> }[] }) => ({
  total: connection.totalCount,
  ids: connection.edges.map(({ node }) => JSON.stringify(Object.values(node))).sort(),
})

describe('every figure', () => {
  test('is what a plain recount of the book says, on any day, for the unit, each group and each self-management group', async ({
    as,
    given,
    unit,
  }) => {
    const everything: Book = { homes: [], people: [], events: [], arrivals: [] }
    await fc.assert(
      fc.asyncProperty(book, fc.array(fc.tuple(days, days), { minLength: 3, maxLength: 3 }), async (made, pairs) => {
        const written = await write(made, { given, unit })
        const [homes, people] = [everything.homes.length, everything.people.length]
        const shifted = (home: number | null) => (home === null ? null : home + homes)
        everything.homes.push(...written.homes)
        everything.people.push(
          ...written.people.map((one) => ({ ...one, stays: one.stays.map((s) => ({ ...s, home: s.home + homes })) })),
        )
        everything.events.push(
          ...written.events.map((one) => ({
            ...one,
            home: shifted(one.home),
            toHome: shifted(one.toHome),
            who: one.who + people,
          })),
        )
        everything.arrivals.push(
          ...written.arrivals.map((one) => ({ ...one, home: one.home + homes, who: one.who + people })),
        )

        for (const [one, other] of pairs) {
          const [from, on] = [one, other].sort() as [string, string]
          const team = written.homes.flatMap(({ memberships }) => memberships)[0]?.group ?? null
          for (const where of [{}, { group: written.homes[0]?.group ?? null }, { team }]) {
            const { group = null, team: only = null } = { group: null, team: null, ...where }
            const { expected, came, residents } = recount(everything, { ...where, from, on })
            const variables = { unit, residentialGroup: group, selfManagementGroup: only, asOf: noon(on), from }
            const { statistics } = await as('INSPECTOR').run<Answer>(STATISTICS, variables)
            expect(statistics).toMatchObject(expected)
            expect(statistics.arrivals.arrivals).toBe(came.length)
            expect(statistics.arrivals.byOrigin.map((row) => row.place).sort()).toEqual(
              [...new Set(came.map(provinceOf))].sort(),
            )
            for (const { place: origin, arrivals } of statistics.arrivals.byOrigin)
              expect(arrivals, origin).toBe(came.filter((one) => provinceOf(one) === origin).length)
            expect(statistics.byResidentialGroup.reduce((sum, { persons }) => sum + persons, 0)).toBe(residents.length)
            for (const { residentialGroup, persons, children, households } of statistics.byResidentialGroup) {
              const theirs = recount(everything, { ...where, group: residentialGroup.id, from, on })
              expect({ persons, children, households }).toEqual({
                persons: theirs.residents.length,
                children: theirs.expected.residents.children,
                households: theirs.expected.households.households,
              })
            }
            const byTeam = Map.groupBy(residents, ({ home }) => teamOn(everything.homes[home.home], on))
            expect(new Set(statistics.bySelfManagementGroup.map((row) => row.selfManagementGroup?.id))).toEqual(
              new Set(byTeam.keys()),
            )
            for (const { selfManagementGroup, ...counts } of statistics.bySelfManagementGroup) {
              const theirs = byTeam.get(selfManagementGroup?.id) ?? []
              expect(counts).toEqual({
                households: new Set(theirs.map(({ home }) => home.home)).size,
                persons: theirs.length,
                present: theirs.filter(({ isAway }) => !isAway).length,
                children: theirs.filter(({ age }) => age !== null && age < 16).length,
                elderly: theirs.filter(({ age }) => age !== null && age >= 60).length,
              })
            }
            await rowsAgree(as('INSPECTOR'), variables, {
              ...recount(everything, { ...where, from, on }),
              everything,
              from,
            })
          }
        }
      }),
      { numRuns: 4, endOnFailure: true },
    )
  }, 120_000)

  async function rowsAgree(
    asking: { run<T>(document: string, variables: Record<string, unknown>): Promise<T> },
    variables: Record<string, unknown>,
    {
      residents,
      happened,
      came,
      everything,
      expected,
    }: ReturnType<typeof recount> & { everything: Book; from: string },
  ) {
    const rows = async (field: string, more: string, node: string, isPeriod = false) => {
      const answer = await asking.run<{ rows: Parameters<typeof nodes>[0] }>(
        `query (${PLACE}${isPeriod ? ', $from: LocalDate!' : ''}) { rows: ${field}(${place}${isPeriod ? ', from: $from' : ''}, ${more}first: 100) { totalCount edges { node { ${node} } } } }`,
        isPeriod ? variables : { ...variables, from: undefined },
      )
      return nodes(answer.rows)
    }
    const as = (chosen: typeof residents) => ({
      total: chosen.length,
      ids: chosen.map(({ home }) => JSON.stringify([home.id])).sort(),
    })
    const figures: Record<string, (one: (typeof residents)[number]) => boolean> = {
      PERSONS: () => true,
      PRESENT: ({ isAway }) => !isAway,
      ABSENT: ({ isAway }) => isAway,
      CHILDREN: ({ age }) => age !== null && age < 16,
      ELDERLY: ({ age }) => age !== null && age >= 60,
      AGE_UNKNOWN: ({ age }) => age === null,
      WITHOUT_PAPERS: ({ person }) => !hasPapers(person, expected.on),
    }
    for (const [figure, test] of Object.entries(figures))
      expect(await rows('countedResidents', `figure: ${figure}, `, 'id'), figure).toEqual(as(residents.filter(test)))
    expect(
      await rows('countedResidents', 'figure: PERSONS, ageBand: 20, sex: FEMALE, residenceKind: TEMPORARY, ', 'id'),
    ).toEqual(
      as(
        residents.filter(
          ({ age, person, home }) =>
            age !== null && age >= 20 && age < 25 && person.sex === 'FEMALE' && home.kind === 'TEMPORARY',
        ),
      ),
    )
    const sizes = Map.groupBy(residents, ({ home }) => everything.homes[home.home]?.id ?? '')
    const twos = [...sizes].filter(([, members]) => members.length === 2).map(([id]) => JSON.stringify([id]))
    expect(await rows('countedHouseholds', 'size: 2, ', 'id')).toEqual({ total: twos.length, ids: twos.sort() })
    expect((await rows('countedHouseholds', '', 'id')).total).toBe(expected.households.households)
    const moved = happened
      .filter(({ kind }) => ['MOVED', 'SPLIT', 'MERGED'].includes(kind))
      .map(({ id }) => JSON.stringify([id]))
    expect(await rows('countedMovements', 'figure: MOVES_WITHIN, ', 'id', true)).toEqual({
      total: moved.length,
      ids: moved.sort(),
    })
    const cameFrom = came
      .filter((one) => provinceOf(one) === 'Tỉnh Hà Nam')
      .map(({ said, on }) => JSON.stringify([said, on]))
    expect(await rows('countedArrivals', 'place: "Tỉnh Hà Nam", ', 'fromPlace arrivedOn', true)).toEqual({
      total: cameFrom.length,
      ids: cameFrom.sort(),
    })
  }
})

const PEOPLE = `query (${PLACE}, $first: Int!, $after: String) { countedResidents(${place}, figure: PERSONS, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { kind person { fullName } household { code } } } } }`

interface Page {
  countedResidents: {
    totalCount: number
    pageInfo: { hasNextPage: boolean; endCursor: string }
    edges: { node: { person: { fullName: string }; household: { code: string } } }[]
  }
}

test('the rows show where each person lived on the day, page after page', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const next = await given.household(await given.group())
  for (const name of ['Lê An', 'Lê Bình', 'Lê Chi']) await given.person(name, { household, toOn: '2021-06-30' })
  const moved = await given.person('Lê Dũng', { household, toOn: '2021-06-30' })
  await given.save((em) =>
    em.create(Residence, {
      unitCode: unit,
      person: em.getReference(Person, moved.id, { wrapped: true }),
      household: em.getReference(Household, next.id, { wrapped: true }),
      kind: ResidenceKind.PERMANENT,
      fromOn: '2021-07-01',
    }),
  )
  const read = (asOf: string, after?: string) =>
    as('REGISTRAR').run<Page>(PEOPLE, { unit, asOf: noon(asOf), first: 3, after })
  const first = (await read('2021-06-30')).countedResidents
  const last = (await read('2021-06-30', first.pageInfo.endCursor)).countedResidents
  expect(first.totalCount).toBe(4)
  expect([...first.edges, ...last.edges].map(({ node }) => `${node.person.fullName} ${node.household.code}`)).toEqual(
    ['Lê An', 'Lê Bình', 'Lê Chi', 'Lê Dũng'].map((name) => `${name} ${household.code}`),
  )
  expect(last.pageInfo.hasNextPage).toBe(false)
  const later = (await read('2021-07-01')).countedResidents
  expect(later.edges.map(({ node }) => node.household.code)).toEqual([next.code])
  await expect(read('2021-07-01', first.pageInfo.endCursor)).rejects.toThrow('BAD_USER_INPUT')
})

test('cost the same number of statements for two groups and for twelve', async ({ as, given, unit }) => {
  const cost = async () =>
    (await as('INSPECTOR').ask(STATISTICS, { unit, asOf: noon('2021-09-01'), from: '2021-01-01' })).statements
  const settle = async (groups: number) => {
    for (let turn = 0; turn < groups; turn++)
      await given.person(`Người ${turn}`, { household: await given.household(await given.group()) })
  }
  await settle(2)
  const few = await cost()
  await settle(10)
  expect(await cost()).toBe(few)
  const page = async (first: number) =>
    (await as('REGISTRAR').ask(PEOPLE, { unit, asOf: noon('2021-09-01'), first })).statements
  expect(await page(12)).toBe(await page(2))
})

test('a district or a city is what whoever asks works for of it, and says which communes that is', async ({
  as,
  given,
  unit,
}) => {
  const [city, district, other, ended] = ['C', 'D', '2', '3'].map((end) => `${unit}${end}`) as [
    string,
    ...[string, string, string],
  ]
  await given.save(async (em) => {
    const at = (code: string, level: AdminLevel, parent?: AdminUnit, more: object = {}) =>
      em.create(AdminUnit, { code, name: `Nơi ${code}`, level, parent, ...more })
    const above = at(district, AdminLevel.DISTRICT, at(city, AdminLevel.PROVINCE))
    for (const code of [unit, other]) at(code, AdminLevel.COMMUNE, above)
    const [last, next] = [ended, `${unit}4`].map((code) =>
      at(code, AdminLevel.COMMUNE, above, code === ended ? { validTo: '2021-06-30' } : {}),
    ) as [AdminUnit, AdminUnit]
    const said = { kind: SuccessionKind.MERGED, fromOn: '2021-07-01', document: 'Nghị quyết thử', verified: false }
    em.create(UnitSuccession, { predecessor: last, successor: next, ...said })
  })
  const settle = async (where: ReturnType<typeof given.neighbour>, persons: number) => {
    const household = await where.household(await where.group())
    for (let number = 0; number < persons; number++) await where.person(`Người ${number}`, { household })
  }
  await settle(given, 2)
  await settle(given.neighbour(other), 3)
  await settle(given.neighbour(ended), 4)
  const numbers = `query (${PLACE}) { statistics(${place}, from: "2021-01-01") {
    residents { persons } households { households } byResidentialGroup { persons } byUnit { unit { code } persons households present } } }`
  const asking = (units: string[]) => as('INSPECTOR', { units })
  const asOf = noon('2021-09-01')
  const count = (code: string, persons: number) => ({ unit: { code }, persons, households: 1, present: persons })
  for (const above of [city, district])
    expect(await asking([unit, other, ended]).run(numbers, { unit: above, asOf })).toMatchObject({
      statistics: {
        residents: { persons: 5 },
        households: { households: 2 },
        byResidentialGroup: [{ persons: 2 }, { persons: 3 }],
        byUnit: [count(unit, 2), count(other, 3)],
      },
    })
  expect(await asking([unit]).run(numbers, { unit: city, asOf })).toMatchObject({
    statistics: { residents: { persons: 2 }, byUnit: [count(unit, 2)] },
  })
  const rows = await as('REGISTRAR', { units: [unit, other] }).run<Page>(PEOPLE, { unit: city, asOf, first: 10 })
  expect(rows.countedResidents.edges).toHaveLength(5)
  for (const [units, asked] of [
    [['00001'], city],
    [[unit], other],
    [[unit], 'nowhere'],
    [[unit], 'a\0'],
  ] as const)
    expect((await asking([...units]).ask(numbers, { unit: asked, asOf })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const population = `query ($unit: ID!, $asOf: DateTime!) { adminUnit(code: $unit) { population(asOf: $asOf) { persons byResidentialGroup { persons } } } }`
  expect(await asking([unit, other, ended]).run(population, { unit: city, asOf })).toMatchObject({
    adminUnit: { population: { persons: 5, byResidentialGroup: [{ persons: 2 }, { persons: 3 }] } },
  })
  expect((await asking(['00001']).ask(population, { unit: city, asOf })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const cost = async (units: string[]) => (await asking(units).ask(numbers, { unit: city, asOf })).statements
  expect(await cost([unit, other])).toBe(await cost([unit]))
})

test('more communes than can be counted at once are refused with what to do', async ({ as, given, unit }) => {
  const codes = Array.from({ length: 21 }, (_, number) => `${unit}-${number}`)
  await given.save(async (em) => {
    const parent = em.create(AdminUnit, { code: `${unit}C`, name: 'Thành phố thử', level: AdminLevel.PROVINCE })
    for (const code of codes) em.create(AdminUnit, { code, name: code, level: AdminLevel.COMMUNE, parent })
  })
  const numbers = `query (${PLACE}) { statistics(${place}, from: "2021-01-01") { residents { persons } } }`
  const ask = (units: string[]) =>
    as('INSPECTOR', { units }).ask(numbers, { unit: `${unit}C`, asOf: noon('2021-09-01') })
  expect((await ask(codes)).errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining('20') }])
  expect((await ask(codes.slice(1))).errors).toEqual([])
})

test('the chair reads numbers and no row, the analyst neither', async ({ as, given, unit }) => {
  await given.person('Ai Đó', { household: await given.household(await given.group()) })
  const variables = { unit, asOf: noon('2021-09-01'), from: '2021-01-01' }
  const numbers = `query (${PLACE}, $from: LocalDate!) { statistics(${place}, from: $from) { residents { persons } } }`
  expect(await as('CHAIR').run(numbers, variables)).toEqual({ statistics: { residents: { persons: 1 } } })
  const rows = await as('CHAIR').ask(PEOPLE, { ...variables, first: 10, from: undefined })
  expect(rows.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect((await as('ANALYST').ask(numbers, variables)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('what cannot be asked for is refused: a later day, an end before its beginning, another unit’s group', async ({
  as,
  given,
  unit,
}) => {
  const numbers = `query (${PLACE}, $from: LocalDate!) { statistics(${place}, from: $from) { on } }`
  const ask = async (changes: Record<string, unknown>) =>
    (await as('CHAIR').ask(numbers, { unit, asOf: noon('2021-09-01'), from: '2021-09-01', ...changes })).errors[0]?.code
  expect(await ask({})).toBeUndefined()
  expect(await ask({ asOf: '2999-01-01T00:00:00+07:00' })).toBe('BAD_USER_INPUT')
  expect(await ask({ from: '2021-09-02' })).toBe('BAD_USER_INPUT')
  expect(await ask({ from: '0001-01-01' })).toBe('BAD_USER_INPUT')
  expect(await ask({ residentialGroup: crypto.randomUUID() })).toBe('NOT_FOUND')
  expect(await ask({ residentialGroup: 'x' })).toBe('NOT_FOUND')
  expect(await ask({ unit: '00001' })).toBe('NOT_FOUND')
  expect(await ask({ selfManagementGroup: crypto.randomUUID() })).toBe('NOT_FOUND')
  const group = await given.group()
  expect(await ask({ residentialGroup: group.id })).toBeUndefined()
  expect(await ask({ selfManagementGroup: (await given.selfManagementGroup(group)).id })).toBeUndefined()
})
