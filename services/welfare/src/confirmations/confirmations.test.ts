import { contextVariables, numberDigest, type Subscription } from '@vungxanh/subgraph'
import { contextScope, testContextKey } from '@vungxanh/testing'
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose'
import pg from 'pg'
import { expect } from 'vitest'
import { DossierStatus } from '../dossiers/dossier-status.ts'
import {
  type As,
  approved,
  claimsTo,
  desk,
  NUMBER,
  type OtherWard,
  people,
  questionClaims,
  signAnswer,
  test,
  type Wards,
} from '../testing.ts'
import { onIdentityTold } from './confirmation-events.ts'
import { MOST_ASKED_A_DAY } from './confirmation-rules.ts'
import { type Claims, seconds, signToken } from './confirmation-token.ts'

const REQUEST = `id state programmeCode slip expiresAt dossier { code }
  search { person { id } claims { code status } says }
  confirmation { answer stage paidOn token isValid answeredByName againstBooks enteredByName }`
const invalid = '... on InvalidInput { field }'
const fault = '... on ConfirmationNotAccepted { fault }'
const closed = '... on ConfirmationNotOpen { state }'
/** What else each mutation says of a refusal. */
const refusals = {
  askConfirmation: invalid,
  enterConfirmation: invalid + fault,
  receiveConfirmationRequest: invalid + fault,
  searchForConfirmation: invalid + closed,
  answerConfirmation: `${invalid}${closed} ... on AnswerAgainstBooks { says }`,
}

interface Request {
  id: string
  state: string
  slip: string | null
  dossier: { code: string } | null
  search: { person: { id: string } | null; claims: { code: string }[]; says: string } | null
  confirmation: {
    answer: string
    stage: string | null
    paidOn: string | null
    token: string
    againstBooks: string | null
  } | null
}
interface Answered {
  __typename: string
  fault?: string
  state?: string
  says?: string
  field?: string
  request?: Request
}

/** The mutations and the reading of a ward's officer. */
function officer(as: As, unit: string, account = people.officer) {
  const asking = as('WELFARE_OFFICER', { units: [unit], account })
  const act = async (name: keyof typeof refusals, input: object): Promise<Answered> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}`
    const document = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
      ... on ${type}Success { request { ${REQUEST} } } ${refusals[name]} ... on UserError { message } } }`
    return Object.values(await asking.run<Record<string, Answered>>(document, { input }))[0] as Answered
  }
  return {
    ask: (dossierId: string, of: string) => act('askConfirmation', { dossierId, unit: of }),
    search: (requestId: string, personId?: string) => act('searchForConfirmation', { requestId, personId }),
    answer: (requestId: string, answer: string, more: object = {}) =>
      act('answerConfirmation', { requestId, answer, ...more }),
    enter: (requestId: string, token: string) => act('enterConfirmation', { requestId, token }),
    receive: (token: string, personId: string) => act('receiveConfirmationRequest', { unit, token, personId }),
    see: async (id: string) =>
      (
        await asking.run<{ confirmationRequest: Request }>(
          `query ($id: ID!) { confirmationRequest(id: $id) { ${REQUEST} } }`,
          { id },
        )
      ).confirmationRequest,
  }
}

let wards = 0
const nextWard = (): string => String(70_000 + ++wards)

interface Desk {
  as: As
  given: Wards
  unit: string
  hear(of: Subscription, subject: string, payload: Record<string, unknown>, at?: Date, unit?: string): Promise<unknown>
}

/** Residents tells a ward, whose register has one number of whoever it is, what it last asked. */
async function tell(
  { given, hear }: Pick<Desk, 'given' | 'hear'>,
  ward: string,
  requestId: string,
  personId: string | null,
  { number = NUMBER, searchedAt }: { number?: string; searchedAt?: string | undefined } = {},
): Promise<void> {
  const request = await given.request(requestId)
  const last = ward === request.askedUnit ? request.searchedAt?.toISOString() : undefined
  const digests = personId ? [numberDigest(request.secret, number)] : []
  const indexes = personId ? ['aW5kZXg'] : []
  const payload = { requestId, personId, digests, indexes, searchedAt: searchedAt ?? last ?? null }
  await hear(onIdentityTold, `confirmation ${requestId} ${ward}`, payload, new Date(), ward)
}

/** What a ward elsewhere hands back to a question: not received, unless it says otherwise. */
const paper = async (given: Wards, ward: OtherWard, requestId: string, says: Partial<Claims<'answer'>> = {}) =>
  signAnswer(ward, { ...claimsTo(await given.request(requestId)), ...says })

/** A question of the test's ward, about a programme that both have, and its register has said who it is about. */
async function asked({ as, given, unit, hear }: Desk, other: string) {
  const programme = await given.programme({ code: 'NQ68', once: 1_500_000 })
  const neighbour = given.neighbour(other)
  const theirs = await neighbour.programme({ code: 'NQ68', once: 1_500_000 })
  const dossier = await given.dossier(programme)
  const here = officer(as, unit)
  const { request } = await here.ask(dossier.id, other)
  if (!request) throw new Error('refused')
  const { secret } = await given.request(request.id)
  await tell({ given, hear }, unit, request.id, dossier.beneficiaryId)
  return { programme, neighbour, theirs, dossier, here, id: request.id, secret }
}

test('two wards of one installation: asked, searched, answered, and each sees its own side only', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const { here, id, secret, dossier, neighbour, theirs } = await asked({ as, given, unit, hear }, code)
  const there = officer(as, code)
  expect(await here.see(id)).toMatchObject({ state: 'WAITING', dossier: { code: dossier.code }, search: null })
  expect(await there.see(id)).toMatchObject({ state: 'WAITING', dossier: null, slip: null, search: null })
  expect(await there.answer(id, 'NOT_RECEIVED')).toMatchObject({ __typename: 'RegisterNotSearched' })
  const slip = (await here.see(id)).slip ?? ''
  expect(await there.receive(slip, crypto.randomUUID())).toMatchObject({ fault: 'SAME_INSTALLATION' })

  const personId = crypto.randomUUID()
  const paid = await approved(desk(as2(as, code), code), theirs, { personId })
  await desk(as2(as, code), code).pay(paid)
  await neighbour.dossier(await neighbour.programme({ code: 'KHAC', once: 1 }), { beneficiaryId: personId })

  expect(await there.search(id)).toMatchObject({ __typename: 'SearchForConfirmationSuccess' })
  await tell({ given, hear }, code, id, personId)
  expect(await there.see(id)).toMatchObject({
    search: { person: { id: personId }, claims: [{ status: 'PAID' }], says: 'RECEIVED' },
  })
  expect(await there.answer(id, 'RECEIVED')).toMatchObject({
    __typename: 'AnswerConfirmationSuccess',
    request: { state: 'ANSWERED', confirmation: { answer: 'RECEIVED', stage: 'PAID', isValid: true } },
  })
  const seen = await here.see(id)
  expect(seen).toMatchObject({ state: 'ANSWERED', search: null, confirmation: { answer: 'RECEIVED', stage: 'PAID' } })
  const claims = decodeJwt(seen.confirmation?.token ?? '')
  expect(claims).toMatchObject({ iss: code, aud: unit, req: id, prg: 'NQ68', who: [numberDigest(secret, NUMBER)] })

  const third = as('WELFARE_OFFICER', { units: [nextWard()] })
  const hidden = await third.ask(`query ($id: ID!) { confirmationRequest(id: $id) { id } }`, { id })
  expect(hidden.errors).toMatchObject([{ code: 'NOT_FOUND' }])
})

const as2 =
  (as: As, unit: string): As =>
  (role, standing) =>
    as(role, { ...standing, units: [unit] })

test('row security keeps a question to its two wards, and an answer to the ward that was asked', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const { id } = await asked({ as, given, unit, hear }, code)
  const count = async (ward: string) => {
    const [row] = (await given
      .neighbour(ward)
      .change(`select count(*)::int as n from confirmation_request where id = ?`, [id])) as unknown as { n: number }[]
    return row?.n
  }
  expect([await count(unit), await count(code), await count(nextWard())]).toEqual([1, 1, 0])
  // A ward that was not asked cannot answer, nor the one that asked in the other's name.
  expect(await officer(as, nextWard()).answer(id, 'NOT_RECEIVED')).toMatchObject({
    __typename: 'ConfirmationRequestNotFound',
  })
  expect(await officer(as, unit).answer(id, 'NOT_RECEIVED')).toMatchObject({
    __typename: 'ConfirmationRequestNotFound',
  })
  expect(await officer(as, code).enter(id, 'x')).toMatchObject({ __typename: 'ConfirmationRequestNotFound' })
  await expect(given.change(`update confirmation_request set asked_unit = '00009' where id = ?`, [id])).rejects.toThrow(
    /kept as it was/,
  )
})

test('nothing that the database holds gives a number to whoever tries them all', async ({
  as,
  given,
  unit,
  hear,
  database: { superuserUrl },
}) => {
  const { here, id, secret } = await asked({ as, given, unit, hear }, nextWard())
  const slip = (await here.see(id)).slip ?? ''
  expect(decodeJwt(slip)).toMatchObject({ key: secret })
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const { rows } = await client.query<{ text: string }>(
    `select r::text || encode(question_sealed, 'escape') || (
       select string_agg(o::text, '') from events.outbox as o where subject = $1) as text
     from confirmation_request as r where id = $2`,
    [`confirmation ${id} ${unit}`, id],
  )
  await client.end()
  const text = rows[0]?.text ?? ''
  expect(text).toContain(id)
  expect(text).toContain(numberDigest(secret, NUMBER))
  for (const told of [secret, slip.split('.')[1]]) expect(text).not.toContain(told)
})

test('whom an installation believes is not for its officers to say', async ({ orm, unit }) => {
  const session = contextVariables(contextScope([unit], 'WELFARE_ASSESS'), testContextKey)
  const statement = (sql: string, values: unknown[]) =>
    orm.em.fork({ session }).transactional((em) => em.execute(sql, values as never))
  const key = (isHere: boolean, issuer: string) =>
    statement(
      `insert into issuer_key (id, issuer_code, key_id, public_key, valid_from, is_here) values (?, ?, ?, 'x', now(), ?)`,
      [crypto.randomUUID(), issuer, crypto.randomUUID(), isHere],
    )
  await expect(key(false, unit)).rejects.toThrow(/administrator/)
  await expect(key(true, '00009')).rejects.toThrow(/administrator/)
  await key(true, unit)
})

test('a ward whose key was ended signs with a new one', async ({ as, given, unit }) => {
  const keyOf = async () => {
    const dossier = await given.dossier(await given.programme({ once: 1 }))
    const { request } = await officer(as, unit).ask(dossier.id, nextWard())
    return decodeProtectedHeader(request?.slip ?? '').kid
  }
  const first = await keyOf()
  expect(await keyOf()).toBe(first)
  await given.change(`update issuer_key set valid_until = now() + interval '1 millisecond' where key_id = ?`, [first])
  const second = await keyOf()
  expect(second).not.toBe(first)
  expect(await keyOf()).toBe(second)
})

test('two officers who answer at once sign one paper', async ({ as, given, unit, hear }) => {
  const code = nextWard()
  const { id } = await asked({ as, given, unit, hear }, code)
  const ids = Array.from({ length: 6 }, () => crypto.randomUUID())
  await officer(as, code).search(id)
  await tell({ given, hear }, code, id, crypto.randomUUID())
  const answers = await Promise.all(ids.map((account) => officer(as, code, account).answer(id, 'NOT_RECEIVED')))
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    'AnswerConfirmationSuccess',
    ...Array.from({ length: 5 }, () => 'ConfirmationAlreadyGiven'),
  ])
})

test('a ward answers about the person who is asked about, and about what its last search found', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const there = officer(as, code)
  const { id } = await asked({ as, given, unit, hear }, code)
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
  await there.search(id, first)
  const before = (await given.request(id)).searchedAt?.toISOString()
  await tell({ given, hear }, code, id, first, { number: '001080099999' })
  expect(await there.answer(id, 'NOT_RECEIVED')).toMatchObject({ __typename: 'InvalidInput', field: 'answer' })
  expect(await there.answer(id, 'RECEIVED', { reason: 'x' })).toMatchObject({ __typename: 'InvalidInput' })

  await officer(as, code).search(id, second)
  await tell({ given, hear }, code, id, first, { searchedAt: before })
  expect(await there.answer(id, 'NOT_RECEIVED')).toMatchObject({ __typename: 'RegisterNotSearched' })
  await tell({ given, hear }, code, id, second)
  expect(await there.answer(id, 'NOT_RECEIVED')).toMatchObject({ __typename: 'AnswerConfirmationSuccess' })
  await tell({ given, hear }, code, id, first, { searchedAt: before })
  expect((await given.request(id)).foundId).toBe(second)
})

test('an answer against the books needs a reason, and who is not in the books gets one answer only', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const there = officer(as, code)
  const first = await asked({ as, given, unit, hear }, code)
  await there.search(first.id)
  await tell({ given, hear }, code, first.id, null)
  expect((await there.see(first.id)).search).toMatchObject({ person: null, says: 'UNKNOWN_PERSON' })
  expect(await there.answer(first.id, 'NOT_RECEIVED')).toMatchObject({ __typename: 'InvalidInput', field: 'answer' })
  const person = crypto.randomUUID()
  await there.search(first.id, person)
  await tell({ given, hear }, code, first.id, person)
  expect(await there.answer(first.id, 'RECEIVED')).toMatchObject({
    __typename: 'AnswerAgainstBooks',
    says: 'NOT_RECEIVED',
  })
  expect(
    await there.answer(first.id, 'RECEIVED', { reason: 'Đã chi trước khi có hệ thống', paidOn: '2021-08-01' }),
  ).toMatchObject({
    request: { confirmation: { stage: 'PAID', paidOn: '2021-08-01', againstBooks: 'Đã chi trước khi có hệ thống' } },
  })
  expect((await officer(as, unit).see(first.id)).confirmation?.againstBooks).toBeNull()
  // What was answered is never changed: who wants another asks again, and once.
  expect(await first.here.ask(first.dossier.id, code)).toMatchObject({ __typename: 'AskConfirmationSuccess' })
  expect(await first.here.ask(first.dossier.id, code)).toMatchObject({ __typename: 'AlreadyAsked' })
})

test('of numbers that two people of the register have nothing is said until it is known which', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const there = officer(as, code)
  const { id, secret } = await asked({ as, given, unit, hear }, code)
  await there.search(id)
  const searchedAt = (await given.request(id)).searchedAt?.toISOString()
  const digests = [NUMBER, '100000001'].map((number) => numberDigest(secret, number))
  const found = { requestId: id, personId: null, digests, indexes: [], searchedAt }
  await hear(onIdentityTold, `confirmation ${id} ${code}`, found, new Date(), code)
  for (const answer of ['UNKNOWN_PERSON', 'NOT_RECEIVED', 'RECEIVED'])
    expect(await there.answer(id, answer, { reason: 'x' })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'answer',
      message: expect.stringContaining('hơn một người'),
    })
  const person = crypto.randomUUID()
  await there.search(id, person)
  await tell({ given, hear }, code, id, person)
  expect(await there.answer(id, 'NOT_RECEIVED')).toMatchObject({ __typename: 'AnswerConfirmationSuccess' })
})

test('a ward that has no programme of that code says so, and nothing of the person', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const there = officer(as, code)
  const programme = await given.programme({ code: 'RIENG', once: 1_000 })
  await given.rule(programme, '2020-04-24', true)
  const dossier = await given.dossier(programme, { otherResidenceCode: code })
  const { request } = await officer(as, unit).ask(dossier.id, code)
  const id = request?.id ?? ''
  await tell({ given, hear }, unit, id, dossier.beneficiaryId)
  const person = crypto.randomUUID()
  await there.search(id)
  await tell({ given, hear }, code, id, person)
  expect((await there.see(id)).search).toMatchObject({ person: { id: person }, claims: [], says: 'UNKNOWN_PROGRAMME' })
  expect(await there.answer(id, 'NOT_RECEIVED')).toMatchObject({ says: 'UNKNOWN_PROGRAMME' })
  const { request: answered } = await there.answer(id, 'UNKNOWN_PROGRAMME')
  expect(answered?.confirmation).toMatchObject({ answer: 'UNKNOWN_PROGRAMME', stage: null })
  expect(decodeJwt(answered?.confirmation?.token ?? '')).toMatchObject({ ans: 'UNKNOWN_PROGRAMME', who: [] })
  const { dossier: seen } = await as('APPROVER').run<{ dossier: object }>(
    'query ($id: ID!) { dossier(id: $id) { lacksConfirmation } }',
    { id: dossier.id },
  )
  expect(seen).toEqual({ lacksConfirmation: true })
  // It promised nothing: whoever finds that it was one of their own programmes may go on.
  const theirs = await given.neighbour(code).programme({ code: 'RIENG', once: 1_000 })
  expect(await desk(as2(as, code), code).submit(theirs, { personId: person })).toMatchObject({
    __typename: 'SubmitDossierSuccess',
  })
})

test('a paper of a ward elsewhere is entered once, after everything in it was checked', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const ward = await given.elsewhere(code)
  const { here, id } = await asked({ as, given, unit, hear }, code)
  const request = await given.request(id)
  const enter = async (changes: Partial<Claims<'answer'>> = {}, by = ward) =>
    here.enter(id, await paper(given, by, id, changes))
  const refused = (fault: string) => ({ __typename: 'ConfirmationNotAccepted', fault })

  expect(await here.enter(id, 'không phải giấy')).toMatchObject(refused('UNREADABLE'))
  const stranger = { ...(await given.elsewhere(nextWard())), issuerCode: code }
  expect(await enter({}, stranger)).toMatchObject(refused('UNKNOWN_ISSUER'))
  const forger = { ...stranger, keyId: ward.keyId }
  expect(await enter({}, forger)).toMatchObject(refused('FORGED'))
  const another = await given.elsewhere(nextWard())
  expect(await enter({ iss: another.issuerCode }, another)).toMatchObject(refused('FROM_ANOTHER_UNIT'))
  expect(await enter({ exp: seconds(new Date(Date.now() - 120_000)) })).toMatchObject(refused('EXPIRED'))
  expect(await enter({ aud: nextWard() })).toMatchObject(refused('FOR_ANOTHER_UNIT'))
  expect(await enter({ req: crypto.randomUUID() })).toMatchObject(refused('ANOTHER_REQUEST'))
  expect(await enter({ prg: 'NQ15' })).toMatchObject(refused('ANOTHER_PROGRAMME'))
  expect(await enter({ who: [] })).toMatchObject(refused('ANOTHER_PERSON'))
  expect(await enter({ who: [], ans: 'RECEIVED', stg: 'PAID' })).toMatchObject(refused('ANOTHER_PERSON'))
  expect(await enter({ who: [numberDigest(request.secret, '001080099999')] })).toMatchObject(refused('ANOTHER_PERSON'))
  const past = await given.elsewhere(code, { validFrom: new Date('2020-01-01'), validUntil: new Date('2021-01-01') })
  expect(await enter({}, past)).toMatchObject(refused('KEY_NOT_IN_FORCE'))

  const token = await paper(given, ward, id, { ans: 'RECEIVED', stg: 'CLAIMED' })
  const entered = await Promise.all([here.enter(id, `  ${token}\n`), here.enter(id, token), here.enter(id, token)])
  expect(entered.map(({ __typename }) => __typename).sort()).toEqual([
    'ConfirmationNotAccepted',
    'ConfirmationNotAccepted',
    'EnterConfirmationSuccess',
  ])
  expect(entered.find(({ request }) => request)).toMatchObject({
    request: {
      state: 'ANSWERED',
      confirmation: { answer: 'RECEIVED', stage: 'CLAIMED', enteredByName: expect.any(String) },
    },
  })
  expect(await here.enter(id, token)).toMatchObject(refused('ALREADY_USED'))
  expect(await enter()).toMatchObject({ __typename: 'ConfirmationAlreadyGiven' })

  // The same paper for another dossier of the same person.
  const second = await given.dossier(await given.programme({ code: 'NQ68-2', once: 1 }))
  const { request: other } = await here.ask(second.id, code)
  expect(await here.enter(other?.id ?? '', token)).toMatchObject(refused('ALREADY_USED'))
})

test('a question of a ward elsewhere is received, and its answer is a paper that the ward reads', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const ward = await given.elsewhere(code)
  const here = officer(as, unit)
  const claims = { ...questionClaims(code, unit), prg: 'NQ68' }
  // Signed by software that takes no care: not by ours, which refuses to sign it as well.
  const careless = new SignJWT({ ...claims, key: 'c2VjcmV0' })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'vx-question+jwt', kid: ward.keyId })
    .sign(await importJWK({ kty: 'OKP', crv: 'Ed25519', d: ward.d, x: ward.x }, 'EdDSA'))
  expect(await here.receive(await careless, crypto.randomUUID())).toMatchObject({ fault: 'UNREADABLE' })
  const programme = await given.programme({ code: 'NQ68', once: 1_000 })
  const question = await signToken('question', claims, ward)
  const person = crypto.randomUUID()
  expect(await here.receive(question, 'x')).toMatchObject({ __typename: 'InvalidInput', field: 'personId' })
  const { request } = await here.receive(question, person)
  expect(request).toMatchObject({ id: claims.jti, state: 'WAITING', dossier: null })
  expect(await here.receive(question, person)).toMatchObject({ fault: 'ALREADY_USED' })
  await tell({ given, hear }, unit, claims.jti, person)
  expect(await here.answer(claims.jti, 'NOT_RECEIVED')).toMatchObject({
    request: { confirmation: { answer: 'NOT_RECEIVED', stage: null } },
  })
  const token = (await here.see(claims.jti)).confirmation?.token ?? ''
  expect(decodeJwt(token)).toMatchObject({
    iss: unit,
    aud: code,
    req: claims.jti,
    ans: 'NOT_RECEIVED',
    who: [numberDigest(claims.key, NUMBER)],
  })

  // As long as the other ward relies on it, nobody here makes it untrue.
  expect(await desk(as, unit).submit(programme, { personId: person })).toMatchObject({
    __typename: 'ConfirmedElsewhere',
  })
  expect(await desk(as, unit).submit(programme)).toMatchObject({ __typename: 'SubmitDossierSuccess' })
})

test('as long as its answer holds, a ward opens, approves and pays nothing against it', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const other = await given.elsewhere(nextWard())
  const at = desk(as, unit)
  const programme = await given.programme({ code: 'NQ68', once: 1_000 })
  const promised = async (person: string, lasts: string) => {
    const claims = { ...questionClaims(other.issuerCode, unit), prg: 'NQ68' }
    await officer(as, unit).receive(await signToken('question', claims, other), person)
    await tell({ given, hear }, unit, claims.jti, person)
    await given.change(
      `insert into confirmation (id, unit_code, asked_unit, request_id, answer, answered_by_name, answered_at, expires_at, key_id, token)
       select gen_random_uuid(), unit_code, asked_unit, id, 'NOT_RECEIVED', 'Cán bộ', now(), now() + ?::interval, 'k', 't'
       from confirmation_request where id = ?`,
      [lasts, claims.jti],
    )
  }
  const [opened, ready, free] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  const { dossier } = await at.submit(programme, { personId: opened })
  const toPay = await approved(at, programme, { personId: ready })
  await promised(opened, '1 day')
  await promised(ready, '1 day')
  await promised(free, '0')
  const refused = { __typename: 'ConfirmedElsewhere' }
  expect(await at.approve(dossier?.id ?? '', people.first)).toMatchObject(refused)
  expect(await at.pay(toPay)).toMatchObject(refused)
  expect(await at.submit(programme, { personId: free })).toMatchObject({ __typename: 'SubmitDossierSuccess' })
})

const askedToday = (given: Wards, dossierId: string | undefined, times: number) =>
  given.change(
    `insert into confirmation_request (id, unit_code, asked_unit, programme_code, programme_name, dossier_id, beneficiary_id, question_sealed, asked_at, asked_by_id, asked_by_name, expires_at)
     select gen_random_uuid(), unit_code, '00002', 'P', 'P', id, beneficiary_id, 's', now(), ?::uuid, 'Cán bộ', now() from dossier, generate_series(1, ?) where id = ?`,
    [people.officer, times, dossierId],
  )

test('nobody asks without an open dossier of a person, twice at once, or without end', async ({ as, given, unit }) => {
  const here = officer(as, unit)
  const programme = await given.programme({ once: 1_000 })
  const dossier = await given.dossier(programme)
  const refused = await given.dossier(programme, { status: DossierStatus.REFUSED })
  const code = nextWard()
  expect(await here.ask(crypto.randomUUID(), code)).toMatchObject({ __typename: 'DossierNotFound' })
  expect(await here.ask(refused.id, code)).toMatchObject({ __typename: 'NothingToConfirm' })
  expect(await here.ask(dossier.id, unit)).toMatchObject({ __typename: 'InvalidInput', field: 'unit' })
  expect(await here.ask(dossier.id, 'x')).toMatchObject({ __typename: 'InvalidInput', field: 'unit' })
  expect(await here.ask(dossier.id, code)).toMatchObject({ request: { state: 'IDENTIFYING' } })
  expect(await here.ask(dossier.id, code)).toMatchObject({ __typename: 'AlreadyAsked' })
  expect(await officer(as, nextWard()).ask(dossier.id, code)).toMatchObject({ __typename: 'DossierNotFound' })
  await askedToday(given, dossier.id, MOST_ASKED_A_DAY)
  expect(await here.ask(dossier.id, nextWard())).toMatchObject({ __typename: 'AskedTooOften' })
  const { confirmationAskers } = await as('INSPECTOR').run<{ confirmationAskers: object[] }>(
    `query ($unit: ID!) { confirmationAskers(unit: $unit) { name asked askedToday } }`,
    { unit },
  )
  expect(confirmationAskers).toMatchObject([{ asked: MOST_ASKED_A_DAY + 1, askedToday: MOST_ASKED_A_DAY + 1 }])
})

test('who asks several at once is stopped at the same number of questions a day', async ({ as, given, unit }) => {
  const here = officer(as, unit)
  const programme = await given.programme({ once: 1_000 })
  const dossiers = await Promise.all(Array.from({ length: 5 }, () => given.dossier(programme)))
  await askedToday(given, dossiers[0]?.id, MOST_ASKED_A_DAY - 2)
  const answers = await Promise.all(dossiers.map(({ id }) => here.ask(id, nextWard())))
  expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
    ...['AskConfirmationSuccess', 'AskConfirmationSuccess'],
    ...['AskedTooOften', 'AskedTooOften', 'AskedTooOften'],
  ])
})

const inSpite = { inSpiteOfConfirmation: true }

test('an approver is told that the person had it there, and goes on with a reason only', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const ward = await given.elsewhere(code)
  const { here, id, dossier } = await asked({ as, given, unit, hear }, code)
  await here.enter(id, await paper(given, ward, id, { ans: 'RECEIVED', stg: 'PAID', day: '2021-08-12' }))
  const { approve } = desk(as, unit)
  expect(await approve(dossier.id, people.first)).toMatchObject({ __typename: 'ReceivedElsewhere', unitCode: code })
  expect(await approve(dossier.id, people.first, undefined, inSpite)).toMatchObject({
    __typename: 'InvalidInput',
    field: 'note',
  })
  const why = 'Nơi kia đã thu hồi ngày 20/8'
  expect(await approve(dossier.id, people.first, why, inSpite)).toMatchObject({ __typename: 'ApproveDossierSuccess' })
  expect(await approve(dossier.id, people.second, 'x')).toMatchObject({ __typename: 'ReceivedElsewhere' })
  expect(await approve(dossier.id, people.second, why, inSpite)).toMatchObject({ __typename: 'ApproveDossierSuccess' })
})

test('what another ward said of a person holds for the next dossier in the programme, of either entry', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const ward = await given.elsewhere(code)
  const { here, id, dossier, programme } = await asked({ as, given, unit, hear }, code)
  await here.enter(id, await paper(given, ward, id, { ans: 'RECEIVED', stg: 'PAID' }))
  const at = desk(as, unit)
  await at.refuse(dossier.id)
  const second = await given.dossier(programme, { beneficiaryId: dossier.beneficiaryId })
  const other = await given.dossier(await given.programme({ code: 'KHAC', once: 1 }), {
    beneficiaryId: dossier.beneficiaryId,
  })
  expect(await at.approve(second.id, people.first)).toMatchObject({ __typename: 'ReceivedElsewhere' })
  expect(await at.approve(other.id, people.first)).toMatchObject({ __typename: 'ApproveDossierSuccess' })
})

test('what arrives after the last approval stops the payment', async ({ as, given, unit, hear }) => {
  const code = nextWard()
  const ward = await given.elsewhere(code)
  const programme = await given.programme({ code: 'NQ68', once: 1_000 })
  const at = desk(as, unit)
  const id = await approved(at, programme)
  const here = officer(as, unit)
  const { request } = await here.ask(id, code)
  const asking = request?.id ?? ''
  await tell({ given, hear }, unit, asking, crypto.randomUUID())
  await here.enter(asking, await paper(given, ward, asking, { ans: 'RECEIVED', stg: 'CLAIMED' }))
  expect(await at.pay(id)).toMatchObject({ __typename: 'ReceivedElsewhere' })
  expect(await at.refuse(id)).toMatchObject({ __typename: 'RefuseDossierSuccess' })
})

test('two wards answer: the payment stops for the one that no approver knew of', async ({ as, given, unit, hear }) => {
  const [early, late] = [nextWard(), nextWard()]
  const { here, id, dossier } = await asked({ as, given, unit, hear }, early)
  const received = { ans: 'RECEIVED', stg: 'CLAIMED' } as const
  await here.enter(id, await paper(given, await given.elsewhere(early), id, received))
  const at = desk(as, unit)
  for (const account of [people.first, people.second])
    await at.approve(dossier.id, account, 'Nơi kia đã thu hồi', inSpite)
  // Signed before the other one, and entered within the second of the last approval.
  const asking = (await here.ask(dossier.id, late)).request?.id ?? ''
  await tell({ given, hear }, unit, asking, dossier.beneficiaryId)
  const anHourAgo = seconds(new Date(Date.now() - 3_600_000))
  await here.enter(asking, await paper(given, await given.elsewhere(late), asking, { ...received, iat: anHourAgo }))
  expect(await at.pay(dossier.id)).toMatchObject({ __typename: 'ReceivedElsewhere' })
})

test('a dossier says that the paper is missing where the rule of its day asks for one', async ({
  as,
  given,
  unit,
  hear,
}) => {
  const code = nextWard()
  const programme = await given.programme({ code: 'NQ68', once: 1_000 })
  await given.rule(programme, '2020-04-24', true)
  expect(await desk(as, unit).submit(programme, { otherResidence: unit })).toMatchObject({ field: 'otherResidence' })
  const lax = await given.programme({ code: 'HCM', once: 1_000 })
  await given.rule(lax, '2020-04-24', true)
  await given.rule(lax, '2021-07-01', false)
  const away = await given.dossier(programme, { otherResidenceCode: code })
  const home = await given.dossier(programme)
  const paidAnyway = await given.dossier(lax, { otherResidenceCode: code })
  const lacks = async (id: string) =>
    (
      await as('APPROVER').run<{ dossier: object }>(
        `query ($id: ID!) { dossier(id: $id) { lacksConfirmation otherResidenceCode programme { confirmationRule { required verified } } } }`,
        { id },
      )
    ).dossier
  expect(await lacks(away.id)).toMatchObject({ lacksConfirmation: true, otherResidenceCode: code })
  expect(await lacks(home.id)).toMatchObject({ lacksConfirmation: false, otherResidenceCode: null })
  expect(await lacks(paidAnyway.id)).toMatchObject({
    lacksConfirmation: false,
    programme: { confirmationRule: { required: false, verified: false } },
  })
  const ward = await given.elsewhere(code)
  const here = officer(as, unit)
  const { request } = await here.ask(away.id, code)
  const asking = request?.id ?? ''
  await tell({ given, hear }, unit, asking, away.beneficiaryId)
  await here.enter(asking, await paper(given, ward, asking))
  expect(await lacks(away.id)).toMatchObject({ lacksConfirmation: false })
})

test('an officer answers nothing about their own household', async ({ as, given, unit, hear }) => {
  const code = nextWard()
  const { id } = await asked({ as, given, unit, hear }, code)
  const kin = crypto.randomUUID()
  await officer(as, code).search(id)
  await tell({ given, hear }, code, id, kin)
  const related: As = (role, standing) => as(role, { ...standing, kin: [kin] })
  expect(await officer(related, code).answer(id, 'NOT_RECEIVED')).toMatchObject({
    __typename: 'ConfirmationRequestNotFound',
  })
})

test('a queue of 12 costs as many statements as one of 2', async ({ as, given, unit, hear }) => {
  const other = await given.elsewhere(nextWard())
  const here = officer(as, unit)
  for (let number = 0; number < 12; number++) {
    const programme = await given.programme({ code: `Q${number}`, once: 1 })
    const person = crypto.randomUUID()
    await given.dossier(programme, { beneficiaryId: person })
    const claims = { ...questionClaims(other.issuerCode, unit), prg: `Q${number}` }
    await here.receive(await signToken('question', claims, other), person)
    await tell({ given, hear }, unit, claims.jti, person)
    if (number % 2) await here.answer(claims.jti, 'RECEIVED')
  }
  const list = `query ($unit: ID!, $first: Int, $answered: Boolean) { confirmationRequests(unit: $unit, incoming: true, answered: $answered, first: $first) {
    edges { node { ${REQUEST} askingName askedName askingCode askedCode } } totalCount } }`
  const [few, many] = [
    await as('INSPECTOR').ask(list, { unit, first: 2 }),
    await as('INSPECTOR').ask(list, { unit, first: 12 }),
  ]
  expect([few.errors, many.errors]).toEqual([[], []])
  expect(many.statements).toBe(few.statements)
  const waiting = await as('INSPECTOR').ask(list, { unit, answered: false })
  expect(waiting.data.confirmationRequests).toMatchObject({ totalCount: 6 })
})
