import pg from 'pg'
import { describe, expect } from 'vitest'
import { test } from '../testing.ts'
import { AdminLevel, AdminUnit } from '../units/admin-unit.ts'
import { onStayReported, onStayWithdrawn } from './apply-stays.ts'

const REPORTS = `query ($unit: ID!, $state: StayReportState) { stayReports(unit: $unit, state: $state, first: 50) {
  totalCount edges { node { id state obstacle matchedByCard person { id } candidate { id fullName } arrivedOn closedByName dismissReason entry { id }
    arrival { id declaredBy byName note fromPlace arrivedOn withdrawnReason person { id residences { kind toOn } } household { id } } } } } }`
const DECLARE = `mutation ($input: DeclareArrivalInput!) { done: declareArrival(input: $input) {
  __typename ... on ArrivalSuccess { arrival { id } } ... on InvalidInput { field } } }`
const DISMISS = `mutation ($input: DismissStayReportInput!) { done: dismissStayReport(input: $input) {
  __typename ... on StayReportSuccess { report { state dismissReason } } ... on InvalidInput { field } } }`

interface Reports {
  stayReports: { totalCount: number; edges: { node: Record<string, unknown> & { arrival: { id: string } } }[] }
}
type Done = { done: { __typename: string; arrival: { id: string } } }

const reported = (changes: object = {}) => ({
  entryId: crypto.randomUUID() as string,
  personId: null as string | null,
  origin: null as string | null,
  fromEpidemicArea: true,
  departedOn: '2021-09-01',
  arrivedOn: '2021-09-02',
  ...changes,
})

/** What the health station is told, in order. */
async function told(url: string, unit: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ type: string; payload: Record<string, unknown> }>(
    `select type, payload from events.outbox where unit_code = $1 order by no`,
    [unit],
  )
  await client.end()
  return rows
}

/** A province and a commune of it to come from, and somebody of the ward. */
const withOrigin = test.extend('ward', async ({ given, unit }) => {
  await given.save((em) => {
    const province = em.create(AdminUnit, { code: `${unit}P`, name: 'Tỉnh Bắc Ninh', level: AdminLevel.PROVINCE })
    return em.create(AdminUnit, { code: `${unit}D`, name: 'Gia Bình', level: AdminLevel.COMMUNE, parent: province })
  })
  const household = await given.household(await given.group())
  return { household, son: await given.person('Nguyễn Văn Con', { household }), origin: `${unit}D` }
})

describe('a stay that a checkpoint reports', () => {
  withOrigin(
    'is an arrival at once when person and origin are known, ends an absence, and the station hears',
    async ({ as, hear, unit, ward: { household, son, origin }, database: { superuserUrl } }) => {
      await as('REGISTRAR').run(
        `mutation ($input: RecordAbsenceInput!) { recordAbsence(input: $input) { __typename } }`,
        { input: { householdId: household.id, personIds: [son.id], on: '2021-08-01' } },
      )
      const payload = reported({ personId: son.id, origin })
      await hear(onStayReported, `person/${son.id}`, payload)
      const { stayReports } = await as('HEALTH_STAFF').run<Reports>(REPORTS, { unit })
      expect(stayReports.edges.map(({ node }) => node)).toEqual([
        {
          id: payload.entryId,
          state: 'DECLARED',
          obstacle: null,
          matchedByCard: false,
          person: { id: son.id },
          candidate: null,
          arrivedOn: '2021-09-02',
          closedByName: 'Chốt kiểm soát',
          dismissReason: null,
          entry: { id: payload.entryId },
          arrival: {
            id: expect.any(String),
            declaredBy: 'CHECKPOINT',
            byName: 'Chốt kiểm soát',
            note: null,
            fromPlace: 'Gia Bình, Tỉnh Bắc Ninh',
            arrivedOn: '2021-09-02',
            withdrawnReason: null,
            person: {
              id: son.id,
              residences: expect.arrayContaining([{ kind: 'ABSENT', toOn: '2021-09-01' }]),
            },
            household: { id: household.id },
          },
        },
      ])
      const arrivalId = stayReports.edges[0]?.node.arrival.id
      expect(await told(superuserUrl, unit)).toEqual([
        {
          type: 'residents.arrivalDeclared',
          payload: expect.objectContaining({ arrivalId, origin: [origin, `${unit}P`], departedOn: '2021-09-01' }),
        },
      ])
      await hear(onStayWithdrawn, `person/${son.id}`, { entryId: payload.entryId })
      const after = await as('REGISTRAR').run<Reports>(REPORTS, { unit })
      expect(after.stayReports.edges[0]?.node).toMatchObject({
        state: 'WITHDRAWN',
        arrival: { withdrawnReason: 'Chốt kiểm soát đã hủy lượt ghi này' },
      })
      expect((await told(superuserUrl, unit)).at(-1)).toEqual({
        type: 'residents.arrivalWithdrawn',
        payload: { arrivalId },
      })
    },
  )

  withOrigin(
    'waits for the registrar with what stands in its way, and changes nothing',
    async ({ as, given, hear, unit, ward: { household, son, origin }, database: { superuserUrl } }) => {
      const dead = await given.person('Nguyễn Văn Mất', { household })
      await as('REGISTRAR').run(`mutation ($input: RecordDeathInput!) { recordDeath(input: $input) { __typename } }`, {
        input: { personId: dead.id, on: '2021-08-15' },
      })
      const obstacle = async (changes: object) => {
        const payload = reported(changes)
        await hear(onStayReported, `entry/${payload.entryId}`, payload)
        const { stayReports } = await as('REGISTRAR').run<Reports>(REPORTS, { unit, state: 'WAITING' })
        return stayReports.edges.find(({ node }) => node.id === payload.entryId)?.node.obstacle
      }
      expect(await obstacle({})).toBe('NOT_IN_REGISTER')
      expect(await obstacle({ personId: crypto.randomUUID(), origin })).toBe('NOT_IN_REGISTER')
      expect(await obstacle({ personId: son.id })).toBe('ORIGIN_UNKNOWN')
      expect(await obstacle({ personId: son.id, origin: 'nowhere' })).toBe('ORIGIN_UNKNOWN')
      expect(await obstacle({ personId: dead.id, origin })).toBe('HAS_DIED')
      expect(await obstacle({ personId: son.id, origin, departedOn: '2021-09-03' })).toBe('NOT_ACCEPTED')
      expect(await told(superuserUrl, unit)).toEqual([])
      // By two checkpoints on one day: the first is the arrival.
      expect(await obstacle({ personId: son.id, origin })).toBeUndefined()
      expect(await obstacle({ personId: son.id, origin })).toBe('ALREADY_DECLARED')
      expect(await told(superuserUrl, unit)).toHaveLength(1)
    },
  )

  withOrigin(
    'is an arrival of whose card was shown when the name agrees, and else waits with whose card it is',
    async ({ as, given, hear, unit, vault, ward: { household, son, origin }, database: { superuserUrl } }) => {
      const card = '001088012345'
      await given.citizenId(son, card)
      const twin = await given.person('Nguyễn Văn Con', { household })
      const heard = async (name: string, number: string, changes: object = {}) => {
        const payload = reported({ origin, ...changes })
        const claimed = vault.enclose(JSON.stringify({ name, card: number }), `stay/${payload.entryId}`)
        await hear(onStayReported, `entry/${payload.entryId}`, { ...payload, claimed })
        const { stayReports } = await as('REGISTRAR').run<Reports>(REPORTS, { unit })
        return stayReports.edges.find(({ node }) => node.id === payload.entryId)?.node
      }
      expect(await heard('Trần Thị Khác', card)).toMatchObject({
        state: 'WAITING',
        obstacle: 'NAME_DIFFERS',
        matchedByCard: false,
        person: null,
        candidate: { id: son.id, fullName: 'Nguyễn Văn Con' },
      })
      expect(await heard('Nguyễn Văn Con', '001088099999')).toMatchObject({
        state: 'WAITING',
        obstacle: 'NOT_IN_REGISTER',
        candidate: null,
      })
      expect(await heard('nguyen van  con', card, { origin: null })).toMatchObject({
        obstacle: 'ORIGIN_UNKNOWN',
        matchedByCard: true,
        person: { id: son.id },
      })
      expect(await told(superuserUrl, unit)).toEqual([])
      expect(await heard('NGUYỄN VĂN CON', card)).toMatchObject({
        state: 'DECLARED',
        obstacle: null,
        matchedByCard: true,
        person: { id: son.id },
        candidate: null,
        arrival: {
          declaredBy: 'CHECKPOINT',
          note: 'Nhận ra theo số giấy tờ mà chốt ghi, tên trùng với sổ.',
          person: { id: son.id },
        },
      })
      expect(await heard('Nguyễn Văn Con', card)).toMatchObject({ obstacle: 'ALREADY_DECLARED' })
      expect(await told(superuserUrl, unit)).toHaveLength(1)
      const { people } = await as('REGISTRAR').run<{ people: { edges: object[] } }>(
        `query ($unit: ID!) { people(unit: $unit, search: "Nguyễn Văn Con", first: 9) { edges { node { id } } } }`,
        { unit },
      )
      expect(people.edges, `nobody was entered beside ${son.id} and ${twin.id}`).toHaveLength(2)
    },
  )

  withOrigin(
    'that takes the place of an annulled line is the arrival, also when the annulment is heard of last',
    async ({ as, given, hear, unit, vault, ward: { son, origin }, database: { superuserUrl } }) => {
      await given.citizenId(son, '001088012347')
      const hearLine = async (changes: object) => {
        const payload = reported({ origin, ...changes })
        const said = JSON.stringify({ name: 'Nguyễn Văn Con', card: '001088012347' })
        const claimed = vault.enclose(said, `stay/${payload.entryId}`)
        await hear(onStayReported, `entry/${payload.entryId}`, { ...payload, claimed })
        return payload.entryId
      }
      const wrong = await hearLine({ departedOn: '2021-08-30' })
      const right = await hearLine({ departedOn: '2021-09-01' })
      const twice = await hearLine({ departedOn: '2021-09-01' })
      const reports = async () => {
        const { stayReports } = await as('REGISTRAR').run<Reports>(REPORTS, { unit })
        return Object.fromEntries(stayReports.edges.map(({ node }) => [node.id, node]))
      }
      expect(await reports()).toMatchObject({ [right]: { obstacle: 'ALREADY_DECLARED' } })
      await hear(onStayWithdrawn, `entry/${wrong}`, { entryId: wrong })
      expect(await reports()).toMatchObject({
        [wrong]: { state: 'WITHDRAWN' },
        [right]: {
          state: 'DECLARED',
          obstacle: null,
          matchedByCard: true,
          closedByName: 'Chốt kiểm soát',
          arrival: { withdrawnReason: null, note: 'Nhận ra theo số giấy tờ mà chốt ghi, tên trùng với sổ.' },
        },
        [twice]: { state: 'WAITING', obstacle: 'ALREADY_DECLARED', arrival: null },
      })
      expect(await told(superuserUrl, unit)).toMatchObject([
        { type: 'residents.arrivalDeclared', payload: { departedOn: '2021-08-30' } },
        { type: 'residents.arrivalWithdrawn' },
        { type: 'residents.arrivalDeclared', payload: { departedOn: '2021-09-01' } },
      ])
      await hear(onStayWithdrawn, `entry/${twice}`, { entryId: twice })
      expect(await reports()).toMatchObject({ [right]: { state: 'DECLARED' }, [twice]: { state: 'WITHDRAWN' } })
      expect(
        await given.select(`select id from stay_report where journey is not null and unit_code = ?`, [unit]),
      ).toEqual([])
    },
  )

  withOrigin(
    'whose card was enclosed for another line, or under another key, is recognised by nobody',
    async ({ as, given, hear, unit, vault, ward: { son, origin } }) => {
      await given.citizenId(son, '001088012346')
      const said = JSON.stringify({ name: 'Nguyễn Văn Con', card: '001088012346' })
      for (const claimed of [vault.enclose(said, `stay/${crypto.randomUUID()}`), 'AAAA', null]) {
        const payload = reported({ origin })
        await hear(onStayReported, `entry/${payload.entryId}`, { ...payload, claimed })
      }
      const { stayReports } = await as('REGISTRAR').run<Reports>(REPORTS, { unit, state: 'WAITING' })
      expect(stayReports.edges.map(({ node }) => node.obstacle)).toEqual(Array(3).fill('NOT_IN_REGISTER'))
    },
  )

  withOrigin(
    'is declared by the registrar once, and a checkpoint that was wrong withdraws what took its place',
    async ({ as, hear, unit, ward: { household, son, origin } }) => {
      const payload = reported()
      const subject = `entry/${payload.entryId}`
      await hear(onStayReported, subject, payload)
      const input = {
        unit,
        newPerson: { fullName: 'Trần Thị Khách', birthYear: 1999, sex: 'FEMALE' },
        staying: { householdId: household.id },
        originCode: origin,
        fromPlace: 'Gia Bình',
        arrivedOn: '2021-09-02',
        declaredBy: 'CHECKPOINT',
        channel: 'IN_PERSON',
        stayReport: payload.entryId,
      }
      const declare = async (changes: object = {}) =>
        (await as('REGISTRAR').run<Done>(DECLARE, { input: { ...input, ...changes } })).done
      const first = await declare()
      expect(first.__typename).toBe('ArrivalSuccess')
      expect((await declare({ newPerson: null, personId: son.id })).__typename).toBe('StayReportClosed')
      const corrected = await declare({
        newPerson: null,
        personId: son.id,
        stayReport: null,
        corrects: first.arrival.id,
        reason: 'Là con của chủ hộ',
      })
      await hear(onStayWithdrawn, subject, { entryId: payload.entryId })
      const { stayReports } = await as('REGISTRAR').run<Reports>(REPORTS, { unit })
      expect(stayReports.edges[0]?.node).toMatchObject({
        state: 'WITHDRAWN',
        arrival: { id: corrected.arrival.id, withdrawnReason: 'Chốt kiểm soát đã hủy lượt ghi này' },
      })
    },
  )

  withOrigin(
    'is passed over for a reason, and may be declared after all',
    async ({ as, hear, unit, ward: { son } }) => {
      const payload = reported()
      await hear(onStayReported, `entry/${payload.entryId}`, payload)
      const dismiss = async (reason: string) =>
        (await as('REGISTRAR').run<Done>(DISMISS, { input: { id: payload.entryId, reason } })).done
      expect(await dismiss('')).toEqual({ __typename: 'InvalidInput', field: 'reason' })
      expect(await dismiss('Chỉ ghé thăm')).toEqual({
        __typename: 'StayReportSuccess',
        report: { state: 'DISMISSED', dismissReason: 'Chỉ ghé thăm' },
      })
      const input = {
        unit,
        personId: son.id,
        fromPlace: 'Gia Bình',
        arrivedOn: '2021-09-02',
        declaredBy: 'CHECKPOINT',
        channel: 'IN_PERSON',
        stayReport: payload.entryId,
      }
      expect((await as('REGISTRAR').run<Done>(DECLARE, { input })).done.__typename).toBe('ArrivalSuccess')
      expect((await dismiss('Chỉ ghé thăm')).__typename).toBe('StayReportClosed')
    },
  )
})

withOrigin(
  'fifty reports are as many statements as one, and the checkpoint sees what became of its lines',
  async ({ as, given, hear, unit, vault, ward: { household, origin } }) => {
    const entries: string[] = []
    const report = async (number: number) => {
      const person = await given.person(`Người ${number}`, { household })
      const card = `0010880${String(number).padStart(5, '0')}`
      await given.citizenId(person, card)
      // One whose card has another name, so that there are candidates to show.
      for (const name of [person.fullName, 'Tên Khác']) {
        const payload = reported({ origin })
        const claimed = vault.enclose(JSON.stringify({ name, card }), `stay/${payload.entryId}`)
        entries.push(payload.entryId)
        await hear(onStayReported, `entry/${payload.entryId}`, { ...payload, claimed })
      }
    }
    const cost = async () => (await as('HEALTH_STAFF').ask(REPORTS, { unit })).statements
    await report(0)
    const one = await cost()
    for (let number = 1; number < 12; number++) await report(number)
    expect(await cost()).toBe(one)
    const { data } = await as('COMMUNITY_TEAM').ask(
      `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on CheckpointEntry { stayReport { state arrivedOn } } } }`,
      { keys: entries.map((id) => ({ __typename: 'CheckpointEntry', id })) },
    )
    // What became of it, and not more.
    expect(data._entities).toEqual(entries.map(() => ({ stayReport: null })))
    const states = await as('COMMUNITY_TEAM').run(
      `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on CheckpointEntry { stayReport { state } } } }`,
      { keys: entries.map((id) => ({ __typename: 'CheckpointEntry', id })) },
    )
    // No line tells whoever stands at the gate whether a card and a name are somebody's in the register.
    expect(states._entities).toEqual(entries.map(() => ({ stayReport: { state: 'WAITING' } })))
  },
)
