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
    /** Of the ward that asked; null when its register has nobody of these numbers, or several, whose digests come all the same. */
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
    const entries = personId
      ? await em.find(Person, { id: personId, unitCode: unit })
      : await holdersOf(indexes, unit, em)
    const persons = [...new Set(entries.map(({ id, mergedInto }) => mergedInto?.id ?? id))]
    const documents =
      persons.length > 0
        ? await em.find(IdentityDocument, { $and: [{ unitCode: unit }, truly, { person: whoeverIs(persons) }] })
        : []
    // Enclosed with a key that has changed since: nobody can be compared, and the ward asks again.
    const key = vault.disclose(secret, `confirmation/${requestId}`)
    const numbers = await Promise.all(documents.map((document) => openNumber(document, { vault, em })))
    await publish(context, identityTold, {
      subject,
      unit,
      payload: {
        requestId,
        personId: (persons.length === 1 && persons[0]) || null,
        digests: key === undefined ? [] : numbers.map((number) => numberDigest(key, number)),
        indexes: documents.map(({ numberIndex }) => Buffer.from(numberIndex).toString('base64url')),
        searchedAt,
      },
    })
  },
)

/** Whose the numbers are: of one person with two papers, two where the register has not found out yet that they are one. */
async function holdersOf(indexes: readonly string[], unitCode: string, em: SqlEntityManager): Promise<Person[]> {
  const numberIndex = { $in: indexes.map((index) => Buffer.from(index, 'base64url')) }
  const documents = await em.find(
    IdentityDocument,
    { $and: [{ unitCode, numberIndex }, truly] },
    { populate: ['person'] },
  )
  return documents.map(({ person }) => person.getEntity())
}
