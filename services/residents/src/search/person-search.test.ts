import { signedContext } from '@vungxanh/subgraph'
import { testContextKey } from '@vungxanh/testing'
import pg from 'pg'
import { expect } from 'vitest'
import { Household, HouseholdRelation } from '../households/household.ts'
import { IdentityDocument, IdentityKind } from '../people/identity-document.ts'
import { Person } from '../people/person.ts'
import { sealNumber, sealPhone } from '../people/sealed-numbers.ts'
import { searchKey, sortKey } from '../people/search-key.ts'
import { test as base } from '../testing.ts'

const PEOPLE = `query ($unit: ID!, $search: String, $residentialGroup: ID, $first: Int, $after: String) {
  people(unit: $unit, search: $search, residentialGroup: $residentialGroup, first: $first, after: $after) {
    edges { node { id fullName } } pageInfo { hasNextPage endCursor } totalCount } }`

const HOUSEHOLDS = `query ($unit: ID!, $search: String, $first: Int) {
  households(unit: $unit, search: $search, first: $first) { edges { node { code } } totalCount } }`

const REGISTER = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { __typename ... on UserError { message } } }`

interface People {
  people: {
    edges: { node: { id: string; fullName: string } }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
    totalCount: number
  }
}

interface Households {
  households: { edges: { node: { code: string } }[]; totalCount: number }
}

const test = base
  .extend('names', ({ as, unit }) => async (search: string, variables: Record<string, unknown> = {}) => {
    const { people } = await as('REGISTRAR').run<People>(PEOPLE, { unit, search, first: 50, ...variables })
    expect(people.totalCount).toBe(people.edges.length)
    return people.edges.map(({ node }) => node.fullName)
  })
  .extend('street', async ({ given, unit }) => {
    const group = await given.group()
    const homes = ['Số 12, ngõ 45, đường Nguyễn Văn Cừ, Tổ dân phố 7', 'Số 45 ngõ 12, phố Hoà Minh, Tổ dân phố 3'].map(
      async (address, index) => {
        const household = await given.household(group)
        await given.save(async (em) => {
          const home = await em.findOneOrFail(Household, { id: household.id })
          home.address = address
          home.code = `T07-000${index + 1}`
        })
        return household
      },
    )
    const [cu, hoaMinh] = (await Promise.all(homes)) as [Household, Household]
    const dao = await given.person('Nguyễn Thị Hồng Đào', { household: cu, relation: HouseholdRelation.HEAD })
    await given.person('Trần Hoà Bình', { household: hoaMinh, relation: HouseholdRelation.HEAD })
    await given.person('Ngô Hòa An', { household: hoaMinh })
    await given.save(async (em) => {
      const person = await em.findOneOrFail(Person, { id: dao.id })
      person.bornOn = '1999-02-09'
      person.birthYear = 1999
    })
    return { unit, group, cu, hoaMinh, dao }
  })

const daoOnly = ['Nguyễn Thị Hồng Đào']

test('forgives diacritics, the place of the tone, the order of words, and what is not typed yet', async ({
  street,
  names,
}) => {
  expect(street.unit).toBeTruthy()
  for (const search of ['đào', 'DAO', 'dào nguyen', 'hong thi dao', 'ngu hon', 'Nguyễn Thị Hồng Đào', 'nguyễn  đào'])
    expect(await names(search), search).toEqual(daoOnly)
  for (const search of ['hoà', 'hòa', 'hoa', 'ho'])
    expect((await names(search)).toSorted(), search).toEqual(
      [...(search === 'ho' ? daoOnly : []), 'Ngô Hòa An', 'Trần Hoà Bình'].toSorted(),
    )
  for (const search of ['daoo', 'dao quang', 'guyen', 'thi hoa']) expect(await names(search), search).toEqual([])
})

test('finds by year, by day of birth and by a name with either', async ({ street, names }) => {
  expect(street.unit).toBeTruthy()
  for (const search of ['1999', 'dao 1999', '9/2/1999', '09021999', 'đào 09/02/1999', 'dao 99', '99 dao'])
    expect(await names(search), search).toEqual(daoOnly)
  for (const search of ['1998', 'binh 1999', '9/3/1999', 'binh 99', 'dao 98', '99'])
    expect(await names(search), search).toEqual([])
})

test('finds by a part of the address, and a lane is not a house number', async ({ street, names }) => {
  expect(street.unit).toBeTruthy()
  for (const search of [
    'ngo 45',
    'số 12',
    'tổ 7',
    'to dan pho 7',
    'duong nguyen van cu',
    'nguyen van cu',
    'dao ngo 45',
    '12 ngo 45 to 7',
    'T07-0001',
  ])
    expect(await names(search), search).toEqual(daoOnly)
  expect(await names('hoa minh')).toEqual(['Trần Hoà Bình', 'Ngô Hòa An'])
  expect(await names('45')).toHaveLength(3)
  for (const search of ['ngo 4', 'to 70', 'binh ngo 45', 'ngo tran hung dao'])
    expect(await names(search), search).toEqual([])
})

test('finds by whole numbers of papers and telephones, and by a card’s QR code', async ({
  street,
  names,
  given,
  as,
  vault,
}) => {
  const { unit, dao } = street
  await given.save(async (em) => {
    const person = await em.findOneOrFail(Person, { id: dao.id })
    Object.assign(person, sealPhone({ id: dao.id, phone: '0912345678' }, vault))
    for (const [kind, number] of [
      [IdentityKind.CITIZEN_ID, '001199012345'],
      [IdentityKind.OLD_ID, '012345678'],
    ] as const) {
      const id = crypto.randomUUID()
      em.create(IdentityDocument, { id, unitCode: unit, person, kind, ...sealNumber({ id, number }, vault) })
    }
  })
  for (const search of [
    '0912345678',
    '0912 345 678',
    '+84912345678',
    '001199012345',
    '012345678',
    'dao 0912345678',
    '001199012345||Tên Ghi Khác|01011990|Nữ|Nơi khác|01052021',
    '999999999999|012345678|Tên Ghi Khác|01011990|Nữ|Nơi khác|01052021',
    '999999999999||Nguyễn Thị Hồng Đào|09021999|Nữ|Long Biên, Hà Nội|01052021',
  ])
    expect(await names(search), search).toEqual(daoOnly)
  for (const search of [
    '0912345679',
    '5678',
    '012345679',
    '999999999999||Nguyễn Thị Hồng Đào|09021998|Nữ|Long Biên|01052021',
    '999999999999||Nguyễn Thị Hồng|09021999|Nữ|Long Biên|01052021',
  ])
    expect(await names(search), search).toEqual(search.includes('Thị Hồng|') ? daoOnly : [])
  const { people } = await as('EMERGENCY_READER').run<People>(PEOPLE, {
    unit,
    search: '001199012345||X|01011990|Nữ|Y|01052021',
  })
  expect(people.totalCount).toBe(0)
})

test('the whole name comes first, then who is called so, then names that begin so; heads before others; then by given name', async ({
  given,
  names,
}) => {
  const household = await given.household(await given.group())
  for (const name of ['Trần An Bình', 'An Văn Khoa', 'Lê Bình An', 'Bình An', 'Lê An', 'Vũ An Bảo'])
    await given.person(name, {
      household,
      relation: name === 'Vũ An Bảo' ? HouseholdRelation.HEAD : HouseholdRelation.OTHER,
    })
  expect(await names('binh an')).toEqual(['Bình An', 'Lê Bình An', 'Trần An Bình'])
  expect(await names('an')).toEqual(['Bình An', 'Lê An', 'Lê Bình An', 'An Văn Khoa', 'Vũ An Bảo', 'Trần An Bình'])
  expect(await names('le an')).toEqual(['Lê An', 'Lê Bình An'])
  for (const name of ['Hoàng Văn Anh', 'Trần Thị Hòa']) await given.person(name, { household })
  expect(await names('hoà')).toEqual(['Trần Thị Hòa', 'Hoàng Văn Anh'])
  const heads = await given.household(await given.group())
  await given.person('Lê Thị An', { household: heads, relation: HouseholdRelation.HEAD })
  expect((await names('le')).slice(0, 2)).toEqual(['Lê Thị An', 'Lê An'])
})

test('goes on where the page ended, while somebody is registered, and a cursor is of its own search', async ({
  as,
  given,
  unit,
}) => {
  const household = await given.household(await given.group())
  for (const name of ['Lê An', 'Lê Chi', 'Lê Dung', 'Lê Giang', 'Lê Hoa', 'Mai Lê'])
    await given.person(name, { household })
  const seen: string[] = []
  let after: string | undefined
  do {
    const { people }: People = await as('REGISTRAR').run<People>(PEOPLE, { unit, search: 'le', first: 2, after })
    seen.push(...people.edges.map(({ node }) => node.fullName))
    if (!after) for (const name of ['Lê Ái', 'Lê Bình']) await given.person(name, { household })
    after = people.pageInfo.hasNextPage ? people.pageInfo.endCursor : undefined
  } while (after)
  expect(seen.filter((name) => !['Lê Ái', 'Lê Bình'].includes(name)).toSorted()).toEqual([
    'Lê An',
    'Lê Chi',
    'Lê Dung',
    'Lê Giang',
    'Lê Hoa',
    'Mai Lê',
  ])
  expect(new Set(seen).size).toBe(seen.length)
  const { people } = await as('REGISTRAR').run<People>(PEOPLE, { unit, search: 'le', first: 2 })
  const { errors } = await as('REGISTRAR').ask(PEOPLE, { unit, search: 'lan', after: people.pageInfo.endCursor })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('keeps to the residential group, and to the viewer’s own ward', async ({ as, given, names, unit, street }) => {
  const other = await given.group()
  const { id } = await given.person('Lê Đào', { household: await given.household(other) })
  expect(await names('dao', { residentialGroup: other.id })).toEqual(['Lê Đào'])
  expect(await names('dao', { residentialGroup: street.group.id })).toEqual(daoOnly)
  const { errors } = await as('REGISTRAR', { units: ['00001'] }).ask(PEOPLE, { unit, search: 'dao' })
  expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
  const abroad = await as('REGISTRAR', { units: [unit, '00001'] }).run<People>(PEOPLE, { unit: '00001', search: 'dao' })
  expect(abroad.people.edges).toEqual([])
  expect(id).toBeTruthy()
})

test('a new name, address and household are found at once, and what was before no more', async ({
  as,
  given,
  names,
  street,
}) => {
  const { unit, group, dao, cu } = street
  await given.save(async (em) => {
    const person = await em.findOneOrFail(Person, { id: dao.id })
    Object.assign(person, { fullName: 'Lê Mận', nameKey: searchKey('Lê Mận'), sortKey: sortKey('Lê Mận') })
    const home = await em.findOneOrFail(Household, { id: cu.id })
    home.address = 'Số 9, thôn Thượng'
  })
  for (const search of ['man', 'thon thuong', 'so 9', '1999']) expect(await names(search), search).toEqual(['Lê Mận'])
  for (const search of ['dao', 'ngo 45']) expect(await names(search), search).toEqual([])
  await given.save(async (em) => {
    const person = await em.findOneOrFail(Person, { id: dao.id })
    person.annulledOn = '2021-01-01'
  })
  expect(await names('man')).toEqual([])
  const { registerPerson } = await as('REGISTRAR').run<{ registerPerson: { __typename: string } }>(REGISTER, {
    input: {
      unit,
      fullName: 'Phan Quỳnh',
      birthYear: 1950,
      sex: 'FEMALE',
      residentialGroupId: group.id,
      address: 'Số 77, hẻm 8',
      residenceKind: 'PERMANENT',
      residesFrom: '2021-01-01',
    },
  })
  expect(registerPerson.__typename).toBe('RegisterPersonSuccess')
  for (const search of ['quynh', '1950', 'hem 8', 'so 77']) expect(await names(search), search).toEqual(['Phan Quỳnh'])
})

test('finds households by code, head, member and address, in this order', async ({ as, street, unit, given }) => {
  const codes = async (search: string) => {
    const { households } = await as('REGISTRAR').run<Households>(HOUSEHOLDS, { unit, search, first: 50 })
    expect(households.totalCount).toBe(households.edges.length)
    return households.edges.map(({ node }) => node.code)
  }
  await given.person('Đào Thị Bình', { household: street.cu })
  expect(await codes('t07')).toEqual(['T07-0001', 'T07-0002'])
  expect(await codes('T07-0002')).toEqual(['T07-0002'])
  expect(await codes('t07 0002')).toEqual(['T07-0002'])
  expect(await codes('binh')).toEqual(['T07-0002', 'T07-0001'])
  expect(await codes('ngo 45')).toEqual(['T07-0001'])
  expect(await codes('hoa minh')).toEqual(['T07-0002'])
  expect(await codes('dao binh')).toEqual(['T07-0001'])
  expect(await codes('hoa dao')).toEqual([])
  const residentialGroup = street.group.id
  await given.save((em) =>
    em.create(Household, { unitCode: unit, code: 'T09-0009', address: 'Ngõ 99', residentialGroup }),
  )
  expect(await codes('ngo 99')).toEqual(['T09-0009'])
})

test('finds households by heads only while half of the ward is called so, and by anybody where no head is', async ({
  as,
  street,
  unit,
  given,
}) => {
  const codes = async (search: string) => {
    const { households } = await as('REGISTRAR').run<Households>(HOUSEHOLDS, { unit, search, first: 50 })
    expect(households.totalCount).toBe(households.edges.length)
    return households.edges.map(({ node }) => node.code)
  }
  await given.person('Nguyễn Văn Tú', { household: street.hoaMinh })
  for (const search of ['n', 'nguyen', 'nguyen th', 'nguyen t'])
    expect(await codes(search), search).toEqual(['T07-0001'])
  // What no head is called, or nobody else.
  for (const search of ['tu', 'nguyen v', 'nguyen tu', 'ngo', 'an'])
    expect(await codes(search), search).toEqual(['T07-0002'])
})

test('finds a household by the card of anybody who lives there', async ({ as, street, unit, given, vault }) => {
  const { id } = await given.person('Đỗ Văn Khánh', { household: street.hoaMinh })
  await given.save(async (em) => {
    const document = crypto.randomUUID()
    em.create(IdentityDocument, {
      id: document,
      unitCode: unit,
      person: id,
      kind: IdentityKind.CITIZEN_ID,
      ...sealNumber({ id: document, number: '001090054321' }, vault),
    })
  })
  const codes = async (search: string) => {
    const { households } = await as('REGISTRAR').run<Households>(HOUSEHOLDS, { unit, search, first: 50 })
    return households.edges.map(({ node }) => node.code)
  }
  expect(await codes('001090054321||Tên Ghi Khác|01011990|Nam|Nơi khác|01052021')).toEqual(['T07-0002'])
  expect(await codes('999999999999||Nguyễn Thị Hồng Đào|09021999|Nữ|Long Biên|01052021')).toEqual(['T07-0001'])
  expect(await codes('999999999999||Nguyễn Thị Hồng Đào|09021998|Nữ|Long Biên|01052021')).toEqual([])
})

test('costs the same number of statements however many are found', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  for (let number = 0; number < 12; number++) await given.person(`Phan Thị ${'ABCDEFGHIKLM'[number]}`, { household })
  for (const document of [PEOPLE, HOUSEHOLDS]) {
    const [few, many] = [
      await as('REGISTRAR').ask(document, { unit, search: 'phan a', first: 20 }),
      await as('REGISTRAR').ask(document, { unit, search: 'phan', first: 20 }),
    ]
    expect(many.errors).toEqual([])
    expect(many.statements).toBe(few.statements)
    expect(many.statements, 'the context, the list, its rows, the audit').toBe(4)
  }
})

test('pages of one are in the order of the whole list, where its top is read by itself and where it is not', async ({
  as,
  given,
  names,
  unit,
}) => {
  const group = await given.group()
  for (const name of ['Lê An', 'Lê', 'Lệ Bình', 'Mai Lê Hoa', 'Trần Lê Lệ', 'Lê Lệ', 'Vũ Chi']) {
    const household = await given.household(group)
    await given.person(name, { household, relation: HouseholdRelation.HEAD })
    if (name.startsWith('Lê')) await given.person(name, { household })
  }
  for (const search of ['l', 'le']) {
    const whole = await names(search)
    expect(whole).toHaveLength(9)
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const { people }: People = await as('REGISTRAR').run<People>(PEOPLE, { unit, search, first: 1, after })
      expect(people.totalCount).toBe(9)
      seen.push(...people.edges.map(({ node }) => node.fullName))
      if (!people.pageInfo.hasNextPage) break
      after = people.pageInfo.endCursor
    }
    expect(seen, search).toEqual(whole)
  }
})

test('PostgreSQL reads a beginning from the index under row security, as the application', async ({
  database: { appUrl },
  unit,
  street,
}) => {
  expect(street.unit).toBe(unit)
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.context', $1, true)`, [
      signedContext(
        { units: [unit], purpose: 'REGISTRY', role: 'REGISTRAR', actor: 'test', request: 'test', assignment: 'test' },
        testContextKey,
      ),
    ])
    await client.query('set local enable_seqscan = off')
    await client.query('set local enable_bitmapscan = off')
    for (const [table, sql] of [
      ['person_word', `select person_id from person_word where unit_code = $1 and word >= 'ngu' and word < 'ngv'`],
      ['household_word', `select household_id from household_word where unit_code = $1 and word = '#ngo45'`],
    ] as const) {
      const { rows } = await client.query(`explain (format json) ${sql}`, [unit])
      const { Plan: plan } = rows[0]['QUERY PLAN'][0]
      expect(plan, table).toMatchObject({
        'Node Type': expect.stringMatching(/^Index (Only )?Scan$/),
        'Index Name': `${table}_pkey`,
      })
      expect(plan['Index Cond'], table).toContain('word')
      expect(plan.Filter, table).not.toMatch(/\bword\b/)
    }
    // Why words are compared and not matched: the operator of `like` may not run before row security.
    const { rows } = await client.query(
      `explain (format json) select person_id from person_word where unit_code = $1 and word like 'ngu%'`,
      [unit],
    )
    expect(rows[0]['QUERY PLAN'][0].Plan['Index Cond']).not.toContain('word')
  } finally {
    await client.end()
  }
})
