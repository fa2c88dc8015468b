import { describe, expect } from 'vitest'
import { DossierStatus } from './dossiers/dossier-status.ts'
import { BeneficiaryKind } from './programmes/programme.ts'
import { APPROVE, approved, desk, PAY, people, REFUSE, SUBMIT, test } from './testing.ts'

// Nobody assesses, approves or pays the support of their own household; totals and inspectors see all of it.

const LISTS = `query ($unit: ID!) {
  dossiers(unit: $unit) { totalCount edges { node { id } } }
  payouts(unit: $unit) { totalCount edges { node { dossier { id } } } }
}`

const REFERENCES = `query ($keys: [_Any!]!) { _entities(representations: $keys) {
  ... on Person { dossiers(first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }
  ... on Dossier { code amount }
} }`

const ONE = `query ($id: ID!) { dossier(id: $id) { code } }`

const SUPPORT = `query ($unit: ID!, $programme: ID) { _entities(representations: [{ __typename: "AdminUnit", code: $unit }]) { ... on AdminUnit {
  support(asOf: "2021-09-27T17:00:00+07:00") { count amount lines { count } payouts(programme: $programme) { totalCount edges { node { id } } } }
} } }`

const handlers = [
  ['WELFARE_OFFICER', people.officer],
  ['APPROVER', people.third],
  ['CASHIER', people.cashier],
] as const

describe.each(handlers)('%s', (role, account) => {
  test('has no dossier and no payout of the own household in a list, nor in its total', async ({ as, given, unit }) => {
    const [own, other] = [await given.world(), await given.world()]
    type Lists = {
      dossiers: { totalCount: number; edges: unknown[] }
      payouts: { totalCount: number; edges: unknown[] }
    }
    const all = await as(role).run<Lists>(LISTS, { unit })
    const cut = await as(role, { account, kin: [own.references.Person ?? ''] }).run<Lists>(LISTS, { unit })
    // Whoever was paid was paid twice.
    expect([cut.payouts.totalCount, cut.payouts.edges.length]).toEqual([2, 2])
    expect(cut.payouts.edges).toContainEqual({ node: { dossier: { id: other.references.Dossier } } })
    expect(all.payouts.totalCount).toBe(4)
    expect(cut.dossiers.totalCount).toBe(all.dossiers.totalCount - 2)
    expect(cut.dossiers.edges).toHaveLength(cut.dossiers.totalCount)
    expect(cut.payouts.edges).not.toContainEqual({ node: { dossier: { id: own.references.Dossier } } })
    expect(cut.dossiers.edges).not.toContainEqual({ node: { id: own.references.Dossier } })
  })

  test('cannot tell them from what does not exist', async ({ as, given }) => {
    const own = await given.world()
    const [kin, dossier, nobody] = [own.references.Person ?? '', own.references.Dossier ?? '', crypto.randomUUID()]
    const handler = as(role, { account, kin: [kin] })
    const keys = (person: string, id: string) => [
      { __typename: 'Person', id: person },
      { __typename: 'Dossier', id },
    ]
    const theirs = await handler.ask(REFERENCES, { keys: keys(kin, dossier) })
    expect(theirs).toEqual(await handler.ask(REFERENCES, { keys: keys(nobody, nobody) }))
    expect(theirs.data).toMatchObject({
      _entities: [expect.anything(), null].map((one) => (role === 'CASHIER' ? null : one)),
    })
    expect(await handler.ask(ONE, { id: dossier })).toEqual(await handler.ask(ONE, { id: nobody }))
    expect((await as(role, { account }).ask(ONE, { id: dossier })).data).toMatchObject({
      dossier: { code: expect.any(String) },
    })
  })
})

test('an officer neither submits for their own household nor learns that there is a dossier', async ({
  as,
  given,
  unit,
}) => {
  const programme = await given.programme({ once: 1_000 })
  const [kin, free] = [crypto.randomUUID(), crypto.randomUUID()]
  await given.dossier(programme, { beneficiaryId: kin })
  const officer = as('WELFARE_OFFICER', { account: people.officer, kin: [kin, free] })
  const submit = (personId: string) => officer.ask(SUBMIT, { input: { unit, programmeId: programme.id, personId } })
  const refused = await submit(kin)
  expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(await submit(free)).toEqual(refused)
  expect(await submit(free.toUpperCase())).toEqual(refused)
})

test('a household of which they are a member is declared by its own id', async ({ as, given, unit }) => {
  const programme = await given.programme({ once: 1_000, beneficiary: BeneficiaryKind.HOUSEHOLD })
  const household = crypto.randomUUID()
  const officer = as('WELFARE_OFFICER', { account: people.officer, kin: [household] })
  const { errors } = await officer.ask(SUBMIT, { input: { unit, programmeId: programme.id, householdId: household } })
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
})

test('neither approves, refuses nor pays, as if the dossier did not exist', async ({ as, given }) => {
  const programme = await given.programme({ once: 1_000 })
  const kin = [crypto.randomUUID()]
  const nobody = crypto.randomUUID()
  const submitted = await given.dossier(programme, { beneficiaryId: kin[0] })
  const approver = as('APPROVER', { account: people.third, kin })
  for (const [document, more] of [
    [APPROVE, {}],
    [REFUSE, { reason: 'Không đúng đối tượng' }],
  ] as const) {
    const theirs = await approver.ask(document, { input: { dossierId: submitted.id, ...more } })
    expect(Object.values(theirs.data)).toMatchObject([{ __typename: 'DossierNotFound' }])
    expect(theirs).toEqual(await approver.ask(document, { input: { dossierId: nobody, ...more } }))
  }
  const payable = await given.dossier(await given.programme({ once: 1_000 }), {
    beneficiaryId: kin[0],
    status: DossierStatus.APPROVED,
  })
  const cashier = as('CASHIER', { account: people.cashier, kin })
  const pay = (dossierId: string) => cashier.ask(PAY, { input: { dossierId, method: 'CASH', receiptNumber: 'PC-1' } })
  const theirs = await pay(payable.id)
  expect(Object.values(theirs.data)).toMatchObject([{ __typename: 'DossierNotFound' }])
  expect(theirs).toEqual(await pay(nobody))
})

test('handles the dossiers of everybody else as before', async ({ as, given, unit }) => {
  const kin = [crypto.randomUUID()]
  const at = desk((role, standing) => as(role, { ...standing, kin }), unit)
  const dossierId = await approved(at, await given.programme({ once: 1_000 }))
  expect(await at.pay(dossierId)).toMatchObject({ __typename: 'ConfirmPayoutSuccess' })
  const { dossier } = await at.submit(await given.programme({ once: 1_000 }))
  expect(await at.refuse(dossier?.id ?? '')).toMatchObject({ __typename: 'RefuseDossierSuccess' })
})

test('totals count them, whoever asks', async ({ as, given, unit }) => {
  const own = await given.world()
  const kin = [own.references.Person ?? '']
  const cut = await as('WELFARE_OFFICER', { kin }).run(SUPPORT, { unit })
  expect(cut).toMatchObject({
    _entities: [{ support: { count: 2, lines: [{ count: 1 }, { count: 1 }], payouts: { totalCount: 0, edges: [] } } }],
  })
  expect(await as('WELFARE_OFFICER').run(SUPPORT, { unit })).toMatchObject({
    _entities: [{ support: { count: 2, payouts: { totalCount: 2 } } }],
  })
})

test('an inspector is not restricted', async ({ as, given, unit }) => {
  const own = await given.world()
  const kin = [own.references.Person ?? '']
  const keys = ['Person', 'Dossier'].map((__typename) => ({ __typename, id: own.references[__typename] }))
  for (const [document, variables] of [
    [LISTS, { unit }],
    [REFERENCES, { keys }],
  ] as const) {
    const seen = await as('INSPECTOR', { kin }).run(document, variables)
    expect(seen).toEqual(await as('INSPECTOR').run(document, variables))
    expect(JSON.stringify(seen)).toContain(own.references.Dossier)
  }
})
