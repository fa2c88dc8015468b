import { expect, test } from 'vitest'
import { acceptanceDocument, ask } from './graph.ts'

// The documents that outside clients hold, and what Giang Biên wrote on 27/9/2021.

const unit = '00121'
const asOf = '2021-09-27T17:00:00+07:00'
const report = acceptanceDocument('committee-report')

const line = (code: string, symbol: string | null, countUnit: string, count: number, amount: number) => ({
  programme: { code, basis: symbol && { symbol } },
  countUnit,
  count,
  amount,
})

test('the committee report comes out of operational rows, as printed', async () => {
  const { data, errors } = await ask('CHAIR', report, { unit, asOf })
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    adminUnit: {
      code: unit,
      name: 'Phường Giang Biên',
      population: { households: 5400, persons: 19_600 },
      testing: { personsTested: 7532, personsPositive: 0 },
      vaccination: { doses: 11_769, adverseEvents: 0 },
      support: {
        count: 699,
        amount: 658_400_000,
        lines: expect.toSatisfy((lines: unknown[]) => lines.length === 5),
      },
    },
  })
  const { lines } = (data as { adminUnit: { support: { lines: unknown[] } } }).adminUnit.support
  expect(lines).toEqual(
    expect.arrayContaining([
      line('NQ68-FREELANCE', '68/NQ-CP', 'DOSSIER', 123, 184_500_000),
      line('NQ15-HANOI', '15/NQ-HĐND', 'CASE', 333, 333_000_000),
      line('CHILDCARE', null, 'ESTABLISHMENT', 5, 15_000_000),
      line('NQ68-F1', '68/NQ-CP', 'CASE', 5, 9_400_000),
      line('MTTQ-1371', '1371/MTTQ-BTT', 'DOSSIER', 233, 116_500_000),
    ]),
  )
})

test('before the first event everything is zero, and nothing is an error', async () => {
  const { data, errors } = await ask('CHAIR', report, { unit, asOf: '2020-01-01T00:00:00+07:00' })
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    adminUnit: {
      population: { households: 0, persons: 0 },
      testing: { personsTested: 0, personsPositive: 0 },
      vaccination: { doses: 0, adverseEvents: 0 },
      support: { count: 0, amount: 0 },
    },
  })
})

test('the empty unit reports zeros', async () => {
  const { data, errors } = await ask('CHAIR', report, { unit: '00124', asOf }, '00124')
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    adminUnit: { name: 'Phường Đức Giang', testing: { personsTested: 0 }, support: { count: 0 } },
  })
})

test('one person comes from four departments, for the inspector', async () => {
  const PEOPLE = `query ($unit: ID!, $programme: ID) { dossiers(unit: $unit, programme: $programme, first: 1) { edges { node { person { id } } } } }`
  const { data: listed } = await ask<{ programmes: { id: string; code: string }[] }>(
    'INSPECTOR',
    `query ($unit: ID!) { programmes(unit: $unit) { id code } }`,
    { unit },
  )
  const programme = listed.programmes.find(({ code }) => code === 'NQ68-F1')?.id
  const { data: found } = await ask<{ dossiers: { edges: { node: { person: { id: string } } }[] } }>(
    'INSPECTOR',
    PEOPLE,
    {
      unit,
      programme,
    },
  )
  const id = found.dossiers.edges[0]?.node.person.id
  const { data, errors } = await ask('INSPECTOR', acceptanceDocument('person-across-departments'), { id })
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    person: {
      id,
      fullName: expect.stringMatching(/\p{L}/u),
      household: { code: expect.stringMatching(/^T\d\d-\d{4}$/), residentialGroup: { name: expect.any(String) } },
      doses: expect.any(Array),
      tests: { edges: expect.any(Array) },
      quarantineOrders: [
        { startsOn: expect.any(String), endsOn: expect.any(String), document: { symbol: '17/QĐ-UBND' } },
      ],
      dossiers: { edges: [{ node: { status: 'PAID', programme: { code: 'NQ68-F1' } } }] },
    },
  })
})

test('a welfare officer gets the money and nothing of the health of the same person', async () => {
  const { data: found } = await ask<{ people: { edges: { node: { id: string } }[] } }>(
    'WELFARE_OFFICER',
    `query ($unit: ID!) { people(unit: $unit, first: 1) { edges { node { id } } } }`,
    { unit },
  )
  const id = found.people.edges[0]?.node.id
  const { data, errors } = await ask('WELFARE_OFFICER', acceptanceDocument('person-across-departments'), { id })
  expect(data).toMatchObject({
    person: {
      fullName: expect.any(String),
      doses: null,
      tests: null,
      quarantineOrders: null,
      dossiers: { edges: expect.any(Array) },
    },
  })
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']))
})

test('a chair sees no person, and a viewer of another unit nothing at all', async () => {
  const people = `query ($unit: ID!) { people(unit: $unit, first: 1) { edges { node { id } } } }`
  const { errors: forbidden } = await ask('CHAIR', people, { unit })
  expect(forbidden).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  const { errors: elsewhere } = await ask('REGISTRAR', people, { unit }, '00124')
  expect(elsewhere).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
})

test.each([
  ['a unit nobody knows', { unit: '99999', asOf }, 'NOT_FOUND'],
  ['a moment in the future', { unit, asOf: '2999-01-01T00:00:00+07:00' }, 'BAD_USER_INPUT'],
  ['a malformed moment', { unit, asOf: '27/9/2021' }, 'BAD_USER_INPUT'],
])('refuses %s with a clear code', async (_what, variables, code) => {
  const { errors } = await ask('CHAIR', report, variables)
  expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([code]))
})

test('refuses a page of 10,000 rows and an unknown document symbol', async () => {
  const { errors: tooMany } = await ask(
    'REGISTRAR',
    `query ($unit: ID!) { people(unit: $unit, first: 10000) { edges { cursor } } }`,
    { unit },
  )
  expect(tooMany?.[0]?.extensions.code).toMatch(/BAD_USER_INPUT|LIMIT_EXCEEDED/)
  const { errors: unknown } = await ask('CLERK', `query { documentBySymbol(symbol: "999/QĐ-XYZ") { symbol } }`)
  expect(unknown).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
})
