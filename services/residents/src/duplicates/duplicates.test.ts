import { localDateOf } from '@vungxanh/subgraph'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { Establishment, EstablishmentKind } from '../establishments/establishment.ts'
import { GroupLeader } from '../groups/group-leader.ts'
import { type Household, HouseholdMember, HouseholdRelation } from '../households/household.ts'
import { Arrival } from '../movements/arrival.ts'
import { Residence, ResidenceKind } from '../movements/residence.ts'
import { IdentityDocument, type IdentityKind } from '../people/identity-document.ts'
import { Person, type Sex } from '../people/person.ts'
import { openPhone, sealNumber, sealPhone } from '../people/sealed-numbers.ts'
import { searchKey, sortKey } from '../people/search-key.ts'
import { test } from '../testing.ts'
import { references } from './merge-people.ts'
import { plant } from './planted.ts'

type Asking = {
  run<T>(document: string, variables?: Record<string, unknown>): Promise<T>
  ask(
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<{ statements: number; errors: { code: unknown }[] }>
}

const QUEUE = `query ($unit: ID!, $state: DuplicateState!) { duplicatePairs(unit: $unit, state: $state, first: 100) { totalCount edges { node {
  id score state reason byName parts { part found points } one { id fullName } other { id fullName } } } } }`
const RUN = 'scan { id byName startedAt finishedAt progress { isRunning done total } }'
const SCAN = `mutation ($unit: ID!) { scanDuplicates(unit: $unit) { __typename ... on ScanDuplicatesSuccess { ${RUN} } ... on ScanRunning { message ${RUN} } } }`
const SCANNED = `query ($unit: ID!) { latestDuplicateScan(unit: $unit) { id people found finishedAt progress { isRunning hasFailed done total } } }`
const MERGE = `mutation ($input: MergePersonsInput!) { done: mergePersons(input: $input) { __typename ... on PersonMergeSuccess { merge { id undoUntil } } ... on UserError { message } } }`
const UNDO = `mutation ($id: ID!) { done: undoMerge(id: $id) { __typename ... on UserError { message } } }`
const REJECT = `mutation ($id: ID!, $reason: String!) { done: rejectDuplicate(id: $id, reason: $reason) { __typename ... on UserError { message } } }`
const LIKELY = `query ($input: LikelyDuplicatesInput!) { likelyDuplicates(input: $input) { score person { id fullName } parts { part found } } }`

interface Pair {
  id: string
  score: number
  state: string
  reason: string | null
  byName: string | null
  parts: { part: string; found: string; points: number }[]
  one: { id: string; fullName: string }
  other: { id: string; fullName: string }
}
interface Done {
  done: { __typename: string; message?: string; merge?: { id: string; undoUntil: string } }
}

async function queue(asking: Asking, unit: string, state = 'OPEN'): Promise<Pair[]> {
  const { duplicatePairs } = await asking.run<{ duplicatePairs: { edges: { node: Pair }[] } }>(QUEUE, { unit, state })
  return duplicatePairs.edges.map(({ node }) => node)
}

const merge = async (asking: Asking, input: Record<string, unknown>) =>
  (await asking.run<Done>(MERGE, { input: { take: [], ...input } })).done
const undo = async (asking: Asking, id = '') => (await asking.run<Done>(UNDO, { id })).done

interface Details {
  household?: Household
  relation?: HouseholdRelation
  bornOn?: string | null
  birthYear?: number
  sex?: 'MALE' | 'FEMALE'
  phone?: string | null
  paper?: { kind: string; number: string } | null
  diedOn?: string | null
  arrival?: boolean
  /** Leads the group for a year, and answers for an establishment there. */
  leads?: string | null
}

type Save = (build: (em: never) => unknown) => Promise<unknown>
type Sealing = Parameters<typeof sealPhone>[1]

/** Stores somebody as an import would, past the rules. */
function enter(em: Em, unitCode: string, vault: Sealing, fullName: string, details: Details): Person {
  const { household, phone, paper, relation = HouseholdRelation.OTHER, bornOn = '1984-03-17', arrival, leads } = details
  const id = crypto.randomUUID()
  const person = em.create(Person, {
    id,
    unitCode,
    fullName,
    bornOn,
    birthYear: details.birthYear ?? Number(bornOn?.slice(0, 4)),
    sex: (details.sex ?? 'FEMALE') as Sex,
    diedOn: details.diedOn,
    nameKey: searchKey(fullName),
    sortKey: sortKey(fullName),
    ...sealPhone({ id, phone }, vault),
  })
  if (household) {
    em.create(HouseholdMember, { unitCode, household: household.id, person, relation, joinedOn: '2020-01-01' })
    em.create(Residence, {
      unitCode,
      household: household.id,
      person,
      kind: ResidenceKind.PERMANENT,
      fromOn: '2020-01-01',
    })
    if (arrival)
      em.create(Arrival, {
        unitCode,
        household: household.id,
        person,
        arrivedOn: '2021-08-01',
        fromPlace: 'Bắc Ninh',
        fromEpidemicArea: true,
      })
  }
  if (leads) {
    const whose = { unitCode, residentialGroup: leads }
    em.create(GroupLeader, { ...whose, person, fromOn: '2020-01-01', toOn: '2021-01-01' })
    const place = { kind: EstablishmentKind.BUSINESS, name: 'Quán', nameKey: ' quan', sortKey: 'quan', address: 'Số 1' }
    em.create(Establishment, { ...whose, ...place, contactPerson: person })
  }
  if (paper) {
    const document = crypto.randomUUID()
    em.create(IdentityDocument, {
      id: document,
      unitCode,
      person,
      kind: paper.kind as IdentityKind,
      ...sealNumber({ id: document, number: paper.number }, vault),
    })
  }
  return person
}

// biome-ignore lint/suspicious/noExplicitAny: the manager of a test's `save`, whose relations take ids
type Em = any

function entering(given: { save: unknown }, unit: string, vault: Sealing) {
  const save = given.save as Save
  return (fullName: string, details: Details = {}) =>
    save((em) => enter(em as Em, unit, vault, fullName, details)) as Promise<Person>
}

describe('the queue', () => {
  test('holds every planted double of a unit, by a number of statements that does not grow', async ({
    as,
    jobs,
    given,
    unit,
    vault,
  }) => {
    await given.unit()
    const group = await given.group()
    const set = plant(11, 500, 2)
    const homes: Household[] = []
    for (const _ of set.addresses.slice(0, 40)) homes.push(await given.household(group))
    const ids = (await (given.save as Save)((em) =>
      set.people.map((person) =>
        enter(em as Em, unit, vault, person.fullName, {
          ...person,
          household: homes[person.household % homes.length],
          relation: HouseholdRelation.OTHER,
        }),
      ),
    )) as Person[]
    const clerk = as('REGISTRAR') as Asking
    const { scanDuplicates } = await clerk.run<{ scanDuplicates: { scan: object } }>(SCAN, { unit })
    expect(scanDuplicates.scan).toMatchObject({ finishedAt: null, progress: { isRunning: true } })
    // Whoever asks again, here or at the next desk, is told of the one that runs.
    for (const again of [clerk, as('REGISTRAR', { account: crypto.randomUUID() }) as Asking])
      expect(await again.run(SCAN, { unit })).toMatchObject({
        scanDuplicates: {
          __typename: 'ScanRunning',
          message: expect.stringMatching(/ đang rà từ \d\d:\d\d(, đã xong \d\/[1-9] bước)?\. Hãy đợi/),
          scan: scanDuplicates.scan,
        },
      })
    expect(await jobs()).toBeLessThanOrEqual(40)
    const done = { isRunning: false, hasFailed: false, done: 4, total: 4 }
    expect(await clerk.run(SCANNED, { unit })).toMatchObject({
      latestDuplicateScan: { people: set.people.length, finishedAt: expect.any(String), progress: done },
    })
    const found = new Set((await queue(clerk, unit)).map(({ one, other }) => [one.id, other.id].sort().join()))
    const planted = set.doubles.map(({ one, other, kind }) => ({
      kind,
      pair: [ids[one]?.id ?? '', ids[other]?.id ?? ''].sort().join(),
    }))
    expect(planted.filter(({ pair }) => !found.has(pair)).map(({ kind }) => kind)).toEqual([])
    // Whoever is entered again is found at once as well, without reading the unit.
    for (const { one, other } of set.doubles.slice(0, 20)) {
      const again = set.people[other]
      if (!again) continue
      const { fullName, bornOn, birthYear, sex, phone } = again
      const { likelyDuplicates } = await clerk.run<{ likelyDuplicates: { person: { id: string } }[] }>(LIKELY, {
        input: { unit, fullName, bornOn, birthYear: bornOn ? null : birthYear, sex, phone },
      })
      expect(likelyDuplicates.map(({ person }) => person.id)).toContain(ids[one]?.id)
    }
  })

  test('gets a new entry with it when somebody is registered, and every point has its reason', async ({
    as,
    given,
    unit,
    vault,
  }) => {
    const group = await given.group()
    const household = await given.household(group)
    await entering(given, unit, vault)('Nguyễn Thị Đào', { household, phone: '0987654321' })
    const clerk = as('REGISTRAR') as Asking
    const input = {
      unit,
      fullName: 'Nguyen Thi Dao',
      bornOn: '1984-03-17',
      sex: 'FEMALE',
      phone: '0987654312',
      residentialGroupId: group.id,
      address: 'Số 9',
      residenceKind: 'TEMPORARY',
      residesFrom: '2021-09-01',
    }
    await clerk.run(`mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { __typename } }`, {
      input,
    })
    const [pair] = await queue(clerk, unit)
    expect(pair?.parts).toEqual(
      expect.arrayContaining([
        { part: 'NAME', found: 'MARKS_LOST', points: 28 },
        { part: 'BIRTH', found: 'SAME', points: 34 },
        { part: 'PHONE', found: 'ONE_SLIP', points: 14 },
      ]),
    )
    expect(pair?.score).toBe(pair?.parts.reduce((sum, { points }) => sum + points, 0))
  })

  test('two officers at once start one search, and each sees how far it is', async ({ as, jobs, given, unit }) => {
    await given.unit()
    const desks = [1, 2, 3].map(() => as('REGISTRAR', { account: crypto.randomUUID() }) as Asking)
    const answers = await Promise.all(
      desks.map((desk) => desk.run<{ scanDuplicates: { __typename: string; scan: { id: string } } }>(SCAN, { unit })),
    )
    expect(answers.map((answer) => answer.scanDuplicates.__typename).toSorted()).toEqual([
      ...['ScanDuplicatesSuccess', 'ScanRunning', 'ScanRunning'],
    ])
    expect(new Set(answers.map((answer) => answer.scanDuplicates.scan.id)).size).toBe(1)
    await jobs()
    for (const desk of desks)
      expect(await desk.run(SCANNED, { unit })).toMatchObject({
        latestDuplicateScan: { progress: { isRunning: false, done: 4, total: 4 } },
      })
    // The next one is a search of its own.
    expect(await desks[0]?.run(SCAN, { unit })).toMatchObject({
      scanDuplicates: { __typename: 'ScanDuplicatesSuccess' },
    })
    await jobs()
  })

  test('asks nobody twice: what one officer decided the next is told', async ({ as, jobs, given, unit, vault }) => {
    const person = entering(given, unit, vault)
    await person('Lê Thị Uyên')
    await person('Lê Thị Uyên')
    const clerk = as('REGISTRAR') as Asking
    await clerk.run(SCAN, { unit })
    await jobs()
    const [pair] = await queue(clerk, unit)
    const reject = async (reason: string) => (await clerk.run<Done>(REJECT, { id: pair?.id, reason })).done.__typename
    expect(await reject('x')).toBe('InvalidInput')
    const answers = await Promise.all([reject('Hai chị em họ'), reject('Đã gặp cả hai')])
    expect(answers.sort()).toEqual(['DuplicatePairSuccess', 'PairDecided'])
    await clerk.run(SCAN, { unit })
    await jobs()
    expect(await queue(clerk, unit)).toEqual([])
    expect(await queue(clerk, unit, 'NOT_DUPLICATE')).toMatchObject([{ byName: expect.any(String) }])
  })

  test('is for the register only', async ({ as, unit }) => {
    for (const role of ['HEALTH_STAFF', 'CASHIER', 'DATA_PROTECTION_OFFICER'] as const)
      expect((await as(role).ask(QUEUE, { unit, state: 'OPEN' })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await as('INSPECTOR').ask(QUEUE, { unit, state: 'OPEN' })).errors).toEqual([])
  })

  test('shows whom a half-typed form may mean, and twins to nobody', async ({ as, jobs, given, unit, vault }) => {
    const group = await given.group()
    const household = await given.household(group)
    const person = entering(given, unit, vault)
    const dao = await person('Nguyễn Thị Đào', { household, bornOn: '1999-02-09' })
    await person('Trần Hải Anh', { household, bornOn: '2012-06-01' })
    await person('Trần Hải Ánh', { household, bornOn: '2012-06-01' })
    const clerk = as('REGISTRAR') as Asking
    const { likelyDuplicates } = await clerk.run<{ likelyDuplicates: { person: { id: string } }[] }>(LIKELY, {
      input: { unit, fullName: 'Nguyen Thi Dao', birthYear: 1999, residentialGroupId: group.id },
    })
    expect(likelyDuplicates.map((each) => each.person.id)).toEqual([dao.id])
    await clerk.run(SCAN, { unit })
    await jobs()
    expect(await queue(clerk, unit)).toEqual([])
  })
})

describe('merging', () => {
  test('knows what becomes of each reference to a person', ({ orm }) => {
    const found = [...orm.getMetadata().getAll().values()].flatMap(({ className, props }) =>
      props
        .filter(
          ({ kind, name, targetMeta }) =>
            ((kind === 'm:1' || kind === '1:1') && targetMeta?.class === Person) ||
            (kind === 'scalar' && /persons?(Ids?)?$/i.test(name)),
        )
        .map(({ name }) => `${className}.${name}`),
    )
    expect(found.sort()).toEqual(Object.keys(references).sort())
  })

  const STATE = `query ($id: ID!) { person(id: $id) { fullName bornOn annulledOn mergedInto { id } household { id code } residences { kind toOn } identityDocuments { kind numberMasked } history { kind participants { part } } } }`
  interface State {
    person: {
      fullName: string
      annulledOn: string | null
      mergedInto: { id: string } | null
      household: { id: string } | null
      residences: { toOn: string | null }[]
      identityDocuments: { kind: string; numberMasked: string }[]
      history: { kind: string }[]
    }
  }

  test('gives the survivor what both have, and the other id leads there', async ({ as, jobs, given, unit, vault }) => {
    const group = await given.group()
    const [old, fresh] = [await given.household(group), await given.household(group)]
    const person = entering(given, unit, vault)
    const one = await person('Nguyễn Thị Đào', {
      household: old,
      paper: { kind: 'OLD_ID', number: '012345678' },
      arrival: true,
    })
    const other = await person('Nguyễn Thị Đao', {
      household: fresh,
      phone: '0987654321',
      paper: { kind: 'CITIZEN_ID', number: '001184012345' },
      leads: group.id,
    })
    const clerk = as('REGISTRAR') as Asking
    await clerk.run(SCAN, { unit })
    await jobs()
    const [pair] = await queue(clerk, unit)
    await as('HEALTH_STAFF').run(
      `mutation ($input: ProposeChangeInput!) { proposeChange(input: $input) { __typename } }`,
      { input: { personId: other.id, field: 'SEX', newValue: 'MALE', reason: 'Theo thẻ căn cước' } },
    )
    const { duplicatePair } = await clerk.run<{ duplicatePair: Record<'oneHolds' | 'otherHolds', { id: string }> }>(
      `query ($id: ID!) { duplicatePair(id: $id) { oneHolds { ...Holds } otherHolds { ...Holds } } }
       fragment Holds on EntryHoldings { id papers leaderships establishments circumstances proposals }`,
      { id: pair?.id },
    )
    expect(Object.values(duplicatePair)).toEqual(
      expect.arrayContaining([
        { id: one.id, papers: 1, leaderships: 0, establishments: 0, circumstances: 0, proposals: 0 },
        { id: other.id, papers: 1, leaderships: 1, establishments: 1, circumstances: 0, proposals: 1 },
      ]),
    )
    const input = { pairId: pair?.id, survivorId: one.id, take: ['PHONE'] }
    expect((await merge(clerk, input)).__typename).toBe('HouseholdChoiceNeeded')
    expect((await merge(clerk, { ...input, livesWithId: other.id })).__typename).toBe('PersonMergeSuccess')
    const { person: survivor } = await clerk.run<State>(STATE, { id: one.id })
    expect(survivor).toMatchObject({ fullName: 'Nguyễn Thị Đào', household: { id: fresh.id }, annulledOn: null })
    expect(survivor.identityDocuments.map(({ kind }) => kind).sort()).toEqual(['CITIZEN_ID', 'OLD_ID'])
    expect(survivor.residences.filter(({ toOn }) => toOn === null)).toHaveLength(1)
    expect(survivor.history.map(({ kind }) => kind)).toContain('PERSON_MERGED')
    const { person: absorbed } = await clerk.run<State>(STATE, { id: other.id })
    expect(absorbed).toMatchObject({
      mergedInto: { id: one.id },
      annulledOn: expect.any(String),
      identityDocuments: [],
    })
    const people = `query ($unit: ID!, $search: String) { people(unit: $unit, search: $search) { edges { node { id } } } }`
    for (const search of [null, 'Nguyen Thi Dao', '0987654321', '001184012345', '012345678'])
      expect(await clerk.run(people, { unit, search }), String(search)).toEqual({
        people: { edges: [{ node: { id: one.id } }] },
      })
    for (const [table, column] of [
      ['group_leader', 'person_id'],
      ['establishment', 'contact_person_id'],
      ['change_proposal', 'person_id'],
    ])
      expect(
        await given.select(`select ${column} as person from ${table} where unit_code = ?`, [unit]),
        String(table),
      ).toEqual([{ person: one.id }])
    // Of whoever declared one entry as kin, the other is kin as well.
    const kin = as('REGISTRAR', { kin: [other.id] }) as Asking
    const death = `mutation ($input: RecordDeathInput!) { recordDeath(input: $input) { __typename } }`
    expect((await kin.ask(death, { input: { personId: one.id, on: '2021-09-01' } })).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ])
    // The house that nobody is left in leads to where she lives.
    expect(
      await clerk.run(`query ($id: ID!) { household(id: $id) { dissolvedOn successor { id } } }`, { id: old.id }),
    ).toEqual({ household: { dissolvedOn: expect.any(String), successor: { id: fresh.id } } })
  })

  test('is refused where the two cannot be one, or are not the officer’s to judge', async ({
    as,
    jobs,
    given,
    unit,
    vault,
  }) => {
    const person = entering(given, unit, vault)
    const pairs: [Partial<Details>, Partial<Details>, string][] = [
      [{ diedOn: '2021-01-01' }, { diedOn: '2021-02-01' }, 'DeathsDiffer'],
      [{ diedOn: '2021-01-01' }, {}, 'OneHasDied'],
    ]
    const clerk = as('REGISTRAR') as Asking
    for (const [number, [left, right, refusal]] of pairs.entries()) {
      const bornOn = `198${number}-05-06`
      const one = await person('Đỗ Thị Quỳnh', { bornOn, ...left })
      await person('Đỗ Thị Quỳnh', { bornOn, ...right })
      await clerk.run(SCAN, { unit })
      await jobs()
      const pair = (await queue(clerk, unit)).find((each) => [each.one.id, each.other.id].includes(one.id))
      expect((await merge(clerk, { pairId: pair?.id, survivorId: one.id })).__typename).toBe(refusal)
      expect((await merge(clerk, { pairId: pair?.id, survivorId: crypto.randomUUID() })).__typename).toBe(
        'InvalidInput',
      )
      const kin = as('REGISTRAR', { kin: [pair?.other.id ?? ''] }) as Asking
      expect(
        (await kin.ask(MERGE, { input: { pairId: pair?.id, survivorId: pair?.one.id, take: [] } })).errors,
      ).toMatchObject([{ code: 'FORBIDDEN' }])
    }
  })

  test('cannot be taken back after a day, or when somebody has changed what it touched', async ({
    as,
    jobs,
    given,
    unit,
    vault,
  }) => {
    const household = await given.household(await given.group())
    const person = entering(given, unit, vault)
    const one = await person('Ngô Thị Hạnh', { household })
    await person('Ngô Thị Hạnh', {})
    const clerk = as('REGISTRAR') as Asking
    await clerk.run(SCAN, { unit })
    await jobs()
    const [pair] = await queue(clerk, unit)
    const done = await merge(clerk, { pairId: pair?.id, survivorId: one.id })
    const later = new Date(Date.parse(done.merge?.undoUntil ?? '') + 1)
    expect((await undo(as('REGISTRAR', { now: later }) as Asking, done.merge?.id)).__typename).toBe('UndoMergeTooLate')
    const today = localDateOf(new Date())
    await clerk.run(`mutation ($input: MoveOutInput!) { moveOut(input: $input) { __typename } }`, {
      input: { householdId: household.id, personIds: [one.id], on: today, toPlace: 'Hải Phòng' },
    })
    expect(await undo(clerk, done.merge?.id)).toMatchObject({ __typename: 'ChangedSinceMerge' })
  })

  const fact = fc.record({
    household: fc.constantFrom(0, 1, 2),
    relation: fc.constantFrom(HouseholdRelation.HEAD, HouseholdRelation.CHILD),
    phone: fc.constantFrom(null, '0911111111', '0922222222'),
    paper: fc.constantFrom(null, 'CITIZEN_ID', 'OLD_ID'),
    fullName: fc.constantFrom('Vũ Thị Yến', 'Vu Thi Yen'),
    arrival: fc.boolean(),
    isLeader: fc.boolean(),
  })

  test('and taking it back leaves every row as it was', async ({ as, jobs, given, unit, vault }) => {
    const group = await given.group()
    const clerk = as('REGISTRAR') as Asking
    let number = 0
    const rowsOf = async (ids: string[], homes: string[]) => {
      const rows: Record<string, unknown> = {}
      for (const table of ['household_member', 'residence', 'identity_document', 'arrival', 'group_leader', 'person'])
        rows[table] = await given.select(
          `select to_jsonb(t) - 'phone_sealed' as row from ${table} t where ${table === 'person' ? 'id' : 'person_id'} = any (?::uuid[]) order by id`,
          [`{${ids}}`],
        )
      rows.places = await given.select(
        `select to_jsonb(t) as row from establishment t where contact_person_id = any (?::uuid[]) order by id`,
        [`{${ids}}`],
      )
      rows.homes = await given.select(
        `select to_jsonb(t) as row from household t where id = any (?::uuid[]) order by id`,
        [`{${homes}}`],
      )
      const phones = await (given.save as Save)(async (em) =>
        Promise.all(
          ((await (em as Em).find(Person, { id: { $in: ids } }, { orderBy: { id: 'asc' } })) as Person[]).map((each) =>
            openPhone(each, { vault, em: em as Em }),
          ),
        ),
      )
      return { ...rows, phones }
    }
    await fc.assert(
      fc.asyncProperty(
        fact,
        fact,
        fc.uniqueArray(fc.constantFrom('FULL_NAME', 'BIRTH', 'SEX', 'PHONE', 'PAPERS')),
        fc.boolean(),
        fc.boolean(),
        async (left, right, take, keepsFirst, livesWithFirst) => {
          number++
          const homes = [await given.household(group), await given.household(group)]
          const person = entering(given, unit, vault)
          const bornOn = `${1930 + (number % 60)}-0${1 + (number % 9)}-1${number % 10}`
          const people: Person[] = []
          for (const [place, { household, paper, isLeader, ...entry }] of [left, right].entries())
            people.push(
              await person(entry.fullName, {
                ...entry,
                bornOn,
                leads: isLeader ? group.id : null,
                ...(household < 2 && { household: homes[household] as Household }),
                paper: paper && {
                  kind: paper,
                  // One digit apart, as of somebody who misread it.
                  number: `${paper === 'OLD_ID' ? '' : '001'}${String(number * 100 + place).padStart(9, '0')}`,
                },
              }),
            )
          const ids = people.map(({ id }) => id)
          const before = await rowsOf(
            ids,
            homes.map(({ id }) => id),
          )
          await clerk.run(SCAN, { unit })
          await jobs()
          const pair = (await queue(clerk, unit)).find(
            (each) => ids.includes(each.one.id) && ids.includes(each.other.id),
          )
          expect(pair).toBeDefined()
          const done = await merge(clerk, {
            pairId: pair?.id,
            survivorId: ids[keepsFirst ? 0 : 1],
            livesWithId: ids[livesWithFirst ? 0 : 1],
            take,
          })
          expect(done).toMatchObject({ __typename: 'PersonMergeSuccess' })
          expect(
            await rowsOf(
              ids,
              homes.map(({ id }) => id),
            ),
          ).not.toEqual(before)
          expect(await undo(clerk, done.merge?.id)).toEqual({ __typename: 'PersonMergeSuccess' })
          expect(
            await rowsOf(
              ids,
              homes.map(({ id }) => id),
            ),
          ).toEqual(before)
          await clerk.run(REJECT, { id: pair?.id, reason: 'xem xong' })
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
})
