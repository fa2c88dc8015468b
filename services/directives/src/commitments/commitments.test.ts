import pg from 'pg'
import { expect } from 'vitest'
import { Migration20261122094000_tell_signed_commitments as TellSignedCommitments } from '../../migrations/20261122094000-tell-signed-commitments.ts'
import { test } from '../testing.ts'

type Result = {
  __typename: string
  field?: string
  commitments?: { id: string; round: { title: string } | null; collectedBy: string }[]
  unchanged?: string[]
}
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

const now = new Date('2021-09-27T17:00:00+07:00')

const record = async (asking: Asking, input: Record<string, unknown>): Promise<Result> =>
  (
    await asking.run<{ done: Result }>(
      `mutation ($input: RecordCommitmentsInput!) { done: recordCommitments(input: $input) { __typename
         ... on RecordCommitmentsSuccess { commitments { id collectedBy round { title } } unchanged }
         ... on InvalidInput { field } } }`,
      { input },
    )
  ).done

const OF_HOUSEHOLDS = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Household {
  commitments { signedOn endedOn endReason document { symbol } replacedBy { signedOn } } } } }`

const signed = (householdId: string, changes: object = {}) => ({ id: crypto.randomUUID(), householdId, ...changes })
const key = (id: string) => ({ __typename: 'Household', id })
const home = () => crypto.randomUUID()

test('a pile of papers is written down at once, and handed in twice it is there once', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const clerk = as('CLERK', { now })
  const OPEN = `mutation ($input: OpenCommitmentRoundInput!) { done: openCommitmentRound(input: $input) {
    __typename ... on InvalidInput { field } } }`
  const period = { unit, documentId: document.id, title: 'Đợt 1', startsOn: '2021-09-01', endsOn: '2021-09-30' }
  expect(await clerk.run(OPEN, { input: { ...period, endsOn: '2021-08-01' } })).toEqual({
    done: { __typename: 'InvalidInput', field: 'endsOn' },
  })
  expect(await clerk.run(OPEN, { input: { ...period, documentId: 'x' } })).toEqual({
    done: { __typename: 'DocumentNotFound' },
  })
  await clerk.run(OPEN, { input: period })
  const households = [signed(home(), { signerName: ' Trần  Thị Ký ' }), signed(home())]
  const input = { unit, documentId: document.id, signedOn: '2021-09-20', collectedBy: 'Tổ Covid 3', households }
  const answers = await Promise.all([1, 2, 3].map(() => record(as('REGISTRAR', { now }), input)))
  for (const { commitments } of answers)
    expect(commitments?.map(({ id, round }) => [id, round?.title]).sort()).toEqual(
      households.map(({ id }) => [id, 'Đợt 1']).sort(),
    )
  const again = { ...input, households: households.map(({ householdId }) => signed(householdId)) }
  expect(await record(clerk, again)).toMatchObject({ commitments: [], unchanged: { length: 2 } })
  const { commitmentRounds } = await clerk.run<{ commitmentRounds: object[] }>(
    `query ($unit: ID!) { commitmentRounds(unit: $unit) { title signed document { symbol } } }`,
    { unit },
  )
  expect(commitmentRounds).toEqual([{ title: 'Đợt 1', signed: 2, document: { symbol: '08/PA-UBND' } }])
})

test('another paper takes the place of the first only when that is wanted', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const householdId = home()
  const input = { unit, documentId: document.id, signedOn: '2021-09-10', households: [signed(householdId)] }
  const team = as('COMMUNITY_TEAM', { now })
  await record(team, input)
  const later = { ...input, signedOn: '2021-09-20', households: [signed(householdId)], replace: true }
  expect(await record(team, { ...later, signedOn: '2021-09-09' })).toMatchObject({ field: 'signedOn' })
  expect(await record(team, later)).toMatchObject({ commitments: [{ id: later.households[0]?.id, round: null }] })
  expect(await team.run(OF_HOUSEHOLDS, { keys: [key(householdId)] })).toEqual({
    _entities: [
      {
        commitments: [
          {
            signedOn: '2021-09-20',
            endedOn: null,
            endReason: null,
            document: { symbol: '08/PA-UBND' },
            replacedBy: null,
          },
          {
            signedOn: '2021-09-10',
            endedOn: '2021-09-20',
            endReason: null,
            document: { symbol: '08/PA-UBND' },
            replacedBy: { signedOn: '2021-09-20' },
          },
        ],
      },
    ],
  })
})

test('says what is wrong with a pile', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const one = signed(home())
  const input = { unit, documentId: document.id, signedOn: '2021-09-20', households: [one] }
  const clerk = as('CLERK', { now })
  const fault = async (changes: object) => {
    const { field, __typename } = await record(clerk, { ...input, ...changes })
    return field ?? __typename
  }
  expect(await fault({ unit: '00001' })).toBe('UnitOutOfScope')
  expect(await fault({ documentId: 'x' })).toBe('DocumentNotFound')
  expect(await fault({ signedOn: '2021-09-28' })).toBe('signedOn')
  expect(await fault({ households: [] })).toBe('households')
  expect(await fault({ households: [one, { ...one, id: crypto.randomUUID() }] })).toBe('households')
  expect(await fault({ households: [signed('x')] })).toBe('households')
  await record(clerk, input)
  expect(await fault({ households: [{ ...one, householdId: home() }] })).toBe('households')
})

test('a commitment is withdrawn with a reason, once', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const one = signed(home())
  await record(as('REGISTRAR', { now }), {
    unit,
    documentId: document.id,
    signedOn: '2021-09-20',
    households: [one],
  })
  const withdraw = async (input: object) =>
    (
      await as('REGISTRAR', { now }).run<{ done: Result }>(
        `mutation ($input: WithdrawCommitmentInput!) { done: withdrawCommitment(input: $input) {
           __typename ... on InvalidInput { field } } }`,
        { input },
      )
    ).done
  expect(await withdraw({ id: one.id, on: '2021-09-25', reason: ' ' })).toMatchObject({ field: 'reason' })
  expect(await withdraw({ id: one.id, on: '2021-09-19', reason: 'Nhầm hộ' })).toMatchObject({ field: 'on' })
  expect(await withdraw({ id: one.id, on: '2021-09-25', reason: 'Nhầm hộ' })).toMatchObject({
    __typename: 'CommitmentSuccess',
  })
  expect(await withdraw({ id: one.id, on: '2021-09-25', reason: 'Nhầm hộ' })).toMatchObject({
    __typename: 'CommitmentNotFound',
  })
})

test('seventy households are as many statements as three', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const cost = async (count: number) => {
    const households = Array.from({ length: count }, () => signed(home()))
    await record(as('CLERK', { now }), { unit, documentId: document.id, signedOn: '2021-09-20', households })
    const keys = households.map(({ householdId }) => key(householdId))
    const { statements, errors } = await as('COMMUNITY_TEAM', { now }).ask(OF_HOUSEHOLDS, { keys })
    expect(errors).toEqual([])
    return statements
  }
  expect(await cost(70)).toBe(await cost(3))
})

test('who signed is for the desk, not for whoever walks from door to door', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const one = signed(home(), { signerName: 'Trần Thị Ký' })
  await record(as('COMMUNITY_TEAM', { now }), {
    unit,
    documentId: document.id,
    signedOn: '2021-09-20',
    households: [one],
  })
  const SIGNER = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Household { commitments { signedOn signerName } } } }`
  const seen = async (role: 'REGISTRAR' | 'COMMUNITY_TEAM' | 'WELFARE_OFFICER') =>
    (await as(role, { now }).ask(SIGNER, { keys: [key(one.householdId)] })).data
  expect(await seen('REGISTRAR')).toMatchObject({ _entities: [{ commitments: [{ signerName: 'Trần Thị Ký' }] }] })
  expect(await seen('COMMUNITY_TEAM')).toEqual({
    _entities: [{ commitments: [{ signedOn: '2021-09-20', signerName: null }] }],
  })
  expect(await seen('WELFARE_OFFICER')).toEqual({ _entities: [null] })
})

test('nobody writes down what their own household signed', async ({ as, given, unit }) => {
  const document = await given.document('08/PA-UBND')
  const kin = home()
  const input = { unit, documentId: document.id, signedOn: '2021-09-20', households: [signed(kin)] }
  await expect(record(as('COMMUNITY_TEAM', { now, kin: [kin] }), input)).rejects.toThrow('FORBIDDEN')
})

test('residents is told which households signed, which paper stands no longer, and nothing twice', async ({
  as,
  given,
  unit,
  database: { superuserUrl },
}) => {
  const document = await given.document('08/PA-UBND')
  const clerk = as('REGISTRAR', { now })
  const [one, other] = [signed(home()), signed(home())]
  const input = { unit, documentId: document.id, signedOn: '2021-09-20', households: [one, other] }
  await record(clerk, input)
  await record(clerk, input)
  const again = signed(one.householdId)
  await record(clerk, { ...input, signedOn: '2021-09-21', households: [again], replace: true })
  await clerk.run(`mutation ($input: WithdrawCommitmentInput!) { withdrawCommitment(input: $input) { __typename } }`, {
    input: { id: other.id, on: '2021-09-22', reason: 'Hộ xin rút' },
  })
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const { rows } = await client.query(
    `select type, subject, payload from events.outbox where unit_code = $1 order by no`,
    [unit],
  )
  await client.end()
  const told = (payload: object) => ({ type: 'directives.commitmentsChanged', subject: document.id, payload })
  const said = ({ id, householdId }: typeof one) => ({ id, householdId })
  expect(rows).toEqual([
    told({ signed: [said(one), said(other)], ended: [] }),
    told({ signed: [said(again)], ended: [one.id] }),
    told({ signed: [], ended: [other.id] }),
  ])
})

test('what was signed before residents was told of any is told when the department is brought up to date, and only that', async ({
  as,
  given,
  unit,
  database: { superuserUrl },
}) => {
  const document = await given.document('08/PA-UBND')
  const clerk = as('REGISTRAR', { now })
  const [untold, ended, told] = [signed(home()), signed(home()), signed(home())]
  const input = { unit, documentId: document.id, signedOn: '2021-09-20' }
  await record(clerk, { ...input, households: [untold, ended] })
  await clerk.run(`mutation ($input: WithdrawCommitmentInput!) { withdrawCommitment(input: $input) { __typename } }`, {
    input: { id: ended.id, on: '2021-09-22', reason: 'Hộ xin rút' },
  })
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query('delete from events.delivery')
  await client.query('delete from events.outbox')
  await record(clerk, { ...input, households: [told] })
  const migration = new TellSignedCommitments(undefined as never, undefined as never)
  await migration.up()
  for (const statement of migration.getQueries()) await client.query(String(statement))
  const { rows } = await client.query(
    `select payload, consumer, seq::int from events.outbox join events.delivery on event_id = id where unit_code = $1 order by no`,
    [unit],
  )
  const { rows: guarded } = await client.query(`select relforcerowsecurity from pg_class where relname = 'commitment'`)
  await client.end()
  const said = ({ id, householdId }: typeof untold) => ({ signed: [{ id, householdId }], ended: [] })
  expect(rows).toEqual([
    { payload: said(told), consumer: 'residents', seq: 1 },
    { payload: said(untold), consumer: 'residents', seq: 2 },
  ])
  expect(guarded).toEqual([{ relforcerowsecurity: true }])
})

test('a pile that went wrong is taken back whole by who wrote it, within a day, and may be written anew', async ({
  as,
  given,
  unit,
}) => {
  const document = await given.document('11/PA-UBND')
  const team = as('COMMUNITY_TEAM', { now })
  const households = [signed(home()), signed(home())]
  const input = { unit, documentId: document.id, signedOn: '2021-09-20', households }
  await record(team, input)
  const ids = households.map(({ id }) => id)
  const takeBack = async (asking: Asking, some: string[] = ids) => {
    const { done } = await asking.run<{ done: Result }>(
      `mutation ($input: TakeBackCommitmentsInput!) { done: takeBackCommitments(input: $input) { __typename } }`,
      { input: { ids: some } },
    )
    return done.__typename
  }
  expect(await takeBack(as('CLERK', { now }))).toBe('CommitmentsNotYours')
  expect(await takeBack(as('COMMUNITY_TEAM', { now: new Date('2021-09-28T17:00:01+07:00') }))).toBe(
    'CommitmentsNotYours',
  )
  expect(await takeBack(team, [])).toBe('CommitmentsNotYours')
  expect(await takeBack(team, [...ids, home()])).toBe('CommitmentsNotYours')
  expect(await takeBack(team)).toBe('TakeBackCommitmentsSuccess')
  expect(await takeBack(team)).toBe('CommitmentsNotYours')
  const again = { ...input, households: households.map(({ householdId }) => signed(householdId)) }
  expect(await record(team, again)).toMatchObject({ commitments: { length: 2 }, unchanged: [] })
  const { _entities } = await team.run<{ _entities: { commitments: object[] }[] }>(OF_HOUSEHOLDS, {
    keys: households.map(({ householdId }) => key(householdId)),
  })
  expect(_entities[0]?.commitments.map((one) => (one as { endReason: string | null }).endReason).sort()).toEqual([
    'Ghi nhầm, người ghi hủy',
    null,
  ])
  const replacing = { ...input, replace: true, households: [signed(households[0]?.householdId ?? '')] }
  await record(team, replacing)
  expect(await takeBack(team, [replacing.households[0]?.id ?? ''])).toBe('CommitmentsNotYours')
})
