import { expect } from 'vitest'
import { test } from '../testing.ts'

const now = new Date('2026-11-23T09:00:00+07:00')
const at = (on: string) => ({ now: new Date(`${on}T09:00:00+07:00`) })

const RECEIVE = `mutation ($input: ReceiveSubjectRequestInput!) { receiveSubjectRequest(input: $input) { __typename
  ... on SubjectRequestSuccess { request { id number state acknowledgeBy answerBy lawVerified oldValue newValue steps { step byPost } } }
  ... on InvalidInput { field } ... on UserError { message } } }`
const ACKNOWLEDGE = `mutation ($id: ID!) { acknowledgeSubjectRequest(id: $id) { __typename
  ... on SubjectRequestSuccess { request { state nextDeadline } } ... on SubjectRequestMoved { state } } }`
const EXTEND = `mutation ($id: ID!, $reason: String!) { extendSubjectRequest(id: $id, reason: $reason) { __typename
  ... on SubjectRequestSuccess { request { answerBy firstAnswerBy } } ... on InvalidInput { field } } }`
const DECIDE = `mutation ($input: DecideSubjectRequestInput!) { decideSubjectRequest(input: $input) { __typename
  ... on SubjectRequestSuccess { request { state answeredOn answer refusalGround standing } } ... on InvalidInput { field } ... on SubjectRequestMoved { state } } }`
const APPLY = `mutation ($id: ID!) { applyCorrection(id: $id) { __typename
  ... on SubjectRequestSuccess { request { state person { fullName } } } ... on SubjectRequestMoved { state } } }`
const CONSENT = `mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { __typename
  ... on RecordConsentSuccess { consent { standing acts { act } } } ... on InvalidInput { field } } }`
const CONSENTS = `query ($person: ID!) { consents(person: $person) { purpose { code basis verified } standing acts { act method byPost evidence } } }`
const LIST = `query ($unit: ID!, $list: SubjectRequestList!) { subjectRequests(unit: $unit, list: $list) { totalCount edges { node { number standing person { fullName } } } } }`

interface Received {
  receiveSubjectRequest: { __typename: string; field?: string; request: { id: string; number: string } }
}
type Answered = Record<string, { __typename: string; field?: string }>

const request = (unit: string, personId: string, changes: Record<string, unknown> = {}) => ({
  unit,
  personId,
  kind: 'ACCESS',
  requester: 'SUBJECT',
  identityChecked: true,
  method: 'VERBAL',
  receivedOn: '2026-11-23',
  sharedWithThirdParties: false,
  detail: 'Xin biết phường giữ dữ liệu gì về tôi',
  ...changes,
})

test('takes down a request, numbers it within the year and counts its deadlines', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const receive = async (changes = {}) =>
    (await as('REGISTRAR', { now }).run<Received>(RECEIVE, { input: request(unit, person.id, changes) }))
      .receiveSubjectRequest
  expect(await receive()).toMatchObject({
    request: {
      number: 'YC-2026-0001',
      state: 'RECEIVED',
      acknowledgeBy: '2026-11-25',
      answerBy: '2026-12-03',
      lawVerified: false,
      steps: [{ step: 'RECEIVED' }],
    },
  })
  expect((await receive({ kind: 'DELETION' })).request.number).toBe('YC-2026-0002')
  expect((await receive({ identityChecked: false })).field).toBe('identityChecked')
  expect((await receive({ personId: '4f2b3c1e-0000-4000-8000-000000000000' })).field).toBe('personId')
  expect((await receive({ kind: 'WITHDRAWAL' })).field).toBe('purpose')
  expect((await receive({ kind: 'WITHDRAWAL', purpose: 'EPIDEMIC_CONTROL' })).__typename).toBe('ConsentNotNeeded')
  expect((await receive({ unit: '00001' })).__typename).toBe('UnitOutOfScope')
})

test('two clerks at once take two numbers', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => as('REGISTRAR', { now }).run<Received>(RECEIVE, { input: request(unit, person.id) })),
  )
  const numbers = answers.map(({ receiveSubjectRequest }) => receiveSubjectRequest.request.number).sort()
  expect(numbers).toEqual(['YC-2026-0001', 'YC-2026-0002', 'YC-2026-0003', 'YC-2026-0004'])
})

test('is acknowledged, extended once with a reason, and answered by the officer only', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const { receiveSubjectRequest } = await as('REGISTRAR', { now }).run<Received>(RECEIVE, {
    input: request(unit, person.id),
  })
  const { id } = receiveSubjectRequest.request
  const officer = as('DATA_PROTECTION_OFFICER', { now })
  const decide = (input: Record<string, unknown>) =>
    officer.run<Answered>(DECIDE, { input: { id, accept: true, answer: 'Đã trao bản trích', ...input } })

  expect(await decide({})).toMatchObject({
    decideSubjectRequest: { __typename: 'SubjectRequestMoved', state: 'RECEIVED' },
  })
  expect(await officer.run(ACKNOWLEDGE, { id })).toMatchObject({
    acknowledgeSubjectRequest: { request: { state: 'ACKNOWLEDGED', nextDeadline: '2026-12-03' } },
  })
  expect(await officer.run(ACKNOWLEDGE, { id })).toMatchObject({
    acknowledgeSubjectRequest: { __typename: 'SubjectRequestMoved' },
  })
  expect(await officer.run(EXTEND, { id, reason: ' ' })).toMatchObject({ extendSubjectRequest: { field: 'reason' } })
  expect(await officer.run(EXTEND, { id, reason: 'Phải hỏi trạm y tế' })).toMatchObject({
    extendSubjectRequest: { request: { answerBy: '2026-12-13', firstAnswerBy: '2026-12-03' } },
  })
  expect(await officer.run(EXTEND, { id, reason: 'Lần nữa' })).toMatchObject({
    extendSubjectRequest: { __typename: 'AlreadyExtended' },
  })
  const { errors } = await as('REGISTRAR', { now }).ask(DECIDE, { input: { id, accept: true, answer: 'x' } })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(await decide({ answer: '' })).toMatchObject({ decideSubjectRequest: { field: 'answer' } })
  expect(await decide({ accept: false })).toMatchObject({ decideSubjectRequest: { field: 'refusalGround' } })
  expect(
    await decide({ accept: false, refusalGround: 'NOT_ENTITLED', answer: 'Không phải người giám hộ' }),
  ).toMatchObject({
    decideSubjectRequest: {
      request: { state: 'REFUSED', answeredOn: '2026-11-23', refusalGround: 'NOT_ENTITLED', standing: 'ANSWERED' },
    },
  })
  expect(await decide({})).toMatchObject({ decideSubjectRequest: { __typename: 'SubjectRequestMoved' } })
})

test('a correction keeps what the register said, waits for the registrar, and is written once', async ({
  as,
  given,
  unit,
}) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const input = request(unit, person.id, { kind: 'CORRECTION', correctField: 'FULL_NAME', newValue: 'Lê Thị  Ấn ' })
  const { receiveSubjectRequest } = await as('REGISTRAR', { now }).run<Received>(RECEIVE, { input })
  expect(receiveSubjectRequest).toMatchObject({ request: { oldValue: 'Lê Thị An', newValue: 'Lê Thị Ấn' } })
  const { id } = receiveSubjectRequest.request
  await as('REGISTRAR', { now }).run(ACKNOWLEDGE, { id })
  expect(await as('REGISTRAR', { now }).run(APPLY, { id })).toMatchObject({
    applyCorrection: { __typename: 'SubjectRequestMoved', state: 'ACKNOWLEDGED' },
  })
  expect(
    await as('DATA_PROTECTION_OFFICER', { now }).run(DECIDE, {
      input: { id, accept: true, answer: 'Đúng theo khai sinh' },
    }),
  ).toMatchObject({ decideSubjectRequest: { request: { state: 'ACCEPTED', answeredOn: null } } })
  expect(await as('REGISTRAR', { now }).run(APPLY, { id })).toMatchObject({
    applyCorrection: { request: { state: 'FULFILLED', person: { fullName: 'Lê Thị Ấn' } } },
  })
  const { people } = await as('REGISTRAR').run<{ people: { totalCount: number } }>(
    `query ($unit: ID!) { people(unit: $unit, search: "an thi") { totalCount } }`,
    { unit },
  )
  expect(people.totalCount).toBe(1)
  expect(await as('REGISTRAR', { now }).run(APPLY, { id })).toMatchObject({
    applyCorrection: { __typename: 'SubjectRequestMoved', state: 'FULFILLED' },
  })
})

test('consent is given, withdrawn on request, and its history stays', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const registrar = as('REGISTRAR', { now })
  const record = (changes: Record<string, unknown>) =>
    registrar.run<Answered>(CONSENT, {
      input: {
        personId: person.id,
        purpose: 'CONTACT_MESSAGES',
        act: 'GIVEN',
        actedOn: '2026-11-01',
        method: 'PAPER',
        evidence: 'Phiếu số 12',
        ...changes,
      },
    })
  expect(await record({})).toMatchObject({ recordConsent: { consent: { standing: 'GIVEN' } } })
  expect(await record({})).toMatchObject({ recordConsent: { __typename: 'ConsentUnchanged' } })
  expect(await record({ purpose: 'RESIDENTS_REGISTRY' })).toMatchObject({
    recordConsent: { __typename: 'ConsentNotNeeded' },
  })
  expect(await record({ act: 'WITHDRAWN', actedOn: '2026-10-31' })).toMatchObject({
    recordConsent: { field: 'actedOn' },
  })
  expect(await record({ act: 'WITHDRAWN', actedOn: '2026-11-24' })).toMatchObject({
    recordConsent: { field: 'actedOn' },
  })

  const input = request(unit, person.id, { kind: 'WITHDRAWAL', purpose: 'CONTACT_MESSAGES' })
  const { receiveSubjectRequest } = await registrar.run<Received>(RECEIVE, { input })
  const { id, number } = receiveSubjectRequest.request
  const officer = as('DATA_PROTECTION_OFFICER', { now })
  await officer.run(ACKNOWLEDGE, { id })
  expect(await officer.run(DECIDE, { input: { id, accept: true, answer: 'Đã rời nhóm Zalo' } })).toMatchObject({
    decideSubjectRequest: { request: { state: 'FULFILLED' } },
  })
  const { consents } = await as('INSPECTOR', { now }).run<{ consents: { purpose: { code: string } }[] }>(CONSENTS, {
    person: person.id,
  })
  expect(consents.find(({ purpose }) => purpose.code === 'CONTACT_MESSAGES')).toMatchObject({
    standing: 'WITHDRAWN',
    acts: [
      { act: 'WITHDRAWN', evidence: number },
      { act: 'GIVEN', evidence: 'Phiếu số 12' },
    ],
  })
  expect(consents.find(({ purpose }) => purpose.code === 'EPIDEMIC_CONTROL')).toMatchObject({
    purpose: { basis: 'EMERGENCY_EPIDEMIC', verified: false },
    standing: 'NOT_NEEDED',
  })
})

test('lists what is open and what is late, nearest deadline first', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const an = await given.person('Lê An', { household })
  const binh = await given.person('Lê Bình', { household })
  const receive = async (personId: string, receivedOn: string) =>
    (await as('REGISTRAR', { now }).run<Received>(RECEIVE, { input: request(unit, personId, { receivedOn }) }))
      .receiveSubjectRequest.request.id
  await receive(an.id, '2026-11-23')
  const late = await receive(binh.id, '2026-11-09')
  const names = async (list: string, on = '2026-11-23') => {
    const { subjectRequests } = await as('DATA_PROTECTION_OFFICER', at(on)).run<{
      subjectRequests: { edges: { node: { person: { fullName: string }; standing: string } }[] }
    }>(LIST, { unit, list })
    return subjectRequests.edges.map(({ node }) => `${node.person.fullName} ${node.standing}`)
  }
  expect(await names('OPEN')).toEqual(['Lê Bình OVERDUE', 'Lê An ON_TIME'])
  expect(await names('OVERDUE')).toEqual(['Lê Bình OVERDUE'])
  // Acknowledged late, but not yet to be answered.
  await as('DATA_PROTECTION_OFFICER', at('2026-11-17')).run(ACKNOWLEDGE, { id: late })
  expect(await names('OVERDUE', '2026-11-17')).toEqual([])
  expect(await names('OVERDUE', '2026-11-30')).toEqual(['Lê Bình OVERDUE', 'Lê An OVERDUE'])
  expect(await names('ANSWERED')).toEqual([])
})

test('an officer does not answer for their own household', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const { receiveSubjectRequest } = await as('REGISTRAR', { now }).run<Received>(RECEIVE, {
    input: request(unit, person.id),
  })
  const { id } = receiveSubjectRequest.request
  expect(await as('DATA_PROTECTION_OFFICER', { now, kin: [person.id] }).run(ACKNOWLEDGE, { id })).toMatchObject({
    acknowledgeSubjectRequest: { __typename: 'OwnHouseholdRequest' },
  })
})

test('the extract of a request has all that the register holds, for the officer too', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const { receiveSubjectRequest } = await as('REGISTRAR', { now }).run<Received>(RECEIVE, {
    input: request(unit, person.id),
  })
  const EXTRACT = `query ($id: ID!) { subjectRequest(id: $id) { person { fullName birthYear sex phoneMasked
    identityDocuments { kind numberMasked } household { code address } residences { kind address fromOn } }
    arrivals { fromPlace } consents { standing purpose { name source } } steps { step byName } } }`
  const { id } = receiveSubjectRequest.request
  expect(await as('DATA_PROTECTION_OFFICER', { now }).run(EXTRACT, { id })).toMatchObject({
    subjectRequest: {
      person: {
        fullName: 'Lê Thị An',
        birthYear: 1980,
        household: { code: 'H1' },
        residences: [{ kind: 'PERMANENT' }],
      },
      arrivals: [],
    },
  })
  const { errors } = await as('DATA_PROTECTION_OFFICER', { now, units: ['00001'] }).ask(EXTRACT, { id })
  expect(errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('the officer sees who asked for something and where they live, and nobody else', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  const asking = await given.person('Lê Thị An', { household })
  const other = await given.person('Lê Văn Bình', { household })
  const PERSON = `query ($id: ID!) { person(id: $id) { fullName household { code members { person { fullName } } } } }`
  const officer = as('DATA_PROTECTION_OFFICER', { now })
  expect((await officer.ask(PERSON, { id: asking.id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  await as('REGISTRAR', { now }).run(RECEIVE, { input: request(unit, asking.id) })
  expect(await officer.run(PERSON, { id: asking.id })).toMatchObject({
    person: { household: { members: [{ person: { fullName: 'Lê Thị An' } }] } },
  })
  expect((await officer.ask(PERSON, { id: other.id })).errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('costs the same number of statements for 2 requests as for 12', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  for (let n = 0; n < 12; n++) {
    const person = await given.person(`Người ${n}`, { household })
    await as('REGISTRAR', { now }).run(RECEIVE, { input: request(unit, person.id) })
  }
  const document = `query ($unit: ID!, $first: Int) { subjectRequests(unit: $unit, first: $first) { edges { node { number standing person { fullName } steps { step } } } } }`
  const few = await as('DATA_PROTECTION_OFFICER', { now }).ask(document, { unit, first: 2 })
  const many = await as('DATA_PROTECTION_OFFICER', { now }).ask(document, { unit, first: 12 })
  expect(few.errors).toEqual([])
  expect(many.statements).toBe(few.statements)
})
