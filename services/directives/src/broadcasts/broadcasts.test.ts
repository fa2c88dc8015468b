import { expect } from 'vitest'
import { test } from '../testing.ts'

type Result = { __typename: string; field?: string; count?: number; broadcast?: { id: string; state: string } }
type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }
interface Status {
  state: string
  withdrawReason: string | null
  counts: Record<string, number>
  recipients: {
    id: string
    state: string
    residentialGroup: { id: string } | null
    steps: { kind: string; channel: string | null; reason: string | null; at: string; byName: string }[]
  }[]
}

const now = new Date('2021-09-27T17:00:00+07:00')
const later = new Date('2021-09-27T18:00:00+07:00')
const evening = new Date('2021-09-27T19:30:00+07:00')
const uuid = () => crypto.randomUUID()

const asking = (name: string, type: string, fields: string) => {
  const document = `mutation ($input: ${type}!) { done: ${name}(input: $input) { __typename ${fields} } }`
  return async (viewer: Asking, input: Record<string, unknown>): Promise<Result> =>
    (await viewer.run<{ done: Result }>(document, { input })).done
}
const BROADCAST = '... on BroadcastSuccess { broadcast { id state } }'
const FIELD = '... on InvalidInput { field }'
const draft = asking('saveBroadcastDraft', 'SaveBroadcastDraftInput', `${BROADCAST} ${FIELD}`)
const issue = asking('issueBroadcast', 'IssueBroadcastInput', `${BROADCAST} ... on RecipientsChanged { count }`)
const withdraw = asking('withdrawBroadcast', 'WithdrawBroadcastInput', `${BROADCAST} ${FIELD}`)
const record = asking('recordDeliveries', 'RecordDeliveriesInput', FIELD)
const acknowledge = asking('acknowledgeBroadcast', 'AcknowledgeBroadcastInput', FIELD)

const takeBack = asking('takeBackAcknowledgement', 'TakeBackAcknowledgementInput', FIELD)

const STATUS = `query ($id: ID!) { broadcast(id: $id) { state withdrawReason
  counts { recipients pending failed sent acknowledged }
  recipients { id state acknowledgers mayAcknowledge mayTakeBack residentialGroup { id } steps { kind channel reason at byName } } } }`
const LIST = `query ($unit: ID!) { broadcasts(unit: $unit, first: 50) { edges { node { id title state
  document { symbol } counts { recipients acknowledged } } } } }`

const statusOf = async (viewer: Asking, id: string) =>
  (await viewer.run<{ broadcast: Status }>(STATUS, { id })).broadcast

const text = (unit: string, changes: object = {}) => ({
  id: uuid(),
  unit,
  title: 'Ở nhà sau 18 giờ',
  text: 'Từ tối nay, bà con ở nhà sau 18 giờ.',
  channels: ['ZALO', 'LOUDSPEAKER'],
  residentialGroupIds: [uuid(), uuid()],
  selfManagementGroupIds: [uuid()],
  ...changes,
})

async function issued(clerk: Asking, unit: string, changes: object = {}) {
  const written = text(unit, changes)
  await draft(clerk, written)
  const recipients = written.residentialGroupIds.length + written.selfManagementGroupIds.length
  expect(await issue(clerk, { id: written.id, recipients })).toMatchObject({ broadcast: { state: 'ISSUED' } })
  return written
}

test('is drafted, changed, looked at and issued once, to whom was seen', async ({ as, given, unit }) => {
  const document = await given.document('20/CT-UBND')
  const clerk = as('CLERK', { now })
  const first = text(unit, { residentialGroupIds: [], selfManagementGroupIds: [] })
  expect(await draft(clerk, first)).toMatchObject({ broadcast: { state: 'DRAFT' } })
  expect(await issue(clerk, { id: first.id, recipients: 0 })).toEqual({ __typename: 'RecipientsChanged', count: 0 })
  const group = uuid()
  await draft(clerk, { ...first, residentialGroupIds: [group], documentId: document.id })
  expect(await issue(clerk, { id: first.id, recipients: 2 })).toMatchObject({ count: 1 })
  const both = await Promise.all([1, 2].map(() => issue(clerk, { id: first.id, recipients: 1 })))
  for (const answer of both) expect(answer).toMatchObject({ broadcast: { state: 'ISSUED' } })
  expect(await draft(clerk, first)).toEqual({ __typename: 'BroadcastNotDraft' })
  expect(await statusOf(as('CHAIR'), first.id)).toMatchObject({
    counts: { recipients: 1, pending: 1, failed: 0, sent: 0, acknowledged: 0 },
    recipients: [{ state: 'PENDING', residentialGroup: { id: group }, steps: [] }],
  })
})

test('says what is wrong with a draft', async ({ as, unit }) => {
  const fault = async (changes: object) => {
    const { field, __typename } = await draft(as('CHAIR', { now }), text(unit, changes))
    return field ?? __typename
  }
  expect(await fault({ unit: '00001' })).toBe('UnitOutOfScope')
  expect(await fault({ id: 'x' })).toBe('id')
  expect(await fault({ title: ' ' })).toBe('title')
  expect(await fault({ documentId: uuid() })).toBe('DocumentNotFound')
  expect(await issue(as('CHAIR', { now }), { id: uuid(), recipients: 1 })).toEqual({ __typename: 'BroadcastNotFound' })
})

test('what was done for each group is written down, once, and counted', async ({ as, unit }) => {
  const clerk = as('CLERK', { now })
  const { id } = await issued(clerk, unit)
  const { recipients } = await statusOf(clerk, id)
  const [one, two] = recipients.map((recipient) => recipient.id)
  const team = as('COMMUNITY_TEAM', { now: later })
  const sent = {
    broadcastId: id,
    channel: 'ZALO',
    deliveries: [one, two].map((recipientId) => ({ id: uuid(), recipientId })),
  }
  for (let time = 0; time < 2; time++)
    expect(await record(team, sent)).toMatchObject({ __typename: 'RecordDeliveriesSuccess' })
  const failed = {
    ...sent,
    channel: 'LOUDSPEAKER',
    failedBecause: 'Loa hỏng',
    deliveries: [{ id: uuid(), recipientId: two }],
  }
  await record(as('COMMUNITY_TEAM', { now: evening }), failed)
  const leader = as('TEAM_LEADER', { now: evening })
  const taps = await Promise.all([1, 2, 3].map(() => acknowledge(leader, { recipientId: one })))
  expect(taps.map(({ __typename }) => __typename)).toEqual(Array(3).fill('AcknowledgeBroadcastSuccess'))
  const status = await statusOf(clerk, id)
  expect(status.counts).toEqual({ recipients: 3, pending: 1, failed: 1, sent: 0, acknowledged: 1 })
  const steps = Object.fromEntries(
    status.recipients.map((recipient) => [
      recipient.id,
      recipient.steps.map(({ kind, channel, reason }) => [kind, channel, reason]),
    ]),
  )
  expect(steps[one ?? '']).toEqual([
    ['SENT', 'ZALO', null],
    ['ACKNOWLEDGED', null, null],
  ])
  expect(steps[two ?? '']).toEqual([
    ['SENT', 'ZALO', null],
    ['FAILED', 'LOUDSPEAKER', 'Loa hỏng'],
  ])
  const { awaitingAcknowledgement } = await leader.run<{ awaitingAcknowledgement: { id: string }[] }>(
    `query ($unit: ID!) { awaitingAcknowledgement(unit: $unit) { id } }`,
    { unit },
  )
  expect(awaitingAcknowledgement.map((recipient) => recipient.id)).not.toContain(one)
  expect(awaitingAcknowledgement).toHaveLength(2)
})

test('a tap by mistake is taken back by who tapped, within a day, and both stay', async ({ as, unit }) => {
  const clerk = as('CLERK', { now })
  const { id } = await issued(clerk, unit)
  const [{ id: recipientId } = { id: '' }] = (await statusOf(clerk, id)).recipients
  await record(as('CLERK', { now: later }), {
    broadcastId: id,
    channel: 'ZALO',
    deliveries: [{ id: uuid(), recipientId }],
  })
  const leader = (moment: string) => as('TEAM_LEADER', { now: new Date(moment) })
  const tapped = leader('2021-09-27T19:00:00+07:00')
  const back = async (viewer: Asking, reason = 'Bấm nhầm tổ') => {
    const { field, __typename } = await takeBack(viewer, { recipientId, reason })
    return field ?? __typename
  }
  expect(await back(tapped)).toBe('NothingToTakeBack')
  await acknowledge(tapped, { recipientId })
  expect(await back(tapped, ' ')).toBe('reason')
  expect(await back(as('COMMUNITY_TEAM', { now: evening }))).toBe('NothingToTakeBack')
  expect(await back(leader('2021-09-28T19:00:01+07:00'))).toBe('NothingToTakeBack')
  expect(await back(leader('2021-09-28T18:59:00+07:00'))).toBe('AcknowledgeBroadcastSuccess')
  expect(await back(leader('2021-09-28T18:59:30+07:00'))).toBe('NothingToTakeBack')
  await acknowledge(leader('2021-09-28T20:00:00+07:00'), { recipientId })
  const [status] = (await statusOf(clerk, id)).recipients
  expect(status).toMatchObject({
    state: 'ACKNOWLEDGED',
    steps: [
      { kind: 'SENT' },
      { kind: 'ACKNOWLEDGED', reason: null },
      { kind: 'TAKEN_BACK', reason: 'Bấm nhầm tổ', byName: expect.any(String) },
      { kind: 'ACKNOWLEDGED' },
    ],
  })
  expect(await back(leader('2021-09-28T20:01:00+07:00'))).toBe('AcknowledgeBroadcastSuccess')
  expect((await statusOf(clerk, id)).recipients[0]?.state).toBe('SENT')
})

test('whoever answers for a group with an account acknowledges for it; the clerk only on behalf, in writing', async ({
  as,
  unit,
}) => {
  const clerk = as('CLERK', { now })
  const holder = uuid()
  const [answered, ended, open] = [uuid(), uuid(), uuid()]
  const assign = async (residentialGroupId: string, holderName: string, holderAccountId: string | null) => {
    const input = {
      id: uuid(),
      unit,
      kind: 'GENERAL',
      residentialGroupId,
      holderName,
      holderAccountId,
      fromOn: '2021-09-01',
    }
    const document = `mutation ($input: AssignResponsibilityInput!) { assignResponsibility(input: $input) {
      __typename ... on ResponsibilitySuccess { responsibility { id hasAccount } } } }`
    type Assigned = { assignResponsibility: { responsibility: { id: string; hasAccount: boolean } } }
    return (await clerk.run<Assigned>(document, { input })).assignResponsibility.responsibility
  }
  expect(await assign(answered, 'Vũ Thị Hạnh', holder)).toMatchObject({ hasAccount: true })
  expect(await assign(open, 'Ngô Văn Giấy', null)).toMatchObject({ hasAccount: false })
  const { id: endedId } = await assign(ended, 'Lê Thị Thôi', uuid())
  await clerk.run(`mutation ($input: EndResponsibilityInput!) { endResponsibility(input: $input) { __typename } }`, {
    input: { id: endedId, on: '2021-09-20', reason: 'Chuyển công tác' },
  })
  const groups = [answered, ended, open]
  const { id } = await issued(clerk, unit, { residentialGroupIds: groups, selfManagementGroupIds: [] })
  type Seen = { residentialGroup: { id: string }; id: string; acknowledgers: string[]; mayAcknowledge: boolean }
  const seen = async (viewer: Asking) => {
    const document = `query ($id: ID!) { broadcast(id: $id) { recipients {
      id residentialGroup { id } acknowledgers mayAcknowledge mayTakeBack steps { byName onBehalfOf } } } }`
    const { recipients } = (await viewer.run<{ broadcast: { recipients: Seen[] } }>(document, { id })).broadcast
    return groups.map((group) => recipients.find((one) => one.residentialGroup.id === group) as Seen)
  }
  const leader = as('TEAM_LEADER', { now: later })
  const own = as('COMMUNITY_TEAM', { now: later, account: holder })
  const [first, second, third] = await seen(leader)
  expect([first, second, third].map((one) => [one?.acknowledgers, one?.mayAcknowledge])).toEqual([
    [['Vũ Thị Hạnh'], false],
    [[], true],
    [[], true],
  ])
  expect((await seen(own)).map(({ mayAcknowledge }) => mayAcknowledge)).toEqual([true, true, true])
  const tap = async (viewer: Asking, recipientId: string | undefined, onBehalfOf?: string) => {
    const { field, __typename } = await acknowledge(viewer, { recipientId, onBehalfOf })
    return field ?? __typename
  }
  expect(await tap(leader, first?.id)).toBe('NotYoursToAcknowledge')
  expect(await tap(leader, second?.id)).toBe('AcknowledgeBroadcastSuccess')
  expect(await tap(own, first?.id, 'Ai đó')).toBe('AcknowledgeBroadcastSuccess')
  const secretary = as('CLERK', { now: later })
  expect(await tap(secretary, third?.id)).toBe('onBehalfOf')
  expect(await tap(secretary, third?.id, 'Ngô Văn Giấy, gọi điện')).toBe('AcknowledgeBroadcastSuccess')
  expect(await seen(secretary)).toMatchObject([
    { steps: [{ onBehalfOf: null }], mayTakeBack: false },
    { steps: [{ onBehalfOf: null }] },
    { steps: [{ onBehalfOf: 'Ngô Văn Giấy, gọi điện' }], mayTakeBack: true },
  ])
})

test('says what is wrong with a delivery', async ({ as, unit }) => {
  const clerk = as('CLERK', { now })
  const { id } = await issued(clerk, unit)
  const [recipient] = (await statusOf(clerk, id)).recipients
  const input = { broadcastId: id, channel: 'ZALO', deliveries: [{ id: uuid(), recipientId: recipient?.id }] }
  const fault = async (changes: object) => {
    const { field, __typename } = await record(as('CLERK', { now: later }), { ...input, ...changes })
    return field ?? __typename
  }
  expect(await fault({ broadcastId: uuid() })).toBe('BroadcastNotFound')
  expect(await fault({ channel: 'SMS' })).toBe('channel')
  expect(await fault({ failedBecause: ' ' })).toBe('failedBecause')
  expect(await fault({ at: '2021-09-27T19:00:00+07:00' })).toBe('at')
  expect(await fault({ at: '2021-09-27T16:00:00+07:00' })).toBe('at')
  expect(await fault({ deliveries: [] })).toBe('deliveries')
  expect(await fault({ deliveries: [{ id: uuid(), recipientId: uuid() }] })).toBe('deliveries')
  const unissued = text(unit)
  await draft(clerk, unissued)
  expect(await fault({ broadcastId: unissued.id })).toBe('BroadcastNotIssued')
})

test('is withdrawn with a reason and stays; nobody goes on with it', async ({ as, given, unit }) => {
  const document = await given.document('21/CT-UBND')
  const clerk = as('CLERK', { now })
  const { id } = await issued(clerk, unit, { documentId: document.id })
  const kept = await issued(clerk, unit, { documentId: document.id })
  const ofDocument = async () =>
    (
      await clerk.run<{ document: { deliveryCounts: object; broadcasts: object[] } }>(
        `query ($id: ID!) { document(id: $id) { deliveryCounts { recipients acknowledged } broadcasts { state } } }`,
        { id: document.id },
      )
    ).document
  const [recipient] = (await statusOf(clerk, kept.id)).recipients
  await acknowledge(as('TEAM_LEADER', { now: later }), { recipientId: recipient?.id })
  expect(await ofDocument()).toMatchObject({ deliveryCounts: { recipients: 6, acknowledged: 1 } })
  expect(await withdraw(clerk, { id, reason: ' ' })).toMatchObject({ field: 'reason' })
  for (let time = 0; time < 2; time++)
    expect(await withdraw(clerk, { id, reason: 'Viết nhầm giờ' })).toMatchObject({ broadcast: { state: 'WITHDRAWN' } })
  const status = await statusOf(clerk, id)
  expect(status).toMatchObject({ withdrawReason: 'Viết nhầm giờ', recipients: { length: 3 } })
  const [first] = status.recipients
  expect(await acknowledge(as('TEAM_LEADER', { now: later }), { recipientId: first?.id })).toEqual({
    __typename: 'BroadcastNotIssued',
  })
  expect(await issue(clerk, { id, recipients: 3 })).toEqual({ __typename: 'BroadcastNotDraft' })
  expect(await ofDocument()).toMatchObject({
    deliveryCounts: { recipients: 3, acknowledged: 1 },
    broadcasts: { length: 2 },
  })
})

test('ten broadcasts to thirty groups are as many statements as one to three', async ({ as, given, unit }) => {
  const clerk = as('CLERK', { now })
  const document = await given.document('22/CT-UBND')
  const cost = async () => {
    const list = await as('CHAIR').ask(LIST, { unit })
    expect(list.errors).toEqual([])
    return list.statements
  }
  const costOfStatus = async (id: string) => (await as('CHAIR').ask(STATUS, { id })).statements
  const small = await issued(clerk, unit, { documentId: document.id })
  const [few, fewRecipients] = [await cost(), await costOfStatus(small.id)]
  const many = Array.from({ length: 30 }, uuid)
  const big = await issued(clerk, unit, { documentId: document.id, residentialGroupIds: many })
  for (let more = 0; more < 8; more++) await issued(clerk, unit, { documentId: document.id })
  const { recipients } = await statusOf(clerk, big.id)
  await record(as('CLERK', { now: later }), {
    broadcastId: big.id,
    channel: 'ZALO',
    deliveries: recipients.map(({ id }) => ({ id: uuid(), recipientId: id })),
  })
  expect(await cost()).toBe(few)
  expect(await costOfStatus(big.id)).toBe(fewRecipients)
})

test('a group shows its twenty latest, whatever the number before them and of its neighbours', async ({ as, unit }) => {
  const [busy, quiet] = [uuid(), uuid()]
  const of = (...ids: string[]) => ids.map((id) => ({ __typename: 'ResidentialGroup', id }))
  const document = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ResidentialGroup {
    broadcasts { broadcast { title } } } } }`
  const ask = (...ids: string[]) => as('TEAM_LEADER', { now: evening }).ask(document, { keys: of(...ids) })
  const to = (title: string, groups: string[], hour: number) =>
    issued(as('CLERK', { now: new Date(now.getTime() + hour * 60_000) }), unit, { title, residentialGroupIds: groups })
  await to('Chung', [busy, quiet], 0)
  const { statements } = await ask(quiet)
  for (let number = 1; number <= 22; number++) await to(`Thông báo ${number}`, [busy], number)
  await draft(as('CLERK', { now }), text(unit, { title: 'Đang soạn', residentialGroupIds: [quiet] }))
  const answer = await ask(busy, quiet)
  const titles = (answer.data._entities as { broadcasts: { broadcast: { title: string } }[] }[]).map(({ broadcasts }) =>
    broadcasts.map(({ broadcast }) => broadcast.title),
  )
  expect(titles).toEqual([Array.from({ length: 20 }, (_, index) => `Thông báo ${22 - index}`), ['Chung']])
  expect(answer.statements).toBe(statements)
})
