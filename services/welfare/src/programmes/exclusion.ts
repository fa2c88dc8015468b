import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, Unique } from '@mikro-orm/decorators/legacy'
import { UnitRow } from '@vungxanh/subgraph'
import { rows } from '../access.ts'
import { Programme } from './programme.ts'

/** Two programmes of which nobody may have both. Kept once per pair, the smaller id first, so it holds both ways. */
@Entity(rows.ofProgrammes)
@Unique({ properties: ['one', 'other'] })
@Check({ name: 'exclusion_smaller_first', expression: 'one_id < other_id' })
export class Exclusion extends UnitRow {
  @ManyToOne(() => Programme, { ref: true })
  one!: Ref<Programme>

  @Index()
  @ManyToOne(() => Programme, { ref: true })
  other!: Ref<Programme>
}
