import type { Ref } from '@mikro-orm/core'
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { UnitRow } from '@vungxanh/subgraph'
import { rows } from '../access.ts'
import { Exclusion } from '../programmes/exclusion.ts'
import { Dossier } from './dossier.ts'

/**
 * A dossier takes every pair of excluding programmes that its own is in, for its beneficiary alone; the unique index lets
 * only one dossier that is not refused hold a pair. Pairs, not groups: MTTQ-1371 excludes two others which allow each other.
 */
@Entity(rows.ofDossiers)
@Index({
  name: 'exclusion_claim_live',
  expression:
    'create unique index exclusion_claim_live on exclusion_claim (beneficiary_id, exclusion_id) where released_at is null',
})
export class ExclusionClaim extends UnitRow {
  @ManyToOne(() => Dossier, { ref: true, index: true })
  dossier!: Ref<Dossier>

  @ManyToOne(() => Exclusion, { ref: true })
  exclusion!: Ref<Exclusion>

  @Property({ type: 'uuid' })
  beneficiaryId!: string

  /** When the dossier was refused, which frees the beneficiary for the other programme. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  releasedAt?: Date | null
}
