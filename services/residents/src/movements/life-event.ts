import { Collection, type Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, OneToMany, Property, Trigger } from '@mikro-orm/decorators/legacy'
import { DateTime, type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Household, HouseholdRelation } from '../households/household.ts'
import { Person } from '../people/person.ts'

export enum LifeEventKind {
  REGISTERED = 'REGISTERED',
  BORN = 'BORN',
  DIED = 'DIED',
  HEAD_CHANGED = 'HEAD_CHANGED',
  RELATION_CHANGED = 'RELATION_CHANGED',
  MOVED = 'MOVED',
  SPLIT = 'SPLIT',
  MERGED = 'MERGED',
  MOVED_OUT = 'MOVED_OUT',
  MOVED_IN = 'MOVED_IN',
  ABSENT = 'ABSENT',
  RETURNED = 'RETURNED',
  CORRECTED = 'CORRECTED',
  PAPER_ADDED = 'PAPER_ADDED',
  PAPER_REPLACED = 'PAPER_REPLACED',
  PAPER_ENDED = 'PAPER_ENDED',
  PLACED = 'PLACED',
  PERSON_MERGED = 'PERSON_MERGED',
  RESIDENCE_CHANGED = 'RESIDENCE_CHANGED',
}
registerEnumType(LifeEventKind, {
  name: 'LifeEventKind',
  description:
    'REGISTERED: được ghi vào sổ. BORN: sinh. DIED: mất. HEAD_CHANGED: có chủ hộ mới. RELATION_CHANGED: đổi quan hệ với chủ hộ. MOVED: chuyển chỗ ở trong phường/xã. SPLIT: tách hộ. MERGED: nhập hộ. MOVED_OUT: chuyển đi khỏi phường/xã. MOVED_IN: chuyển đến. ABSENT: tạm vắng. RETURNED: trở về. CORRECTED: sửa thông tin ghi sai. PAPER_ADDED: có thêm giấy tờ. PAPER_REPLACED: thay giấy tờ. PAPER_ENDED: giấy tờ thôi dùng. PLACED: ghi vị trí của hộ trên bản đồ. PERSON_MERGED: hai lần ghi được gộp thành một người. RESIDENCE_CHANGED: đổi hình thức cư trú.',
})

export enum LifeEventPart {
  SUBJECT = 'SUBJECT',
  PARENT = 'PARENT',
  ABSORBED = 'ABSORBED',
}
registerEnumType(LifeEventPart, {
  name: 'LifeEventPart',
  description:
    'SUBJECT: người có biến động. PARENT: cha hoặc mẹ được khai của người mới sinh. ABSORBED: lần ghi thừa, đã gộp vào người kia.',
})

/** Kinds that say something of somebody and nothing of where they live: they stand in no order with the others. */
export const kindsOutOfOrder: readonly LifeEventKind[] = [
  LifeEventKind.CORRECTED,
  LifeEventKind.PAPER_ADDED,
  LifeEventKind.PAPER_REPLACED,
  LifeEventKind.PAPER_ENDED,
  LifeEventKind.PLACED,
  LifeEventKind.PERSON_MERGED,
]

export enum CorrectedField {
  FULL_NAME = 'FULL_NAME',
  BORN_ON = 'BORN_ON',
  BIRTH_YEAR = 'BIRTH_YEAR',
  SEX = 'SEX',
  PHONE = 'PHONE',
  CITIZEN_ID = 'CITIZEN_ID',
  OLD_ID = 'OLD_ID',
  PASSPORT = 'PASSPORT',
  BIRTH_CERTIFICATE = 'BIRTH_CERTIFICATE',
  PLACE = 'PLACE',
}
registerEnumType(CorrectedField, {
  name: 'CorrectedField',
  description: 'Thông tin được sửa. CITIZEN_ID, OLD_ID, PASSPORT, BIRTH_CERTIFICATE: số của giấy tờ đó.',
})

@ObjectType({ description: 'Một thông tin trong sổ trước và sau khi sửa. Số điện thoại và số giấy tờ đã che.' })
export class LifeEventCorrection {
  /** The person or household that it is about, for the audit. */
  about!: string

  @Field(() => CorrectedField)
  field!: CorrectedField

  @Field(() => String, {
    nullable: true,
    description: 'Ngày viết YYYY-MM-DD, giới tính viết như Sex; trống khi trước đó chưa ghi.',
  })
  oldValue!: string | null

  @Field(() => String, { nullable: true, description: 'Trống khi nay không còn ghi.' })
  newValue!: string | null
}

/** What an event did to the rows: what taking it back has to turn round. Nothing is deleted; what it opened becomes a period of no days. */
export interface LifeEventEffects {
  persons: string[]
  died: string[]
  households: string[]
  dissolved: string[]
  joined: string[]
  left: string[]
  opened: string[]
  ended: { id: string; toOn: LocalDate | null }[]
  /** Columns of persons and households as they were; bytes in base64. */
  changed?: { person?: string; household?: string; before: Record<string, unknown> }[]
  papersAdded?: string[]
  /** The number of the request of a person that it carried out. */
  answers?: string | null
  papersEnded?: string[]
  /** What was said of those who died or moved away, as it was. */
  circumstances?: { id: string; person: string; toOn: LocalDate | null; endedByName: string | null }[]
}

/** Something that changed who lives where, written down once by somebody. What it says is never changed; it may be taken back the same day. */
@ObjectType({ description: 'Một biến động hộ tịch, cư trú: việc gì, ngày nào, ai ghi, lúc nào.' })
@Entity(rows.ofEvents)
@Index({ properties: ['unitCode', 'occurredOn'] })
@Trigger({
  name: 'events_kept',
  timing: 'before',
  events: ['update'],
  body: `if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'life events are taken back, never changed';
  end if;
  return new`,
})
export class LifeEvent extends UnitRow {
  @Field(() => LifeEventKind)
  @Enum({ items: () => LifeEventKind, type: 'text' })
  kind!: LifeEventKind

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  occurredOn!: LocalDate

  /** The household that it happened in, or that somebody left. */
  @ManyToOne(() => Household, { ref: true, nullable: true, index: true })
  household?: Ref<Household> | null

  @ManyToOne(() => Household, { ref: true, nullable: true, index: true })
  toHousehold?: Ref<Household> | null

  @Field(() => String, { nullable: true, description: 'Nơi đến hoặc nơi đi ngoài phường/xã, như người khai nói.' })
  @Property({ type: 'text', nullable: true })
  place?: string | null

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

  @Field(() => DateTime, { nullable: true, description: 'Trống khi biến động còn giá trị.' })
  @Property({ type: 'datetime', nullable: true })
  undoneAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null

  @Field(() => String, { nullable: true, description: 'Vì sao, khi người ghi phải nêu.' })
  @Property({ type: 'text', nullable: true })
  reason?: string | null

  @Field(() => [LifeEventCorrection], { nullable: true, description: 'Điều được sửa, khi biến động sửa thông tin.' })
  @Property({ type: 'json', nullable: true })
  corrections?: LifeEventCorrection[] | null

  @Property({ type: 'json' })
  effects!: LifeEventEffects

  @OneToMany(
    () => LifeEventPerson,
    (one) => one.event,
  )
  participants = new Collection<LifeEventPerson>(this)

  /** Of which household the audit says that it was read. */
  get concerns(): Ref<Household> | null | undefined {
    return this.household ?? this.toHousehold
  }
}

@ObjectType({ description: 'Một người trong một biến động.' })
@Entity(rows.ofEventPersons)
@Trigger({
  name: 'participants_kept',
  timing: 'before',
  events: ['update'],
  body: `raise exception 'participants of life events are never changed'`,
})
@Index({ properties: ['person', 'event'] })
export class LifeEventPerson extends UnitRow {
  @ManyToOne(() => LifeEvent, { ref: true, index: true })
  event!: Ref<LifeEvent>

  @ManyToOne(() => Person, { ref: true })
  person!: Ref<Person>

  @Field(() => LifeEventPart)
  @Enum({ items: () => LifeEventPart, type: 'text' })
  part!: LifeEventPart

  @Field(() => HouseholdRelation, { nullable: true, description: 'Quan hệ với chủ hộ từ biến động này.' })
  @Enum({ items: () => HouseholdRelation, type: 'text', nullable: true })
  relation?: HouseholdRelation | null

  @Field(() => HouseholdRelation, { nullable: true, description: 'Quan hệ với chủ hộ trước đó.' })
  @Enum({ items: () => HouseholdRelation, type: 'text', nullable: true })
  formerRelation?: HouseholdRelation | null
}
