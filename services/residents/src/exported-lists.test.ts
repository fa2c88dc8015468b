import { readSheet } from '@vungxanh/sheets/read'
import { describe, expect } from 'vitest'
import { exportedLists } from './exported-lists.ts'
import { HouseholdRelation } from './households/household.ts'
import { test } from './testing.ts'

interface Event {
  operation: string
  requestId: string
  doors: { door: string; search: string | null; reason: string | null }[]
}

describe('lists as files', () => {
  test('a file holds what the list shows: its rows, its order, its filter', async ({ as, given, unit }) => {
    await given.unit()
    const [one, two] = [await given.group(), await given.group()]
    const home = await given.household(one)
    await given.person('Trần Văn Bình', { household: home, relation: HouseholdRelation.HEAD })
    await given.person('Lê Thị An', { household: home })
    await given.person('Vũ Văn Xa', { household: await given.household(two) })

    const ask = { format: 'xlsx', variables: { unit, residentialGroup: one.id }, conditions: [['Tổ', one.name]] }
    const { status, headers, bytes } = await as('REGISTRAR').file('POST', 'exports/people', ask)
    expect(status).toBe(200)
    expect(headers['content-disposition']).toBe('attachment; filename="danh-sach-nguoi.xlsx"')
    const { rows } = await readSheet(bytes)
    expect(rows.map(([name, birth, , , , code, relation]) => [name, birth, code, relation])).toEqual([
      ['Họ và tên', 'Ngày sinh', 'Mã hộ', 'Quan hệ với chủ hộ'],
      ['Lê Thị An', '1980', 'H1', 'Khác'],
      ['Trần Văn Bình', '1980', 'H1', 'Chủ hộ'],
    ])
  })

  test('households go out narrowed down and in the order of the screen; who sees no visits has no such column', async ({
    as,
    given,
    unit,
  }) => {
    const group = await given.group()
    for (const name of ['Trần Văn Yên', 'Lê Thị An', ''])
      if (name === '') await given.household(group)
      else await given.person(name, { household: await given.household(group), relation: HouseholdRelation.HEAD })
    const rowsFor = async (role: 'REGISTRAR' | 'WELFARE_OFFICER', variables: object) => {
      const ask = { format: 'xlsx', variables: { unit, ...variables } }
      return (await readSheet((await as(role).file('POST', 'exports/households', ask)).bytes)).rows
    }
    const sorted = await rowsFor('REGISTRAR', { orderBy: 'HEAD', lacking: 'VISIT' })
    expect(sorted.slice(1).map(([code, head, members, present]) => [code, head, members, present])).toEqual([
      ['H2', 'Lê Thị An', '1', '1'],
      ['H1', 'Trần Văn Yên', '1', '1'],
      ['H3', '', '0', '0'],
    ])
    expect(sorted[0]).toContain('Lần thăm gần nhất')
    expect((await rowsFor('WELFARE_OFFICER', {}))[0]).not.toContain('Lần thăm gần nhất')
    await given.select(
      `insert into circumstance (id, unit_code, kind, household_id, from_on, recorded_at, account_id, by_name)
       select gen_random_uuid(), unit_code, 'POOR_HOUSEHOLD', id, '2021-01-01', now(), id, 'Thử' from household where unit_code = ? and code = 'H2' returning id`,
      [unit],
    )
    const poor = await rowsFor('WELFARE_OFFICER', { circumstance: 'POOR_HOUSEHOLD' })
    expect(poor.slice(1).map(([code]) => code)).toEqual(['H2'])
  })

  test('numbers are masked, and a role gets no column that it may not read', async ({ as, given, unit }) => {
    await given.world()
    const ask = { format: 'csv', variables: { unit } }
    const registrar = await readSheet((await as('REGISTRAR').file('POST', 'exports/people', ask)).bytes)
    const number = registrar.rows[0]?.indexOf('Số CCCD') ?? -1
    const numbers = registrar.rows.map((row) => row[number] ?? '').filter((text) => /\d/.test(text))
    expect(numbers.length).toBeGreaterThan(0)
    for (const text of numbers) expect(text).toMatch(/^001x{6}\d{3}$/)
    const cashier = await as('CASHIER').file('POST', 'exports/people', ask)
    expect([cashier.status, cashier.json.errors?.[0]?.extensions.code]).toEqual([403, 'FORBIDDEN'])
    const reader = await readSheet((await as('EMERGENCY_READER').file('POST', 'exports/people', ask)).bytes)
    expect(reader.rows[0]).not.toContain('Số CCCD')
    expect(reader.rows[0]).not.toContain('Điện thoại')
    expect(reader.rows[0]).toContain('Họ và tên')
  })

  test('another unit’s list is not there', async ({ as, given, unit }) => {
    await given.world()
    const outside = await as('REGISTRAR', { units: ['99999'] }).file('POST', 'exports/people', {
      format: 'csv',
      variables: { unit },
    })
    expect([outside.status, outside.json.errors?.[0]?.extensions.code]).toEqual([404, 'NOT_FOUND'])
  })

  test('the audit says who took which list, how many rows, and of whom', async ({ as, given, unit }) => {
    const { queries } = await given.world()
    const requestId = crypto.randomUUID()
    await as('REGISTRAR', { requestId }).file('POST', 'exports/people', {
      format: 'csv',
      variables: { unit, search: 'Nguyễn Thị Đủ' },
    })
    await as('REGISTRAR', { requestId }).file('POST', 'exports/people', { format: 'csv', variables: { unit } })
    const { residentsAudit } = await as('INSPECTOR').run<{ residentsAudit: { edges: { node: Event }[] } }>(
      `query ($unit: ID!, $subjects: [ID!]) { residentsAudit(unit: $unit, subjects: $subjects) {
        edges { node { operation requestId doors { door search reason } } } } }`,
      { unit, subjects: [queries.person?.id] },
    )
    const events = residentsAudit.edges.map(({ node }) => node).filter((event) => event.requestId === requestId)
    expect(events.map(({ operation }) => operation)).toEqual(['File.exports/:list', 'File.exports/:list'])
    const doors = events.flatMap((event) => event.doors).filter(({ door }) => door === 'File.people')
    const { people } = await as('REGISTRAR').run<{ people: { totalCount: number } }>(
      `query ($unit: ID!) { people(unit: $unit) { totalCount } }`,
      { unit },
    )
    expect(doors).toEqual([
      { door: 'File.people', search: null, reason: `CSV, ${people.totalCount} dòng` },
      { door: 'File.people', search: 'Nguyễn Thị Đủ', reason: 'CSV, 1 dòng' },
    ])
  })

  test('statements grow with pages, not with rows', async ({ as, given, unit }) => {
    await given.unit()
    const home = await given.household(await given.group())
    const count = async () =>
      (await as('REGISTRAR').file('POST', 'exports/people', { format: 'csv', variables: { unit } })).statements
    await given.person('Lê Thị Một', { household: home })
    const one = await count()
    for (const name of ['Hai', 'Ba', 'Bốn', 'Năm', 'Sáu']) await given.person(`Lê Thị ${name}`, { household: home })
    expect(await count()).toBe(one)
  })

  test('every list can be taken, with every column of somebody who may read all', async ({ as, given, unit }) => {
    const { queries } = await given.world()
    const on = { asOf: new Date().toISOString(), from: '2020-01-01' }
    const asked: Record<string, object> = {
      'counted-residents': { unit, ...on, figure: 'PERSONS' },
      'counted-households': { unit, ...on },
      'counted-movements': { unit, ...on, figure: 'MOVES_OUT' },
      'counted-arrivals': { unit, ...on },
      'round-stops': queries.round ?? {},
      'self-management-groups': { code: unit },
      'self-management-members': queries.selfManagementGroup ?? {},
    }
    for (const { name, columns } of exportedLists) {
      const { bytes, status } = await as('REGISTRAR').file('POST', `exports/${name}`, {
        format: 'csv',
        variables: asked[name] ?? { unit },
      })
      expect([name, status]).toEqual([name, 200])
      const { rows } = await readSheet(bytes)
      expect(rows[0]).toEqual(columns.map(({ header }) => header))
      expect(rows.length).toBeGreaterThan(1)
    }
  })

  test('a list within something holds what is shown of it, and is not there for another unit', async ({
    as,
    given,
    unit,
  }) => {
    const { queries } = await given.world()
    const { round } = await as('REGISTRAR').run<{ round: { stops: { household: { code: string } }[] } }>(
      `query ($id: ID!) { round(id: $id) { stops { household { code } } } }`,
      queries.round ?? {},
    )
    const ask = { format: 'csv', variables: queries.round }
    const { rows } = await readSheet((await as('REGISTRAR').file('POST', 'exports/round-stops', ask)).bytes)
    expect(rows.slice(1).map(([code]) => code)).toEqual(round.stops.map(({ household }) => household.code))
    const outside = as('REGISTRAR', { units: ['99999'] })
    expect((await outside.file('POST', 'exports/round-stops', ask)).status).toBe(404)
    const groups = { format: 'csv', variables: { code: unit } }
    const held = await readSheet((await as('CASHIER').file('POST', 'exports/self-management-groups', groups)).bytes)
    expect(held.rows[0]).not.toContain('Tổ trưởng')
    expect(held.rows.length).toBeGreaterThan(1)
  })

  test('what somebody is called computes nothing in the program that opens the file', async ({ as, given, unit }) => {
    await given.unit()
    const home = await given.household(await given.group())
    const names = ['=HYPERLINK("http://x","y")', '+84 912', '-1', '@SUM(A1)', '＝1+1']
    for (const name of names) await given.person(name, { household: home })
    for (const format of ['csv', 'xlsx']) {
      const ask = { format, variables: { unit } }
      const { bytes } = await as('REGISTRAR').file('POST', 'exports/people', ask)
      const { rows } = await readSheet(bytes)
      expect(rows.slice(1).map(([name]) => name)).toEqual(expect.arrayContaining(names))
      if (format === 'csv')
        for (const name of names) expect(bytes.toString()).toContain(`'${name.replaceAll('"', '""')}`)
    }
  })

  test('a list that nobody declared, and words that make no sense', async ({ as, unit }) => {
    const codes = await Promise.all(
      [
        as('REGISTRAR').file('POST', 'exports/accounts', { format: 'csv', variables: { unit } }),
        as('REGISTRAR').file('POST', 'exports/people', { format: 'exe', variables: { unit } }),
        as('REGISTRAR').file('POST', 'exports/people', { format: 'csv', variables: {} }),
        as('REGISTRAR').file('POST', 'exports/people', Buffer.from('{')),
      ].map(async (reply) => (await reply).status),
    )
    expect(codes).toEqual([422, 422, 422, 422])
  })
})
