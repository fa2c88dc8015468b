import { numberDigest } from '@vungxanh/subgraph'
import pg from 'pg'
import { expect } from 'vitest'
import { test } from '../testing.ts'
import { IdentityDocument, IdentityKind } from './identity-document.ts'
import { Person } from './person.ts'
import { openNumber } from './sealed-numbers.ts'
import { onIdentityAsked } from './tell-identity.ts'

const SECRET = Buffer.alloc(32, 9).toString('base64url')

async function toldIn(unit: string, url: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `select payload from events.outbox where unit_code = $1 and type = 'residents.identityTold' order by no`,
    [unit],
  )
  await client.end()
  return rows.map(({ payload }) => payload)
}

test('tells who somebody is as digests under the secret of the question, and finds them by the hashes it told', async ({
  given,
  unit,
  hear,
  vault,
  database: { superuserUrl },
}) => {
  const { queries } = await given.world()
  const personId = queries.person?.id as string
  const paper = await given.save(async (em) => {
    const document = await em.findOneOrFail(IdentityDocument, { person: personId, kind: IdentityKind.CITIZEN_ID })
    return { number: await openNumber(document, { vault, em }) }
  })
  const ask = (whom: object) => {
    const requestId = crypto.randomUUID()
    return hear(onIdentityAsked, `confirmation ${requestId}`, {
      ...{
        requestId,
        secret: vault.enclose(SECRET, `confirmation/${requestId}`),
        personId: null,
        indexes: [],
        searchedAt: null,
      },
      ...whom,
    })
  }
  await ask({ personId })
  const [first] = await toldIn(unit, superuserUrl)
  expect(first).toMatchObject({ personId })
  expect(first?.digests).toContain(numberDigest(SECRET, paper.number))
  expect(JSON.stringify(first)).not.toContain(paper.number)

  // The same numbers in a second ward are found by them; there is nobody of others, or of another ward's id.
  await ask({ indexes: first?.indexes })
  await ask({ indexes: [Buffer.from('other').toString('base64url')] })
  await ask({ personId: crypto.randomUUID() })
  // With a secret in the open, or of another question, nothing is told.
  await ask({ personId, secret: SECRET })
  await ask({ personId, secret: vault.enclose(SECRET, `confirmation/${crypto.randomUUID()}`) })
  const [, found, nobody, stranger, ...unread] = await toldIn(unit, superuserUrl)
  expect(found).toMatchObject({ personId, digests: first?.digests })
  expect(nobody).toMatchObject({ personId: null, digests: [] })
  expect(stranger).toMatchObject({ personId: null, digests: [] })
  expect(unread).toMatchObject([{ digests: [] }, { digests: [] }])
})

test('of numbers that two entries have it names neither, until they are one', async ({
  given,
  unit,
  hear,
  vault,
  database: { superuserUrl },
}) => {
  const household = await given.household(await given.group())
  const numbers = ['001088000001', '001088000002']
  const papers = await Promise.all(
    numbers.map(async (number) => {
      const person = await given.person('Lê Thị Hai', { household })
      return { person, paper: await given.citizenId(person, number) }
    }),
  )
  const ask = async () => {
    const requestId = crypto.randomUUID()
    await hear(onIdentityAsked, `confirmation ${requestId}`, {
      requestId,
      secret: vault.enclose(SECRET, `confirmation/${requestId}`),
      personId: null,
      indexes: papers.map(({ paper }) => Buffer.from(paper.numberIndex).toString('base64url')),
      searchedAt: null,
    })
    return (await toldIn(unit, superuserUrl)).at(-1)
  }
  const digests = expect.arrayContaining(numbers.map((number) => numberDigest(SECRET, number)))
  expect(await ask()).toMatchObject({ personId: null, digests })
  const [survivor, absorbed] = papers.map(({ person }) => person.id)
  await given.save((em) => em.nativeUpdate(Person, { id: absorbed as string }, { mergedInto: survivor as string }))
  expect(await ask()).toMatchObject({ personId: survivor, digests })
})
