import { ref } from '@mikro-orm/core'
import { expect } from 'vitest'
import { test } from '../testing.ts'
import { AdminLevel, AdminUnit } from './admin-unit.ts'
import { SuccessionKind, UnitSuccession } from './unit-succession.ts'

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

const LINEAGE = `query ($code: ID!, $asOf: DateTime) { adminUnit(code: $code) {
  predecessors { unit { code } kind fromOn document verified } successors { unit { code name } kind fromOn verified }
  parent(asOf: $asOf) { code } children(asOf: $asOf) { code } } }`

const POPULATION_OF =
  'query ($unit: ID!, $asOf: DateTime!) { adminUnit(code: $unit) { population(asOf: $asOf) { persons } } }'
const STATISTICS =
  'query ($unit: ID!, $asOf: DateTime!) { statistics(unit: $unit, asOf: $asOf, from: "2021-01-01") { residents { persons } } }'
const COUNTED =
  'query ($unit: ID!, $asOf: DateTime!) { countedResidents(unit: $unit, asOf: $asOf, figure: PERSONS, first: 1) { totalCount } }'

/** A city whose districts ended: of two wards one new, of a third two halves. None of it happened. */
const reorganised = test.extend('city', ({ given, unit }) => async () => {
  const on = '2022-01-01'
  const code = (end: string) => `${unit}${end}`
  await given.save(async (em) => {
    const city = em.create(AdminUnit, { code: code('C'), name: 'Thành phố thử', level: AdminLevel.PROVINCE })
    const district = em.create(AdminUnit, {
      ...{ code: code('D'), name: 'Quận thử', level: AdminLevel.DISTRICT, parent: city, validTo: '2021-12-31' },
    })
    const ward = (end: string, more: object) =>
      em.create(AdminUnit, { code: code(end), name: `Phường ${end || 'Cũ'}`, level: AdminLevel.COMMUNE, ...more })
    const old = [ward('', {}), ward('2', {}), ward('3', {})].map((one) =>
      Object.assign(one, { parent: ref(district), validTo: '2021-12-31' }),
    )
    const [merged, east, west] = ['M', 'E', 'W'].map((end) => ward(end, { validFrom: on, parent: city }))
    // One that went on, in a district that did not.
    ward('K', { parent: district })
    await em.flush()
    const say = (predecessor?: AdminUnit, successor?: AdminUnit, kind = SuccessionKind.MERGED) => {
      if (!predecessor || !successor) throw new Error('two units')
      em.create(UnitSuccession, {
        predecessor,
        successor,
        kind,
        fromOn: on,
        document: 'Nghị quyết thử',
        verified: false,
      })
    }
    say(old[0], merged)
    say(old[1], merged)
    say(old[2], east, SuccessionKind.SPLIT)
    say(old[2], west, SuccessionKind.SPLIT)
  })
  return code
})

reorganised(
  'a unit leads to those that stand in its place and to those that it stands for, by which document',
  async ({ as, city }) => {
    const code = await city()
    const lineage = async (end: string) =>
      (
        await as('CHAIR').run<{ adminUnit: { predecessors: unknown[]; successors: unknown[] } }>(LINEAGE, {
          code: code(end),
        })
      ).adminUnit
    const to = { kind: 'MERGED', fromOn: '2022-01-01', verified: false }
    expect(await lineage('')).toMatchObject({ predecessors: [], successors: [{ unit: { code: code('M') }, ...to }] })
    const from = ['', '2'].map((end) => ({ unit: { code: code(end) }, ...to, document: 'Nghị quyết thử' }))
    expect(await lineage('M')).toMatchObject({ predecessors: from, successors: [] })
    expect((await lineage('3')).successors).toMatchObject([
      { unit: { code: code('E') }, kind: 'SPLIT' },
      { unit: { code: code('W') }, kind: 'SPLIT' },
    ])
  },
)

reorganised(
  'the hierarchy is that of a day: who was below whom, and what came above when districts ended',
  async ({ as, city }) => {
    const code = await city()
    const on = async (end: string, asOf: string) => {
      const { adminUnit } = await as('CHAIR').run<{
        adminUnit: { parent: { code: string } | null; children: { code: string }[] }
      }>(LINEAGE, { code: code(end), asOf })
      return [adminUnit.parent?.code, adminUnit.children.map((child) => child.code)]
    }
    const [before, after] = ['2021-12-31T23:00:00+07:00', '2022-01-01T00:30:00+07:00']
    expect(await on('D', before)).toEqual([code('C'), [code(''), code('2'), code('3'), code('K')]])
    expect(await on('C', before)).toEqual([undefined, [code('D')]])
    expect(await on('C', after)).toEqual([undefined, [code('E'), code('M'), code('W')]])
    expect((await on('K', before))[0]).toBe(code('D'))
    expect((await on('K', after))[0]).toBe(code('C'))
    const found = async (asOf?: string) =>
      (
        await as('CHAIR').run<{ adminUnits: { code: string }[] }>(
          'query ($search: String!, $asOf: DateTime) { adminUnits(search: $search, asOf: $asOf) { code } }',
          { search: code('M'), asOf },
        )
      ).adminUnits.length
    expect([await found(), await found(before), await found(after)]).toEqual([1, 0, 1])
  },
)

reorganised(
  'no figure of a unit is given for a day after its last: the refusal names who stands there',
  async ({ as, city, unit }) => {
    await city()
    for (const [role, document] of [
      ['CHAIR', POPULATION_OF],
      ['CHAIR', STATISTICS],
      ['INSPECTOR', COUNTED],
    ] as const) {
      const ask = (asOf: string) => as(role).ask(document, { unit, asOf })
      expect((await ask('2021-12-31T23:00:00+07:00')).errors, document).toEqual([])
      const { errors } = await ask('2022-01-01T08:00:00+07:00')
      expect(errors, document).toMatchObject([
        {
          code: 'UNIT_ENDED',
          message: `Phường Cũ (${unit}) hết hiệu lực sau ngày 31/12/2021. Từ đó hãy xem số liệu của Phường M (${unit}M).`,
        },
      ])
    }
  },
)

reorganised(
  'a code that has ended stands for nothing else, and nothing follows what has not ended',
  async ({ city, given, unit }) => {
    await city()
    const change = (sql: string, ...values: unknown[]) => given.select(sql, values)
    await expect(change('update admin_unit set valid_to = null where code = ? returning code', unit)).rejects.toThrow(
      'not used again',
    )
    await expect(change(`update admin_unit set name = 'Khác' where code = ? returning code`, unit)).rejects.toThrow(
      'not used again',
    )
    await expect(
      change(`update admin_unit set level = 'PROVINCE' where code = ? returning code`, `${unit}K`),
    ).rejects.toThrow('stands for what')
    await expect(
      change(`insert into admin_unit (code, name, level) values (?, 'Khác', 'COMMUNE') returning code`, unit),
    ).rejects.toThrow('admin_unit_pkey')
    const follow = (predecessor: string, successor: string) =>
      change(
        `insert into unit_succession (id, predecessor_code, successor_code, kind, from_on, document, verified)
       values (gen_random_uuid(), ?, ?, 'MERGED', '2022-01-01', 'x', false) returning id`,
        predecessor,
        successor,
      )
    await expect(follow(`${unit}K`, `${unit}M`)).rejects.toThrow('does not end on the day before')
    await expect(follow(`${unit}D`, `${unit}3`)).rejects.toThrow('does not stand on')
    expect(await follow(`${unit}D`, `${unit}M`)).toHaveLength(1)
  },
)

reorganised('lineages of many units cost the statements of one', async ({ as, city }) => {
  const code = await city()
  const document = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on AdminUnit {
    successors { unit { name } } predecessors { unit { name } } children { code } } } }`
  const cost = async (ends: string[]) =>
    (await as('CHAIR').ask(document, { keys: ends.map((end) => ({ __typename: 'AdminUnit', code: code(end) })) }))
      .statements
  expect(await cost(['', '2', '3', 'M', 'E', 'C'])).toBe(await cost(['']))
})

test('whoever asks is told what the units are called that they work for', async ({ as, given, unit }) => {
  await given.save((em) => em.create(AdminUnit, { code: unit, name: 'Phường Thử', level: AdminLevel.COMMUNE }))
  expect(await as('CHAIR', { units: [unit, 'nowhere'] }).run('{ ownUnits { code name } }')).toEqual({
    ownUnits: [{ code: unit, name: 'Phường Thử' }],
  })
})
