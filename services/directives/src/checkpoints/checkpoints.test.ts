import type { Role } from '@vungxanh/access'
import { contextVariables } from '@vungxanh/subgraph'
import { type Asking, contextScope, testContextKey } from '@vungxanh/testing'
import pg from 'pg'
import { describe, expect } from 'vitest'
import { test } from '../testing.ts'

const OPEN = `mutation ($input: OpenCheckpointInput!) { done: openCheckpoint(input: $input) {
  __typename ... on CheckpointSuccess { checkpoint { id name document { symbol } } } ... on InvalidInput { field } } }`
const CORRECT = `mutation ($input: CorrectCheckpointInput!) { done: correctCheckpoint(input: $input) {
  __typename ... on CheckpointSuccess { checkpoint { name kind place latitude longitude residentialGroup { id } document { symbol }
    changes { name place latitude residentialGroup { id } document { symbol } byName at } } } ... on InvalidInput { field } } }`
const PLACE = `mutation ($input: PlaceCheckpointInput!) { done: placeCheckpoint(input: $input) {
  __typename ... on CheckpointSuccess { checkpoint { name latitude document { symbol } changes { name latitude } } } ... on InvalidInput { field } } }`
const END = `mutation ($input: EndCheckpointInput!) { done: endCheckpoint(input: $input) {
  __typename ... on CheckpointSuccess { checkpoint { activeTo } } ... on InvalidInput { field } } }`
const REOPEN = `mutation ($input: ReopenCheckpointInput!) { done: reopenCheckpoint(input: $input) { __typename } }`
const RECORD = `mutation ($input: RecordCheckpointEntryInput!) { done: recordCheckpointEntry(input: $input) {
  __typename ... on CheckpointEntrySuccess { entry { id saidName plate recordedAt } } ... on InvalidInput { field } } }`
const ANNUL = `mutation ($input: AnnulCheckpointEntryInput!) { done: annulCheckpointEntry(input: $input) {
  __typename ... on CheckpointEntrySuccess { entry { annulledByName annulReason } } ... on InvalidInput { field } } }`
const LOG = `query ($checkpoint: ID!, $on: LocalDate, $decision: CheckpointDecision, $first: Int) {
  checkpointEntries(checkpoint: $checkpoint, on: $on, decision: $decision, first: $first) {
    totalCount edges { node { id saidName at annulledAt checkpoint { name } } } } }`
const COUNTS = `query ($unit: ID!, $on: LocalDate) { checkpoints(unit: $unit) {
  name changes { at document { symbol } } document { symbol } lastEntryAt counts(on: $on) { in out turnedBack sentToStation } } }`

const now = new Date('2021-09-27T18:00:00+07:00')

type Result = { done: { __typename: string; field?: string; checkpoint: { id: string }; entry: { id: string } } }
type As = (role: Role, standing: { now: Date; kin?: string[] }) => Asking

async function open(as: As, unit: string, changes: object = {}): Promise<string> {
  const input = { unit, name: 'Chốt 1', kind: 'WARD_GATE', place: 'Đầu đường', activeFrom: '2021-09-01', ...changes }
  return (await as('CLERK', { now }).run<Result>(OPEN, { input })).done.checkpoint.id
}

const passage = (checkpointId: string, changes: object = {}) => ({
  id: crypto.randomUUID() as string,
  checkpointId,
  at: '2021-09-27T08:00:00+07:00',
  direction: 'IN',
  saidName: 'Trần Thị Lượt',
  purpose: 'WORK',
  decision: 'LET_THROUGH',
  ...changes,
})

const record = async (as: As, input: object) =>
  (await as('COMMUNITY_TEAM', { now }).run<Result>(RECORD, { input })).done

const stay = { purpose: 'STAY', originCode: '27', fromPlace: 'Gia Bình, Bắc Ninh', departedOn: '2021-09-26' }

/** What residents is told, in order. */
async function told(url: string, unit: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ type: string; subject: string; payload: Record<string, unknown> }>(
    `select type, subject, payload from events.outbox where unit_code = $1 order by no`,
    [unit],
  )
  await client.end()
  return rows
}

describe('a checkpoint', () => {
  test('is set up with or without its document, ends once, and is taken up again', async ({ as, given, unit }) => {
    const document = await given.document('08/PA-UBND')
    const clerk = as('CLERK', { now })
    const input = { unit, name: ' Chốt  2 ', kind: 'MARKET', place: 'Cổng chợ', activeFrom: '2021-09-05' }
    const opened = await clerk.run<Result>(OPEN, { input: { ...input, documentId: document.id } })
    expect(opened.done).toMatchObject({ checkpoint: { name: 'Chốt 2', document: { symbol: '08/PA-UBND' } } })
    const { id } = opened.done.checkpoint
    const end = async (changes: object) =>
      (await clerk.run<Result>(END, { input: { id, on: '2021-09-20', ...changes } })).done
    expect(await end({ on: '2021-09-04' })).toEqual({ __typename: 'InvalidInput', field: 'on' })
    expect(await end({ on: '2021-09-28' })).toEqual({ __typename: 'InvalidInput', field: 'on' })
    expect(await end({})).toEqual({ __typename: 'CheckpointSuccess', checkpoint: { activeTo: '2021-09-20' } })
    expect(await end({})).toEqual({ __typename: 'CheckpointEnded' })
    expect((await record(as, passage(id))).__typename).toBe('CheckpointEnded')
    expect((await record(as, passage(id, { at: '2021-09-20T23:59:00+07:00' }))).__typename).toBe(
      'CheckpointEntrySuccess',
    )
    const reopen = async () => (await clerk.run<Result>(REOPEN, { input: { id } })).done.__typename
    expect([await reopen(), await reopen()]).toEqual(['CheckpointSuccess', 'CheckpointStillActive'])
    expect((await record(as, passage(id))).__typename).toBe('CheckpointEntrySuccess')
  })

  test('is corrected while it is open, and what it was is kept', async ({ as, given, unit }) => {
    const document = await given.document('09/PA-UBND')
    const group = crypto.randomUUID()
    const id = await open(as, unit, { residentialGroup: group })
    const right = { id, name: 'Chốt số 1', kind: 'MARKET', place: 'Cổng chợ', documentId: document.id }
    const clerk = as('CLERK', { now })
    const correct = async (changes: object = {}) =>
      (await clerk.run<Result>(CORRECT, { input: { ...right, ...changes } })).done
    const fault = async (changes: object) => (await correct(changes)).field
    expect(await fault({ name: '.' })).toBe('name')
    expect(await fault({ latitude: 48.85, longitude: 2.35 })).toBe('latitude')
    expect(await fault({ residentialGroup: 'x' })).toBe('residentialGroup')
    expect((await correct({ documentId: crypto.randomUUID() })).__typename).toBe('DocumentNotFound')
    expect((await correct({ id: crypto.randomUUID() })).__typename).toBe('CheckpointNotFound')
    const placed = { latitude: 21.065, longitude: 105.915 }
    const first = {
      name: 'Chốt 1',
      place: 'Đầu đường',
      latitude: null,
      residentialGroup: { id: group },
      document: null,
    }
    const was = { byName: expect.any(String), at: now.toISOString() }
    const corrected = {
      __typename: 'CheckpointSuccess',
      checkpoint: {
        name: 'Chốt số 1',
        kind: 'MARKET',
        place: 'Cổng chợ',
        ...placed,
        residentialGroup: null,
        document: { symbol: '09/PA-UBND' },
        changes: [{ ...first, ...was }],
      },
    }
    expect(await correct(placed)).toEqual(corrected)
    // Sent again it is no second correction.
    expect(await correct(placed)).toEqual(corrected)
    await clerk.run(END, { input: { id, on: '2021-09-20' } })
    expect((await correct({ name: 'Chốt cũ' })).__typename).toBe('CheckpointEnded')
  })

  test('is placed on the map, and what another clerk corrected meanwhile stays', async ({ as, given, unit }) => {
    const document = await given.document('10/PA-UBND')
    const id = await open(as, unit)
    const clerk = as('CLERK', { now })
    const place = async (latitude: number | null, longitude: number | null) =>
      (await clerk.run<Result>(PLACE, { input: { id, latitude, longitude } })).done
    // Read by the map before, and corrected by somebody else before it was placed.
    const right = { id, name: 'Chốt số 1', kind: 'MARKET', place: 'Cổng chợ', documentId: document.id }
    await clerk.run(CORRECT, { input: right })
    expect(await place(21.065, 105.915)).toMatchObject({
      checkpoint: {
        name: 'Chốt số 1',
        latitude: 21.065,
        document: { symbol: '10/PA-UBND' },
        changes: expect.arrayContaining([
          { name: 'Chốt số 1', latitude: null },
          { name: 'Chốt 1', latitude: null },
        ]),
      },
    })
    expect((await place(48.85, 2.35)).field).toBe('latitude')
    expect((await place(21.065, null)).field).toBe('latitude')
    expect(await place(null, null)).toMatchObject({ checkpoint: { name: 'Chốt số 1', latitude: null } })
    await clerk.run(END, { input: { id, on: '2021-09-20' } })
    expect((await place(21.065, 105.915)).__typename).toBe('CheckpointEnded')
  })

  test('is refused with what is wrong of it', async ({ as, unit }) => {
    const fault = async (changes: object) => {
      const input = { unit, name: 'Chốt', kind: 'OTHER', place: 'Ngã ba', activeFrom: '2021-09-01', ...changes }
      const { __typename, field } = (await as('CLERK', { now }).run<Result>(OPEN, { input })).done
      return field ?? __typename
    }
    expect(await fault({ name: ' . ' })).toBe('name')
    expect(await fault({ place: '' })).toBe('place')
    expect(await fault({ activeTo: '2021-08-31' })).toBe('activeTo')
    expect(await fault({ activeFrom: '1921-09-01' })).toBe('activeFrom')
    expect(await fault({ latitude: 21 })).toBe('latitude')
    expect(await fault({ latitude: 105.92, longitude: 21.06 })).toBe('latitude')
    expect(await fault({ documentId: crypto.randomUUID() })).toBe('DocumentNotFound')
    expect(await fault({ unit: '00001' })).toBe('UnitOutOfScope')
  })
})

describe('a line', () => {
  test('that is sent twice, also at once, is one', async ({ as, unit }) => {
    const checkpoint = await open(as, unit)
    const input = passage(checkpoint, { plate: '29h 123.45' })
    const answers = await Promise.all([1, 2, 3].map(() => record(as, input)))
    expect(answers).toEqual(
      Array(3).fill({
        __typename: 'CheckpointEntrySuccess',
        entry: { id: input.id, saidName: 'Trần Thị Lượt', plate: '29H-123.45', recordedAt: expect.any(String) },
      }),
    )
    const { checkpointEntries } = await as('CLERK', { now }).run<{ checkpointEntries: object }>(LOG, { checkpoint })
    expect(checkpointEntries).toMatchObject({ totalCount: 1 })
    const elsewhere = await open(as, unit, { name: 'Chốt khác' })
    expect(await record(as, { ...input, checkpointId: elsewhere })).toEqual({ __typename: 'InvalidInput', field: 'id' })
  })

  test('is annulled for a reason, once, stays in the log and is counted no more', async ({ as, unit }) => {
    const checkpoint = await open(as, unit)
    const wrong = passage(checkpoint, { people: 4 })
    await record(as, wrong)
    await record(as, passage(checkpoint, { people: 3, direction: 'OUT' }))
    const annul = async (reason: string) =>
      (await as('CLERK', { now }).run<Result>(ANNUL, { input: { id: wrong.id, reason } })).done
    expect(await annul(' ')).toEqual({ __typename: 'InvalidInput', field: 'reason' })
    expect(await annul('Ghi nhầm số người')).toMatchObject({
      entry: { annulReason: 'Ghi nhầm số người', annulledByName: expect.any(String) },
    })
    expect((await annul('Ghi nhầm số người')).__typename).toBe('CheckpointEntryAnnulled')
    // Sent once more by a phone that was offline meanwhile.
    expect((await record(as, wrong)).__typename).toBe('CheckpointEntryAnnulled')
    const counts = await as('CHAIR', { now }).run(COUNTS, { unit })
    expect(counts).toMatchObject({
      checkpoints: [{ counts: { in: 0, out: 3 }, lastEntryAt: '2021-09-27T01:00:00.000Z' }],
    })
    const { checkpointEntries: log } = await as('CLERK', { now }).run<{ checkpointEntries: { totalCount: number } }>(
      LOG,
      { checkpoint },
    )
    expect(log.totalCount).toBe(2)
  })

  test('is filtered by day and decision, newest first, and counted by people', async ({ as, unit }) => {
    const checkpoint = await open(as, unit)
    const lines: [at: string, saidName: string, changes: object][] = [
      ['2021-09-26T23:59:59+07:00', 'Đêm qua', { people: 7 }],
      ['2021-09-27T00:00:00+07:00', 'Rạng sáng', { people: 2 }],
      ['2021-09-27T07:00:00+07:00', 'Quay lại', { decision: 'TURNED_BACK', reason: 'Không có giấy', people: 3 }],
      ['2021-09-27T08:00:00+07:00', 'Đi trạm', { decision: 'SENT_TO_STATION' }],
      ['2021-09-27T09:00:00+07:00', 'Ra', { direction: 'OUT', people: 5 }],
    ]
    for (const [at, saidName, changes] of lines) await record(as, passage(checkpoint, { at, saidName, ...changes }))
    const names = async (filter: object) => {
      const asked = { checkpoint, ...filter }
      const { checkpointEntries } = await as('CLERK', { now }).run<{
        checkpointEntries: { edges: { node: { saidName: string } }[] }
      }>(LOG, asked)
      return checkpointEntries.edges.map(({ node }) => node.saidName)
    }
    expect(await names({})).toEqual(['Ra', 'Đi trạm', 'Quay lại', 'Rạng sáng', 'Đêm qua'])
    expect(await names({ on: '2021-09-27', decision: 'LET_THROUGH' })).toEqual(['Ra', 'Rạng sáng'])
    expect(await names({ on: '2021-09-26' })).toEqual(['Đêm qua'])
    const counted = async (variables: object) =>
      (await as('TEAM_LEADER', { now }).run<{ checkpoints: { counts: object }[] }>(COUNTS, { unit, ...variables }))
        .checkpoints[0]?.counts
    expect(await counted({})).toEqual({ in: 3, out: 5, turnedBack: 3, sentToStation: 1 })
    expect(await counted({ on: '2021-09-26' })).toEqual({ in: 7, out: 0, turnedBack: 0, sentToStation: 0 })
  })
})

test('many checkpoints and many lines are as many statements as few', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const checkpoint = await open(as, unit, { documentId: document.id })
  const cost = async () => {
    const list = await as('CHAIR', { now }).ask(COUNTS, { unit })
    const log = await as('HEALTH_STAFF', { now }).ask(LOG, { checkpoint, first: 100 })
    expect([...list.errors, ...log.errors]).toEqual([])
    return [list.statements, log.statements]
  }
  await record(as, passage(checkpoint))
  const few = await cost()
  for (let number = 0; number < 8; number++) {
    const other = await given.document(`${number + 10}/KH-UBND`)
    await record(as, passage(await open(as, unit, { name: `Chốt ${number}`, documentId: other.id })))
    await record(as, passage(checkpoint))
  }
  expect(await cost()).toEqual(few)
})

describe('whoever comes to stay', () => {
  test('is told to residents without a name, and that it was a mistake as well', async ({
    as,
    unit,
    database: { superuserUrl },
  }) => {
    const checkpoint = await open(as, unit)
    const personId = crypto.randomUUID()
    const known = passage(checkpoint, { ...stay, saidName: null, personId })
    const stranger = passage(checkpoint, { ...stay, originCode: null })
    for (const input of [known, stranger, passage(checkpoint)]) await record(as, input)
    await record(as, passage(checkpoint, { ...stay, decision: 'TURNED_BACK', reason: 'Không có chỗ ở' }))
    await record(as, passage(checkpoint, { ...stay, direction: 'OUT' }))
    await as('COMMUNITY_TEAM', { now }).run(ANNUL, { input: { id: known.id, reason: 'Ghi nhầm người' } })
    const payload = { fromEpidemicArea: false, departedOn: '2021-09-26', arrivedOn: '2021-09-27' }
    expect(await told(superuserUrl, unit)).toEqual([
      {
        type: 'directives.stayReported',
        subject: `person/${personId}`,
        payload: { ...payload, entryId: known.id, personId, origin: '27', claimed: null },
      },
      {
        type: 'directives.stayReported',
        subject: `entry/${stranger.id}`,
        payload: { ...payload, entryId: stranger.id, personId: null, origin: null, claimed: null },
      },
      { type: 'directives.stayWithdrawn', subject: `person/${personId}`, payload: { entryId: known.id } },
    ])
  })

  test('who showed a card is told of so that only residents can read it', async ({
    as,
    unit,
    vault,
    database: { superuserUrl },
  }) => {
    const input = passage(await open(as, unit), { ...stay, identityNumber: '001088012345' })
    await record(as, input)
    const [event] = await told(superuserUrl, unit)
    const claimed = String(event?.payload.claimed)
    expect(JSON.stringify(event)).not.toContain('001088012345')
    expect(JSON.parse(vault.disclose(claimed, `stay/${input.id}`) ?? '')).toEqual({
      name: 'Trần Thị Lượt',
      card: '001088012345',
    })
  })

  test('is told once, however often the line is sent', async ({ as, unit, database: { superuserUrl } }) => {
    const input = passage(await open(as, unit), stay)
    await Promise.all([record(as, input), record(as, input)])
    expect(await told(superuserUrl, unit)).toHaveLength(1)
  })
})

describe('who may know what', () => {
  const SEEN = `query ($checkpoint: ID!) { checkpointEntries(checkpoint: $checkpoint) { edges { node {
    people saidName phoneMasked identityMasked temperature reason healthReason } } } }`

  test('a group leader learns how many, the clerk who, the team the temperature, the registrar the numbers', async ({
    as,
    unit,
    database: { superuserUrl },
  }) => {
    const checkpoint = await open(as, unit)
    const numbers = { phone: '0912345678', identityNumber: '001180012345' }
    await record(
      as,
      passage(checkpoint, { ...numbers, temperature: 38.2, decision: 'SENT_TO_STATION', reason: 'Sốt, ho' }),
    )
    const seen = async (role: Role) => {
      const { data } = await as(role, { now }).ask(SEEN, { checkpoint })
      const node = (data.checkpointEntries as { edges: { node: Record<string, unknown> }[] }).edges[0]?.node ?? {}
      return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null))
    }
    const [phoneMasked, identityMasked] = ['091xxxx678', '001xxxxxx345']
    const health = { temperature: 38.2, healthReason: 'Sốt, ho' }
    const who = { people: 1, saidName: 'Trần Thị Lượt' }
    expect(await seen('TEAM_LEADER')).toEqual({ people: 1 })
    expect(await seen('CLERK')).toEqual(who)
    expect(await seen('COMMUNITY_TEAM')).toEqual({ ...who, ...health })
    expect(await seen('REGISTRAR')).toEqual({ ...who, phoneMasked, identityMasked })
    expect(await seen('HEALTH_STAFF')).toEqual({ ...who, ...health, phoneMasked, identityMasked })
    const client = new pg.Client({ connectionString: superuserUrl })
    await client.connect()
    const { rows } = await client.query(`select e::text from checkpoint_entry e where unit_code = $1`, [unit])
    await client.end()
    expect(JSON.stringify(rows)).not.toMatch(/0912345678|001180012345/)
  })

  test('whole numbers are shown for a reason', async ({ as, unit }) => {
    const input = passage(await open(as, unit), { phone: '0912345678' })
    await record(as, input)
    const reveal = (reason: string) =>
      as('REGISTRAR', { now }).run(
        `mutation ($input: RevealEntryNumbersInput!) { done: revealEntryNumbers(input: $input) {
           ... on EntryNumbersSuccess { phone identityNumber } ... on InvalidInput { field } } }`,
        { input: { id: input.id, reason } },
      )
    expect(await reveal(' ')).toEqual({ done: { field: 'reason' } })
    expect(await reveal('Gọi hỏi nơi ở')).toEqual({ done: { phone: '0912345678', identityNumber: null } })
  })

  test('nobody writes down or reads the way of their own kin', async ({ as, unit }) => {
    const checkpoint = await open(as, unit)
    const personId = crypto.randomUUID()
    const input = passage(checkpoint, { personId })
    const kin = { now, kin: [personId] }
    await expect(as('COMMUNITY_TEAM', kin).run(RECORD, { input })).rejects.toThrow('FORBIDDEN')
    await record(as, input)
    const log = await as('COMMUNITY_TEAM', kin).run<{ checkpointEntries: { edges: [] } }>(LOG, { checkpoint })
    expect(log.checkpointEntries.edges).toEqual([])
  })
})

test('two entries of the register that are one person have one way', async ({ as, unit, orm }) => {
  const checkpoint = await open(as, unit)
  const [survivor = '', absorbed = ''] = [crypto.randomUUID(), crypto.randomUUID()]
  for (const personId of [survivor, absorbed]) await record(as, passage(checkpoint, { personId }))
  await orm.em
    .fork({ session: contextVariables(contextScope([unit], 'EVENTS'), testContextKey) })
    .transactional((em) => em.execute(`select app.set_alias(?, ?, ?)`, [absorbed, survivor, unit]))
  const keys = [{ __typename: 'Person', id: survivor }]
  const { _entities } = await as('HEALTH_STAFF', { now }).run<{ _entities: { checkpointEntries: object[] }[] }>(
    `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Person { checkpointEntries { id } } } }`,
    { keys },
  )
  expect(_entities[0]?.checkpointEntries).toHaveLength(2)
})

test('the log goes out as a file with the columns of whoever takes it', async ({ as, unit }) => {
  const checkpoint = await open(as, unit)
  await record(as, passage(checkpoint, { temperature: 36.6, people: 2, phone: '0912345678' }))
  const taken = async (role: Role) => {
    const body = { format: 'csv', variables: { checkpoint, on: '2021-09-27', decision: null } }
    const { bytes } = await as(role, { now }).file('POST', 'exports/checkpoint-entries', body)
    const [header = '', row = ''] = bytes
      .toString()
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
    return Object.fromEntries(header.split(';').map((name, index) => [name, row.split(';')[index]]))
  }
  const station = await taken('HEALTH_STAFF')
  expect(station).toMatchObject({
    Lúc: '27/09/2021 08:00',
    'Vào/ra': 'Vào',
    Việc: 'Đi làm',
    'Điện thoại': '091xxxx678',
  })
  expect(station['Thân nhiệt']).toMatch(/^36[.,]6$/)
  const clerk = await taken('CLERK')
  expect(Object.keys(clerk)).toContain('Họ và tên')
  expect(Object.keys(clerk)).not.toContain('Thân nhiệt')
  expect(Object.keys(await taken('TEAM_LEADER'))).not.toContain('Họ và tên')
})
