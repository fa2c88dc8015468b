import { expect } from 'vitest'
import { HouseholdRelation } from '../households/household.ts'
import { test } from '../testing.ts'

const PEOPLE = `query ($unit: ID!, $search: String, $first: Int, $after: String) {
  people(unit: $unit, search: $search, first: $first, after: $after) {
    edges { node { fullName } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`

const HOUSEHOLDS = `query ($unit: ID!, $search: String, $residentialGroup: ID) {
  households(unit: $unit, search: $search, residentialGroup: $residentialGroup) { edges { node { code } } }
}`

interface Households {
  households: { edges: { node: { code: string } }[] }
}

interface People {
  people: {
    edges: { node: { fullName: string } }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
    totalCount: number
  }
}

const REGISTER = `mutation ($input: RegisterPersonInput!) {
  registerPerson(input: $input) {
    __typename
    ... on RegisterPersonSuccess { warnings person { id fullName birthYear household { code members { relation person { fullName } } } identityDocuments { numberMasked } } }
    ... on DuplicateIdentityNumber { holder { fullName } }
    ... on InvalidInput { field }
    ... on UserError { message }
  }
}`

interface Registered {
  registerPerson: { __typename: string; field?: string }
}

const newcomer = (unit: string, changes: Record<string, unknown> = {}) => ({
  unit,
  fullName: ' Nguyễn  Thị Hồng Đào ',
  bornOn: '1999-02-09',
  sex: 'FEMALE',
  identityKind: 'CITIZEN_ID',
  identityNumber: '001199012345',
  residenceKind: 'PERMANENT',
  residesFrom: '2021-01-01',
  ...changes,
})

test('finds a person without diacritics, in any word order, and orders by given name', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  for (const name of ['Nguyễn Thị Đào', 'Đào Văn An', 'Trần Hoà Bình']) await given.person(name, { household })

  const registrar = as('REGISTRAR')
  const names = async (search: string) => {
    const { people } = await registrar.run<People>(PEOPLE, { unit, search })
    return people.edges.map(({ node }) => node.fullName)
  }
  // People are called by their given name.
  expect(await names('dao')).toEqual(['Nguyễn Thị Đào', 'Đào Văn An'])
  expect(await names('dao thi')).toEqual(['Nguyễn Thị Đào'])
  expect(await names('hòa')).toEqual(['Trần Hoà Bình'])
  expect(await names('')).toEqual(['Đào Văn An', 'Trần Hoà Bình', 'Nguyễn Thị Đào'])
  expect(await names('???')).toEqual([])
})

test('walks a list in pages without losing or repeating anyone', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  for (const name of ['Lê A', 'Lê B', 'Lê B', 'Lê C', 'Lê D']) await given.person(name, { household })

  const seen: string[] = []
  let after: string | undefined
  do {
    const { people }: People = await as('REGISTRAR').run<People>(PEOPLE, { unit, first: 2, after })
    expect(people.totalCount).toBe(5)
    seen.push(...people.edges.map(({ node }) => node.fullName))
    after = people.pageInfo.hasNextPage ? people.pageInfo.endCursor : undefined
  } while (after)
  expect(seen).toEqual(['Lê A', 'Lê B', 'Lê B', 'Lê C', 'Lê D'])
})

test('a cursor tells nobody what the list is sorted by, and works in its own list only', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  for (const name of ['Lê An', 'Lê Bình', 'Lê Chi']) await given.person(name, { household })
  const CURSORS = `query ($unit: ID!, $first: Int, $after: String) { people(unit: $unit, first: $first, after: $after) { edges { cursor } pageInfo { startCursor endCursor } } }`
  type Cursors = { people: { edges: { cursor: string }[]; pageInfo: { endCursor: string } } }
  // Whoever asked for cursors only would have read three names, and the audit and the limit of an emergency none.
  const { people } = await as('REGISTRAR').run<Cursors>(CURSORS, { unit })
  for (const { cursor } of people.edges) {
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/(an|binh|chi) le/)
  }
  expect(new Set(people.edges.map(({ cursor }) => cursor)).size).toBe(3)
  expect((await as('REGISTRAR').run<Cursors>(CURSORS, { unit })).people).toEqual(people)
  const ask = (document: string, after: string) => as('REGISTRAR').ask(document, { unit, after })
  const { endCursor } = people.pageInfo
  expect((await ask(CURSORS, endCursor)).errors).toEqual([])
  const changed = Buffer.from(endCursor, 'base64url')
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  const foreign = `query ($unit: ID!, $after: String) { households(unit: $unit, after: $after) { totalCount } }`
  for (const [document, after] of [
    [CURSORS, changed.toString('base64url')],
    [CURSORS, Buffer.from(JSON.stringify(['an le', crypto.randomUUID()])).toString('base64url')],
    [CURSORS, endCursor.slice(0, 20)],
    [foreign, endCursor],
  ] as const) {
    expect((await ask(document, after)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  }
})

test('lets nobody guess a telephone who may not see one', async ({ as, given, unit }) => {
  await given.world()
  const COUNT = `query ($unit: ID!, $search: String) { people(unit: $unit, search: $search) { totalCount } }`
  const found = (role: 'HEALTH_STAFF' | 'EMERGENCY_READER', search: string) => as(role).run(COUNT, { unit, search })
  expect(await found('HEALTH_STAFF', '0912345678')).toEqual({ people: { totalCount: 1 } })
  expect(await found('EMERGENCY_READER', '0912345678')).toEqual({ people: { totalCount: 0 } })
})

test('refuses a page of 10,000 rows', async ({ as, unit }) => {
  const { errors } = await as('REGISTRAR').ask(PEOPLE, { unit, first: 10_000 })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('refuses a search without end, for people and for households', async ({ as, unit }) => {
  const search = 'a '.repeat(101)
  for (const document of [PEOPLE, HOUSEHOLDS]) {
    const { errors } = await as('REGISTRAR').ask(document, { unit, search })
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  }
})

test('finds households by code, by a member’s name, in a group, and none by what neither has', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const [one, two] = [await given.household(group), await given.household(await given.group())]
  await given.person('Trần Hoà Bình', { household: one })
  await given.person('Lê An', { household: two })
  const codes = async (variables: Record<string, unknown>) => {
    const { households } = await as('REGISTRAR').run<Households>(HOUSEHOLDS, { unit, ...variables })
    return households.edges.map(({ node }) => node.code)
  }
  expect(await codes({ search: 'h' })).toEqual(['H1', 'H2'])
  expect(await codes({ search: 'hòa' })).toEqual(['H1'])
  expect(await codes({ search: '???' })).toEqual([])
  expect(await codes({ search: 'H2\u0000' })).toEqual(['H2'])
  expect(await codes({ residentialGroup: group.id })).toEqual(['H1'])
  expect(await codes({ residentialGroup: 'tổ 1' })).toEqual([])
})

test('tells the cashier the name of a person whom a dossier names, and lets nobody guess the rest by searching', async ({
  as,
  given,
  unit,
}) => {
  const { id } = await given.person('Lê An', { household: await given.household(await given.group()) })
  expect(await as('CASHIER').run(`query ($id: ID!) { person(id: $id) { fullName } }`, { id })).toEqual({
    person: { fullName: 'Lê An' },
  })
  const { errors } = await as('CASHIER').ask(PEOPLE, { unit, search: '1980' })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('costs the same number of statements for 3 people as for 20', async ({ as, given, unit }) => {
  const document = `query ($unit: ID!, $first: Int) { people(unit: $unit, first: $first) { edges { node {
    fullName household { code residentialGroup { name } members { person { fullName } } } residences { kind } identityDocuments { numberMasked } } } } }`
  for (let group = 0; group < 5; group++) {
    const household = await given.household(await given.group())
    for (let member = 0; member < 6; member++) await given.person(`Người ${group} ${member}`, { household })
  }
  const few = await as('INSPECTOR').ask(document, { unit, first: 3 })
  const many = await as('INSPECTOR').ask(document, { unit, first: 20 })
  expect(few.errors).toEqual([])
  expect(many.errors).toEqual([])
  expect(many.statements).toBe(few.statements)
})

test('registers a person into a new household, with the name tidied and the number masked', async ({
  as,
  given,
  unit,
}) => {
  const group = await given.group()
  const { registerPerson } = await as('REGISTRAR').run(REGISTER, {
    input: newcomer(unit, { residentialGroupId: group.id, address: 'Số 12 ngõ 45' }),
  })
  expect(registerPerson).toMatchObject({
    __typename: 'RegisterPersonSuccess',
    warnings: [],
    person: {
      fullName: 'Nguyễn Thị Hồng Đào',
      birthYear: 1999,
      household: { code: 'T01-0001', members: [{ relation: 'HEAD' }] },
      identityDocuments: [{ numberMasked: '001xxxxxx345' }],
    },
  })
})

test('registers a person into a household that exists', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  await given.person('Chủ Hộ', { household, relation: HouseholdRelation.HEAD })
  const { registerPerson } = await as('REGISTRAR').run(REGISTER, {
    input: newcomer(unit, { householdId: household.id, relation: 'CHILD' }),
  })
  expect(registerPerson).toMatchObject({
    person: { household: { members: [{ relation: 'HEAD' }, { relation: 'CHILD' }] } },
  })
})

test('refuses a duplicate identity number, names its holder and writes nothing', async ({ as, given, unit }) => {
  const group = await given.group()
  const input = newcomer(unit, { residentialGroupId: group.id, address: 'Số 12' })
  await as('REGISTRAR').run(REGISTER, { input })
  const { registerPerson } = await as('REGISTRAR').run(REGISTER, { input: { ...input, fullName: 'Người Khác' } })
  expect(registerPerson).toMatchObject({
    __typename: 'DuplicateIdentityNumber',
    holder: { fullName: 'Nguyễn Thị Hồng Đào' },
  })
  const { people } = await as('REGISTRAR').run(PEOPLE, { unit })
  expect(people).toMatchObject({ totalCount: 1 })
})

test('lets one of two clerks win who register the same number at once', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const input = newcomer(unit, { householdId: household.id, relation: 'CHILD' })
  const answers = await Promise.all([1, 2, 3, 4].map(() => as('REGISTRAR').run<Registered>(REGISTER, { input })))
  const names = answers.map(({ registerPerson }) => registerPerson.__typename).sort()
  expect(names).toEqual([
    'DuplicateIdentityNumber',
    'DuplicateIdentityNumber',
    'DuplicateIdentityNumber',
    'RegisterPersonSuccess',
  ])
  const { people } = await as('REGISTRAR').run(PEOPLE, { unit })
  expect(people).toMatchObject({ totalCount: 1 })
})

test('says which box is wrong', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const field = async (changes: Record<string, unknown>) => {
    const { registerPerson } = await as('REGISTRAR').run<Registered>(REGISTER, {
      input: newcomer(unit, { householdId: household.id, relation: 'CHILD', ...changes }),
    })
    return registerPerson.field ?? registerPerson.__typename
  }
  expect(await field({ fullName: ' ' })).toBe('fullName')
  expect(await field({ bornOn: '2999-01-01' })).toBe('bornOn')
  expect(await field({ identityNumber: '123' })).toBe('identityNumber')
  expect(await field({ phone: '12' })).toBe('phone')
  expect(await field({ residesFrom: '2999-01-01' })).toBe('residesFrom')
  expect(await field({ residesFrom: '0000-01-01' })).toBe('residesFrom')
  expect(await field({ householdId: '4f2b3c1e-0000-4000-8000-000000000000' })).toBe('HouseholdNotFound')
  expect(await field({ householdId: null })).toBe('address')
  expect(await field({ unit: '00001' })).toBe('UnitOutOfScope')
})

test('refuses a malformed date before anything runs', async ({ as, unit }) => {
  const { errors } = await as('REGISTRAR').ask(REGISTER, { input: newcomer(unit, { bornOn: '31/02/1999' }) })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})
