import type { Opt, Ref } from '@mikro-orm/core'
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Organisation } from './organisation.ts'

/** A post in an organisation. Authority belongs to the post, so its holder is known by another post, never by name. */
@ObjectType({ description: 'Chức danh trong một cơ quan, tổ chức của đơn vị.' })
@Entity(rows.ofDocuments)
export class Post extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string

  @Field(() => String, { nullable: true, description: 'Chức vụ của người đảm nhiệm; trống khi chưa phân công.' })
  @Property({ type: 'text', nullable: true })
  holderTitle?: (string & Opt) | null

  @ManyToOne(() => Organisation, { ref: true, index: true })
  organisation!: Ref<Organisation>
}
