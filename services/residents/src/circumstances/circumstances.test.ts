import { expect } from 'vitest'
import type { Household } from '../households/household.ts'
import { HouseholdRelation } from '../households/household.ts'
import { test } from '../testing.ts'
import { Circumstance } from './circumstance.ts'

type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

interface Done {
  __typename: string
  field?: string
  kind?: string
  circumstance?: { id: string; toOn: string | null }
}

const ANSWER = `__typename ... on InvalidInput { field } ... on CircumstanceSuccess { circumstance { id toOn } }`
const STANDS = '... on CircumstanceStands { kind fromOn toOn }'

async function act(asking: Asking, name: string, input: Record<string, unknown>): Promise<Done> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const stands = name === 'annulCircumstance' ? '' : STANDS
  const document = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${ANSWER} ${stands} } }`
  return (await asking.run<{ done: Done }>(document, { input })).done
}

const HOUSEHOLD = `query ($id: ID!, $on: LocalDate) { household(id: $id) {
  circumstances(on: $on) { kind toOn annulledReason person { fullName } household { id } } } }`

interface Seen {
  household: { circumstances: { kind: string; toOn: string | null; annulledReason: string | null }[] }
}

async function kindsOn(asking: Asking, id: string, on: string | null): Promise<string[]> {
  const { household } = await asking.run<Seen>(HOUSEHOLD, { id, on })
  return household.circumstances.map(({ kind }) => kind).toSorted()
}

const COUNTS = `query ($unit: ID!, $asOf: DateTime!, $group: ID) {
  statistics(unit: $unit, asOf: $asOf, residentialGroup: $group, from: "2021-01-01") { circumstances { kind households persons } } }`

const COUNTED = `query ($unit: ID!, $asOf: DateTime!, $group: ID, $kind: CircumstanceKind!) {
  countedResidents(unit: $unit, asOf: $asOf, residentialGroup: $group, figure: PERSONS, circumstance: $kind, first: 100) {
    totalCount edges { node { person { id } household { id } } } } }`

/** Households and persons of each kind that has any; each as many as the rows that open behind the number. */
async function counts(asking: Asking, variables: Record<string, unknown>): Promise<Record<string, [number, number]>> {
  type Counts = { statistics: { circumstances: { kind: string; households: number; persons: number }[] } }
  type Rows = { countedResidents: { totalCount: number; edges: { node: { household: { id: string } } }[] } }
  const { circumstances } = (await asking.run<Counts>(COUNTS, variables)).statistics
  const found: Record<string, [number, number]> = {}
  for (const { kind, households, persons } of circumstances) {
    const { edges, totalCount } = (await asking.run<Rows>(COUNTED, { ...variables, kind })).countedResidents
    expect([kind, new Set(edges.map(({ node }) => node.household.id)).size, totalCount]).toEqual([
      kind,
      households,
      persons,
    ])
    if (persons > 0) found[kind] = [households, persons]
  }
  return found
}

const now = new Date('2021-09-30T09:00:00+07:00')

test('a household is poor for its year, not nearly poor as well, and nobody loses what was recorded', async ({
  as,
  given,
}) => {
  const home = await given.household(await given.group())
  const clerk = as('WELFARE_OFFICER', { now })
  const poor = { kind: 'POOR_HOUSEHOLD', householdId: home.id, fromOn: '2021-01-01', document: '15/QĐ-UBND' }
  const recorded = await act(clerk, 'recordCircumstance', poor)
  expect(recorded.circumstance).toMatchObject({ toOn: '2022-01-01' })
  for (const kind of ['POOR_HOUSEHOLD', 'NEAR_POOR_HOUSEHOLD']) {
    expect(await act(clerk, 'recordCircumstance', { ...poor, kind, fromOn: '2021-06-01' })).toMatchObject({
      ...{ __typename: 'CircumstanceStands', kind: 'POOR_HOUSEHOLD', fromOn: '2021-01-01', toOn: '2022-01-01' },
    })
  }
  expect(await kindsOn(clerk, home.id, '2021-12-31')).toEqual(['POOR_HOUSEHOLD'])
  expect(await kindsOn(clerk, home.id, '2022-01-01')).toEqual([])

  const { id } = recorded.circumstance ?? {}
  expect(await act(clerk, 'endCircumstance', { id, on: '2021-01-01' })).toMatchObject({ field: 'on' })
  expect(await act(clerk, 'endCircumstance', { id, on: '2021-07-01' })).toMatchObject({
    circumstance: { toOn: '2021-07-01' },
  })
  const nearly = { ...poor, kind: 'NEAR_POOR_HOUSEHOLD', fromOn: '2021-07-01', toOn: '2021-10-01' }
  const next = await act(clerk, 'recordCircumstance', nearly)
  expect(next.__typename).toBe('CircumstanceSuccess')
  expect(await act(clerk, 'endCircumstance', { id })).toMatchObject({ kind: 'NEAR_POOR_HOUSEHOLD' })

  expect(await act(clerk, 'annulCircumstance', { id: next.circumstance?.id, reason: ' ' })).toMatchObject({
    field: 'reason',
  })
  await act(clerk, 'annulCircumstance', { id: next.circumstance?.id, reason: 'Ghi nhầm hộ' })
  expect(await act(clerk, 'annulCircumstance', { id: next.circumstance?.id, reason: 'Lần hai' })).toMatchObject({
    field: 'id',
  })
  // Without the day that was written down it ends with its year again, and does not go on for ever.
  expect(await act(clerk, 'endCircumstance', { id })).toMatchObject({ circumstance: { toOn: '2022-01-01' } })
  const { household } = await clerk.run<Seen>(HOUSEHOLD, { id: home.id })
  expect(household.circumstances).toMatchObject([
    { kind: 'NEAR_POOR_HOUSEHOLD', annulledReason: 'Ghi nhầm hộ' },
    { kind: 'POOR_HOUSEHOLD', toOn: '2022-01-01', annulledReason: null },
  ])
})

test('a kind has its holder, and a day that can be', async ({ as, given }) => {
  const home = await given.household(await given.group())
  const person = await given.person('Lê Thị An', { household: home })
  const clerk = as('REGISTRAR', { now })
  const facts = { kind: 'ORPHAN', personId: person.id, fromOn: '2021-01-01' }
  const refused: [Record<string, unknown>, string][] = [
    [{ ...facts, personId: null, householdId: home.id }, 'personId'],
    [{ ...facts, kind: 'POOR_HOUSEHOLD' }, 'householdId'],
    [{ ...facts, fromOn: '1021-01-01' }, 'fromOn'],
    [{ ...facts, fromOn: '2022-01-01' }, 'fromOn'],
    [{ ...facts, toOn: '2021-01-01' }, 'toOn'],
    [{ ...facts, document: 'x'.repeat(201) }, 'document'],
  ]
  for (const [input, field] of refused) expect(await act(clerk, 'recordCircumstance', input)).toMatchObject({ field })
  const elsewhere = as('REGISTRAR', { now, units: ['00001'] })
  await expect(act(elsewhere, 'recordCircumstance', facts)).rejects.toThrow('NOT_FOUND')
  expect(await act(clerk, 'recordCircumstance', facts)).toMatchObject({ circumstance: { toOn: null } })
})

test('two clerks at once record one', async ({ as, given }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const facts = { kind: 'PREGNANT', personId: person.id, fromOn: '2021-05-01', toOn: '2022-02-01' }
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => act(as('REGISTRAR', { now }), 'recordCircumstance', facts)),
  )
  expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => 'CircumstanceStands'),
    'CircumstanceSuccess',
  ])
})

test('a household shows those of whoever lived there that day, and each number opens its rows', async ({
  as,
  given,
  unit,
}) => {
  const [group, other] = [await given.group(), await given.group()]
  const [home, second] = [await given.household(group), await given.household(other)]
  const mother = await given.person('Lê Thị An', { household: home })
  await given.person('Lê Văn Bé', { household: home })
  const veteran = await given.person('Lê Văn Cụ', { household: second })
  const clerk = as('REGISTRAR', { now })
  await act(clerk, 'recordCircumstance', { kind: 'POOR_HOUSEHOLD', householdId: home.id, fromOn: '2021-01-01' })
  await act(clerk, 'recordCircumstance', { kind: 'JOB_LOST', personId: mother.id, fromOn: '2021-08-01' })
  for (const person of [mother, veteran])
    await act(clerk, 'recordCircumstance', { kind: 'MERIT', personId: person.id, fromOn: '2000-01-01' })

  expect(await kindsOn(clerk, home.id, '2021-09-01')).toEqual(['JOB_LOST', 'MERIT', 'POOR_HOUSEHOLD'])
  expect(await kindsOn(clerk, home.id, '2021-07-01')).toEqual(['MERIT', 'POOR_HOUSEHOLD'])
  expect(await kindsOn(clerk, home.id, '2019-07-01')).toEqual([])
  const asOf = '2021-09-01T17:00:00+07:00'
  expect(await counts(clerk, { unit, asOf })).toEqual({ POOR_HOUSEHOLD: [1, 2], JOB_LOST: [1, 1], MERIT: [2, 2] })
  expect(await counts(clerk, { unit, asOf, group: other.id })).toEqual({ MERIT: [1, 1] })
  await given.select(`update person set died_on = '2021-08-15' where id = ?`, [veteran.id])
  expect(await counts(clerk, { unit, asOf })).toMatchObject({ MERIT: [1, 1] })
})

test('the list of households is narrowed down to those of a circumstance, theirs or of somebody in them', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const [poor, ofMember, former, other] = await Promise.all([1, 2, 3, 4].map(() => given.household(group)))
  const member = await given.person('Lê Thị An', { household: ofMember as Household })
  await given.person('Lê Thị Hoa', { household: other as Household })
  const clerk = as('REGISTRAR')
  const standing = { fromOn: '2021-01-01', toOn: '2050-01-01' }
  await act(clerk, 'recordCircumstance', { kind: 'POOR_HOUSEHOLD', householdId: poor?.id, ...standing })
  await act(clerk, 'recordCircumstance', { kind: 'MERIT', personId: member.id, ...standing })
  const ended = { kind: 'POOR_HOUSEHOLD', householdId: former?.id, fromOn: '2021-01-01', toOn: '2022-01-01' }
  await act(clerk, 'recordCircumstance', ended)
  const LIST = `query ($unit: ID!, $kind: CircumstanceKind, $search: String) {
    households(unit: $unit, circumstance: $kind, search: $search) { totalCount edges { node { id } } } }`
  type Listed = { households: { totalCount: number; edges: { node: { id: string } }[] } }
  const listed = async (kind: string | null, search: string | null = null) => {
    const { households } = await clerk.run<Listed>(LIST, { unit, kind, search })
    expect(households.totalCount).toBe(households.edges.length)
    return households.edges.map(({ node }) => node.id)
  }
  expect(await listed('POOR_HOUSEHOLD')).toEqual([poor?.id])
  expect(await listed('MERIT')).toEqual([ofMember?.id])
  expect(await listed('MERIT', 'an')).toEqual([ofMember?.id])
  expect(await listed('MERIT', 'hoa')).toEqual([])
  expect(await listed('ORPHAN')).toEqual([])
  expect(await listed(null)).toHaveLength(4)
})

test('costs the same number of statements for 2 households as for 12', async ({ as, given, unit }) => {
  const group = await given.group()
  for (let n = 0; n < 12; n++) {
    const household = await given.household(group)
    const person = await given.person(`Người ${n}`, { household })
    await act(as('REGISTRAR', { now }), 'recordCircumstance', {
      ...{ kind: 'MERIT', personId: person.id, fromOn: '2000-01-01' },
    })
  }
  const document = `query ($unit: ID!, $first: Int) { households(unit: $unit, first: $first) { edges { node {
    circumstances(on: "2021-09-01") { kind person { fullName } household { code } } } } } }`
  const cost = async (first: number) => (await as('REGISTRAR', { now }).ask(document, { unit, first })).statements
  expect(await cost(12)).toBe(await cost(2))
})

test('a page goes on in the list of its own circumstance', async ({ as, given, unit }) => {
  const home = await given.household(await given.group())
  await given.person('Lê An', { household: home, relation: HouseholdRelation.HEAD })
  const clerk = as('WELFARE_OFFICER', { now })
  await act(clerk, 'recordCircumstance', {
    ...{ kind: 'POOR_HOUSEHOLD', householdId: home.id, fromOn: '2021-01-01', document: '15/QĐ-UBND' },
  })
  const FOUND = `query ($unit: ID!, $kind: CircumstanceKind, $after: String) {
    households(unit: $unit, search: "le an", circumstance: $kind, after: $after) { totalCount pageInfo { endCursor } } }`
  type Found = { households: { totalCount: number; pageInfo: { endCursor: string } } }
  const { households } = await clerk.run<Found>(FOUND, { unit, kind: 'POOR_HOUSEHOLD' })
  expect(households.totalCount).toBe(1)
  const after = households.pageInfo.endCursor
  expect((await clerk.ask(FOUND, { unit, kind: 'POOR_HOUSEHOLD', after })).errors).toEqual([])
  const { errors } = await clerk.ask(FOUND, { unit, kind: 'NEAR_POOR_HOUSEHOLD', after })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

const OF_PERSON = `query ($id: ID!) { person(id: $id) { circumstances { kind toOn endedByName annulledReason } } }`

/** Kind and last day of all that was ever said of a person. */
async function saidOf(asking: Asking, id: string) {
  type Said = { person: { circumstances: { kind: string; toOn: string | null; endedByName: string | null }[] } }
  const { circumstances } = (await asking.run<Said>(OF_PERSON, { id })).person
  return Object.fromEntries(circumstances.map(({ kind, toOn, endedByName }) => [kind, [toOn, endedByName !== null]]))
}

const event = async (asking: Asking, name: string, given: Record<string, unknown>) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  type Event = { done: { __typename: string; event?: { id: string } } }
  const answer = '__typename ... on LifeEventSuccess { event { id } }'
  const document = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${answer} } }`
  return (await asking.run<Event>(document, { input: given })).done.event?.id ?? ''
}
const undo = async (asking: Asking, id: string) => {
  const document = `mutation ($id: ID!) { done: undoLifeEvent(id: $id) { __typename ... on UserError { message } } }`
  return (await asking.run<{ done: { __typename: string; message?: string } }>(document, { id })).done
}

test('who dies or moves away is of no circumstance from that day; taken back, each goes on as it was', async ({
  as,
  given,
}) => {
  const home = await given.household(await given.group())
  const clerk = as('REGISTRAR', { now })
  for (const happening of ['recordDeath', 'moveOut']) {
    const { id } = await given.person('Cụ Bà', { household: home })
    const record = (kind: string, span: object) =>
      act(clerk, 'recordCircumstance', { kind, personId: id, fromOn: '2020-01-01', ...span })
    await record('LONE_ELDERLY', {})
    await record('DISABILITY', { toOn: '2022-01-01' })
    await record('MERIT', { toOn: '2021-01-01' })
    await record('PREGNANT', { fromOn: '2021-09-20' })
    const before = await saidOf(clerk, id)
    const input =
      happening === 'recordDeath'
        ? { personId: id, on: '2021-09-20' }
        : { householdId: home.id, personIds: [id], on: '2021-09-20', toPlace: 'Bắc Ninh' }
    const recorded = await event(clerk, happening, input)
    expect(await saidOf(clerk, id), happening).toEqual({
      LONE_ELDERLY: ['2021-09-20', true],
      DISABILITY: ['2021-09-20', true],
      MERIT: ['2021-01-01', false],
      // Begun on the day itself: there is nothing of it to end, somebody has to look.
      PREGNANT: [null, false],
    })
    expect(await undo(clerk, recorded)).toMatchObject({ __typename: 'LifeEventSuccess' })
    expect(await saidOf(clerk, id), happening).toEqual(before)
  }
})

test('an event is not taken back over what somebody has said since of what it ended', async ({ as, given }) => {
  const [clerk, officer] = [as('REGISTRAR', { now }), as('WELFARE_OFFICER', { now })]
  const leave = async () => {
    const home = await given.household(await given.group())
    const { id } = await given.person('Cụ Ông', { household: home })
    const alone = { kind: 'LONE_ELDERLY', personId: id, fromOn: '2020-01-01' }
    const { circumstance } = await act(officer, 'recordCircumstance', alone)
    const input = { householdId: home.id, personIds: [id], on: '2021-09-20', toPlace: 'Bắc Ninh' }
    return { alone, circumstance: circumstance?.id ?? '', left: await event(clerk, 'moveOut', input) }
  }
  const refused = { __typename: 'CircumstanceChangedSince', message: expect.stringContaining('20/09/2021') }

  const ended = await leave()
  await act(officer, 'endCircumstance', { id: ended.circumstance, on: '2021-08-01' })
  expect(await undo(clerk, ended.left)).toMatchObject(refused)
  // As the refusal says.
  await act(officer, 'endCircumstance', { id: ended.circumstance, on: '2021-09-20' })
  expect(await undo(clerk, ended.left)).toMatchObject({ __typename: 'LifeEventSuccess' })

  const annulled = await leave()
  await act(officer, 'annulCircumstance', { id: annulled.circumstance, reason: 'Ghi nhầm người' })
  // It was never so: there is nothing to give back, and nobody could take the annulment back either.
  expect(await undo(clerk, annulled.left)).toMatchObject({ __typename: 'LifeEventSuccess' })
  const row = await given.save((em) => em.findOneOrFail(Circumstance, { id: annulled.circumstance }))
  expect(row).toMatchObject({ toOn: '2021-09-20', annulledAt: expect.any(Date) })

  const again = await leave()
  expect(await act(officer, 'recordCircumstance', { ...again.alone, fromOn: '2021-09-25' })).toMatchObject({
    __typename: 'CircumstanceSuccess',
  })
  expect(await undo(clerk, again.left)).toMatchObject(refused)
})

test('a circumstance that is recorded while a death is: none outlives them', async ({ as, given }) => {
  const home = await given.household(await given.group())
  for (let round = 0; round < 4; round++) {
    const { id } = await given.person(`Cụ ${round}`, { household: home })
    const alone = { kind: 'LONE_ELDERLY', personId: id, fromOn: '2020-01-01' }
    await Promise.all([
      act(as('WELFARE_OFFICER', { now }), 'recordCircumstance', alone),
      event(as('REGISTRAR', { now }), 'recordDeath', { personId: id, on: '2021-09-20' }),
    ])
    const clerk = as('WELFARE_OFFICER', { now })
    // Not afterwards either, but for the days before.
    expect(await act(clerk, 'recordCircumstance', { ...alone, kind: 'MERIT' })).toMatchObject({
      __typename: 'PersonHasDied',
    })
    const { circumstance } = await act(clerk, 'recordCircumstance', { ...alone, kind: 'MERIT', toOn: '2021-09-20' })
    expect(await act(clerk, 'endCircumstance', { id: circumstance?.id, on: null })).toMatchObject({ field: 'on' })
    const said = await saidOf(as('REGISTRAR', { now }), id)
    expect(said.LONE_ELDERLY ?? ['2021-09-20', true]).toEqual(['2021-09-20', true])
  }
})
