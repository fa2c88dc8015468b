import { z } from 'zod'

// What producer and consumer of events say to each other, over HTTP beside the GraphQL door.

export const inboxPath = '/events'
export const eventSignatureHeader = 'x-event-signature'

export const letter = z.object({
  from: z.string(),
  events: z.array(
    z.object({
      id: z.uuid(),
      type: z.string(),
      subject: z.string(),
      seq: z.number().int(),
      unit: z.string(),
      request: z.string(),
      at: z.string(),
      payload: z.record(z.string(), z.unknown()),
    }),
  ),
})

export type LetterEvent = z.infer<typeof letter>['events'][number]

/** APPLIED: now or before. EARLY: one of the same subject is missing before it. FAILED: it could not be applied. */
export const reply = z.object({
  outcomes: z.array(z.object({ id: z.uuid(), outcome: z.enum(['APPLIED', 'EARLY', 'FAILED']) })),
})

export type Outcome = z.infer<typeof reply>['outcomes'][number]['outcome']
