import { type Context, eventType, publish, subscription } from '@vungxanh/subgraph'
import { z } from 'zod'
import { ConfirmationRequest } from './confirmation-request.ts'

/**
 * Residents is asked for the number of a person as digests, and never tells the number. Whom it means is said by the id of one's
 * own ward, or, to the asked ward on this installation, by the hashes that the asking ward's register told.
 */
export const identityAsked = eventType('welfare.identityAsked', {
  to: ['residents'],
  payload: z.object({
    requestId: z.uuid(),
    secret: z.string(),
    personId: z.uuid().nullable(),
    indexes: z.array(z.string()),
  }),
})

export function askIdentity(
  context: Context,
  { id, secret }: ConfirmationRequest,
  unit: string,
  whom: { personId?: string | null; indexes?: string[] | null },
): Promise<void> {
  const payload = { requestId: id, secret, personId: whom.personId ?? null, indexes: whom.indexes ?? [] }
  return publish(context, identityAsked, { subject: `confirmation ${id} ${unit}`, unit, payload })
}

/** What residents says of the person: of the one whom the asking ward asks about, or whom the asked one has. */
export const onIdentityTold = subscription(
  'residents.identityTold',
  z.object({
    requestId: z.uuid(),
    personId: z.uuid().nullable(),
    digests: z.array(z.string()),
    indexes: z.array(z.string()),
  }),
  async ({ unit, payload: { requestId, personId, digests, indexes } }, { em, now }) => {
    const request = await em.findOne(ConfirmationRequest, { id: requestId })
    if (request?.unitCode === unit && !request.identifiedAt)
      Object.assign(request, { digests, indexes, identifiedAt: now })
    if (request?.askedUnit === unit) Object.assign(request, { foundId: personId, foundDigests: digests, foundAt: now })
  },
)
