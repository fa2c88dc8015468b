import { expect } from 'vitest'
import { test } from '../testing.ts'

const POPULATION = `query ($unit: ID!, $asOf: DateTime!) {
  adminUnit(code: $unit) { name population(asOf: $asOf) { households persons byResidentialGroup { residentialGroup { name } households persons } } }
}`

test('counts persons and households as of a day, and the groups add up', async ({ as, given, unit }) => {
  await given.unit()
  const [one, two] = [await given.group(), await given.group()]
  const [first, second] = [await given.household(one), await given.household(two)]
  await given.person('Ở Lâu', { household: first })
  await given.person('Đã Đi', { household: first, toOn: '2021-06-30' })
  await given.person('Mới Đến', { household: second, fromOn: '2021-09-01' })

  const population = async (asOf: string) => (await as('CHAIR').run(POPULATION, { unit, asOf })).adminUnit
  expect(await population('2021-06-30T23:00:00+07:00')).toMatchObject({ population: { households: 1, persons: 2 } })
  expect(await population('2021-09-27T17:00:00+07:00')).toMatchObject({
    population: {
      households: 2,
      persons: 2,
      byResidentialGroup: [
        { residentialGroup: { name: 'Tổ dân phố 1' }, households: 1, persons: 1 },
        { residentialGroup: { name: 'Tổ dân phố 2' }, households: 1, persons: 1 },
      ],
    },
  })
  expect(await population('2019-01-01T00:00:00+07:00')).toMatchObject({ population: { households: 0, persons: 0 } })
})

test('refuses a moment in the future', async ({ as, given, unit }) => {
  await given.unit()
  const { errors, data } = await as('CHAIR').ask(POPULATION, { unit, asOf: '2999-01-01T00:00:00+07:00' })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['adminUnit', 'population'] }])
  expect(data).toMatchObject({ adminUnit: { population: null } })
})

test('refuses a malformed moment', async ({ as, unit }) => {
  const { errors } = await as('CHAIR').ask(POPULATION, { unit, asOf: '27/9/2021' })
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }])
})

test('says that a unit is unknown', async ({ as }) => {
  const { errors, data } = await as('CHAIR').ask(POPULATION, { unit: '99999', asOf: '2021-09-27T17:00:00+07:00' })
  expect(errors).toMatchObject([{ code: 'NOT_FOUND', path: ['adminUnit'] }])
  expect(data).toEqual({ adminUnit: null })
  const unreadable = await as('CHAIR').ask(POPULATION, { unit: '0\u00001', asOf: '2021-09-27T17:00:00+07:00' })
  expect(unreadable.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['adminUnit'] }])
})

test('never answers a unit outside the scope with zeros', async ({ as, given, unit }) => {
  await given.unit()
  const { errors, data } = await as('CHAIR', { units: ['00001'] }).ask(POPULATION, {
    unit,
    asOf: '2021-09-27T17:00:00+07:00',
  })
  expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
  expect(data).toMatchObject({ adminUnit: { population: null } })
})
