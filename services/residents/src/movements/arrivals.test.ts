import pg from 'pg'
import { describe, expect } from 'vitest'
import { type builders, test } from '../testing.ts'
import { AdminLevel, AdminUnit } from '../units/admin-unit.ts'

const DECLARE = `mutation ($input: DeclareArrivalInput!) {
  declareArrival(input: $input) {
    __typename
    ... on ArrivalSuccess { arrival {
      id departedOn arrivedOn fromPlace origin { code } declaredBy channel byName
      person { id fullName household { id } residences { kind fromOn toOn } } household { id }
    } }
    ... on InvalidInput { field }
  }
}`
const WITHDRAW = `mutation ($input: WithdrawArrivalInput!) {
  withdrawArrival(input: $input) { __typename ... on ArrivalSuccess { arrival { withdrawnReason withdrawnByName } } ... on InvalidInput { field } }
}`
const LIST = `query ($unit: ID!, $list: ArrivalList, $from: LocalDate, $to: LocalDate, $residentialGroup: ID, $origin: ID) {
  arrivals(unit: $unit, list: $list, from: $from, to: $to, residentialGroup: $residentialGroup, origin: $origin, first: 50) {
    totalCount edges { node { id arrivedOn person { fullName } household { address } origin { name } } }
  }
}`

const journey = {
  fromPlace: 'Xã Lãng Ngâm, Gia Bình, Bắc Ninh',
  departedOn: '2021-09-01',
  arrivedOn: '2021-09-02',
  declaredBy: 'GROUP_LEADER',
  channel: 'MESSAGE',
}

type Builders = Pick<ReturnType<typeof builders>, 'group' | 'household' | 'person'>

interface Declared {
  declareArrival: {
    __typename: string
    field?: string
    arrival: { id: string; person: { id: string }; household: { id: string } }
  }
}

/** What the health station is told, in order. */
async function told(url: string, unit: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ type: string; subject: string; payload: Record<string, unknown> }>(
    `select type, outbox.subject, payload from events.outbox join events.delivery on event_id = id
     where unit_code = $1 and consumer = 'health' order by no`,
    [unit],
  )
  await client.end()
  return rows
}

async function ward(given: Builders) {
  const group = await given.group()
  const household = await given.household(group)
  const son = await given.person('Nguyễn Văn Con', { household })
  return { group, household, son }
}

describe('declareArrival', () => {
  test('of somebody known tells the health station in the same transaction, without a name', async ({
    as,
    given,
    unit,
    database: { superuserUrl },
  }) => {
    const { group, household, son } = await ward(given)
    await given.save((em) => {
      const province = em.create(AdminUnit, { code: `${unit}P`, name: 'Tỉnh Bắc Ninh', level: AdminLevel.PROVINCE })
      return em.create(AdminUnit, { code: `${unit}D`, name: 'Gia Bình', level: AdminLevel.DISTRICT, parent: province })
    })
    const input = { unit, personId: son.id, originCode: `${unit}D`, ...journey }
    const { declareArrival } = await as('REGISTRAR').run<Declared>(DECLARE, { input })
    expect(declareArrival).toMatchObject({
      __typename: 'ArrivalSuccess',
      arrival: { ...journey, origin: { code: `${unit}D` }, person: { id: son.id }, household: { id: household.id } },
    })
    expect(await told(superuserUrl, unit)).toEqual([
      {
        type: 'residents.arrivalDeclared',
        subject: `person/${son.id}`,
        payload: {
          arrivalId: declareArrival.arrival.id,
          personId: son.id,
          householdId: household.id,
          residentialGroupId: group.id,
          origin: [`${unit}D`, `${unit}P`],
          departedOn: '2021-09-01',
          arrivedOn: '2021-09-02',
          corrects: null,
        },
      },
    ])
  })

  test('of somebody new writes them down as staying from that day, in a household known or new', async ({
    as,
    given,
    unit,
  }) => {
    const { group, household } = await ward(given)
    const newPerson = { fullName: 'Trần Thị Khách', birthYear: 1999, sex: 'FEMALE' }
    const come = async (staying: Record<string, string>) =>
      (await as('REGISTRAR').run<Declared>(DECLARE, { input: { unit, newPerson, staying, ...journey } })).declareArrival
        .arrival
    expect(await come({ householdId: household.id })).toMatchObject({
      person: {
        household: { id: household.id },
        residences: [{ kind: 'STAYING', fromOn: '2021-09-02', toOn: null }],
      },
      household: { id: household.id },
    })
    const elsewhere = await come({ residentialGroupId: group.id, address: 'Số 9' })
    expect(elsewhere.household.id).not.toBe(household.id)
  })

  test('ends an absence: whoever came sleeps here tonight', async ({ as, given, unit }) => {
    const { household, son } = await ward(given)
    await as('REGISTRAR').run(
      `mutation ($input: RecordAbsenceInput!) { recordAbsence(input: $input) { __typename } }`,
      { input: { householdId: household.id, personIds: [son.id], on: '2021-08-01' } },
    )
    const { declareArrival } = await as('REGISTRAR').run<Declared>(DECLARE, {
      input: { unit, personId: son.id, ...journey },
    })
    expect(declareArrival.arrival.person).toMatchObject({
      residences: expect.arrayContaining([{ kind: 'ABSENT', fromOn: '2021-08-01', toOn: '2021-09-01' }]),
    })
  })

  test('is refused twice for one person and day, also of two clerks at once, and tells nobody', async ({
    as,
    given,
    unit,
    database: { superuserUrl },
  }) => {
    const { son } = await ward(given)
    const input = { unit, personId: son.id, ...journey }
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => as('REGISTRAR').run<Declared>(DECLARE, { input })),
    )
    expect(answers.map(({ declareArrival }) => declareArrival.__typename).sort()).toEqual([
      'ArrivalAlreadyDeclared',
      'ArrivalAlreadyDeclared',
      'ArrivalAlreadyDeclared',
      'ArrivalSuccess',
    ])
    expect(await told(superuserUrl, unit)).toHaveLength(1)
  })

  test.for([
    ['fromPlace', { fromPlace: ' ' }],
    ['arrivedOn', { arrivedOn: '2999-01-01' }],
    ['departedOn', { departedOn: '2021-09-03' }],
    ['departedOn', { departedOn: '2021-07-01' }],
    ['originCode', { originCode: 'nowhere' }],
    ['phone', { phone: '12' }],
    ['reason', { corrects: crypto.randomUUID(), reason: '' }],
  ] as const)('refuses a wrong %s', async ([field, wrong], { as, given, unit }) => {
    const { son } = await ward(given)
    const { declareArrival } = await as('REGISTRAR').run<Declared>(DECLARE, {
      input: { unit, personId: son.id, ...journey, ...wrong },
    })
    expect(declareArrival).toEqual({ __typename: 'InvalidInput', field })
  })
})

describe('a mistake', () => {
  test('is withdrawn once, for a reason, and the health station is told', async ({
    as,
    given,
    unit,
    database: { superuserUrl },
  }) => {
    const { son } = await ward(given)
    const { declareArrival } = await as('REGISTRAR').run<Declared>(DECLARE, {
      input: { unit, personId: son.id, ...journey },
    })
    const { id } = declareArrival.arrival
    const withdraw = (reason: string) => as('REGISTRAR').run(WITHDRAW, { input: { id, reason } })
    expect(await withdraw('')).toEqual({ withdrawArrival: { __typename: 'InvalidInput', field: 'reason' } })
    expect(await withdraw('Ghi nhầm người')).toMatchObject({
      withdrawArrival: { arrival: { withdrawnReason: 'Ghi nhầm người', withdrawnByName: expect.any(String) } },
    })
    expect(await withdraw('Ghi nhầm người')).toEqual({ withdrawArrival: { __typename: 'ArrivalAlreadyWithdrawn' } })
    expect((await told(superuserUrl, unit)).map(({ type, payload }) => [type, payload.arrivalId])).toEqual([
      ['residents.arrivalDeclared', id],
      ['residents.arrivalWithdrawn', id],
    ])
  })

  test('is corrected by declaring anew in its place: one of them remains', async ({
    as,
    given,
    unit,
    database: { superuserUrl },
  }) => {
    const { household, son } = await ward(given)
    const other = await given.person('Nguyễn Văn Khác', { household })
    const declare = async (changes: Record<string, unknown>) =>
      (await as('REGISTRAR').run<Declared>(DECLARE, { input: { unit, personId: son.id, ...journey, ...changes } }))
        .declareArrival.arrival.id
    const first = await declare({})
    const second = await declare({ corrects: first, reason: 'Ghi nhầm nơi đi', fromPlace: 'Hải Dương' })
    const third = await declare({ corrects: second, reason: 'Ghi nhầm người', personId: other.id })
    const { arrivals } = await as('REGISTRAR').run<{ arrivals: { edges: { node: { id: string } }[] } }>(LIST, {
      unit,
      list: 'DECLARED',
    })
    expect(arrivals.edges.map(({ node }) => node.id)).toEqual([third])
    expect(
      (await told(superuserUrl, unit)).map(({ type, payload }) => [type, payload.arrivalId, payload.corrects]),
    ).toEqual([
      ['residents.arrivalDeclared', first, null],
      ['residents.arrivalDeclared', second, first],
      ['residents.arrivalWithdrawn', second, undefined],
      ['residents.arrivalDeclared', third, null],
    ])
  })
})

test('arrivals are found by day, group, origin and list, in as many statements whatever their number', async ({
  as,
  given,
  unit,
}) => {
  await given.save((em) =>
    em.create(AdminUnit, { code: `${unit}P`, name: 'Tỉnh Bắc Giang', level: AdminLevel.PROVINCE }),
  )
  const { group, household } = await ward(given)
  const elsewhere = await given.household(await given.group())
  const declare = async (at: number, home: typeof household, changes: Record<string, unknown> = {}) => {
    const person = await given.person(`Người ${at}`, { household: home })
    await as('REGISTRAR').run(DECLARE, { input: { unit, personId: person.id, ...journey, ...changes } })
  }
  await declare(1, household)
  await declare(2, household, { arrivedOn: '2021-09-05', originCode: `${unit}P` })
  await declare(3, elsewhere)
  const names = async (filter: Record<string, unknown>) => {
    const { data, statements } = await as('HEALTH_STAFF').ask(LIST, { unit, ...filter })
    const { edges } = data.arrivals as { edges: { node: { person: { fullName: string } } }[] }
    return { names: edges.map(({ node }) => node.person.fullName).sort(), statements }
  }
  expect((await names({ from: '2021-09-03' })).names).toEqual(['Người 2'])
  expect((await names({ to: '2021-09-03' })).names).toEqual(['Người 1', 'Người 3'])
  expect((await names({ residentialGroup: group.id })).names).toEqual(['Người 1', 'Người 2'])
  expect((await names({ origin: `${unit}P` })).names).toEqual(['Người 2'])
  expect((await names({ list: 'WITHDRAWN' })).names).toEqual([])
  const few = await names({})
  for (let at = 4; at < 24; at++) await declare(at, household, { originCode: `${unit}P` })
  expect((await names({})).statements).toBe(few.statements)
})

test('units are found by a part of their name, without diacritics, or by their code', async ({ as, given, unit }) => {
  await given.save((em) =>
    em.create(AdminUnit, { code: `${unit}T`, name: `Thành phố Đà Nẵng ${unit}`, level: AdminLevel.PROVINCE }),
  )
  const found = async (search: string) =>
    (
      await as('REGISTRAR').run<{ adminUnits: { code: string }[] }>(
        `query ($search: String!) { adminUnits(search: $search) { code name } }`,
        { search },
      )
    ).adminUnits.map(({ code }) => code)
  expect(await found(`da nang ${unit}`)).toEqual([`${unit}T`])
  expect(await found(`${unit}T`)).toEqual([`${unit}T`])
  expect(await found('%')).toEqual([])
  expect(await found(' ')).toEqual([])
})
