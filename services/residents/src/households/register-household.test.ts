import { expect } from 'vitest'
import { test } from '../testing.ts'

const REGISTER = `mutation ($input: RegisterHouseholdInput!) {
  registerHousehold(input: $input) {
    __typename
    ... on RegisterHouseholdSuccess {
      warnings
      household {
        id code address head { fullName }
        members { relation joinedOn person { fullName birthYear provisionalCode identityDocuments { kind numberMasked } residences { kind fromOn } } }
        history { id kind place participants { person { fullName } relation } }
      }
    }
    ... on InvalidMember { member field }
    ... on DuplicateIdentityNumber { ofMember holder { fullName } }
    ... on InvalidInput { field }
    ... on UserError { message }
  }
}`

interface Registered {
  registerHousehold: {
    __typename: string
    member?: number
    field?: string
    warnings?: string[]
    holder?: { fullName: string } | null
    household?: {
      id: string
      code: string
      head: { fullName: string }
      members: { relation: string; joinedOn: string; person: Record<string, unknown> }[]
      history: { id: string; kind: string; place: string | null; participants: unknown[] }[]
    }
  }
}

const member = (fullName: string, changes: Record<string, unknown> = {}) => ({
  fullName,
  sex: 'FEMALE',
  relation: 'CHILD',
  residenceKind: 'PERMANENT',
  residesFrom: '2021-01-01',
  ...changes,
})

const five = [
  member(' Nguyễn  Thị Hồng Đào ', {
    relation: 'HEAD',
    bornOn: '1979-02-09',
    identityKind: 'CITIZEN_ID',
    identityNumber: '001179012345',
    phone: '0912345678',
  }),
  member('Trần Văn Bình', { sex: 'MALE', relation: 'SPOUSE', identityKind: 'OLD_ID', identityNumber: '012345678' }),
  member('Trần Thị An', { birthYear: 2004 }),
  member('Trần Văn Cường', { sex: 'MALE' }),
  member('Nguyễn Thị Già', {
    relation: 'PARENT',
    birthYear: 1948,
    residenceKind: 'STAYING',
    residesFrom: '2021-06-01',
  }),
]

const household = (unit: string, group: { id: string }, changes: Record<string, unknown> = {}) => ({
  id: crypto.randomUUID(),
  unit,
  residentialGroupId: group.id,
  address: 'Số 12, ngõ 45',
  members: five,
  ...changes,
})

test('five people and their household are written down in one event', async ({ as, given, unit }) => {
  const input = household(unit, await given.group(), { fromPlace: 'Bắc Ninh' })
  const { registerHousehold } = await as('REGISTRAR').run<Registered>(REGISTER, { input })
  const found = registerHousehold.household
  expect(registerHousehold.warnings).toEqual([])
  expect(found).toMatchObject({ id: input.id, code: 'T01-0001', head: { fullName: 'Nguyễn Thị Hồng Đào' } })
  expect(found?.members).toHaveLength(5)
  expect(
    found?.members
      .map(({ person }) => person.provisionalCode ?? null)
      .filter(Boolean)
      .sort(),
  ).toEqual([1, 2, 3].map((number) => expect.stringMatching(new RegExp(`-0000${number}$`))))
  expect(found?.members.find(({ relation }) => relation === 'PARENT')).toMatchObject({
    joinedOn: '2021-06-01',
    person: { birthYear: 1948, residences: [{ kind: 'STAYING', fromOn: '2021-06-01' }] },
  })
  expect(found?.history).toMatchObject([{ kind: 'MOVED_IN', place: 'Bắc Ninh' }])
  expect(found?.history[0]?.participants).toHaveLength(5)
})

test('sent again, or twice at once, it is one household', async ({ as, given, unit }) => {
  const group = await given.group()
  const input = household(unit, group)
  const registrar = as('REGISTRAR')
  const answers = await Promise.all([1, 2, 3].map(() => registrar.run<Registered>(REGISTER, { input })))
  answers.push(await registrar.run<Registered>(REGISTER, { input }))
  expect(answers.map(({ registerHousehold }) => registerHousehold.household?.code)).toEqual(Array(4).fill('T01-0001'))
  const [row] = await given.select(
    'select (select count(*) from household where unit_code = ?) as households, (select count(*) from person where unit_code = ?) as persons',
    [unit, unit],
  )
  expect(row).toEqual({ households: '1', persons: '5' })
})

test('the id of a household that somebody else opened is refused', async ({ as, given, unit }) => {
  const group = await given.group()
  const { id } = await given.household(group)
  const { registerHousehold } = await as('REGISTRAR').run<Registered>(REGISTER, {
    input: household(unit, group, { id }),
  })
  expect(registerHousehold).toMatchObject({ __typename: 'InvalidInput', field: 'id' })
})

const change = (index: number, changes: Record<string, unknown>) =>
  five.map((one, place) => (place === index ? { ...one, ...changes } : one))

test.for([
  [change(3, { fullName: '1' }), { member: 3, field: 'fullName' }],
  [change(2, { phone: '12' }), { member: 2, field: 'phone' }],
  [change(1, { identityNumber: '12' }), { member: 1, field: 'identityNumber' }],
  [change(4, { identityKind: 'CITIZEN_ID', identityNumber: '001179012345' }), { member: 4, field: 'identityNumber' }],
  [change(4, { residesFrom: '2999-01-01' }), { member: 4, field: 'residesFrom' }],
  [change(0, { relation: 'SPOUSE' }), { field: 'relations' }],
  [change(1, { relation: 'HEAD' }), { field: 'relations' }],
  [[], { field: 'members' }],
] as const)(
  'what is wrong is said of whom, and nothing is written: %#',
  async ([members, refusal], { as, given, unit }) => {
    const input = household(unit, await given.group(), { members })
    const { registerHousehold } = await as('REGISTRAR').run<Registered>(REGISTER, { input })
    expect(registerHousehold).toMatchObject(refusal)
    const [row] = await given.select('select count(*) as persons from person where unit_code = ?', [unit])
    expect(row).toEqual({ persons: '0' })
  },
)

test('a number that somebody has is refused with whose it is and which member', async ({ as, given, unit }) => {
  const group = await given.group()
  await as('REGISTRAR').run<Registered>(REGISTER, { input: household(unit, group) })
  const members = [member('Lê Thị Khác', { relation: 'HEAD' }), ...five.slice(1)]
  const { registerHousehold } = await as('REGISTRAR').run<Registered>(REGISTER, {
    input: household(unit, group, { members }),
  })
  expect(registerHousehold).toMatchObject({
    __typename: 'DuplicateIdentityNumber',
    ofMember: 1,
    holder: { fullName: 'Trần Văn Bình' },
  })
})

test('a number that tells another year is a warning with the name', async ({ as, given, unit }) => {
  const input = household(unit, await given.group(), { members: change(0, { bornOn: '1980-02-09' }) })
  const { registerHousehold } = await as('REGISTRAR').run<Registered>(REGISTER, { input })
  expect(registerHousehold.warnings).toEqual([
    'Nguyễn Thị Hồng Đào: Số căn cước cho năm sinh 1979, khác với năm sinh đã nhập.',
  ])
})

test('a child who is older than the head is a warning, and is registered', async ({ as, given, unit }) => {
  const input = household(unit, await given.group(), { members: change(2, { birthYear: 1975 }) })
  const { registerHousehold } = await as('REGISTRAR').run<Registered>(REGISTER, { input })
  expect(registerHousehold.warnings).toEqual([
    expect.stringContaining('Trần Thị An: Ghi là con nhưng lớn tuổi hơn chủ hộ.'),
  ])
})

test('a household entered by mistake is taken back whole', async ({ as, given, unit }) => {
  const registrar = as('REGISTRAR')
  const { registerHousehold } = await registrar.run<Registered>(REGISTER, {
    input: household(unit, await given.group()),
  })
  await registrar.run('mutation ($id: ID!) { undoLifeEvent(id: $id) { __typename } }', {
    id: registerHousehold.household?.history[0]?.id,
  })
  const { people, households } = await registrar.run<{
    people: { totalCount: number }
    households: { totalCount: number }
  }>('query ($unit: ID!) { people(unit: $unit) { totalCount } households(unit: $unit) { totalCount } }', { unit })
  expect([people.totalCount, households.totalCount]).toEqual([0, 0])
})
