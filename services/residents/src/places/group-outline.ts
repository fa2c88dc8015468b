import type { Ref } from '@mikro-orm/core'
import { Entity, Index, ManyToOne, Property, Trigger } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import type { Position } from './point.ts'

/** GeoJSON as it is exchanged (RFC 7946): one ring, no holes. */
export interface Polygon {
  type: 'Polygon'
  coordinates: [Position[]]
}

/** How a residential group lies on the map, since somebody drew it. The newest that was not taken back is in force. */
@ObjectType({ description: 'Ranh giới của tổ dân phố trên bản đồ.' })
@Entity(rows.ofPlaces)
@Trigger({
  name: 'outlines_kept',
  timing: 'before',
  events: ['update'],
  body: `if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'outlines are drawn anew or taken back, never changed';
  end if;
  return new`,
})
@Index({ properties: ['residentialGroup', 'recordedAt'] })
export class GroupOutline extends UnitRow {
  @ManyToOne(() => ResidentialGroup, { ref: true })
  residentialGroup!: Ref<ResidentialGroup>

  /** Empty when the group has no outline since then. */
  @Property({ type: 'json', nullable: true })
  polygon?: Polygon | null

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Property({ type: 'datetime', nullable: true })
  undoneAt?: Date | null

  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null
}
