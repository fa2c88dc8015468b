import type { Opt, Ref } from '@mikro-orm/core'
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Responsibility } from './responsibility.ts'

/** With which account the holder signed in until somebody set another. Written once with the change, and never changed. */
@ObjectType({ description: 'Một lần đặt, đổi hoặc bỏ tài khoản của người phụ trách.' })
@Entity(rows.ofResponsibilities)
@Index({ properties: ['responsibility', 'at', 'id'] })
export class AccountChange extends UnitRow {
  @ManyToOne(() => Responsibility, { ref: true })
  responsibility!: Ref<Responsibility>

  @Property({ type: 'uuid', nullable: true })
  formerAccountId?: (string & Opt) | null

  @Property({ type: 'uuid', nullable: true })
  newAccountId?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  at!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string
}
