import { MikroORM } from '@mikro-orm/postgresql'
import { ormOptions, rotateDataKey } from '@vungxanh/subgraph'
import { testVaultKeys } from '@vungxanh/testing'
import pg from 'pg'
import { expect } from 'vitest'
import { database as residents } from '../database.ts'
import { test } from '../testing.ts'
import { sealedColumns } from './sealed-numbers.ts'

const MASKED = `query ($id: ID!) { person(id: $id) { phoneMasked identityDocuments { id numberMasked } } }`
const FIND = `query ($unit: ID!, $search: String) { people(unit: $unit, search: $search) { totalCount } }`
const REVEAL = `mutation ($input: RevealInput!) { revealIdentityNumber(input: $input) { __typename ... on RevealSuccess { number } ... on InvalidInput { field } } }`

const phone = '0912345678'

interface Masked {
  person: { phoneMasked: string; identityDocuments: { id: string; numberMasked: string }[] }
}

test('numbers are nowhere in the database to be read, and are found and shown masked all the same', async ({
  as,
  given,
  unit,
  database: { superuserUrl },
}) => {
  const { queries } = await given.world()
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  const { rows } = await client.query(
    `select p::text as person, d::text as document from person p join identity_document d on d.person_id = p.id where p.unit_code = $1`,
    [unit],
  )
  await client.end()
  const hex = Buffer.from(phone).toString('hex')
  expect(JSON.stringify(rows)).not.toMatch(
    new RegExp(`${phone}|${hex}|0011800|${Buffer.from('0011800').toString('hex')}`),
  )
  const { person } = await as('REGISTRAR').run<Masked>(MASKED, queries.person)
  expect(person.phoneMasked).toMatch(/^091\D+678$/)
  expect(person.identityDocuments[0]?.numberMasked).toMatch(/^001\D+\d{3}$/)
  expect(await as('REGISTRAR').run(FIND, { unit, search: phone })).toEqual({ people: { totalCount: 1 } })
  expect(await as('REGISTRAR').run(FIND, { unit, search: '0912345679' })).toEqual({ people: { totalCount: 0 } })
})

test('a whole number is shown for a reason, which the audit keeps with whom it was about', async ({
  as,
  given,
  unit,
}) => {
  const { queries, mutations } = await given.world()
  const input = mutations.revealIdentityNumber
  expect(await as('REGISTRAR').run(REVEAL, { input: { ...input, reason: ' ' } })).toMatchObject({
    revealIdentityNumber: { __typename: 'InvalidInput', field: 'reason' },
  })
  expect(await as('REGISTRAR').run(REVEAL, { input: { ...input, id: crypto.randomUUID() } })).toMatchObject({
    revealIdentityNumber: { __typename: 'NumberNotFound' },
  })
  const { revealIdentityNumber: shown } = await as('REGISTRAR').run<{ revealIdentityNumber: { number: string } }>(
    REVEAL,
    { input },
  )
  expect(shown.number).toMatch(/^0011800\d{5}$/)
  const { residentsAudit } = await as('INSPECTOR').run<{ residentsAudit: { edges: { node: object }[] } }>(
    `query ($unit: ID!, $subjects: [ID!]) { residentsAudit(unit: $unit, subjects: $subjects) { edges { node { action doors { door reason } } } } }`,
    { unit, subjects: [queries.person?.id] },
  )
  expect(residentsAudit.edges).toMatchObject([
    { node: { action: 'WRITE', doors: [{ door: 'Mutation.revealIdentityNumber', reason: input?.reason }] } },
  ])
  expect(JSON.stringify(residentsAudit)).not.toContain(shown.number)
})

test('nobody is shown a number of their own household, by the person or by the paper', async ({ as, given }) => {
  const { queries, mutations } = await given.world()
  const kin = [queries.person?.id as string]
  const PHONE = `mutation ($input: RevealInput!) { revealPhone(input: $input) { __typename } }`
  for (const [document, input] of [
    [REVEAL, mutations.revealIdentityNumber],
    [PHONE, mutations.revealPhone],
  ] as const) {
    const { data, errors } = await as('HEALTH_STAFF', { kin }).ask(document, { input })
    expect(data).toEqual({})
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await as('HEALTH_STAFF').ask(document, { input })).errors).toEqual([])
  }
})

test('what is copied to another person does not open there', async ({ as, given, database: { superuserUrl } }) => {
  const [one, other] = [await given.world(), await given.world()]
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query(`update person set phone_sealed = (select phone_sealed from person where id = $1) where id = $2`, [
    one.queries.person?.id,
    other.queries.person?.id,
  ])
  const { data, errors } = await as('REGISTRAR').ask(
    `query ($id: ID!) { person(id: $id) { fullName phoneMasked } }`,
    other.queries.person,
  )
  expect(data).toMatchObject({ person: { phoneMasked: null } })
  expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR' }])
  await client.query(`update person set phone_sealed = null where id = $1`, [other.queries.person?.id])
  await client.end()
})

test('a new data key seals everything anew while the service goes on reading and writing', async ({
  as,
  given,
  unit,
  database: { superuserUrl },
}) => {
  const { queries } = await given.world()
  const orm = await MikroORM.init(ormOptions(residents, superuserUrl))
  const keys = { ...testVaultKeys, wrapping: [...testVaultKeys.wrapping] }
  const ids = async () =>
    (await orm.em.fork().execute<{ id: number }[]>(`select id from app.data_key order by id`)).map(({ id }) => id)
  const [first] = await ids()
  expect(await rotateDataKey(orm.em.fork(), keys, sealedColumns)).toBeGreaterThan(1)
  const sealedWith = await orm.em
    .fork()
    .execute<{ key: number }[]>(
      `select distinct ('x' || encode(substr(phone_sealed, 1, 4), 'hex'))::bit(32)::int as key from person where phone_sealed is not null`,
    )
  expect(sealedWith.map(({ key }) => key)).toEqual([(await ids()).at(-1)])
  // The service learned its keys before: it reads what it has no key for yet, and what it writes still opens.
  expect((await as('REGISTRAR').run<Masked>(MASKED, queries.person)).person.phoneMasked).toMatch(/678$/)
  const late = await given.world()
  await rotateDataKey(orm.em.fork(), keys, sealedColumns)
  expect((await as('REGISTRAR').run<Masked>(MASKED, late.queries.person)).person.phoneMasked).toMatch(/678$/)
  // A service that has not heard of the new keys yet may still seal with the first.
  expect(await ids()).toContain(first)
  await orm.em.fork().execute(`update app.data_key set created_at = created_at - interval '10 minutes'`)
  await rotateDataKey(orm.em.fork(), keys, sealedColumns)
  expect(await ids()).not.toContain(first)
  expect(await as('REGISTRAR').run(FIND, { unit, search: phone })).toEqual({ people: { totalCount: 2 } })
  await orm.close()
})
