import type { Opt } from '@mikro-orm/core'
import { Entity, Index, Property } from '@mikro-orm/decorators/legacy'
import { subscription, UnitRow } from '@vungxanh/subgraph'
import { z } from 'zod'
import { rows } from '../access.ts'

/**
 * A commitment that a household has signed, as directives tells it, for the list of those that have signed none: a list is
 * narrowed down and counted where it is kept. Its id is that of directives, which keeps what was signed and by whom.
 */
@Entity(rows.ofSignedCommitments)
export class SignedCommitment extends UnitRow {
  @Index()
  @Property({ type: 'uuid' })
  householdId!: string

  /** Withdrawn, or replaced by another. */
  @Property({ type: 'boolean', default: false })
  isEnded: boolean & Opt = false
}

const changed = z.object({
  signed: z.array(z.object({ id: z.uuid(), householdId: z.uuid() })),
  ended: z.array(z.uuid()),
})

export const onCommitmentsChanged = subscription(
  'directives.commitmentsChanged',
  changed,
  async ({ unit: unitCode, payload: { signed, ended } }, { em }) => {
    for (const commitment of signed) em.create(SignedCommitment, { unitCode, isEnded: false, ...commitment })
    // One that the register never had was signed before it was told.
    for (const commitment of await em.find(SignedCommitment, { id: { $in: ended } })) commitment.isEnded = true
  },
)
