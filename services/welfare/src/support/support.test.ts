import { expect } from 'vitest'
import { approved, desk, test } from '../testing.ts'

const SUPPORT = `query ($of: [_Any!]!, $asOf: DateTime!, $programme: ID) { _entities(representations: $of) { ... on AdminUnit {
  code support(asOf: $asOf) { asOf count amount lines { programme { code } count amount }
    byResidentialGroup { residentialGroup { id } count amount }
    payouts(programme: $programme, first: 2) { edges { node { amount } } totalCount } } } } }`

const TOTALS = `query ($of: [_Any!]!, $asOf: DateTime!) { _entities(representations: $of) { ... on AdminUnit {
  support(asOf: $asOf) { count amount lines { programme { code basis { id } } countUnit count amount } } } } }`

const of = (...units: string[]) => units.map((code) => ({ __typename: 'AdminUnit', code }))

test('counts what was paid by a moment, by programme in the order of the report, and by group', async ({
  as,
  given,
  unit,
}) => {
  const [second, unpaid, first] = [
    await given.programme({ code: 'B', once: 500 }),
    await given.programme({ code: 'C', once: 700 }),
    await given.programme({ code: 'A', once: 1_500 }),
  ]
  const at = desk(as, unit)
  const group = '4f2b3c1e-0000-4000-8000-000000000007'
  await at.pay(await approved(at, first, { residentialGroupId: group }))
  await at.pay(await approved(at, second))
  await at.pay(await approved(at, second, { residentialGroupId: group }))
  await approved(at, unpaid)

  const asOf = new Date().toISOString()
  const answer = await as('CHAIR').run(SUPPORT, { of: of(unit), asOf, programme: second.id })
  expect(answer._entities).toEqual([
    {
      code: unit,
      support: {
        asOf,
        count: 3,
        amount: 2_500,
        lines: [
          { programme: { code: 'B' }, count: 2, amount: 1_000 },
          { programme: { code: 'A' }, count: 1, amount: 1_500 },
        ],
        byResidentialGroup: [
          { residentialGroup: { id: group }, count: 2, amount: 2_000 },
          { residentialGroup: null, count: 1, amount: 500 },
        ],
        payouts: { edges: [{ node: { amount: 500 } }, { node: { amount: 500 } }], totalCount: 2 },
      },
    },
  ])
  const before = await as('CHAIR').run(TOTALS, { of: of(unit), asOf: '2021-01-01T00:00:00+07:00' })
  expect(before._entities).toEqual([{ support: { count: 0, amount: 0, lines: [] } }])
})

test('counts a payout from its own millisecond on', async ({ as, given, unit }) => {
  const at = desk((role, standing) => as(role, { ...standing, now: new Date('2021-09-20T10:00:00.123Z') }), unit)
  await at.pay(await approved(at, await given.programme({ once: 1_000 })))
  const count = async (asOf: string) => {
    const { _entities } = await as('ANALYST').run<{ _entities: { support: { count: number } }[] }>(TOTALS, {
      of: of(unit),
      asOf,
    })
    return _entities[0]?.support.count
  }
  expect(await count('2021-09-20T10:00:00.122Z')).toBe(0)
  expect(await count('2021-09-20T17:00:00.123+07:00')).toBe(1)
})

test('gives the analyst totals and lines, and nothing below them', async ({ as, given, unit }) => {
  const at = desk(as, unit)
  await at.pay(await approved(at, await given.programme({ code: 'A', once: 1_000 })))
  const asOf = new Date().toISOString()
  const totals = await as('ANALYST').run(TOTALS, { of: of(unit), asOf })
  expect(totals._entities).toMatchObject([
    { support: { count: 1, lines: [{ programme: { code: 'A', basis: null } }] } },
  ])
  const { data, errors } = await as('ANALYST').ask(SUPPORT, { of: of(unit), asOf })
  expect(data._entities).toMatchObject([{ support: { count: 1, byResidentialGroup: null, payouts: null } }])
  expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
})

test('refuses the future, a malformed moment, and a unit out of scope', async ({ as, given, unit }) => {
  await given.programme({ once: 1 })
  const ask = (code: string, asOf: string) => as('CHAIR').ask(TOTALS, { of: of(code), asOf })
  const future = await ask(unit, '2999-01-01T00:00:00+07:00')
  expect(future.errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['_entities', 0, 'support'] }])
  expect(future.data).toEqual({ _entities: [{ support: null }] })
  expect((await ask(unit, '27/9/2021')).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  expect((await ask('00001', '2021-09-27T17:00:00+07:00')).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('costs the same number of statements for four units and nine programmes as for two and one', async ({
  as,
  given,
  unit,
}) => {
  const at = desk(as, unit)
  const more = ['b', 'c', 'd'].map((letter) => `${unit}-${letter}`)
  const ask = (...units: string[]) => {
    // Before the request's own moment, which must not lie before it.
    const asOf = new Date().toISOString()
    return as('CHAIR', { units }).ask(
      `query ($of: [_Any!]!, $asOf: DateTime!) { _entities(representations: $of) { ... on AdminUnit { support(asOf: $asOf) {
        count lines { programme { code fund { code } } amount } byResidentialGroup { count } } } } }`,
      { of: of(...units), asOf },
    )
  }
  await at.pay(await approved(at, await given.programme({ once: 1_000 })))
  const few = await ask(unit, more[0] ?? '')
  for (let number = 1; number < 9; number++) await at.pay(await approved(at, await given.programme({ once: 1_000 })))
  const many = await ask(unit, ...more)
  expect(many.errors).toEqual([])
  const empty = { support: { count: 0, lines: [] } }
  expect(many.data._entities).toMatchObject([{ support: { count: 9 } }, empty, empty, empty])
  expect(many.statements).toBe(few.statements)
})

test('nothing is counted for a day after the last of a unit, once others stand in its place', async ({ as, unit }) => {
  const ask = (asOf: string) =>
    as('CHAIR').ask(TOTALS, {
      of: [
        {
          ...{ __typename: 'AdminUnit', code: unit, name: 'Phường Cũ', validTo: '2021-12-31' },
          successorNames: ['Phường Mới (90999)', 'Phường Kia (90998)'],
        },
      ],
      asOf,
    })
  expect((await ask('2021-12-31T23:30:00+07:00')).errors).toEqual([])
  const { data, errors } = await ask('2022-01-01T00:30:00+07:00')
  expect(data).toEqual({ _entities: [{ support: null }] })
  expect(errors).toMatchObject([
    { code: 'UNIT_ENDED', message: expect.stringContaining('Phường Mới (90999), Phường Kia (90998)') },
  ])
})
