import { expect } from 'vitest'
import { productId, someId, test } from '../testing.ts'

const RECORD = `mutation ($input: RecordDoseInput!) {
  recordDose(input: $input) {
    __typename
    ... on RecordDoseSuccess { warnings dose { id doseNumber givenOn person { id } product { code } lot { number } intervalRule { source verified } } }
    ... on DoseAlreadyRecorded { recorded { doseNumber givenOn } }
    ... on IntervalTooShort { minimumDays earliestOn verified source }
    ... on LotExpired { expiresOn }
    ... on InvalidInput { field }
    ... on UserError { message }
  }
}`

const ADVERSE = `mutation ($input: RecordAdverseEventInput!) {
  recordAdverseEvent(input: $input) {
    __typename
    ... on RecordAdverseEventSuccess { warnings investigateBy adverseEvent { severity description onsetOn } dose { doseNumber } }
    ... on InvalidInput { field }
  }
}`

const SUMMARY = `query ($unit: ID!, $asOf: DateTime!) {
  _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit {
    vaccination(asOf: $asOf) {
      doses adverseEvents personsVaccinated
      byResidentialGroup { residentialGroup { id } doses } byDay { day doses } byProduct { product { code name } doses }
    }
  } }
}`

interface Recorded {
  recordDose: { __typename: string; field?: string; dose?: { id: string } }
}

const given1 = (unit: string, changes: Record<string, unknown> = {}) => ({
  unit,
  personId: someId(),
  residentialGroupId: someId(),
  productId: productId('COMIRNATY'),
  doseNumber: 1,
  givenOn: '2021-08-20',
  ...changes,
})

test('records a dose, then the second after the interval, under the rule that was in force', async ({
  as,
  given,
  unit,
}) => {
  await given.products()
  const { id: lotId, number } = await given.lot()
  const personId = someId()
  const first = await as('HEALTH_STAFF').run(RECORD, { input: given1(unit, { personId, lotId }) })
  expect(first.recordDose).toMatchObject({
    __typename: 'RecordDoseSuccess',
    warnings: [],
    dose: {
      doseNumber: 1,
      person: { id: personId },
      product: { code: 'COMIRNATY' },
      lot: { number },
      intervalRule: null,
    },
  })
  const second = await as('HEALTH_STAFF').run(RECORD, {
    input: given1(unit, { personId, lotId, doseNumber: 2, givenOn: '2021-09-10' }),
  })
  expect(second.recordDose).toMatchObject({
    dose: { doseNumber: 2, intervalRule: { source: 'QĐ 3588/QĐ-BYT ngày 26/7/2021', verified: true } },
  })
  const { _entities } = await as('INSPECTOR').run(
    `query ($id: ID!) { _entities(representations: [{ __typename: "Person", id: $id }]) { ... on Person { doses { doseNumber givenOn product { name } } } } }`,
    { id: personId },
  )
  expect(_entities).toEqual([
    {
      doses: [
        { doseNumber: 1, givenOn: '2021-08-20', product: { name: 'Comirnaty' } },
        { doseNumber: 2, givenOn: '2021-09-10', product: { name: 'Comirnaty' } },
      ],
    },
  ])
})

test('refuses a second dose that comes too soon, with the first possible day, and writes nothing', async ({
  as,
  given,
  unit,
}) => {
  await given.products()
  const personId = someId()
  await given.dose({ personId, product: 'ASTRAZENECA', givenOn: '2021-08-01' })
  const { recordDose } = await as('HEALTH_STAFF').run(RECORD, {
    input: given1(unit, { personId, productId: productId('ASTRAZENECA'), doseNumber: 2, givenOn: '2021-09-01' }),
  })
  expect(recordDose).toMatchObject({
    __typename: 'IntervalTooShort',
    minimumDays: 56,
    earliestOn: '2021-09-26',
    verified: true,
    source: 'QĐ 3588/QĐ-BYT ngày 26/7/2021',
  })
  const { doses } = await as('CHAIR').run(`query ($unit: ID!) { doses(unit: $unit) { totalCount } }`, { unit })
  expect(doses).toEqual({ totalCount: 1 })
})

test('refuses a dose that is recorded already, and shows it', async ({ as, given, unit }) => {
  await given.products()
  const personId = someId()
  await given.dose({ personId, givenOn: '2021-08-01' })
  const { recordDose } = await as('HEALTH_STAFF').run(RECORD, { input: given1(unit, { personId }) })
  expect(recordDose).toMatchObject({
    __typename: 'DoseAlreadyRecorded',
    recorded: { doseNumber: 1, givenOn: '2021-08-01' },
  })
})

test('lets one of two officers win who record the same dose at once', async ({ as, given, unit }) => {
  await given.products()
  const input = given1(unit)
  const answers = await Promise.all([1, 2, 3, 4].map(() => as('HEALTH_STAFF').run<Recorded>(RECORD, { input })))
  expect(answers.map(({ recordDose }) => recordDose.__typename).sort()).toEqual([
    'DoseAlreadyRecorded',
    'DoseAlreadyRecorded',
    'DoseAlreadyRecorded',
    'RecordDoseSuccess',
  ])
  const { doses } = await as('CHAIR').run(`query ($unit: ID!) { doses(unit: $unit) { totalCount } }`, { unit })
  expect(doses).toEqual({ totalCount: 1 })
})

test('knows a person by an id in capitals, too', async ({ as, given, unit }) => {
  await given.products()
  const personId = someId()
  const answers = await Promise.all(
    [personId, personId.toUpperCase()].map((id) =>
      as('HEALTH_STAFF').run<Recorded>(RECORD, { input: given1(unit, { personId: id }) }),
    ),
  )
  expect(answers.map(({ recordDose }) => recordDose.__typename).sort()).toEqual([
    'DoseAlreadyRecorded',
    'RecordDoseSuccess',
  ])
})

test('keeps the interval when first and second dose are recorded at once', async ({ as, given, unit }) => {
  await given.products()
  const personId = someId()
  const answers = await Promise.all(
    ['2021-08-20', '2021-08-25'].map((givenOn, index) =>
      as('HEALTH_STAFF').run<Recorded>(RECORD, { input: given1(unit, { personId, doseNumber: index + 1, givenOn }) }),
    ),
  )
  expect(answers.filter(({ recordDose }) => recordDose.__typename === 'RecordDoseSuccess')).toHaveLength(1)
})

test('refuses an expired lot and a lot of another vaccine', async ({ as, given, unit }) => {
  await given.products()
  const expired = await given.lot('COMIRNATY', '2021-08-19')
  const other = await given.lot('VERO_CELL')
  const answer = async (lotId: string) =>
    (await as('HEALTH_STAFF').run<Recorded>(RECORD, { input: given1(unit, { lotId }) })).recordDose
  expect(await answer(expired.id)).toMatchObject({ __typename: 'LotExpired', expiresOn: '2021-08-19' })
  expect(await answer(other.id)).toMatchObject({ __typename: 'InvalidInput', field: 'lotId' })
})

test('says which box is wrong', async ({ as, given, unit }) => {
  await given.products()
  const field = async (changes: Record<string, unknown>) => {
    const { recordDose } = await as('HEALTH_STAFF').run<Recorded>(RECORD, { input: given1(unit, changes) })
    return recordDose.field ?? recordDose.__typename
  }
  expect(await field({ givenOn: '2999-01-01' })).toBe('givenOn')
  expect(await field({ givenOn: '0000-01-01' })).toBe('givenOn')
  expect(await field({ doseNumber: 0 })).toBe('doseNumber')
  expect(await field({ personId: '12' })).toBe('personId')
  expect(await field({ productId: someId() })).toBe('productId')
  expect(await field({ productId: 'COMIRNATY' })).toBe('productId')
  expect(await field({ lotId: someId() })).toBe('lotId')
  expect(await field({ lotId: 'LO-1' })).toBe('lotId')
  expect(await field({ residentialGroupId: '7' })).toBe('residentialGroupId')
  expect(await field({ unit: '00001' })).toBe('UnitOutOfScope')
})

test('refuses a malformed day before anything runs', async ({ as, unit }) => {
  const { errors } = await as('HEALTH_STAFF').ask(RECORD, { input: given1(unit, { givenOn: '2021-02-30' }) })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('records an adverse event, with the day by which a serious one is investigated', async ({ as, given, unit }) => {
  await given.products()
  const { id: doseId } = await given.dose({ givenOn: '2021-08-20' })
  const report = { unit, doseId, severity: 'SERIOUS', description: 'Phản vệ độ II', onsetOn: '2021-08-20' }
  const answer = async (changes: Record<string, unknown>) =>
    (
      await as('HEALTH_STAFF', { now: new Date('2021-08-20T09:00:00+07:00') }).run(ADVERSE, {
        input: { ...report, ...changes },
      })
    ).recordAdverseEvent
  expect(await answer({})).toEqual({
    __typename: 'RecordAdverseEventSuccess',
    warnings: [],
    investigateBy: '2021-08-21T02:00:00.000Z',
    adverseEvent: { severity: 'SERIOUS', description: 'Phản vệ độ II', onsetOn: '2021-08-20' },
    dose: { doseNumber: 1 },
  })
  expect(await answer({ severity: 'MILD' })).toMatchObject({ investigateBy: null })
  expect(await answer({ onsetOn: '2021-08-19' })).toMatchObject({ field: 'onsetOn' })
  expect(await answer({ onsetOn: '2021-08-21' })).toMatchObject({ field: 'onsetOn' })
  expect(await answer({ description: ' ' })).toMatchObject({ field: 'description' })
  expect(await answer({ description: 'Sốt\u0000' })).toMatchObject({ field: 'description' })
  expect(await answer({ description: 'a'.repeat(2001) })).toMatchObject({ field: 'description' })
  expect(await answer({ doseId: someId() })).toEqual({ __typename: 'DoseNotFound' })
  expect(await answer({ doseId: 'x' })).toEqual({ __typename: 'DoseNotFound' })
  expect(await answer({ unit: '00001' })).toEqual({ __typename: 'UnitOutOfScope' })
})

test('counts doses as of a day, and every axis adds up', async ({ as, given, unit }) => {
  await given.products()
  const [one, two] = [someId(), someId()]
  const twice = someId()
  await given.dose({ personId: twice, residentialGroupId: one, givenOn: '2021-08-01' })
  const second = await given.dose({ personId: twice, residentialGroupId: one, doseNumber: 2, givenOn: '2021-08-30' })
  await given.dose({ residentialGroupId: two, product: 'VERO_CELL', givenOn: '2021-08-30' })
  await given.dose({ residentialGroupId: null, givenOn: '2021-09-28' })
  await as('HEALTH_STAFF').run(ADVERSE, {
    input: { unit, doseId: second.id, severity: 'MILD', description: 'Sốt nhẹ', onsetOn: '2021-08-31' },
  })
  const summary = async (asOf: string) => (await as('CHAIR').run(SUMMARY, { unit, asOf }))._entities
  expect(await summary('2021-09-27T17:00:00+07:00')).toEqual([
    {
      vaccination: {
        doses: 3,
        adverseEvents: 1,
        personsVaccinated: 2,
        byResidentialGroup: expect.arrayContaining([
          { residentialGroup: { id: one }, doses: 2 },
          { residentialGroup: { id: two }, doses: 1 },
        ]),
        byDay: [
          { day: '2021-08-01', doses: 1 },
          { day: '2021-08-30', doses: 2 },
        ],
        byProduct: expect.arrayContaining([
          { product: { code: 'COMIRNATY', name: 'Comirnaty' }, doses: 2 },
          { product: { code: 'VERO_CELL', name: 'Vero Cell' }, doses: 1 },
        ]),
      },
    },
  ])
  expect(await summary('2021-08-30T00:00:00+07:00')).toMatchObject([{ vaccination: { doses: 3, adverseEvents: 0 } }])
  expect(await summary('2020-01-01T00:00:00+07:00')).toMatchObject([
    { vaccination: { doses: 0, adverseEvents: 0, personsVaccinated: 0, byDay: [], byProduct: [] } },
  ])
})

test('shows the chair the rows behind the number, and neither the person nor what was told of them', async ({
  as,
  given,
  unit,
}) => {
  await given.products()
  const { id: doseId } = await given.dose({ residentialGroupId: someId() })
  await as('HEALTH_STAFF').run(ADVERSE, {
    input: { unit, doseId, severity: 'MILD', description: 'Bà Sáu nhà số 4 bị sốt', onsetOn: '2021-08-20' },
  })
  const document = `query ($unit: ID!, $asOf: DateTime!) {
    _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit { vaccination(asOf: $asOf) {
      records(first: 5) { totalCount edges { node { doseNumber product { name } residentialGroup { id } person { id } adverseEvents { severity description } } } }
    } } }
  }`
  const { data, errors } = await as('CHAIR').ask(document, { unit, asOf: '2021-09-27T17:00:00+07:00' })
  expect(data._entities).toMatchObject([
    {
      vaccination: {
        records: {
          totalCount: 1,
          edges: [{ node: { doseNumber: 1, person: null, adverseEvents: [{ severity: 'MILD', description: null }] } }],
        },
      },
    },
  ])
  expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
})

test('lists vaccines with their dated rules, unconfirmed ones marked', async ({ as, given, unit }) => {
  await given.products()
  await given.lot('VERO_CELL', '2021-12-01')
  await given.lot('COMIRNATY', '2021-11-01')
  const { products, lots } = await as('HEALTH_STAFF').run(
    `query ($unit: ID!) {
      products { code intervalRules { minimumWeeks maximumWeeks doses verified source validFrom } }
      lots(unit: $unit) { expiresOn product { code } }
    }`,
    { unit },
  )
  expect(products).toHaveLength(8)
  expect(products).toContainEqual({
    code: 'ASTRAZENECA',
    intervalRules: [
      {
        minimumWeeks: 8,
        maximumWeeks: 12,
        doses: 2,
        verified: true,
        source: 'QĐ 3588/QĐ-BYT ngày 26/7/2021',
        validFrom: '2021-07-26',
      },
    ],
  })
  expect(products).toContainEqual(
    expect.objectContaining({
      code: 'ABDALA',
      intervalRules: [expect.objectContaining({ doses: 3, verified: false })],
    }),
  )
  expect(lots).toEqual([
    { expiresOn: '2021-11-01', product: { code: 'COMIRNATY' } },
    { expiresOn: '2021-12-01', product: { code: 'VERO_CELL' } },
  ])
})

test('costs the same number of statements for 3 doses as for 20', async ({ as, given, unit }) => {
  await given.products()
  for (let index = 0; index < 20; index++) await given.dose({ product: index % 2 ? 'COMIRNATY' : 'VERO_CELL' })
  const document = `query ($unit: ID!, $first: Int) { doses(unit: $unit, first: $first) { edges { node {
    doseNumber product { name intervalRules { source } } lot { number } intervalRule { source } adverseEvents { severity } person { id } } } } }`
  const few = await as('INSPECTOR').ask(document, { unit, first: 3 })
  const many = await as('INSPECTOR').ask(document, { unit, first: 20 })
  expect([...few.errors, ...many.errors]).toEqual([])
  expect(many.statements).toBe(few.statements)
})
