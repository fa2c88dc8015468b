import pg from 'pg'
import { expect } from 'vitest'
import { test } from '../testing.ts'

type Asking = { run<T>(document: string, variables?: Record<string, unknown>): Promise<T> }

interface Done {
  __typename: string
  field?: string
  message?: string
  proposal?: { id: string; number: string }
}

const PROPOSE = `mutation ($input: ProposeChangeInput!) { done: proposeChange(input: $input) {
  __typename ... on InvalidInput { field } ... on UserError { message } ... on ChangeProposalSuccess { proposal { id number } } } }`
const DECIDE = `mutation ($input: DecideChangeProposalInput!) { done: decideChangeProposal(input: $input) {
  __typename ... on InvalidInput { field } ... on UserError { message } } }`
const WITHDRAW = `mutation ($id: ID!) { done: withdrawChangeProposal(id: $id) { __typename } }`
const CORRECT = `mutation ($input: CorrectPersonInput!) { done: correctPerson(input: $input) { __typename } }`
const LIST = `query ($unit: ID!, $list: ProposalList!) { changeProposals(unit: $unit, list: $list) { totalCount edges { node {
  id number field state reason byName byPost isMine decidedByName answer undoneAt person { fullName }
  values { former registered proposed isOutdated } } } } }`
const PERSON = `query ($id: ID!) { person(id: $id) { fullName bornOn birthYear sex phoneMasked
  history { id kind reason corrections { field oldValue newValue } } } }`
const UNDO = `mutation ($id: ID!) { undoLifeEvent(id: $id) { __typename } }`

interface Proposal {
  id: string
  field: string
  isMine: boolean
  undoneAt: string | null
  values: { former: string | null; registered: string | null; proposed: string; isOutdated: boolean }
}

const propose = async (asking: Asking, input: Record<string, unknown>) =>
  (await asking.run<{ done: Done }>(PROPOSE, { input: { reason: 'Theo thẻ căn cước', ...input } })).done
const decide = async (asking: Asking, input: Record<string, unknown>) =>
  (await asking.run<{ done: Done }>(DECIDE, { input: { accept: true, ...input } })).done

async function list(asking: Asking, unit: string, which = 'OPEN'): Promise<Proposal[]> {
  type Answer = { changeProposals: { edges: { node: Proposal }[] } }
  const { changeProposals } = await asking.run<Answer>(LIST, { unit, list: which })
  return changeProposals.edges.map(({ node }) => node)
}

const nurse = '00000000-0000-4000-8000-0000000000a1'

test('what is proposed is written by the registrar, with who proposed it in the history', async ({
  as,
  given,
  unit,
}) => {
  const person = await given.person('Lê Thị Ân', { household: await given.household(await given.group()) })
  const proposed = await propose(as('HEALTH_STAFF'), {
    personId: person.id,
    field: 'FULL_NAME',
    newValue: ' Lê Thị  An',
  })
  expect(proposed.proposal?.number).toMatch(/^DN-\d{4}-0001$/)
  const registrar = as('REGISTRAR')
  expect(await list(registrar, unit)).toMatchObject([
    {
      ...{ number: proposed.proposal?.number, field: 'FULL_NAME', reason: 'Theo thẻ căn cước', isMine: false },
      values: { former: 'Lê Thị Ân', registered: 'Lê Thị Ân', proposed: 'Lê Thị An', isOutdated: false },
      person: { fullName: 'Lê Thị Ân' },
    },
  ])
  expect(await decide(registrar, { id: proposed.proposal?.id })).toMatchObject({ __typename: 'ChangeProposalSuccess' })
  const { person: now } = await registrar.run<{ person: { history: { id: string }[] } }>(PERSON, { id: person.id })
  expect(now).toMatchObject({
    fullName: 'Lê Thị An',
    history: [
      {
        kind: 'CORRECTED',
        reason: `Đề nghị ${proposed.proposal?.number} của Cán bộ trạm y tế (Cán bộ trạm y tế): Theo thẻ căn cước`,
        corrections: [{ field: 'FULL_NAME', oldValue: 'Lê Thị Ân', newValue: 'Lê Thị An' }],
      },
    ],
  })
  expect(await decide(registrar, { id: proposed.proposal?.id })).toMatchObject({ __typename: 'ProposalDecided' })
  expect(await list(registrar, unit)).toEqual([])
  // Found under its new name: everything follows that follows from a correction by hand.
  const { people } = await registrar.run<{ people: { totalCount: number } }>(
    `query ($unit: ID!) { people(unit: $unit, search: "le thi an") { totalCount } }`,
    { unit },
  )
  expect(people.totalCount).toBe(1)
  await registrar.run(UNDO, { id: now.history[0]?.id })
  const [undone] = await list(as('HEALTH_STAFF'), unit, 'DECIDED')
  expect(undone).toMatchObject({ state: 'ACCEPTED', undoneAt: expect.any(String), values: { registered: 'Lê Thị Ân' } })
})

test('each field becomes what was proposed, and only it', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const [officer, registrar] = [as('WELFARE_OFFICER'), as('REGISTRAR')]
  const before = { fullName: 'Lê Thị An', bornOn: null, birthYear: 1980, sex: 'UNKNOWN', phoneMasked: null }
  const steps: [string, string, Record<string, unknown>][] = [
    ['SEX', 'FEMALE', { sex: 'FEMALE' }],
    ['BORN_ON', '1981-02-03', { bornOn: '1981-02-03', birthYear: 1981 }],
    ['PHONE', '0912345678', { phoneMasked: '091xxxx678' }],
    ['BIRTH_YEAR', '1982', { bornOn: null, birthYear: 1982 }],
  ]
  const expected = { ...before }
  for (const [field, newValue, change] of steps) {
    const { proposal } = await propose(officer, { personId: person.id, field, newValue })
    expect(await decide(registrar, { id: proposal?.id })).toMatchObject({ __typename: 'ChangeProposalSuccess' })
    Object.assign(expected, change)
    expect((await registrar.run<{ person: object }>(PERSON, { id: person.id })).person).toMatchObject(expected)
  }
  expect(await list(officer, unit, 'DECIDED')).toHaveLength(steps.length)
})

test('what cannot be is not proposed, and nothing is proposed twice', async ({ as, given }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const officer = as('APPROVER')
  const right = { personId: person.id, field: 'FULL_NAME', newValue: 'Lê Thị Ân' }
  const refused: [Record<string, unknown>, string][] = [
    [{ ...right, newValue: ' ' }, 'newValue'],
    [{ ...right, newValue: 'Lê Thị An' }, 'newValue'],
    [{ ...right, field: 'SEX', newValue: 'nữ' }, 'newValue'],
    [{ ...right, field: 'BORN_ON', newValue: '2999-01-01' }, 'newValue'],
    [{ ...right, field: 'BIRTH_YEAR', newValue: '1980' }, 'newValue'],
    [{ ...right, field: 'PHONE', newValue: '12' }, 'newValue'],
    [{ ...right, reason: ' ' }, 'reason'],
    [{ ...right, reason: 'x'.repeat(301) }, 'reason'],
  ]
  for (const [input, field] of refused) expect(await propose(officer, input)).toMatchObject({ field })
  await expect(propose(as('APPROVER', { units: ['00001'] }), right)).rejects.toThrow('NOT_FOUND')
  expect(await propose(officer, right)).toMatchObject({ __typename: 'ChangeProposalSuccess' })
  const again = await propose(as('HEALTH_STAFF'), { ...right, newValue: 'Lê Thị Ấn' })
  expect(again).toMatchObject({ __typename: 'ChangeAlreadyProposed', message: expect.stringContaining('DN-') })
  const other = { ...right, field: 'SEX', newValue: 'MALE' }
  expect(await propose(officer, other)).toMatchObject({ __typename: 'ChangeProposalSuccess' })
})

test('nothing is written over what the register says by now', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const [officer, registrar] = [as('HEALTH_STAFF'), as('REGISTRAR')]
  const { proposal } = await propose(officer, { personId: person.id, field: 'BORN_ON', newValue: '1980-05-01' })
  // A year instead of a day: the day that is proposed would bring the former year back.
  const facts = { personId: person.id, fullName: 'Lê Thị An', birthYear: 1981, sex: 'UNKNOWN' }
  await registrar.run(CORRECT, { input: { ...facts, reason: 'Theo giấy khai sinh' } })
  expect(await list(registrar, unit)).toMatchObject([
    { values: { former: '1980', registered: '1981', proposed: '1980-05-01', isOutdated: true } },
  ])
  expect(await decide(registrar, { id: proposal?.id })).toMatchObject({ __typename: 'ProposalOutdated' })
  expect(await decide(registrar, { id: proposal?.id, accept: false, answer: ' ' })).toMatchObject({ field: 'answer' })
  const refusal = { id: proposal?.id, accept: false, answer: 'Giấy khai sinh ghi 1981' }
  expect(await decide(registrar, refusal)).toMatchObject({ __typename: 'ChangeProposalSuccess' })
  expect(await list(officer, unit, 'DECIDED')).toMatchObject([{ state: 'REFUSED', answer: 'Giấy khai sinh ghi 1981' }])
})

test('who proposes never decides, sees their own only, and takes back their own only', async ({ as, given, unit }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const proposer = as('HEALTH_STAFF', { account: nurse })
  const { proposal } = await propose(proposer, { personId: person.id, field: 'SEX', newValue: 'FEMALE' })
  // The same person in another post of theirs.
  expect(await decide(as('REGISTRAR', { account: nurse }), { id: proposal?.id })).toMatchObject({
    __typename: 'OwnProposal',
  })
  await expect(decide(as('REGISTRAR', { kin: [person.id] }), { id: proposal?.id })).rejects.toThrow('FORBIDDEN')
  expect(await list(proposer, unit)).toMatchObject([{ id: proposal?.id, isMine: true }])
  expect(await list(as('HEALTH_STAFF'), unit)).toEqual([])
  expect(await list(as('INSPECTOR'), unit)).toMatchObject([{ isMine: false }])
  await expect(as('WELFARE_OFFICER').run(WITHDRAW, proposal)).rejects.toThrow('NOT_FOUND')
  expect(await proposer.run(WITHDRAW, { id: proposal?.id })).toEqual({ done: { __typename: 'ChangeProposalSuccess' } })
  expect(await proposer.run(WITHDRAW, { id: proposal?.id })).toEqual({ done: { __typename: 'ProposalDecided' } })
  expect(await decide(as('REGISTRAR'), { id: proposal?.id })).toMatchObject({ __typename: 'ProposalDecided' })
})

test('the database keeps it: sealed, decided once and by somebody else', async ({
  as,
  given,
  database: { superuserUrl },
}) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const { proposal } = await propose(as('HEALTH_STAFF'), {
    personId: person.id,
    field: 'PHONE',
    newValue: '0912345678',
  })
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const { rows } = await client.query('select p::text as row from change_proposal p where id = $1', [proposal?.id])
  const hex = Buffer.from('0912345678').toString('hex')
  expect(rows[0].row).not.toMatch(new RegExp(`0912345678|${hex}`))
  const decideAs = (account: string) =>
    client.query(
      `update change_proposal set state = 'REFUSED', answer = 'x', decided_at = now(), decided_by_id = ${account} where id = $1`,
      [proposal?.id],
    )
  await expect(decideAs('account_id')).rejects.toThrow('change_proposal_decided_by_another')
  await expect(client.query(`update change_proposal set reason = 'x' where id = $1`, [proposal?.id])).rejects.toThrow(
    'never changed',
  )
  await decideAs('gen_random_uuid()')
  await expect(decideAs('gen_random_uuid()')).rejects.toThrow('never changed')
  await client.end()
})

test('two registrars at once write it once', async ({ as, given }) => {
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const { proposal } = await propose(as('HEALTH_STAFF'), { personId: person.id, field: 'SEX', newValue: 'FEMALE' })
  const answers = await Promise.all([1, 2, 3].map(() => decide(as('REGISTRAR'), { id: proposal?.id })))
  expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
    ...['ChangeProposalSuccess', 'ProposalDecided', 'ProposalDecided'],
  ])
})

test('costs the same number of statements for 2 proposals as for 12', async ({ as, given, unit }) => {
  const household = await given.household(await given.group())
  for (let n = 0; n < 12; n++) {
    const person = await given.person(`Người ${n}`, { household })
    const { proposal } = await propose(as('HEALTH_STAFF'), { personId: person.id, field: 'SEX', newValue: 'MALE' })
    await decide(as('REGISTRAR'), { id: proposal?.id })
  }
  const document = LIST.replace('$list: ProposalList!', '$list: ProposalList!, $first: Int').replace(
    'list: $list)',
    'list: $list, first: $first)',
  )
  const few = await as('REGISTRAR').ask(document, { unit, list: 'DECIDED', first: 2 })
  const many = await as('REGISTRAR').ask(document, { unit, list: 'DECIDED', first: 12 })
  expect(few.errors).toEqual([])
  expect(many.statements).toBe(few.statements)
})

test('who decides may see the number that is proposed, for a reason that is kept; nobody else, and not of their own', async ({
  as,
  given,
  unit,
}) => {
  const REVEAL_PROPOSED = `mutation ($input: RevealInput!) { done: revealProposedPhone(input: $input) {
    __typename ... on RevealSuccess { number } ... on InvalidInput { field } } }`
  const person = await given.person('Lê Thị An', { household: await given.household(await given.group()) })
  const officer = as('HEALTH_STAFF')
  const phone = { personId: person.id, field: 'PHONE', newValue: '0912345678' }
  const { proposal } = await propose(officer, phone)
  const [open] = await list(as('REGISTRAR'), unit)
  expect(JSON.stringify(open)).not.toContain('0912345678')
  const reason = 'Gọi thử số mới trước khi ghi'
  const ask = (id: string | undefined, why = reason) => ({ input: { id, reason: why } })
  const registrar = as('REGISTRAR')
  expect(await registrar.run(REVEAL_PROPOSED, ask(proposal?.id))).toEqual({
    done: { __typename: 'RevealSuccess', number: '0912345678' },
  })
  expect(await registrar.run(REVEAL_PROPOSED, ask(proposal?.id, 'x'))).toMatchObject({ done: { field: 'reason' } })
  const { residentsAudit } = await as('INSPECTOR').run<{ residentsAudit: unknown }>(
    `query ($unit: ID!, $subjects: [ID!]) { residentsAudit(unit: $unit, subjects: $subjects) {
      edges { node { doors { door reason } } } } }`,
    { unit, subjects: [person.id] },
  )
  const shown = { door: 'Mutation.revealProposedPhone', reason }
  expect(residentsAudit).toMatchObject({ edges: expect.arrayContaining([{ node: { doors: [shown] } }]) })
  expect(JSON.stringify(residentsAudit)).not.toContain('0912345678')

  await expect(officer.run(REVEAL_PROPOSED, ask(proposal?.id))).rejects.toThrow('FORBIDDEN')
  await expect(as('REGISTRAR', { kin: [person.id] }).run(REVEAL_PROPOSED, ask(proposal?.id))).rejects.toThrow(
    'FORBIDDEN',
  )
  await expect(as('REGISTRAR', { steppedUpAt: 0 }).run(REVEAL_PROPOSED, ask(proposal?.id))).rejects.toThrow(
    'STEP_UP_REQUIRED',
  )
  const none = { done: { __typename: 'NumberNotFound' } }
  expect(await as('REGISTRAR', { units: ['00001'] }).run(REVEAL_PROPOSED, ask(proposal?.id))).toEqual(none)
  const { proposal: name } = await propose(officer, { personId: person.id, field: 'SEX', newValue: 'MALE' })
  expect(await registrar.run(REVEAL_PROPOSED, ask(name?.id))).toEqual(none)
  await decide(registrar, { id: proposal?.id })
  expect(await registrar.run(REVEAL_PROPOSED, ask(proposal?.id))).toEqual(none)
})
