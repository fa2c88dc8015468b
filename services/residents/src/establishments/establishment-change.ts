import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property, Trigger } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Establishment } from './establishment.ts'

export enum EstablishmentChangeKind {
  REGISTERED = 'REGISTERED',
  EDITED = 'EDITED',
  CLOSED = 'CLOSED',
  ROOM_ADDED = 'ROOM_ADDED',
  ROOM_EDITED = 'ROOM_EDITED',
  ROOM_CLOSED = 'ROOM_CLOSED',
  LODGED = 'LODGED',
  LEFT = 'LEFT',
}
registerEnumType(EstablishmentChangeKind, {
  name: 'EstablishmentChangeKind',
  description:
    'REGISTERED: ghi vào sổ. EDITED: sửa thông tin. CLOSED: thôi hoạt động. ROOM_ADDED: thêm phòng. ROOM_EDITED: sửa phòng. ROOM_CLOSED: thôi dùng phòng. LODGED: hộ vào ở phòng. LEFT: hộ rời phòng.',
})

@ObjectType({ description: 'Một thông tin của cơ sở trước và sau khi đổi.' })
export class EstablishmentDetail {
  /** The establishment, for the audit. */
  about!: string

  @Field(() => String, {
    description: 'Tên thông tin như trong Establishment; room, capacity, household với phòng trọ.',
  })
  field!: string

  @Field(() => String, { nullable: true })
  oldValue!: string | null

  @Field(() => String, { nullable: true })
  newValue!: string | null
}

/** What taking a change back writes into a row: its columns as they were, or that it never began. */
export interface FormerRow {
  row: 'Establishment' | 'Room' | 'RoomStay'
  id: string
  before: Record<string, unknown>
}

/** What is written down of an establishment, once, by somebody. Never changed; it may be taken back the same day. */
@ObjectType({ description: 'Một thay đổi của cơ sở: việc gì, ai ghi, lúc nào.' })
@Entity(rows.ofChanges)
@Trigger({
  name: 'changes_kept',
  timing: 'before',
  events: ['update'],
  body: `if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'changes of establishments are taken back, never changed';
  end if;
  return new`,
})
@Index({ properties: ['establishment', 'recordedAt'] })
export class EstablishmentChange extends UnitRow {
  @ManyToOne(() => Establishment, { ref: true })
  establishment!: Ref<Establishment>

  @Field(() => EstablishmentChangeKind)
  @Enum({ items: () => EstablishmentChangeKind, type: 'text' })
  kind!: EstablishmentChangeKind

  @Field(() => String, { nullable: true, description: 'Vì sao, khi người ghi nêu.' })
  @Property({ type: 'text', nullable: true })
  reason?: string | null

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  recordedAt!: Date

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byPost!: string

  @Field(() => DateTime, { nullable: true, description: 'Trống khi thay đổi còn giá trị.' })
  @Property({ type: 'datetime', nullable: true })
  undoneAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null

  @Field(() => [EstablishmentDetail])
  @Property({ type: 'json' })
  details!: EstablishmentDetail[]

  @Property({ type: 'json' })
  effects!: FormerRow[]
}
