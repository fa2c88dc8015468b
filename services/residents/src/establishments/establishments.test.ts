import { localDateOf } from '@vungxanh/subgraph'
import { expect } from 'vitest'
import { test } from '../testing.ts'
import { EstablishmentKind } from './establishment.ts'

type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

/** Each act at its own moment, as people act: who asks is made with the time at which they ask. */
const atOnce = (as: (role: 'REGISTRAR') => Asking): Asking => ({
  run: (document, variables) => as('REGISTRAR').run(document, variables),
})

interface Done {
  __typename: string
  message?: string
  field?: string
  reason?: string
  warnings?: string[]
  change?: { id: string; kind: string }
  establishment?: { id: string; rooms: { id: string; number: string; lodgerCount: number }[] }
}

const DONE = `__typename ... on UserError { message } ... on InvalidInput { field } ... on NotUndoable { reason }
  ... on EstablishmentSuccess { warnings change { id kind } establishment { id rooms { id number lodgerCount } } }`

const without = (answer: string): string => DONE.replaceAll(new RegExp(`\\.\\.\\. on (${answer}) \\{[^}]*\\}`, 'g'), '')

async function act(asking: Asking, name: string, input: Record<string, unknown>): Promise<Done> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${without('NotUndoable')} } }`
  return (await asking.run<{ done: Done }>(document, { input })).done
}

async function undo(asking: Asking, { change }: Done): Promise<Done> {
  const document = `mutation ($id: ID!) { done: undoEstablishmentChange(id: $id) { ${without('InvalidInput')} } }`
  return (await asking.run<{ done: Done }>(document, { id: change?.id })).done
}

const ONE = `query ($id: ID!) { establishment(id: $id) { name workers closedOn contactName contactPhoneMasked contactPerson { fullName }
  residentialGroup { name } history { kind reason undoneAt details { field oldValue newValue } } } }`

const LIST = `query ($unit: ID!, $search: String, $kind: EstablishmentKind, $group: ID, $withClosed: Boolean! = false) {
  establishments(unit: $unit, search: $search, kind: $kind, residentialGroup: $group, withClosed: $withClosed) { edges { node { name } } } }`

async function names(asking: Asking, variables: Record<string, unknown>): Promise<string[]> {
  type Answer = { establishments: { edges: { node: { name: string } }[] } }
  const { establishments } = await asking.run<Answer>(LIST, variables)
  return establishments.edges.map(({ node }) => node.name)
}

test('an establishment is registered, found without diacritics, edited, closed, and each is taken back', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const clerk = atOnce(as)
  const facts = {
    kind: 'FACTORY',
    name: 'Xưởng may Hoà Bình',
    address: 'Số 12 ngõ 7',
    residentialGroupId: group.id,
    contactName: 'Bà Lê Thị Sáu',
    contactPhone: '0199000001',
    workers: 40,
  }
  expect(await act(clerk, 'registerEstablishment', { unit, ...facts, stalls: 3 })).toMatchObject({ field: 'stalls' })
  expect(await act(clerk, 'registerEstablishment', { unit: '99999', ...facts })).toMatchObject({
    __typename: 'UnitOutOfScope',
  })
  const { establishment } = await act(clerk, 'registerEstablishment', { unit, ...facts })
  const id = establishment?.id ?? ''
  for (const search of ['xuong hoa', 'HOÀ may', 'ngo 7']) expect(await names(clerk, { unit, search })).toHaveLength(1)
  for (const other of [{ search: 'cho' }, { kind: 'MARKET' }, { group: crypto.randomUUID() }])
    expect(await names(clerk, { unit, ...other })).toEqual([])

  expect(await act(clerk, 'editEstablishment', { id, ...facts, contactPhone: null })).toMatchObject({ field: 'name' })
  const owner = await given.person('Trần Văn Chủ', { household: await given.household(group) })
  const { contactName: _, contactPhone: __, ...others } = facts
  const edited = await act(clerk, 'editEstablishment', {
    id,
    ...others,
    workers: 55,
    contactPersonId: owner.id,
    reason: 'Đổi chủ',
  })
  expect(edited.change).toMatchObject({ kind: 'EDITED' })
  expect((await clerk.run<{ establishment: unknown }>(ONE, { id })).establishment).toMatchObject({
    workers: 55,
    contactName: null,
    contactPhoneMasked: null,
    contactPerson: { fullName: 'Trần Văn Chủ' },
    history: [
      {
        kind: 'EDITED',
        reason: 'Đổi chủ',
        details: expect.arrayContaining([
          { field: 'workers', oldValue: '40', newValue: '55' },
          { field: 'contactPhone', oldValue: '019xxxx001', newValue: null },
        ]),
      },
      { kind: 'REGISTERED' },
    ],
  })
  expect(await undo(clerk, edited)).toMatchObject({ __typename: 'EstablishmentSuccess' })
  expect((await clerk.run<{ establishment: unknown }>(ONE, { id })).establishment).toMatchObject({
    workers: 40,
    contactName: 'Bà Lê Thị Sáu',
    contactPhoneMasked: '019xxxx001',
    contactPerson: null,
  })
  expect(await undo(clerk, edited)).toMatchObject({ reason: 'UNDONE' })

  expect(await act(clerk, 'closeEstablishment', { id, on: '2999-01-01', reason: 'x' })).toMatchObject({ field: 'on' })
  const closed = await act(clerk, 'closeEstablishment', { id, on: '2026-11-01', reason: 'Trả mặt bằng' })
  expect(await act(clerk, 'editEstablishment', { id, ...facts })).toMatchObject({ __typename: 'EstablishmentClosed' })
  expect(await names(clerk, { unit })).toEqual([])
  expect(await names(clerk, { unit, withClosed: true })).toEqual(['Xưởng may Hoà Bình'])
  await undo(clerk, closed)
  expect(await names(clerk, { unit })).toEqual(['Xưởng may Hoà Bình'])
})

test('places stand by what their names count: 2 before 10, page after page, and so do rooms', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const clerk = atOnce(as)
  const facts = { kind: 'BOARDING_HOUSE', address: 'Số 12 ngõ 7', residentialGroupId: group.id }
  const ids: Record<string, string> = {}
  for (const name of ['Nhà trọ số 10', 'Nhà trọ số 2', 'Nhà trọ Ấp 100', 'Nhà trọ số 1', 'Nhà trọ bà Zen'])
    ids[name] = (await act(clerk, 'registerEstablishment', { unit, ...facts, name })).establishment?.id ?? ''
  const inOrder = ['Nhà trọ Ấp 100', 'Nhà trọ bà Zen', 'Nhà trọ số 1', 'Nhà trọ số 2', 'Nhà trọ số 10']
  const PAGE = `query ($unit: ID!, $after: String) { establishments(unit: $unit, first: 2, after: $after) {
    edges { node { name } } pageInfo { endCursor hasNextPage } } }`
  type Page = {
    establishments: {
      edges: { node: { name: string } }[]
      pageInfo: { endCursor: string; hasNextPage: boolean }
    }
  }
  const seen: string[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { establishments }: Page = await clerk.run<Page>(PAGE, { unit, after })
    seen.push(...establishments.edges.map(({ node }) => node.name))
    after = establishments.pageInfo.endCursor
    more = establishments.pageInfo.hasNextPage
  }
  expect(seen).toEqual(inOrder)
  await act(clerk, 'editEstablishment', { id: ids['Nhà trọ số 1'], ...facts, name: 'Nhà trọ số 11' })
  expect((await names(clerk, { unit })).slice(-3)).toEqual(['Nhà trọ số 2', 'Nhà trọ số 10', 'Nhà trọ số 11'])

  for (const number of ['P10', 'P2', '101', '12']) {
    const room = { establishmentId: ids['Nhà trọ số 2'], number, capacity: 2 }
    expect((await act(clerk, 'saveRoom', room)).__typename).toBe('EstablishmentSuccess')
  }
  const { establishment } = await clerk.run<{ establishment: { rooms: { number: string }[] } }>(
    'query ($id: ID!) { establishment(id: $id) { rooms { number } } }',
    { id: ids['Nhà trọ số 2'] },
  )
  expect(establishment.rooms.map(({ number }) => number)).toEqual(['12', '101', 'P2', 'P10'])
})

test('none comes back into a residential group that was closed since', async ({ as, given, unit }) => {
  const clerk = atOnce(as)
  const [old, other] = [await given.group(), await given.group()]
  const facts = { kind: 'OFFICE', name: 'Văn phòng', address: 'Số 1', residentialGroupId: old.id }
  const registered = await act(clerk, 'registerEstablishment', { unit, ...facts })
  const id = registered.establishment?.id
  const close = () =>
    clerk.run<{ closed: object }>(
      `mutation ($input: CloseResidentialGroupInput!) { closed: closeResidentialGroup(input: $input) { __typename } }`,
      { input: { id: old.id, on: localDateOf(new Date()) } },
    )
  const reopen = () =>
    clerk.run(`mutation ($id: ID!) { reopenResidentialGroup(id: $id) { __typename } }`, { id: old.id })
  const isRefused = { __typename: 'GroupClosedSince', message: expect.stringContaining(old.name) }

  const moved = await act(clerk, 'editEstablishment', { id, ...facts, residentialGroupId: other.id })
  expect(await close()).toMatchObject({ closed: { __typename: 'ResidentialGroupSuccess' } })
  expect(await undo(clerk, moved)).toMatchObject(isRefused)
  await reopen()
  expect(await undo(clerk, moved)).toMatchObject({ __typename: 'EstablishmentSuccess' })

  const on = localDateOf(new Date())
  const ended = await act(clerk, 'closeEstablishment', { id, on, reason: 'Trả mặt bằng' })
  await close()
  expect(await undo(clerk, ended)).toMatchObject(isRefused)
  await reopen()
  expect(await undo(clerk, ended)).toMatchObject({ __typename: 'EstablishmentSuccess' })
  // Registered by mistake it holds no group open.
  await undo(clerk, registered)
  expect(await close()).toMatchObject({ closed: { __typename: 'ResidentialGroupSuccess' } })
})

test('one registered by mistake is in no list any more, and stays in its page', async ({ as, given, unit }) => {
  const { id: residentialGroupId } = await given.group()
  const clerk = atOnce(as)
  const facts = { unit, kind: 'OFFICE', name: 'Nhầm', address: 'Số 1', residentialGroupId }
  const registered = await act(clerk, 'registerEstablishment', facts)
  await undo(clerk, registered)
  expect(await names(clerk, { unit, withClosed: true })).toEqual([])
  expect(await clerk.run(ONE, { id: registered.establishment?.id })).toMatchObject({ establishment: { name: 'Nhầm' } })
})

const ROOMS = `query ($id: ID!) { establishment(id: $id) { rooms { number capacity lodgerCount
  stays { household { code } unregistered { fullName } } formerStays { leftOn } } } }`

test('a household lives in one room at a time, with who has registered no residence', async ({ as, given }) => {
  const group = await given.group()
  const house = await given.establishment(group, EstablishmentKind.BOARDING_HOUSE)
  const office = await given.establishment(group, EstablishmentKind.OFFICE)
  const household = await given.household(group)
  const lodger = await given.person('Lê Văn Trọ', { household })
  await given.person('Lê Thị Trọ', { household, toOn: '2021-01-01' })
  const clerk = atOnce(as)
  const room = (number: string, establishmentId = house.id) =>
    act(clerk, 'saveRoom', { establishmentId, number, capacity: 1 })
  expect(await room('1', office.id)).toMatchObject({ field: 'establishmentId' })
  await room('P1')
  expect(await room('P1')).toMatchObject({ field: 'number' })
  const added = await room('P2')
  const [first, second] = added.establishment?.rooms ?? []
  const lodged = await act(clerk, 'lodgeHousehold', { roomId: first?.id, householdId: household.id, on: '2026-11-01' })
  expect(lodged.warnings).toEqual(['Phòng P1 ở được 1 người, nay có 2 người.'])
  expect(await clerk.run(ROOMS, { id: house.id })).toMatchObject({
    establishment: {
      rooms: [
        {
          lodgerCount: 2,
          stays: [{ household: { code: household.code }, unregistered: [{ fullName: 'Lê Thị Trọ' }] }],
        },
        { lodgerCount: 0, stays: [] },
      ],
    },
  })
  const close = { id: house.id, on: '2026-11-20', reason: 'Nghỉ' }
  expect(await act(clerk, 'closeEstablishment', close)).toMatchObject({ __typename: 'StillLodging' })
  expect(await act(clerk, 'closeRoom', { roomId: first?.id, on: '2026-11-20' })).toMatchObject({
    __typename: 'StillLodging',
  })

  const moved = await act(clerk, 'lodgeHousehold', { roomId: second?.id, householdId: household.id, on: '2026-11-10' })
  expect(await clerk.run(ROOMS, { id: house.id })).toMatchObject({
    establishment: { rooms: [{ stays: [], formerStays: [{ leftOn: '2026-11-10' }] }, { lodgerCount: 2 }] },
  })
  expect(await undo(clerk, lodged)).toMatchObject({ reason: 'NOT_LATEST' })
  await undo(clerk, moved)
  expect(await clerk.run(ROOMS, { id: house.id })).toMatchObject({
    establishment: {
      rooms: [
        { lodgerCount: 2, formerStays: [] },
        { lodgerCount: 0, formerStays: [] },
      ],
    },
  })
  const ROOM_OF = `query ($id: ID!) { person(id: $id) { household { room { id fromOn room { number establishment { name } } } } } }`
  const of = await clerk.run<{ person: { household: { room: { id: string } } } }>(ROOM_OF, { id: lodger.id })
  expect(of).toMatchObject({ person: { household: { room: { fromOn: '2026-11-01', room: { number: 'P1' } } } } })
  const stayId = of.person.household.room.id
  expect(await act(clerk, 'endLodging', { stayId, on: '2026-10-01' })).toMatchObject({ field: 'on' })
  await act(clerk, 'endLodging', { stayId, on: '2026-11-20' })
  expect(await act(clerk, 'endLodging', { stayId, on: '2026-11-20' })).toMatchObject({ field: 'stayId' })
  expect(await clerk.run(ROOM_OF, { id: lodger.id })).toMatchObject({ person: { household: { room: null } } })
})

test('rooms with who lives there cost the same statements however many they are', async ({ as, given }) => {
  const group = await given.group()
  const house = await given.establishment(group, EstablishmentKind.BOARDING_HOUSE)
  const clerk = atOnce(as)
  const fill = async (number: string) => {
    const { establishment } = await act(clerk, 'saveRoom', { establishmentId: house.id, number, capacity: 4 })
    const household = await given.household(group)
    await given.person(`Khách ${number}`, { household, toOn: '2021-01-01' })
    const roomId = establishment?.rooms.find((room) => room.number === number)?.id
    await act(clerk, 'lodgeHousehold', { roomId, householdId: household.id, on: '2026-11-01' })
  }
  await fill('1')
  const few = await as('REGISTRAR').ask(ROOMS, { id: house.id })
  for (const number of ['2', '3', '4', '5']) await fill(number)
  expect((await as('REGISTRAR').ask(ROOMS, { id: house.id })).statements).toBe(few.statements)
})
