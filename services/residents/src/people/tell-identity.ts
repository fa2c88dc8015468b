import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { eventType, numberDigest, publish, subscription } from '@vungxanh/subgraph'
import { z } from 'zod'
import { IdentityDocument, truly } from './identity-document.ts'
import { Person, whoeverIs } from './person.ts'
import { openNumber } from './sealed-numbers.ts'

/** Who it is, by keyed hashes of the numbers: nobody reads a number out of them, and two wards can compare them. */
export const identityTold = eventType('residents.identityTold', {
  to: ['welfare'],
  payload: z.object({
    requestId: z.uuid(),
    /** Of the ward that asked; null when its register has nobody of these numbers. */
    personId: z.uuid().nullable(),
    digests: z.array(z.string()),
    indexes: z.array(z.string()),
    /** As it was asked. */
    searchedAt: z.iso.datetime().nullable(),
  }),
})

/**
 * Welfare compares a person with another ward's books. It names the person, or the hashes by which another ward's register told
 * theirs; it hears digests under the secret of its question and never a number.
 */
export const onIdentityAsked = subscription(
  'welfare.identityAsked',
  z.object({
    requestId: z.uuid(),
    /** Of the question, enclosed. */
    secret: z.string(),
    personId: z.uuid().nullable(),
    indexes: z.array(z.string()),
    searchedAt: z.iso.datetime().nullable(),
  }),
  async ({ unit, subject, payload: { requestId, secret, personId, indexes, searchedAt } }, context) => {
    const { em, vault } = context
    const person = personId
      ? await em.findOne(Person, { id: personId, unitCode: unit })
      : await holderOf(indexes, unit, em)
    const id = person?.mergedInto?.id ?? person?.id
    const documents = id
      ? await em.find(IdentityDocument, { $and: [{ unitCode: unit }, truly, { person: whoeverIs([id]) }] })
      : []
    // Enclosed with a key that has changed since: nobody can be compared, and the ward asks again.
    const key = vault.disclose(secret, `confirmation/${requestId}`)
    const numbers = await Promise.all(documents.map((document) => openNumber(document, { vault, em })))
    await publish(context, identityTold, {
      subject,
      unit,
      payload: {
        requestId,
        personId: id ?? null,
        digests: key === undefined ? [] : numbers.map((number) => numberDigest(key, number)),
        indexes: documents.map(({ numberIndex }) => Buffer.from(numberIndex).toString('base64url')),
        searchedAt,
      },
    })
  },
)

async function holderOf(indexes: readonly string[], unitCode: string, em: SqlEntityManager): Promise<Person | null> {
  const numberIndex = { $in: indexes.map((index) => Buffer.from(index, 'base64url')) }
  const document = await em.findOne(
    IdentityDocument,
    { $and: [{ unitCode, numberIndex }, truly] },
    { populate: ['person'], orderBy: { id: 'asc' } },
  )
  return document?.person.unwrap() ?? null
}
