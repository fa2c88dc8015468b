import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Account } from './account.ts'
import { Post } from './post.ts'

/** Who holds which post, from which day to which. Both days count; an open end holds until it is closed. */
@Entity()
@Check({ name: 'assignment_ends_after_it_starts', expression: 'valid_to is null or valid_to >= valid_from' })
export class Assignment {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Index()
  @ManyToOne({ entity: () => Account, ref: true, deleteRule: 'cascade' })
  account!: Ref<Account>

  @ManyToOne({ entity: () => Post, ref: true })
  post!: Ref<Post>

  @Property({ type: 'date' })
  validFrom!: string

  @Property({ type: 'date', nullable: true })
  validTo?: string | null
}
