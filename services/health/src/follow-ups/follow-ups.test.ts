import { describe, expect } from 'vitest'
import { someId, test } from '../testing.ts'
import { onArrivalDeclared, onArrivalWithdrawn } from './apply-arrivals.ts'

const LIST = `query ($unit: ID!, $list: FollowUpList!, $residentialGroup: ID) {
  followUps(unit: $unit, list: $list, residentialGroup: $residentialGroup, first: 50) {
    totalCount
    edges { node { id state level levelOf monitorUntil testOn contactBy rule ruleVerified takenByName closedAt closedNote
      person { id } arrival { id } residentialGroup { id } contacts { outcome symptoms note byName } } }
  }
}`
const ZONE = `mutation ($input: RecordZoneInput!) {
  recordZone(input: $input) { __typename ... on ZoneSuccess { assessment { id level fromOn toOn rule verified } } ... on InvalidInput { field } }
}`
const CONTACT = `mutation ($input: RecordContactInput!) {
  recordContact(input: $input) { __typename ... on FollowUpSuccess { followUp { state takenByName contacts { outcome } } } ... on InvalidInput { field } }
}`
const TAKE = `mutation ($input: TakeFollowUpInput!) { takeFollowUp(input: $input) { __typename ... on FollowUpSuccess { followUp { takenByName } } } }`
const CLOSE = `mutation ($input: CloseFollowUpInput!) {
  closeFollowUp(input: $input) { __typename ... on FollowUpSuccess { followUp { state closedNote } } ... on FollowUpClosed { state } ... on InvalidInput { field } }
}`
const RECEIPT = `query ($key: _Any!) { _entities(representations: [$key]) { ... on Arrival { receipt { receivedAt takenAt } } } }`

interface Listed {
  followUps: { totalCount: number; edges: { node: Record<string, unknown> & { id: string } }[] }
}

const arrival = (changes: Record<string, unknown> = {}) => ({
  arrivalId: someId(),
  personId: someId(),
  householdId: someId(),
  residentialGroupId: someId(),
  origin: [] as string[],
  departedOn: '2021-10-13',
  arrivedOn: '2021-10-14',
  corrects: null,
  ...changes,
})

const heardAt = new Date('2021-10-14T08:00:00+07:00')

describe('an arrival that residents tell of', () => {
  test('becomes work with the level of where they left from on that day, and a deadline', async ({
    as,
    hear,
    unit,
  }) => {
    const [commune, province] = [`${unit}X`, `${unit}P`]
    const zone = (input: Record<string, unknown>) => as('HEALTH_STAFF').run(ZONE, { input: { unit, ...input } })
    await zone({ area: province, areaName: 'Tỉnh Bắc Ninh', level: 'YELLOW', fromOn: '2021-10-12' })
    await zone({ area: commune, areaName: 'Xã Lãng Ngâm', level: 'RED', fromOn: '2021-10-12' })
    await zone({ area: commune, areaName: 'Xã Lãng Ngâm', level: 'GREEN', fromOn: '2021-10-14' })
    const came = arrival({ origin: [commune, province] })
    expect(await hear(onArrivalDeclared, 'person/1', came, heardAt)).toBe('APPLIED')
    const { followUps } = await as('HEALTH_STAFF').run<Listed>(LIST, { unit, list: 'TO_CONTACT' })
    expect(followUps.edges.map(({ node }) => node)).toEqual([
      {
        id: expect.any(String),
        state: 'OPEN',
        level: 'RED',
        levelOf: 'Xã Lãng Ngâm',
        monitorUntil: '2021-10-27',
        testOn: ['2021-10-14', '2021-10-20', '2021-10-27'],
        contactBy: '2021-10-14T13:00:00.000Z',
        rule: expect.stringContaining('128/NQ-CP'),
        ruleVerified: false,
        takenByName: null,
        closedAt: null,
        closedNote: null,
        person: { id: came.personId },
        arrival: { id: came.arrivalId },
        residentialGroup: { id: came.residentialGroupId },
        contacts: [],
      },
    ])
  })

  test('from a place that nobody assessed is unknown, and due as soon as from the worst', async ({
    as,
    hear,
    unit,
  }) => {
    await hear(onArrivalDeclared, 'person/2', arrival({ origin: ['nowhere'] }), heardAt)
    const { followUps } = await as('HEALTH_STAFF').run<Listed>(LIST, { unit, list: 'TO_CONTACT' })
    expect(followUps.edges[0]?.node).toMatchObject({ level: null, contactBy: '2021-10-14T13:00:00.000Z' })
  })

  test('is taken back: the work is cancelled, and nobody can go on with it', async ({ as, hear, unit }) => {
    const came = arrival()
    await hear(onArrivalDeclared, 'person/3', came, heardAt)
    await hear(onArrivalWithdrawn, 'person/3', { arrivalId: came.arrivalId }, heardAt)
    const { followUps } = await as('HEALTH_STAFF').run<Listed>(LIST, { unit, list: 'ENDED' })
    expect(followUps.edges).toMatchObject([{ node: { state: 'CANCELLED', closedAt: heardAt.toISOString() } }])
    const input = { id: followUps.edges[0]?.node.id, note: 'Xong việc' }
    expect(await as('HEALTH_STAFF').run(CLOSE, { input })).toEqual({
      closeFollowUp: { __typename: 'FollowUpClosed', state: 'CANCELLED' },
    })
  })

  test('is corrected: what was done stays, what is due is counted anew', async ({ as, hear, unit }) => {
    const came = arrival()
    await hear(onArrivalDeclared, 'person/4', came, heardAt)
    const open = await as('HEALTH_STAFF').run<Listed>(LIST, { unit, list: 'TO_CONTACT' })
    const followUpId = open.followUps.edges[0]?.node.id
    await as('HEALTH_STAFF').run(CONTACT, { input: { followUpId, outcome: 'REACHED', symptoms: false } })
    const corrected = { ...came, arrivalId: someId(), arrivedOn: '2021-10-15', corrects: came.arrivalId }
    await hear(onArrivalDeclared, 'person/4', corrected, heardAt)
    const { followUps } = await as('HEALTH_STAFF').run<Listed>(LIST, { unit, list: 'MONITORED' })
    expect(followUps.edges).toMatchObject([
      {
        node: {
          id: followUpId,
          arrival: { id: corrected.arrivalId },
          monitorUntil: '2021-10-28',
          contacts: [{ outcome: 'REACHED' }],
        },
      },
    ])
    expect(
      await as('REGISTRAR').run(RECEIPT, { key: { __typename: 'Arrival', id: corrected.arrivalId } }),
    ).toMatchObject({ _entities: [{ receipt: { takenAt: expect.any(String) } }] })
  })
})

test('the registry sees that the station has it, and when somebody took it, and nothing else', async ({
  as,
  hear,
  unit,
}) => {
  const came = arrival()
  const receipt = () => as('REGISTRAR').run(RECEIPT, { key: { __typename: 'Arrival', id: came.arrivalId } })
  expect(await receipt()).toEqual({ _entities: [{ receipt: null }] })
  await hear(onArrivalDeclared, 'person/5', came, heardAt)
  expect(await receipt()).toEqual({ _entities: [{ receipt: { receivedAt: heardAt.toISOString(), takenAt: null } }] })
  const { followUps } = await as('HEALTH_STAFF').run<Listed>(LIST, { unit, list: 'TO_CONTACT' })
  await as('HEALTH_STAFF').run(TAKE, { input: { id: followUps.edges[0]?.node.id } })
  expect(await receipt()).toMatchObject({ _entities: [{ receipt: { takenAt: expect.any(String) } }] })
  for (const role of ['WELFARE_OFFICER', 'APPROVER', 'CASHIER'] as const) {
    const { errors } = await as(role).ask(RECEIPT, { key: { __typename: 'Arrival', id: came.arrivalId } })
    expect(errors, role).toMatchObject([{ code: 'FORBIDDEN' }])
  }
})

test('each contact is kept; the first that succeeds opens the monitoring, and who writes it has the work', async ({
  as,
  hear,
  unit,
}) => {
  await hear(onArrivalDeclared, 'person/6', arrival(), heardAt)
  const { followUps } = await as('HEALTH_STAFF').run<Listed>(LIST, { unit, list: 'TO_CONTACT' })
  const followUpId = followUps.edges[0]?.node.id
  const contact = (input: Record<string, unknown>) =>
    as('HEALTH_STAFF').run(CONTACT, { input: { followUpId, ...input } })
  expect(await contact({ outcome: 'REFUSED' })).toEqual({
    recordContact: { __typename: 'InvalidInput', field: 'note' },
  })
  expect(await contact({ outcome: 'REACHED' })).toEqual({
    recordContact: { __typename: 'InvalidInput', field: 'symptoms' },
  })
  expect(await contact({ outcome: 'NOT_REACHED' })).toMatchObject({
    recordContact: { followUp: { state: 'OPEN', takenByName: expect.any(String) } },
  })
  expect(await contact({ outcome: 'REACHED', symptoms: true, note: 'Sốt nhẹ' })).toMatchObject({
    recordContact: { followUp: { state: 'CONTACTED', contacts: [{ outcome: 'NOT_REACHED' }, { outcome: 'REACHED' }] } },
  })
  expect(await as('HEALTH_STAFF').run(CLOSE, { input: { id: followUpId, note: ' ' } })).toEqual({
    closeFollowUp: { __typename: 'InvalidInput', field: 'note' },
  })
  expect(await as('HEALTH_STAFF').run(CLOSE, { input: { id: followUpId, note: 'Đủ 14 ngày, khỏe' } })).toMatchObject({
    closeFollowUp: { followUp: { state: 'DONE', closedNote: 'Đủ 14 ngày, khỏe' } },
  })
})

test('the worklist has the earliest deadline first, by group, in as many statements whatever its length', async ({
  as,
  hear,
  unit,
}) => {
  const group = someId()
  await hear(onArrivalDeclared, 'late', arrival({ residentialGroupId: group }), new Date('2021-10-16T08:00:00+07:00'))
  await hear(onArrivalDeclared, 'early', arrival(), heardAt)
  const list = async (filter: Record<string, unknown> = {}) => {
    const { data, statements } = await as('HEALTH_STAFF').ask(LIST, { unit, list: 'TO_CONTACT', ...filter })
    const { followUps } = data as unknown as Listed
    return { due: followUps.edges.map(({ node }) => node.contactBy), statements }
  }
  const few = await list()
  expect(few.due).toEqual(['2021-10-14T13:00:00.000Z', '2021-10-16T13:00:00.000Z'])
  expect((await list({ residentialGroup: group })).due).toEqual(['2021-10-16T13:00:00.000Z'])
  for (let at = 0; at < 20; at++) await hear(onArrivalDeclared, `more/${at}`, arrival(), heardAt)
  expect((await list()).statements).toBe(few.statements)
})

describe('the level of a place', () => {
  test('ends the one before it, and never goes back in time', async ({ as, unit }) => {
    const area = `${unit}Z`
    const zone = (level: string, fromOn: string) =>
      as('HEALTH_STAFF').run(ZONE, { input: { unit, area, areaName: 'Tỉnh Bắc Giang', level, fromOn } })
    await zone('RED', '2021-10-12')
    await zone('GREEN', '2022-01-27')
    expect(await zone('ORANGE', '2022-01-27')).toEqual({ recordZone: { __typename: 'ZoneAlreadyAssessed' } })
    const { zoneAssessments } = await as('CASHIER').run<{
      zoneAssessments: { id: string }[]
    }>(`query ($area: ID!) { zoneAssessments(area: $area) { id level fromOn toOn verified } }`, {
      area,
    })
    expect(zoneAssessments).toEqual([
      { id: expect.any(String), level: 'GREEN', fromOn: '2022-01-27', toOn: null, verified: true },
      { id: expect.any(String), level: 'RED', fromOn: '2021-10-12', toOn: '2022-01-26', verified: false },
    ])
    const end = (toOn: string) =>
      as('HEALTH_STAFF').run(
        `mutation ($input: EndZoneInput!) { endZone(input: $input) { __typename ... on InvalidInput { field } ... on ZoneSuccess { assessment { toOn } } } }`,
        { input: { unit, id: zoneAssessments[0]?.id, toOn } },
      )
    expect(await end('2022-01-01')).toEqual({ endZone: { __typename: 'InvalidInput', field: 'toOn' } })
    expect(await end('2022-02-01')).toMatchObject({ endZone: { assessment: { toOn: '2022-02-01' } } })
    const { zoneAssessments: after } = await as('CASHIER').run<{ zoneAssessments: unknown[] }>(
      `query ($area: ID!) { zoneAssessments(area: $area, on: "2022-02-02") { id } }`,
      { area },
    )
    expect(after).toEqual([])
  })
})
