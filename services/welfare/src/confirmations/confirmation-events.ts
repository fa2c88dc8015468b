import { LockMode } from '@mikro-orm/core'
import { type Context, eventType, publish, subscription } from '@vungxanh/subgraph'
import { z } from 'zod'
import { ConfirmationRequest, secretOfQuestion } from './confirmation-request.ts'

/**
 * Residents is asked for the number of a person as digests, and never tells the number. Whom it means is said by the id of one's
 * own ward, or, to the asked ward on this installation, by the hashes that the asking ward's register told.
 */
export const identityAsked = eventType('welfare.identityAsked', {
  to: ['residents'],
  payload: z.object({
    requestId: z.uuid(),
    /** Enclosed for residents: in the outbox nobody reads it. */
    secret: z.string(),
    personId: z.uuid().nullable(),
    indexes: z.array(z.string()),
    /** Which search of the asked ward it is for; null for the asking one's question. */
    searchedAt: z.iso.datetime().nullable(),
  }),
})

export async function askIdentity(
  context: Context,
  request: ConfirmationRequest,
  unit: string,
  whom: { personId?: string | null; indexes?: string[] | null },
): Promise<void> {
  const { id, askedUnit, searchedAt } = request
  const payload = {
    requestId: id,
    secret: context.vault.enclose(await secretOfQuestion(request, context), `confirmation/${id}`),
    personId: whom.personId ?? null,
    indexes: whom.indexes ?? [],
    searchedAt: unit === askedUnit ? (searchedAt?.toISOString() ?? null) : null,
  }
  await publish(context, identityAsked, { subject: `confirmation ${id} ${unit}`, unit, payload })
}

/** What residents says of the person: of the one whom the asking ward asks about, or whom the asked one has. */
export const onIdentityTold = subscription(
  'residents.identityTold',
  z.object({
    requestId: z.uuid(),
    personId: z.uuid().nullable(),
    digests: z.array(z.string()),
    indexes: z.array(z.string()),
    searchedAt: z.iso.datetime().nullable(),
  }),
  async ({ unit, payload: { requestId, personId, digests, indexes, searchedAt } }, { em, now }) => {
    const lockMode = LockMode.PESSIMISTIC_WRITE
    const request = await em.findOne(ConfirmationRequest, { id: requestId }, { lockMode })
    if (request?.unitCode === unit && !request.identifiedAt)
      Object.assign(request, { digests, indexes, identifiedAt: now })
    // What an earlier search found came too late: somebody else was searched for since, and maybe answered about.
    const isSearched = request?.askedUnit === unit && request.searchedAt?.toISOString() === searchedAt
    if (isSearched) Object.assign(request, { foundId: personId, foundDigests: digests, foundAt: now })
  },
)
