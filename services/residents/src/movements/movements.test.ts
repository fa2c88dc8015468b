import { expect } from 'vitest'
import { type Household, HouseholdRelation } from '../households/household.ts'
import type { Person } from '../people/person.ts'
import { test } from '../testing.ts'

const { HEAD, SPOUSE, CHILD } = HouseholdRelation

type Result = {
  __typename: string
  message?: string
  field?: string
  event?: { id: string; kind: string; toHousehold: { id: string } | null }
  warnings?: string[]
}
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

const DONE = `__typename ... on LifeEventSuccess { warnings event { id kind toHousehold { id code } } } ... on UserError { message }`
const named = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}Input`

/** Runs one of the events; answers with its refusal or its event. */
async function act(asking: Asking, name: string, input: Record<string, unknown>): Promise<Result> {
  const document = `mutation ($input: ${named(name)}!) { done: ${name}(input: $input) { ${DONE} ... on InvalidInput { field } } }`
  return (await asking.run<{ done: Result }>(document, { input })).done
}

const undo = async (asking: Asking, id = ''): Promise<Result> =>
  (await asking.run<{ done: Result }>(`mutation ($id: ID!) { done: undoLifeEvent(id: $id) { ${DONE} } }`, { id })).done

const STANDING = `query ($id: ID!, $on: LocalDate!) { household(id: $id) {
  dissolvedOn successor { code } head { fullName }
  membersAsOf(on: $on) { relation joinedOn person { fullName } } present(on: $on) { fullName }
  history { kind undoneAt byName participants { part relation formerRelation person { fullName } } } } }`

interface Standing {
  household: {
    dissolvedOn: string | null
    successor: { code: string } | null
    head: { fullName: string } | null
    membersAsOf: { relation: string; joinedOn: string; person: { fullName: string } }[]
    present: { fullName: string }[]
    history: { kind: string; undoneAt: string | null }[]
  }
}

/** `Chủ HEAD` of a day, and who sleeps there. */
async function standing(asking: Asking, { id }: { id: string }, on: string) {
  const { household } = await asking.run<Standing>(STANDING, { id, on })
  return {
    ...household,
    members: household.membersAsOf.map(({ person, relation }) => `${person.fullName} ${relation}`).sort(),
    present: household.present.map(({ fullName }) => fullName).sort(),
    kinds: household.history.map(({ kind }) => kind),
  }
}

interface Home {
  household: Household
  head: Person
  wife: Person
  son: Person
}

interface Givens {
  group: () => Promise<{ id: string }>
  household: (group: never) => Promise<Household>
  person: (name: string, setting: { household: Household; relation?: HouseholdRelation }) => Promise<Person>
}

async function family(given: Givens): Promise<Home> {
  const household = await given.household((await given.group()) as never)
  const head = await given.person('Ông', { household, relation: HEAD })
  const wife = await given.person('Bà', { household, relation: SPOUSE })
  const son = await given.person('Con', { household, relation: CHILD })
  return { household, head, wife, son }
}

test('a household without a head gets one, and nobody becomes its second', async ({ as, given }) => {
  const household = await given.household(await given.group())
  const mother = await given.person('Mẹ', { household })
  await given.person('Con', { household, relation: CHILD })
  const clerk = as('REGISTRAR')
  const input = { householdId: household.id, headId: mother.id, on: '2021-09-01', relations: [] }
  expect(await act(clerk, 'changeHead', input)).toMatchObject({ event: { kind: 'HEAD_CHANGED' } })
  expect(await act(clerk, 'changeHead', input)).toMatchObject({ __typename: 'InvalidInput', field: 'headId' })
  expect(await standing(clerk, household, '2021-09-01')).toMatchObject({
    head: { fullName: 'Mẹ' },
    members: ['Con CHILD', 'Mẹ HEAD'],
  })
  expect((await standing(clerk, household, '2021-08-31')).members).toEqual(['Con CHILD', 'Mẹ OTHER'])
})

test('a change of head says what the former head is now, and keeps what everybody was', async ({ as, given }) => {
  const { household, head, wife, son } = await family(given)
  const clerk = as('REGISTRAR')
  const input = { householdId: household.id, headId: wife.id, on: '2021-09-01' }
  expect(await act(clerk, 'changeHead', { ...input, relations: [] })).toMatchObject({ field: 'relations' })
  const relations = [
    { personId: head.id, relation: 'SPOUSE' },
    { personId: son.id, relation: 'CHILD' },
  ]
  expect(await act(clerk, 'changeHead', { ...input, relations })).toMatchObject({ event: { kind: 'HEAD_CHANGED' } })
  const now = await standing(clerk, household, '2021-09-01')
  expect(now.members).toEqual(['Bà HEAD', 'Con CHILD', 'Ông SPOUSE'])
  // Joined long before: a new relation is no new stay.
  expect(now.membersAsOf.map(({ joinedOn }) => joinedOn)).toEqual(['2020-01-01', '2020-01-01', '2020-01-01'])
  expect(now.history[0]).toMatchObject({
    byName: 'Cán bộ hộ tịch – cư trú',
    participants: expect.arrayContaining([
      { part: 'SUBJECT', relation: 'HEAD', formerRelation: 'SPOUSE', person: { fullName: 'Bà' } },
      { part: 'SUBJECT', relation: 'SPOUSE', formerRelation: 'HEAD', person: { fullName: 'Ông' } },
    ]),
  })
  expect((await standing(clerk, household, '2021-08-31')).members).toEqual(['Bà SPOUSE', 'Con CHILD', 'Ông HEAD'])
})

test('a relation is corrected from a day, the head’s by a change of head only', async ({ as, given }) => {
  const { household, head, son } = await family(given)
  const clerk = as('REGISTRAR')
  const input = { householdId: household.id, personId: son.id, on: '2021-09-01' }
  expect(await act(clerk, 'changeRelation', { ...input, relation: 'CHILD' })).toMatchObject({ field: 'relation' })
  expect(await act(clerk, 'changeRelation', { ...input, relation: 'HEAD' })).toMatchObject({ field: 'relation' })
  expect(await act(clerk, 'changeRelation', { ...input, personId: head.id, relation: 'OTHER' })).toMatchObject({
    field: 'relation',
  })
  expect(await act(clerk, 'changeRelation', { ...input, relation: 'GRANDCHILD' })).toMatchObject({
    event: { kind: 'RELATION_CHANGED' },
  })
  expect((await standing(clerk, household, '2021-09-01')).members).toContain('Con GRANDCHILD')
})

test('ages that hardly go with a relation are a warning wherever either is written by hand', async ({ as, given }) => {
  // All of 1980.
  const { household, head, wife, son } = await family(given)
  const clerk = as('REGISTRAR')
  const on = '2021-09-01'
  const near = (name: string) => [expect.stringContaining(`${name}: Ghi là con nhưng chỉ kém chủ hộ 0 tuổi.`)]
  const relate = (personId: string, relation: string) =>
    act(clerk, 'changeRelation', { householdId: household.id, personId, relation, on })
  expect(await relate(son.id, 'OTHER')).toMatchObject({ warnings: [] })
  expect(await relate(son.id, 'CHILD')).toMatchObject({ warnings: near('Con') })
  const correct = (personId: string, changes: object) =>
    act(clerk, 'correctPerson', { personId, sex: 'UNKNOWN', reason: 'Theo khai sinh', ...changes })
  // Of the head, everybody's is looked at; of what is no birth, nothing.
  expect(await correct(son.id, { fullName: 'Con Cả', birthYear: 1980 })).toMatchObject({ warnings: [] })
  expect(await correct(head.id, { fullName: 'Ông', birthYear: 1990 })).toMatchObject({
    warnings: [expect.stringContaining('Con Cả: Ghi là con nhưng lớn tuổi hơn chủ hộ.')],
  })
  expect(await correct(son.id, { fullName: 'Con Cả', birthYear: 2010 })).toMatchObject({ warnings: [] })
  const others = [{ personId: head.id, relation: 'CHILD' }]
  expect(
    await act(clerk, 'changeHead', { householdId: household.id, headId: wife.id, on, relations: others }),
  ).toMatchObject({ warnings: [expect.stringContaining('Ông: Ghi là con nhưng chỉ kém chủ hộ 10 tuổi.')] })
  const apart = await given.household((await given.group()) as never)
  await given.person('Chủ mới', { household: apart, relation: HEAD })
  const moving = { householdId: household.id, personIds: [head.id], on, to: { householdId: apart.id } }
  expect(await act(clerk, 'moveMembers', { ...moving, relations: others })).toMatchObject({
    warnings: [expect.stringContaining('Ông: Ghi là con nhưng chỉ kém chủ hộ 10 tuổi.')],
  })
  const REGISTER = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) {
    ... on RegisterPersonSuccess { warnings } } }`
  const newcomer = {
    ...{ unit: household.unitCode, householdId: household.id, relation: 'CHILD', residesFrom: on },
    ...{ fullName: 'Con Út', birthYear: 1979, sex: 'MALE', residenceKind: 'PERMANENT' },
  }
  expect(await clerk.run(REGISTER, { input: newcomer })).toEqual({
    registerPerson: { warnings: [expect.stringContaining('Ghi là con nhưng lớn tuổi hơn chủ hộ.')] },
  })
})

test('some members split off into a household of their own, with a head', async ({ as, given }) => {
  const { household, wife, son } = await family(given)
  const clerk = as('REGISTRAR')
  const split = (changes: Record<string, unknown>) =>
    act(clerk, 'moveMembers', {
      householdId: household.id,
      personIds: [son.id],
      on: '2021-09-01',
      to: { residentialGroupId: household.residentialGroup.id, address: 'Số 9' },
      ...changes,
    })
  expect(await split({})).toMatchObject({ __typename: 'InvalidInput', field: 'relations' })
  expect(await split({ on: '2999-01-01' })).toMatchObject({ field: 'on' })
  expect(await split({ on: '2019-12-31' })).toMatchObject({ __typename: 'EventOutOfOrder' })
  expect(await split({ to: { householdId: household.id } })).toMatchObject({ field: 'to' })
  const relations = [{ personId: son.id, relation: 'HEAD' }]
  const done = await split({ relations })
  expect(done.event?.kind).toBe('SPLIT')
  expect(await standing(clerk, { id: done.event?.toHousehold?.id ?? '' }, '2021-09-01')).toMatchObject({
    members: ['Con HEAD'],
    present: ['Con'],
    kinds: ['SPLIT'],
  })
  expect(await standing(clerk, household, '2021-09-01')).toMatchObject({
    dissolvedOn: null,
    members: ['Bà SPOUSE', 'Ông HEAD'],
    present: ['Bà', 'Ông'],
  })
  expect(await standing(clerk, household, '2021-08-31')).toMatchObject({ present: ['Bà', 'Con', 'Ông'] })
  expect(await split({ relations })).toMatchObject({ __typename: 'NotInHousehold' })
  expect(await split({ personIds: [wife.id, son.id] })).toMatchObject({ __typename: 'NotInHousehold' })
})

test('a whole household that goes into another is merged into it, and leads there', async ({ as, given, unit }) => {
  const [one, two] = [await family(given), await family(given)]
  const clerk = as('REGISTRAR')
  const done = await act(clerk, 'moveMembers', {
    householdId: one.household.id,
    personIds: [one.head.id, one.wife.id, one.son.id],
    on: '2021-09-01',
    to: { householdId: two.household.id },
  })
  expect(done).toMatchObject({ event: { kind: 'MERGED' } })
  expect(await standing(clerk, one.household, '2021-09-01')).toMatchObject({
    dissolvedOn: '2021-09-01',
    successor: { code: two.household.code },
    members: [],
    present: [],
  })
  expect((await standing(clerk, two.household, '2021-09-01')).members).toHaveLength(6)
  const codes = async (search?: string) => {
    const document = `query ($unit: ID!, $search: String) { households(unit: $unit, search: $search) { edges { node { code } } } }`
    const { households } = await clerk.run<{ households: { edges: { node: { code: string } }[] } }>(document, {
      unit,
      search,
    })
    return households.edges.map(({ node }) => node.code)
  }
  expect(await codes()).toEqual([two.household.code])
  expect(await codes(one.household.code)).toEqual([one.household.code])
  const again = { householdId: one.household.id, personIds: [one.son.id], on: '2021-09-02', toPlace: 'Huế' }
  expect(await act(clerk, 'moveOut', again)).toMatchObject({ __typename: 'HouseholdNotFound' })
})

test('a child is born without papers, to one or two parents, and counts from that day', async ({ as, given }) => {
  const { household, head, wife, son } = await family(given)
  const clerk = as('REGISTRAR')
  const born = (changes: Record<string, unknown>) =>
    act(clerk, 'recordBirth', {
      householdId: household.id,
      fullName: 'Trần Bé',
      bornOn: '2021-09-01',
      sex: 'FEMALE',
      parentIds: [head.id, wife.id],
      relation: 'CHILD',
      ...changes,
    })
  expect(await born({ bornOn: '2999-01-01' })).toMatchObject({ field: 'bornOn' })
  expect(await born({ parentIds: [] })).toMatchObject({ field: 'parentIds' })
  expect(await born({ parentIds: [head.id, head.id] })).toMatchObject({ field: 'parentIds' })
  expect(await born({ parentIds: [head.id, wife.id, son.id] })).toMatchObject({ field: 'parentIds' })
  expect(await born({ relation: 'HEAD' })).toMatchObject({ field: 'relation' })
  expect(await born({ bornOn: '1985-01-01' })).toMatchObject({ field: 'parentIds' })
  const stranger = await given.person('Lạ', { household: (await family(given)).household })
  expect(await born({ parentIds: [stranger.id] })).toMatchObject({ __typename: 'NotInHousehold' })
  expect(await born({})).toMatchObject({ event: { kind: 'BORN' } })
  expect((await standing(clerk, household, '2021-08-31')).present).not.toContain('Trần Bé')
  const after = await standing(clerk, household, '2021-09-01')
  expect(after.present).toContain('Trần Bé')
  expect(after.history[0]).toMatchObject({
    participants: expect.arrayContaining([expect.objectContaining({ part: 'PARENT', person: { fullName: 'Bà' } })]),
  })
})

test('the dead are not present from that day, and move no more', async ({ as, given }) => {
  const { household, head } = await family(given)
  const clerk = as('REGISTRAR')
  const on = '2021-09-01'
  expect(await act(clerk, 'recordDeath', { personId: head.id, on: '2019-01-01' })).toMatchObject({
    __typename: 'EventOutOfOrder',
  })
  expect(await act(clerk, 'recordDeath', { personId: head.id, on })).toMatchObject({ event: { kind: 'DIED' } })
  expect(await standing(clerk, household, on)).toMatchObject({ head: null, present: ['Bà', 'Con'] })
  expect((await standing(clerk, household, '2021-08-31')).present).toContain('Ông')
  const member = { householdId: household.id, personIds: [head.id], on: '2021-09-02' }
  const refused = { __typename: 'PersonHasDied' }
  expect(await act(clerk, 'recordDeath', { personId: head.id, on })).toMatchObject(refused)
  expect(await act(clerk, 'moveOut', { ...member, toPlace: 'Huế' })).toMatchObject(refused)
  expect(await act(clerk, 'recordAbsence', member)).toMatchObject(refused)
  const { person } = await clerk.run<{ person: object }>(
    `query ($id: ID!) { person(id: $id) { diedOn household { code } residences { toOn } history { kind } } }`,
    { id: head.id },
  )
  expect(person).toEqual({
    diedOn: on,
    household: null,
    residences: [{ toOn: '2021-08-31' }],
    history: [{ kind: 'DIED' }],
  })
})

test('whoever moves out of the ward is in no household, and may come back into one', async ({ as, given }) => {
  const { household, son } = await family(given)
  const clerk = as('REGISTRAR')
  const out = { householdId: household.id, personIds: [son.id], on: '2021-03-01', toPlace: 'Hải Phòng' }
  expect(await act(clerk, 'moveOut', { ...out, toPlace: ' ' })).toMatchObject({ field: 'toPlace' })
  expect(await act(clerk, 'moveOut', out)).toMatchObject({ event: { kind: 'MOVED_OUT' } })
  const back = {
    personIds: [son.id],
    on: '2021-09-01',
    fromPlace: 'Hải Phòng',
    to: { householdId: household.id },
    relations: [{ personId: son.id, relation: 'CHILD' }],
    residenceKind: 'TEMPORARY',
  }
  expect(await act(clerk, 'moveIn', { ...back, on: '2021-02-01' })).toMatchObject({ __typename: 'EventOutOfOrder' })
  expect(await act(clerk, 'moveIn', { ...back, residenceKind: 'ABSENT' })).toMatchObject({ field: 'residenceKind' })
  expect(await act(clerk, 'moveIn', back)).toMatchObject({ event: { kind: 'MOVED_IN' } })
  expect(await act(clerk, 'moveIn', back)).toMatchObject({ __typename: 'StillInHousehold' })
  const present = async (on: string) => (await standing(clerk, household, on)).present.includes('Con')
  expect([await present('2021-02-28'), await present('2021-03-01'), await present('2021-09-01')]).toEqual([
    true,
    false,
    true,
  ])
})

test('whoever is away stays a member, and is not there at night until they return', async ({ as, given }) => {
  const { household, son } = await family(given)
  const clerk = as('REGISTRAR')
  const of = { householdId: household.id, personIds: [son.id] }
  expect(await act(clerk, 'recordReturn', { ...of, on: '2021-03-01' })).toMatchObject({
    __typename: 'AbsenceUnchanged',
  })
  expect(await act(clerk, 'recordAbsence', { ...of, on: '2021-03-01', until: '2021-02-01' })).toMatchObject({
    field: 'until',
  })
  expect(await act(clerk, 'recordAbsence', { ...of, on: '2021-03-01', place: 'Bắc Ninh' })).toMatchObject({
    event: { kind: 'ABSENT' },
  })
  expect(await act(clerk, 'recordAbsence', { ...of, on: '2021-03-02' })).toMatchObject({
    __typename: 'AbsenceUnchanged',
  })
  expect(await act(clerk, 'recordReturn', { ...of, on: '2021-03-05' })).toMatchObject({ event: { kind: 'RETURNED' } })
  const nights = await Promise.all(
    ['2021-02-28', '2021-03-01', '2021-03-04', '2021-03-05'].map(async (on) => {
      const { members, present } = await standing(clerk, household, on)
      return [members.includes('Con CHILD'), present.includes('Con')]
    }),
  )
  expect(nights).toEqual([
    [true, true],
    [true, false],
    [true, false],
    [true, true],
  ])
})

test('the newest event is taken back the same day, and that is written down', async ({ as, given, unit }) => {
  const { household, head, wife, son } = await family(given)
  const at = (time: string) => as('REGISTRAR', { now: new Date(`2021-09-${time}:00+07:00`) })
  const clerk = at('28T12:00')
  const before = await standing(clerk, household, '2021-09-01')
  const moved = await act(at('28T09:00'), 'moveMembers', {
    householdId: household.id,
    personIds: [head.id, wife.id, son.id],
    on: '2021-09-01',
    to: { residentialGroupId: household.residentialGroup.id, address: 'Số 9' },
  })
  expect(moved).toMatchObject({ event: { kind: 'MOVED' } })
  const died = await act(at('28T09:01'), 'recordDeath', { personId: son.id, on: '2021-09-02' })
  expect(await undo(clerk, moved.event?.id)).toMatchObject({ __typename: 'NotLatestEvent' })
  expect(await undo(clerk, died.event?.id)).toMatchObject({ __typename: 'LifeEventSuccess' })
  expect(await undo(clerk, died.event?.id)).toMatchObject({ __typename: 'EventUndone' })
  expect(await undo(at('29T00:01'), moved.event?.id)).toMatchObject({
    __typename: 'UndoTooLate',
  })
  expect(await undo(clerk, moved.event?.id)).toMatchObject({ __typename: 'LifeEventSuccess' })
  const after = await standing(clerk, household, '2021-09-01')
  expect(after.history[0]).toMatchObject({ kind: 'MOVED', undoneAt: expect.any(String) })
  expect({ ...after, history: [], kinds: [] }).toEqual({ ...before, history: [], kinds: [] })
  const born = await act(at('28T09:02'), 'recordBirth', {
    householdId: household.id,
    fullName: 'Trần Bé',
    bornOn: '2021-09-01',
    sex: 'MALE',
    parentIds: [wife.id],
    relation: 'CHILD',
  })
  expect(await undo(clerk, born.event?.id)).toMatchObject({ __typename: 'LifeEventSuccess' })
  expect((await standing(clerk, household, '2021-09-01')).present).toEqual(before.present)
  const { people } = await clerk.run<{ people: { totalCount: number } }>(
    `query ($unit: ID!) { people(unit: $unit) { totalCount } }`,
    { unit },
  )
  expect(people.totalCount).toBe(3)
})

test('of two clerks who move one person at once, one is told', async ({ as, given }) => {
  const [from, one, two] = [await family(given), await family(given), await family(given)]
  const move = (to: Household) =>
    act(as('REGISTRAR'), 'moveMembers', {
      householdId: from.household.id,
      personIds: [from.son.id],
      on: '2021-09-01',
      to: { householdId: to.id },
    })
  const answers = await Promise.all([move(one.household), move(two.household)])
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['LifeEventSuccess', 'NotInHousehold'])
})

test('two households that are merged into each other at once become one', async ({ as, given }) => {
  const [one, two] = [await family(given), await family(given)]
  const merge = (from: Home, to: Home) =>
    act(as('REGISTRAR'), 'moveMembers', {
      householdId: from.household.id,
      personIds: [from.head.id, from.wife.id, from.son.id],
      on: '2021-09-01',
      to: { householdId: to.household.id },
    })
  const answers = await Promise.all([merge(one, two), merge(two, one)])
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['HouseholdNotFound', 'LifeEventSuccess'])
})

test('what was written down of an event is never changed, not even by the loader', async ({ as, given }) => {
  const { household, son } = await family(given)
  const input = { householdId: household.id, personIds: [son.id], on: '2021-03-01' }
  await act(as('REGISTRAR'), 'recordAbsence', input)
  const change = (sql: string) => given.select(sql, [household.id])
  await expect(change(`update life_event set occurred_on = '2021-02-01' where household_id = ?`)).rejects.toThrow(
    /never changed/,
  )
  await expect(
    change(
      `update life_event_person set part = 'PARENT' where event_id in (select id from life_event where household_id = ?)`,
    ),
  ).rejects.toThrow(/never changed/)
})

test('registering writes the first line of a person’s history', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const registered = async (changes: Record<string, unknown>) => {
    const { registerPerson } = await as('REGISTRAR').run<{ registerPerson: object }>(
      `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { ... on RegisterPersonSuccess { person { history { kind place toHousehold { code } } } } ... on InvalidInput { field } } }`,
      {
        input: {
          unit,
          fullName: 'Trần An',
          sex: 'MALE',
          householdId: household.id,
          relation: 'HEAD',
          residenceKind: 'TEMPORARY',
          residesFrom: '2021-09-01',
          ...changes,
        },
      },
    )
    return registerPerson
  }
  expect(await registered({ fromPlace: 'Bắc Ninh' })).toEqual({
    person: { history: [{ kind: 'MOVED_IN', place: 'Bắc Ninh', toHousehold: { code: household.code } }] },
  })
  expect(await registered({})).toEqual({ field: 'relation' })
  expect(await registered({ relation: 'CHILD' })).toMatchObject({ person: { history: [{ kind: 'REGISTERED' }] } })
})

test('who is present adds up: households, groups, the unit, and SQL that is written another way', async ({
  as,
  given,
  unit,
}) => {
  await given.unit()
  const [one, two] = [await family(given), await family(given)]
  const clerk = as('REGISTRAR')
  const of = (home: Home, person: Person) => ({ householdId: home.household.id, personIds: [person.id] })
  await act(clerk, 'recordAbsence', { ...of(one, one.son), on: '2021-03-01', until: '2021-05-01' })
  await act(clerk, 'moveOut', { ...of(one, one.wife), on: '2021-04-01', toPlace: 'Huế' })
  await act(clerk, 'moveMembers', { ...of(two, two.son), on: '2021-04-15', to: { householdId: one.household.id } })
  await act(clerk, 'recordDeath', { personId: two.head.id, on: '2021-05-02' })
  const counts = []
  for (const on of ['2020-12-31', '2021-03-01', '2021-04-01', '2021-04-15', '2021-05-01', '2021-05-02']) {
    const { adminUnit } = await clerk.run<{ adminUnit: { population: Counted } }>(
      `query ($unit: ID!, $asOf: DateTime!) { adminUnit(code: $unit) { population(asOf: $asOf) { persons present byResidentialGroup { persons present } } } }`,
      { unit, asOf: `${on}T21:00:00+07:00` },
    )
    const { persons, present, byResidentialGroup } = adminUnit.population
    const homes = [await standing(clerk, one.household, on), await standing(clerk, two.household, on)]
    expect(homes.reduce((sum, home) => sum + home.present.length, 0)).toBe(present)
    expect(byResidentialGroup.map((group) => group.present)).toEqual(homes.map((home) => home.present.length))
    expect(byResidentialGroup.reduce((sum, group) => sum + group.persons, 0)).toBe(persons)
    // By persons, not by residences: nobody is asked where they live.
    const [row] = await given.select(
      `select count(*)::int as persons, count(*) filter (where not exists (select from residence away
         where away.person_id = person.id and away.kind = 'ABSENT' and daterange(away.from_on, away.to_on, '[]') @> ?::date))::int as present
       from person where unit_code = ? and exists (select from residence
         where residence.person_id = person.id and residence.kind <> 'ABSENT' and from_on <= ? and coalesce(to_on, 'infinity') >= ?)`,
      [on, unit, on, on],
    )
    expect({ persons, present }).toEqual(row)
    counts.push([persons, present])
  }
  expect(counts).toEqual([
    [6, 6],
    [6, 5],
    [5, 4],
    [5, 4],
    [5, 4],
    [4, 4],
  ])
})

interface Counted {
  persons: number
  present: number
  byResidentialGroup: { persons: number; present: number }[]
}

test('the history of many households costs as many statements as that of few', async ({ as, given, unit }) => {
  const clerk = as('REGISTRAR')
  for (let home = 0; home < 6; home++) {
    const { household, son } = await family(given)
    await act(clerk, 'recordAbsence', { householdId: household.id, personIds: [son.id], on: '2021-09-01' })
  }
  const document = `query ($unit: ID!, $first: Int) { households(unit: $unit, first: $first) { edges { node {
    membersAsOf(on: "2021-09-01") { person { fullName } } present(on: "2021-09-01") { fullName }
    history { kind household { code } participants { person { fullName } } } } } } }`
  const few = await clerk.ask(document, { unit, first: 2 })
  const many = await clerk.ask(document, { unit, first: 6 })
  expect([few.errors, many.errors]).toEqual([[], []])
  expect(many.statements).toBe(few.statements)
})
