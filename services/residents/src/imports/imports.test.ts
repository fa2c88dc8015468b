import { writeDelimited, writeWorkbook } from '@vungxanh/sheets'
import { readSheet } from '@vungxanh/sheets/read'
import { contextVariables, localDateOf } from '@vungxanh/subgraph'
import { type Asking, contextScope, testContextKey } from '@vungxanh/testing'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { HouseholdRelation } from '../households/household.ts'
import { type builders, test } from '../testing.ts'

type Builders = ReturnType<typeof builders>
type Rows = (string | number | null)[][]

const sheet = async ([headers = [], ...rows]: Rows): Promise<Uint8Array> =>
  writeWorkbook({
    title: 'Danh sách',
    columns: headers.map((header) => ({ header: String(header ?? '') })),
    rows,
    conditions: [],
  })

const ROWS = `query ($id: ID!) { importBatch(id: $id) { id state fileName headers mapping counts { verdict rows }
  progress { isRunning hasFailed done differing touched }
  missingGroups { number name rows closed { name } }
  rows(first: 100) { edges { node { id line verdict reasons warnings cells changes { field from to } person { id fullName } } } } } }`

interface Row {
  id: string
  line: number
  verdict: string
  reasons: string[]
  warnings: string[]
  cells: string[]
  changes: { field: string; from: string | null; to: string }[]
  person: { id: string; fullName: string } | null
}

interface Batch {
  id: string
  state: string
  mapping: string[]
  counts: { verdict: string; rows: number }[]
  progress: { isRunning: boolean; hasFailed: boolean; done: number; differing: number; touched: number[] } | null
  missingGroups: { number: number | null; name: string; rows: number; closed: { name: string } | null }[]
  rows: { edges: { node: Row }[] }
}

interface Written {
  table: string
  id: string | null
  rows: number
  op: string
  fields: string[]
}

type As = (role: 'REGISTRAR') => Asking

function importing(as: As, unit: string) {
  const registrar = () => as('REGISTRAR')
  const look = async (id: string) => {
    const { importBatch } = await registrar().run<{ importBatch: Batch }>(ROWS, { id })
    return { ...importBatch, lines: importBatch.rows.edges.map(({ node }) => node) }
  }
  return {
    look,
    send: async (bytes: Uint8Array, sender = 'Tổ 1') => {
      const query = new URLSearchParams({ unit, sender, name: 'ds.xlsx' })
      const { json, status } = await registrar().file('POST', `imports?${query}`, bytes)
      if (status !== 200) throw new Error(JSON.stringify(json))
      return look(String(json.id))
    },
    act: async (mutation: string, input: object) => {
      const data = await registrar().run<Record<string, { __typename: string; message?: string }>>(
        `mutation ($input: ${inputs[mutation] ?? 'ImportInput'}!) { ${mutation}(input: $input) { __typename ... on UserError { message } } }`,
        { input },
      )
      return data[mutation]
    },
  }
}

const inputs: Record<string, string> = {
  ...{ mapImport: 'MapImportInput', correctImportRow: 'CorrectImportRowInput' },
  openImportGroups: 'OpenImportGroupsInput',
}

/** Different from each other in more than a digit. */
function names(count: number): string[] {
  const letter = (place: number) => String.fromCharCode(65 + (place % 26))
  return Array.from({ length: count }, (_, i) => `Người ${letter(i)}${letter(Math.floor(i / 26))}b`)
}

const ward: Rows = [
  ['Họ và tên', 'Năm sinh', 'Giới tính', 'Số CCCD', 'SĐT', 'Quan hệ với chủ hộ', 'Tổ', 'Địa chỉ'],
  ['NGUYỄN VĂN BA', '05/03/1975', 'Nam', '001075000111', '0912 000 111', 'Chủ hộ', 'Tổ 1', 'Số 10 ngõ 5'],
  ['Trần Thị Tư (1978)', null, 'nữ', null, 912000112, 'Vợ', null, null],
  ['Nguyễn Văn Năm', '1-2-03', 'x', '0011', null, 'con', null, null],
  ['Lê Văn Sáu', '31/02/1990', 'Nam', null, null, 'Chủ hộ', '1', 'Số 12 ngõ 5'],
]

describe('imports', () => {
  test('a list is judged row by row, corrected, written in one go, imported again without a change, and taken back', async ({
    as,
    given,
    unit,
    jobs,
  }) => {
    await given.unit()
    await given.group()
    const { send, act, look } = importing(as, unit)
    const batch = await send(await sheet(ward))
    expect(batch.mapping).toEqual([
      'FULL_NAME',
      'BIRTH',
      'SEX',
      'IDENTITY_NUMBER',
      'PHONE',
      'RELATION',
      'GROUP',
      'ADDRESS',
    ])
    expect(batch.lines.map(({ line, verdict }) => [line, verdict])).toEqual([
      [2, 'NEW'],
      [3, 'NEW'],
      [4, 'WRONG'],
      [5, 'WRONG'],
    ])
    expect(batch.lines[2]?.reasons).toEqual([expect.stringContaining('Số giấy tờ có 4 ký tự')])
    expect(batch.lines[3]?.reasons).toEqual([expect.stringContaining('không có trong lịch')])
    expect(batch.lines[0]?.cells[3]).toBe('001xxxxxx111')
    expect(batch.lines[2]?.cells[3]).toBe('0011')

    await act('correctImportRow', { rowId: batch.lines[2]?.id, cells: [{ column: 3, text: '' }] })
    expect((await look(batch.id)).lines.map(({ verdict }) => verdict)).toEqual(['NEW', 'NEW', 'NEW', 'WRONG'])
    expect(await act('commitImport', { id: batch.id })).toEqual({ __typename: 'ImportSuccess' })
    await jobs()
    expect(await look(batch.id)).toMatchObject({ state: 'COMMITTED', progress: { hasFailed: false, differing: 0 } })

    const people = await given.select(
      `select full_name, birth_year, relation, household.code, address, kind, provisional_code is null as has_paper from person
       join household_member on person_id = person.id and left_on is null join household on household.id = household_id
       join residence on residence.person_id = person.id where person.unit_code = ? and annulled_on is null order by birth_year`,
      [unit],
    )
    const home = { code: 'T01-0001', address: 'Số 10 ngõ 5', kind: 'PERMANENT' }
    expect(people).toEqual([
      { full_name: 'Nguyễn Văn Ba', birth_year: 1975, relation: 'HEAD', has_paper: true, ...home },
      { full_name: 'Trần Thị Tư', birth_year: 1978, relation: 'SPOUSE', has_paper: false, ...home },
      { full_name: 'Nguyễn Văn Năm', birth_year: 2003, relation: 'CHILD', has_paper: false, ...home },
    ])

    const again = await send(await sheet(ward.slice(0, 3)))
    expect(again.lines.map(({ verdict }) => verdict)).toEqual(['UNCHANGED', 'UNCHANGED'])
    const before = await given.select(`select count(*)::int as events from life_event where unit_code = ?`, [unit])
    await act('commitImport', { id: again.id })
    await jobs()
    expect(await given.select(`select count(*)::int as events from life_event where unit_code = ?`, [unit])).toEqual(
      before,
    )

    expect(await act('undoImport', { id: batch.id })).toEqual({ __typename: 'ImportSuccess' })
    await jobs()
    expect(await look(batch.id)).toMatchObject({ state: 'UNDONE' })
    const { people: left } = await as('REGISTRAR').run<{ people: { totalCount: number } }>(
      `query ($unit: ID!) { people(unit: $unit) { totalCount } }`,
      { unit },
    )
    expect(left.totalCount).toBe(0)
    // What was taken back can come again.
    const third = await send(await sheet(ward.slice(0, 3)))
    expect(third.lines.map(({ verdict }) => verdict)).toEqual(['NEW', 'NEW'])
  })

  test('who is in the book is found, what differs is shown old and new, and nothing known is lost by a blank', async ({
    as,
    given,
    unit,
    jobs,
  }) => {
    await given.unit()
    const group = await given.group()
    const home = await given.household(group)
    const known = await given.person('Phạm Thị Hồng', { household: home, relation: HouseholdRelation.HEAD })
    const { send, act, look } = importing(as, unit)
    const list: Rows = [
      ['STT', 'Họ tên', 'Ngày sinh', 'Giới tính', 'CCCD', 'Địa chỉ', 'Tổ'],
      [1, 'Phạm Thị Hồng', '03.04.1980', 'Nữ', '001180000222', home.address, group.name],
      [2, 'Phạm Thị Hồng', '1980', null, null, home.address, group.name],
    ]
    const batch = await send(await sheet(list))
    expect(batch.lines[0]).toMatchObject({
      verdict: 'UPDATE',
      person: { id: known.id },
      changes: [
        { field: 'BIRTH', from: '1980', to: '1980-04-03' },
        { field: 'SEX', from: null, to: 'FEMALE' },
        { field: 'IDENTITY_NUMBER', from: null, to: '001xxxxxx222' },
      ],
    })
    expect(batch.lines[1]).toMatchObject({ verdict: 'DUPLICATE', reasons: [expect.stringContaining('dòng 2')] })
    await act('commitImport', { id: batch.id })
    await jobs()
    const person = () =>
      given.select(
        `select born_on::text, sex, (select count(*)::int from identity_document where person_id = person.id and ended_as is null) as papers from person where id = ?`,
        [known.id],
      )
    expect(await person()).toEqual([{ born_on: '1980-04-03', sex: 'FEMALE', papers: 1 }])
    expect((await send(await sheet(list.slice(0, 2)))).lines[0]?.verdict).toBe('UNCHANGED')
    await act('undoImport', { id: batch.id })
    await jobs()
    expect(await look(batch.id)).toMatchObject({ state: 'UNDONE' })
    expect(await person()).toEqual([{ born_on: null, sex: 'UNKNOWN', papers: 0 }])
  })

  test('what an import changes of somebody is told, audited and taken back as a correction by hand', async ({
    as,
    given,
    unit,
    jobs,
  }) => {
    await given.unit()
    const group = await given.group()
    const [home, otherHome] = [await given.household(group), await given.household(group)]
    const listed = await given.person('Phạm Thị Hông', { household: home })
    const typed = await given.person('Phạm Thị Hông', { household: otherHome })
    const { send, act, look } = importing(as, unit)
    const mutate = (mutation: string, type: string, input: object, requestId = crypto.randomUUID()) =>
      as('REGISTRAR', { requestId }).run(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on UserError { message } } }`,
        { input },
      )
    const right = { fullName: 'Phạm Thị Hồng', bornOn: '1980-04-03', sex: 'FEMALE', reason: 'Theo căn cước' }
    for (const { id: personId } of [listed, typed])
      await mutate('correctPerson', 'CorrectPersonInput', {
        ...{ personId, fullName: 'Phạm Thị Hông', birthYear: 1980, sex: 'UNKNOWN' },
        ...{ phone: '0912000111', reason: 'Theo khai báo' },
      })
    const stands = async (id: string) => ({
      person: await given.select(`select * from person where id = ?`, [id]),
      papers: await given.select(`select kind from identity_document where person_id = ? and ended_as is null`, [id]),
    })
    const before = await stands(listed.id)

    const batch = await send(
      await sheet([
        ['Họ tên', 'Ngày sinh', 'Giới tính', 'CCCD', 'SĐT', 'Địa chỉ', 'Tổ'],
        ['Phạm Thị Hồng', '03.04.1980', 'Nữ', '001180000333', '0912000333', home.address, group.name],
      ]),
    )
    expect(batch.lines[0]).toMatchObject({ verdict: 'UPDATE', person: { id: listed.id } })
    await act('commitImport', { id: batch.id })
    await jobs()
    const byHand = crypto.randomUUID()
    const hand = { personId: typed.id, ...right, phone: '0912000333' }
    await mutate('correctPerson', 'CorrectPersonInput', hand, byHand)
    const paper = { personId: typed.id, kind: 'CITIZEN_ID', number: '001180000444' }
    await mutate('addIdentityDocument', 'AddIdentityDocumentInput', paper, byHand)

    const told = async (id: string) => {
      const { person } = await as('REGISTRAR').run<{ person: { history: { kind: string; reason: string }[] } }>(
        `query ($id: ID!) { person(id: $id) { history { kind reason undoneAt corrections { field oldValue newValue } } } }`,
        { id },
      )
      return person.history
    }
    const alike = (history: object[]) =>
      history.map((event) => JSON.stringify({ ...event, reason: null }).replaceAll('444', '333')).toSorted()
    const imported = await told(listed.id)
    expect(alike(imported)).toEqual(alike(await told(typed.id)))
    expect(imported.map(({ kind }) => kind).toSorted()).toEqual(['CORRECTED', 'CORRECTED', 'PAPER_ADDED'])
    expect(imported.map(({ reason }) => reason)).toContain('Nhập danh sách “ds.xlsx” của Tổ 1.')

    const { residentsAudit } = await as('INSPECTOR').run<{
      residentsAudit: { edges: { node: { requestId: string; changes: Written[]; doors: { door: string }[] } }[] }
    }>(
      `query ($unit: ID!, $subjects: [ID!]) { residentsAudit(unit: $unit, subjects: $subjects) {
        edges { node { requestId doors { door } changes { table id rows op fields } } } } }`,
      { unit, subjects: [listed.id, typed.id] },
    )
    const records = residentsAudit.edges.map(({ node }) => node)
    const written = records
      .filter(({ doors, requestId }) => doors.some(({ door }) => door === 'Job.commitImport') || requestId === byHand)
      .map(({ requestId, changes }) => ({
        isByHand: requestId === byHand,
        tables: changes
          .filter(({ table }) => ['person', 'identity_document', 'life_event', 'life_event_person'].includes(table))
          .flatMap(({ table, op, rows }) => Array.from({ length: rows }, () => `${op} ${table}`)),
      }))
    const tablesOf = (isByHand: boolean) =>
      written
        .filter((one) => one.isByHand === isByHand)
        .flatMap(({ tables }) => tables)
        .toSorted()
    expect(tablesOf(false)).toEqual(tablesOf(true))
    expect(tablesOf(false)).toContain('create identity_document')

    await act('undoImport', { id: batch.id })
    await jobs()
    expect(await look(batch.id)).toMatchObject({ state: 'UNDONE' })
    expect(await stands(listed.id)).toEqual(before)
    const undone = (await told(listed.id)) as unknown as { undoneAt: string | null; kind: string }[]
    expect(undone.filter(({ undoneAt }) => undoneAt).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['CORRECTED', 'PAPER_ADDED']),
    )
  })

  test('what somebody has worked on since keeps the whole batch', async ({ as, given, unit, jobs }) => {
    await given.unit()
    await given.group()
    const { send, act, look } = importing(as, unit)
    const batch = await send(await sheet(ward.slice(0, 3)))
    await act('commitImport', { id: batch.id })
    await jobs()
    const [, wife] = (await look(batch.id)).lines
    const today = localDateOf(new Date())
    const { recordDeath } = await as('REGISTRAR').run<{ recordDeath: { __typename: string } }>(
      `mutation ($input: RecordDeathInput!) { recordDeath(input: $input) { __typename } }`,
      { input: { personId: wife?.person?.id, on: today } },
    )
    expect(recordDeath.__typename).toBe('LifeEventSuccess')
    await act('undoImport', { id: batch.id })
    await jobs()
    expect(await look(batch.id)).toMatchObject({
      state: 'COMMITTED',
      progress: { touched: [3] },
    })
  })

  test('so does what hangs on a newcomer or on their household and is no event of their life', async ({
    as,
    given,
    unit,
    jobs,
  }) => {
    await given.unit()
    await given.group()
    const { send, act, look } = importing(as, unit)
    const batch = await send(await sheet(ward.slice(0, 3)))
    await act('commitImport', { id: batch.id })
    await jobs()
    const [head, wife] = (await look(batch.id)).lines.map(({ person }) => person?.id)
    const [home] = await given.select(`select household_id as id from household_member where person_id = ?`, [head])
    const say = async (input: Record<string, unknown>) => {
      const { recordCircumstance } = await as('REGISTRAR').run<{
        recordCircumstance: { circumstance: { id: string } }
      }>(
        `mutation ($input: RecordCircumstanceInput!) { recordCircumstance(input: $input) { ... on CircumstanceSuccess { circumstance { id } } } }`,
        { input: { fromOn: '2021-01-01', ...input } },
      )
      return recordCircumstance.circumstance.id
    }
    const annul = (id: string) =>
      as('REGISTRAR').run(
        `mutation ($input: AnnulCircumstanceInput!) { annulCircumstance(input: $input) { __typename } }`,
        { input: { id, reason: 'Ghi nhầm' } },
      )
    const undone = async () => {
      await act('undoImport', { id: batch.id })
      await jobs()
      const { state, progress } = await look(batch.id)
      return [state, progress?.touched]
    }
    const ofWife = await say({ kind: 'MERIT', personId: wife })
    expect(await undone()).toEqual(['COMMITTED', [3]])
    await annul(ofWife)
    const ofHome = await say({ kind: 'POOR_HOUSEHOLD', householdId: home?.id })
    expect(await undone()).toEqual(['COMMITTED', [2, 3]])
    await annul(ofHome)
    expect(await undone()).toEqual(['UNDONE', []])
  })

  test('a register that changed after the preview is shown again before anything is written', async ({
    as,
    given,
    unit,
    jobs,
  }) => {
    await given.unit()
    const group = await given.group()
    const { send, act, look } = importing(as, unit)
    const batch = await send(
      await sheet([
        ['Họ tên', 'Năm sinh', 'Tổ', 'Địa chỉ'],
        ['Đỗ Thị Mười', 1980, 1, 'Số 1'],
      ]),
    )
    expect(batch.lines[0]?.verdict).toBe('NEW')
    const home = await given.household(group)
    await given.person('Đỗ Thị Mười', { household: home })
    await act('commitImport', { id: batch.id })
    await jobs()
    const after = await look(batch.id)
    expect(after).toMatchObject({ state: 'READY', progress: { differing: 1 } })
    expect(after.lines[0]?.verdict).not.toBe('NEW')
  })

  test('what is being written can be stopped at once, and nothing of it stays', async ({
    as,
    given,
    unit,
    jobs,
    orm,
  }) => {
    await given.unit()
    const group = await given.group()
    const { send, act, look } = importing(as, unit)
    const batch = await send(await sheet(ward.slice(0, 3)))
    await act('commitImport', { id: batch.id })
    // Somebody else holds the group, so that the work waits in the middle.
    const other = orm.em.fork({ session: contextVariables(contextScope([unit], 'REGISTRY'), testContextKey) })
    await other.begin()
    await other.execute(`select from residential_group where id = ? for update`, [group.id])
    const working = jobs()
    await expect.poll(async () => (await look(batch.id)).progress?.done).toBe(20)
    const correction = { rowId: batch.lines[0]?.id, cells: [] }
    expect(await act('correctImportRow', correction)).toMatchObject({ __typename: 'ImportNotReady' })
    expect(await act('cancelImport', { id: batch.id })).toEqual({ __typename: 'ImportSuccess' })
    await other.rollback()
    await working
    expect(await look(batch.id)).toMatchObject({ state: 'READY', progress: { isRunning: false, hasFailed: false } })
    expect(await given.select(`select from person where unit_code = ?`, [unit])).toEqual([])
    await act('commitImport', { id: batch.id })
    await jobs()
    expect(await look(batch.id)).toMatchObject({ state: 'COMMITTED' })
  })

  describe('groups that the register does not have', () => {
    /** One household for each group that a row names. */
    const naming = (...groups: (string | number)[]): Promise<Uint8Array> =>
      sheet([
        ['Họ tên', 'Năm sinh', 'Tổ', 'Địa chỉ'],
        ...names(groups.length).map((name, i): Rows[number] => [name, 1950 + (i % 50), groups[i] ?? null, `Số ${i}`]),
      ])
    const close = (given: Builders, id: string) =>
      given.select(`update residential_group set closed_on = '2021-01-01' where id = ? returning id`, [id])
    const opened = (given: Builders, unit: string) =>
      given.select(`select number, name from residential_group where unit_code = ? order by number`, [unit])

    test('are named once, opened together, and their rows are new', async ({ as, given, unit, jobs }) => {
      await given.unit()
      const [, closed] = [await given.group(), await given.group()]
      await close(given, closed.id)
      const { send, act, look } = importing(as, unit)
      const batch = await send(
        await naming('Tổ 1', 'Tổ 12', 'TỔ 012', 'Tổ 12', 3, 'Tổ dân phố 2', 'Tổ 3A', 'Thôn Đông'),
      )
      const none = { closed: null }
      const [two, three, twelve] = [
        { number: 2, name: 'Tổ dân phố 2', rows: 1, closed: { name: closed.name } },
        { number: 3, name: 'Tổ dân phố 3', rows: 1, ...none },
        { number: 12, name: 'Tổ 12', rows: 3, ...none },
      ]
      const unclear = [
        { number: null, name: 'Thôn Đông', rows: 1, ...none },
        { number: null, name: 'Tổ 3A', rows: 1, ...none },
      ]
      expect(batch.missingGroups).toEqual([two, three, twelve, ...unclear])
      expect(batch.lines[1]?.reasons).toEqual([expect.stringContaining('không có tổ “Tổ 12”')])

      const groups = [three, twelve].map(({ number, name }) => ({ number, name }))
      expect(await act('openImportGroups', { id: batch.id, groups })).toEqual({ __typename: 'ImportSuccess' })
      await jobs()
      const after = await look(batch.id)
      expect(after.missingGroups).toEqual([two, ...unclear])
      expect(after.lines.map(({ verdict }) => verdict)).toEqual([
        ...['NEW', 'NEW', 'NEW', 'NEW', 'NEW'],
        ...['WRONG', 'WRONG', 'WRONG'],
      ])
      await act('commitImport', { id: batch.id })
      await jobs()
      const codes = await given.select(`select code from household where unit_code = ? order by code`, [unit])
      expect(codes.map(({ code }) => code)).toEqual(['T01-0001', 'T03-0001', 'T12-0001', 'T12-0002', 'T12-0003'])
    })

    test('are all opened or none, never a closed one again, by the rules of opening one', async ({
      as,
      given,
      unit,
    }) => {
      await given.unit()
      const closed = await given.group()
      await close(given, closed.id)
      const { send, act, look } = importing(as, unit)
      const { id } = await send(await naming('Tổ 1', 'Tổ 2', 'Tổ 3'))
      const [before, right] = [await opened(given, unit), { number: 2, name: 'Tổ 2' }]
      for (const [groups, refusal] of [
        [
          [right, { number: 1, name: 'Tổ 1' }],
          ['ResidentialGroupNumberTaken', 'mở lại tổ cũ'],
        ],
        [
          [right, { number: 3, name: ' - ' }],
          ['InvalidInput', 'tên tổ'],
        ],
        [
          [right, { number: 9, name: 'Tổ 9' }],
          ['InvalidInput', 'không nêu Tổ 9'],
        ],
        [
          [right, right],
          ['InvalidInput', 'mỗi số một lần'],
        ],
        [[], ['InvalidInput', 'từ 1 đến 200']],
        [Array.from({ length: 201 }, (_, i) => ({ number: i + 1, name: 'Tổ' })), ['InvalidInput', 'từ 1 đến 200']],
      ] as const) {
        const answer = await act('openImportGroups', { id, groups })
        expect([answer?.__typename, answer?.message]).toEqual([refusal[0], expect.stringContaining(refusal[1])])
      }
      expect(await opened(given, unit)).toEqual(before)
      expect((await look(id)).progress).toBeNull()
      await act('cancelImport', { id })
      expect(await act('openImportGroups', { id, groups: [right] })).toMatchObject({ __typename: 'ImportNotReady' })
    })

    test('that somebody opened meanwhile are no obstacle to the others', async ({ as, given, unit, jobs }) => {
      await given.unit()
      const { send, act, look } = importing(as, unit)
      const { id, missingGroups } = await send(await naming('Tổ 1', 'Tổ 2'))
      await given.group()
      const groups = missingGroups.map(({ number, name }) => ({ number, name }))
      expect(await act('openImportGroups', { id, groups })).toEqual({ __typename: 'ImportSuccess' })
      await jobs()
      expect((await look(id)).counts).toEqual([{ verdict: 'NEW', rows: 2 }])
      expect(await opened(given, unit)).toEqual([
        { number: 1, name: 'Tổ dân phố 1' },
        { number: 2, name: 'Tổ 2' },
      ])
    })

    test('cost the same statements for two as for two hundred; more are a column that is no group', async ({
      as,
      given,
      unit,
      jobs,
    }) => {
      await given.unit()
      const { send, look } = importing(as, unit)
      const cost = async (from: number, count: number) => {
        const { id, missingGroups } = await send(
          await naming(...Array.from({ length: count }, (_, i) => `Tổ ${from + i}`)),
        )
        const groups = missingGroups.map(({ number, name }) => ({ number, name }))
        const { statements } = await as('REGISTRAR').ask(
          `mutation ($input: OpenImportGroupsInput!) { openImportGroups(input: $input) { __typename } }`,
          { input: { id, groups } },
        )
        await jobs()
        expect((await look(id)).counts).toEqual([{ verdict: 'NEW', rows: count }])
        return statements
      }
      expect(await cost(100, 200)).toBe(await cost(1, 2))
      const { missingGroups } = await send(await naming(...Array.from({ length: 300 }, (_, i) => 300 + i)))
      expect(missingGroups).toHaveLength(201)
    })
  })

  test('how a sender’s columns were mapped is proposed for the next list', async ({ as, given, unit, jobs }) => {
    await given.unit()
    const group = await given.group()
    const { send, act, look } = importing(as, unit)
    const list = await sheet([
      ['Tên gọi', 'Sinh', 'Nơi'],
      ['Đỗ Thị Mười', 1980, 'Số 1'],
    ])
    const first = await send(list, 'Công ty May')
    expect(first.mapping).toEqual(['IGNORE', 'IGNORE', 'IGNORE'])
    expect(first.lines[0]).toMatchObject({ verdict: 'WRONG', reasons: ['Chưa chọn cột nào là họ và tên.'] })
    const mapping = ['FULL_NAME', 'BIRTH', 'ADDRESS']
    await act('mapImport', { id: first.id, mapping, residentialGroupId: group.id, residenceKind: 'TEMPORARY' })
    await jobs()
    expect((await look(first.id)).lines[0]?.verdict).toBe('NEW')
    expect((await send(list, 'Công ty May')).mapping).toEqual(mapping)
    expect((await send(list, 'Tổ 2')).mapping).toEqual(['IGNORE', 'IGNORE', 'IGNORE'])
  })

  test('titles above, two rows of headers, merged households, columns for men and women, a numbered row, a signature', async ({
    as,
    given,
    unit,
  }) => {
    await given.unit()
    await given.group()
    const { send } = importing(as, unit)
    const text = [
      'ỦY BAN NHÂN DÂN;;;;;',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM;;;;;',
      'DANH SÁCH NHÂN KHẨU TỔ 1;;;;;',
      'Hộ số;Họ và tên;Năm sinh;Năm sinh;Địa chỉ;Ghi chú',
      ';;Nam;Nữ;;',
      '(1);(2);(3);(4);(5);(6)',
      '1;Hoàng Văn Chín;1960;;Số 3;',
      '1;Lê Thị Chín;;1962;;',
      '2;Bùi Văn Tám;x;;Số 4;',
      ';;;;Người lập biểu;',
    ].join('\n')
    const batch = await send(Buffer.from(text))
    expect(batch.mapping).toEqual(['HOUSEHOLD', 'FULL_NAME', 'MALE', 'FEMALE', 'ADDRESS', 'IGNORE'])
    expect(batch.lines.map(({ line }) => line)).toEqual([7, 8, 9])
    expect(batch.lines.flatMap(({ reasons }) => reasons)).toEqual([
      expect.stringContaining('Chưa rõ tổ dân phố'),
      expect.stringContaining('Chưa rõ tổ dân phố'),
      expect.stringContaining('Chưa rõ tổ dân phố'),
    ])
  })

  test('a child hardly younger than the head is a warning of the row, whether the list or the book has the head', async ({
    as,
    given,
    unit,
  }) => {
    await given.unit()
    const home = await given.household(await given.group())
    await given.person('Phạm Thị Chủ', { household: home, relation: HouseholdRelation.HEAD })
    const { send } = importing(as, unit)
    const [headers = []] = ward
    const row = (name: string, year: number, relation: string, address: string) => {
      return [name, year, 'Nam', null, null, relation, 'Tổ 1', address]
    }
    const batch = await send(
      await sheet([
        headers,
        row('Hoàng Văn Chín', 1990, 'Chủ hộ', 'Số 3'),
        row('Hoàng Văn Mười', 1995, 'con', 'Số 3'),
        row('Hoàng Văn Út', 2015, 'con', 'Số 3'),
      ]),
    )
    expect(batch.lines.map(({ verdict, warnings }) => [verdict, warnings])).toEqual([
      ['NEW', []],
      ['NEW', [expect.stringContaining('Ghi là con nhưng chỉ kém chủ hộ 5 tuổi.')]],
      ['NEW', []],
    ])
    const alone = await send(await sheet([headers, row('Phạm Văn Lớn', 1975, 'con', home.address)]))
    expect(alone.lines[0]?.warnings).toEqual([expect.stringContaining('Ghi là con nhưng lớn tuổi hơn chủ hộ.')])
  })

  test('our own list of people comes back without a change', async ({ as, given, unit }) => {
    await given.unit()
    const [one, two] = [await given.group(), await given.group()]
    for (const group of [one, two]) {
      const home = await given.household(group)
      await given.person('Nguyễn Văn An', { household: home, relation: HouseholdRelation.HEAD })
      await given.person('Nguyễn Thị Bé', { household: home, relation: HouseholdRelation.CHILD })
    }
    const { send } = importing(as, unit)
    for (const format of ['xlsx', 'csv']) {
      const file = await as('REGISTRAR').file('POST', 'exports/people', { format, variables: { unit } })
      const batch = await send(file.bytes)
      expect(batch.counts).toEqual([{ verdict: 'UNCHANGED', rows: 4 }])
    }
  })

  test('the list goes back to its sender with what came of each row', async ({ as, given, unit }) => {
    await given.unit()
    await given.group()
    const { id } = await importing(as, unit).send(await sheet(ward))
    const { rows } = await readSheet((await as('REGISTRAR').file('GET', `imports/${id}/result`)).bytes)
    expect(rows[0]?.slice(-2)).toEqual(['Kết quả', 'Lỗi'])
    expect(rows.map((row) => row.at(-2))).toEqual(['Kết quả', 'Mới', 'Mới', 'Sai', 'Sai'])
    expect(rows[3]?.at(-1)).toContain('Số giấy tờ')
  })

  test('only a registrar sends lists, only into their unit, and hostile files are told why', async ({ as, unit }) => {
    const bytes = Buffer.from(
      writeDelimited({ title: '', columns: [{ header: 'Họ tên' }], rows: [['A']], conditions: [] }, ';'),
    )
    const path = `imports?${new URLSearchParams({ unit, sender: 'x' })}`
    expect((await as('CLERK').file('POST', path, bytes)).status).toBe(403)
    expect((await as('REGISTRAR', { units: ['99999'] }).file('POST', path, bytes)).status).toBe(404)
    const { status, json } = await as('REGISTRAR').file('POST', path, Buffer.from('<html>'))
    expect([status, json.errors?.[0]?.message]).toEqual([422, expect.stringContaining('trang web')])
  })

  test('statements do not grow with the rows', async ({ as, given, unit, jobs }) => {
    await given.unit()
    const home = await given.household(await given.group())
    const known = await Promise.all(names(60).map((name) => given.person(`Lê ${name}`, { household: home })))
    const cost = async (from: number, count: number) => {
      const newcomers: Rows = names(count).map((name, i) => [
        `${name} Số ${from}`,
        1950 + (i % 50),
        1,
        `Số ${from + i}`,
        null,
      ])
      const changed: Rows = known
        .splice(0, count / 10 + 1)
        .map(({ fullName }, i) => [fullName, 1980, 1, home.address, `0010800${from + i}`.padEnd(12, '0')])
      const headers = ['Họ tên', 'Năm sinh', 'Tổ', 'Địa chỉ', 'CCCD']
      const query = new URLSearchParams({ unit, sender: 'x', name: 'x' })
      const bytes = await sheet([headers, ...newcomers, ...changed])
      const { statements, json } = await as('REGISTRAR').file('POST', `imports?${query}`, bytes)
      await importing(as, unit).act('commitImport', { id: json.id })
      const writing = await jobs()
      const { counts } = await importing(as, unit).look(String(json.id))
      expect(counts).toEqual([
        { verdict: 'NEW', rows: count },
        { verdict: 'UPDATE', rows: changed.length },
      ])
      await importing(as, unit).act('undoImport', { id: json.id })
      return { sending: statements, writing, undoing: await jobs() }
    }
    const few = await cost(100, 2)
    expect(await cost(200, 20)).toEqual(few)
    expect(await cost(300, 200)).toEqual(few)
  })

  test('a long list goes in piece by piece: households whole, codes one after the other', async ({
    as,
    given,
    unit,
    jobs,
  }) => {
    await given.unit()
    await given.group()
    const { send, act, look } = importing(as, unit)
    const homes = 902
    const people: Rows = names(homes * 3).map((name, i) => [
      `H${Math.floor(i / 3)}`,
      i % 3 === 0 ? 'Chủ hộ' : 'Con',
      `Lê ${name}`,
      1950 + (i % 50),
      1,
      `Số ${Math.floor(i / 3)}`,
    ])
    const batch = await send(await sheet([['Số hộ', 'Quan hệ', 'Họ tên', 'Năm sinh', 'Tổ', 'Địa chỉ'], ...people]))
    await act('commitImport', { id: batch.id })
    await jobs()
    expect((await look(batch.id)).counts).toEqual([{ verdict: 'NEW', rows: people.length }])
    const [written] = await given.select(
      `select count(distinct person_id)::int as people, count(distinct household_id)::int as homes,
         count(*) filter (where relation = 'HEAD')::int as heads from household_member where unit_code = ?`,
      [unit],
    )
    expect(written).toEqual({ people: people.length, homes, heads: homes })
    const codes = await given.select(
      `select count(distinct provisional_code)::int as codes, max(right(provisional_code, 5)) as last from person where unit_code = ?`,
      [unit],
    )
    expect(codes).toEqual([{ codes: people.length, last: String(people.length).padStart(5, '0') }])
    const events = await given.select(
      `select jsonb_array_length(effects -> 'persons') as together, count(*)::int as events from life_event
       where unit_code = ? group by 1`,
      [unit],
    )
    expect(events).toEqual([{ together: 3, events: homes }])
  })

  test('PostgreSQL looks at what a long list wrote or took back, once that stands and whatever comes of the look', async ({
    as,
    given,
    unit,
    jobs,
    orm,
    database: { migratorUrl, appRole },
  }) => {
    await given.unit()
    const group = await given.group()
    const { send, act, look } = importing(as, unit)
    const owner = new pg.Client({ connectionString: migratorUrl })
    await owner.connect()
    const known = async () => {
      const [table] = await orm.em.fork().execute<{ rows: number; looks: number }[]>(
        `select reltuples::int as rows, analyze_count::int as looks from pg_class
         join pg_stat_user_tables on relid = pg_class.oid where pg_class.relname = 'person'`,
      )
      return { rows: table?.rows ?? 0, looks: table?.looks ?? 0 }
    }
    const list = (from: number): Rows => [
      ['Họ tên', 'Năm sinh', 'Tổ', 'Địa chỉ'],
      ...names(1_000).map((name, i) => [name, 1950 + (i % 50), group.number, `Số ${from + i}`]),
    ]
    const written = async (from: number) => {
      const { id } = await send(await sheet(list(from)))
      await act('commitImport', { id })
      return id
    }
    const committed = { state: 'COMMITTED', progress: { isRunning: false, hasFailed: false } }
    try {
      const before = await known()
      // Somebody else looks at the same tables, which writing does not wait for.
      await owner.query('begin; lock table residential_group in share update exclusive mode')
      const first = await written(0)
      const working = jobs()
      await expect.poll(() => look(first), { timeout: 20_000 }).toMatchObject(committed)
      expect((await known()).looks).toBe(before.looks)
      await owner.query('commit')
      await working
      const after = await known()
      expect(after.looks).toBe(before.looks + 1)
      expect(after.rows).toBeGreaterThanOrEqual(1_000)

      await act('undoImport', { id: first })
      await jobs()
      expect(await look(first)).toMatchObject({ state: 'UNDONE' })
      expect((await known()).looks).toBe(after.looks + 1)

      await owner.query(`revoke execute on function app.analyze_tables() from ${appRole}`)
      const second = await written(2_000)
      await jobs()
      expect(await look(second)).toMatchObject(committed)
    } finally {
      await owner.query(`rollback; grant execute on function app.analyze_tables() to ${appRole}`)
      await owner.end()
    }
  })

  test('what was sent lies sealed', async ({ as, given, unit }) => {
    await given.unit()
    await given.group()
    const { id } = await importing(as, unit).send(await sheet(ward))
    const rows = await given.select(
      `select to_jsonb(import_row)::text || convert_from(decode(replace(encode(cells_sealed, 'hex'), '00', ''), 'hex'), 'latin1') as everything from import_row where batch_id = ?`,
      [id],
    )
    expect(rows).toHaveLength(4)
    for (const { everything } of rows) expect(everything).not.toMatch(/001075000111|0912|912000112/)
  })
})
