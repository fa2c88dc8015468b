import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Entity, Enum, ManyToOne, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Post } from './post.ts'

export enum OrganisationKind {
  PARTY = 'PARTY',
  COUNCIL = 'COUNCIL',
  STATE = 'STATE',
  FRONT = 'FRONT',
  MASS_ORGANISATION = 'MASS_ORGANISATION',
  STEERING_COMMITTEE = 'STEERING_COMMITTEE',
  COMMAND = 'COMMAND',
  HEALTH_STATION = 'HEALTH_STATION',
  MOBILE_TEAM = 'MOBILE_TEAM',
  COMMUNITY_TEAM = 'COMMUNITY_TEAM',
  OTHER = 'OTHER',
}
registerEnumType(OrganisationKind, {
  name: 'OrganisationKind',
  description:
    'PARTY: cấp ủy, cơ quan Đảng. COUNCIL: Hội đồng nhân dân. STATE: cơ quan hành chính. FRONT: Mặt trận Tổ quốc. MASS_ORGANISATION: đoàn thể. STEERING_COMMITTEE: ban chỉ đạo. COMMAND: sở chỉ huy. HEALTH_STATION: trạm y tế. MOBILE_TEAM: tổ cơ động. COMMUNITY_TEAM: Tổ Covid cộng đồng. OTHER: khác.',
})

/** A body that issues documents or carries out tasks: the unit's own, or one of another level that its register cites. */
@ObjectType({ description: 'Cơ quan, tổ chức: của chính đơn vị, hoặc của cấp khác có văn bản trong sổ của đơn vị.' })
@Entity(rows.ofDocuments)
@Unique({ name: 'organisation_name', properties: ['unitCode', 'nameKey'] })
export class Organisation extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  /** The name as `nameKey` compares it. */
  @Property({ type: 'text' })
  nameKey!: string

  @Field(() => OrganisationKind)
  @Enum({ items: () => OrganisationKind, type: 'text' })
  kind!: OrganisationKind

  /** False for bodies of other levels, which only issue documents. */
  @Property({ type: 'boolean' })
  ofUnit!: boolean

  @ManyToOne(() => Organisation, { ref: true, nullable: true, index: true })
  parent?: Ref<Organisation> | null

  @Property({ type: 'uuid', nullable: true, index: true })
  residentialGroupId?: (string & Opt) | null

  @OneToMany(
    () => Post,
    (post) => post.organisation,
    { orderBy: { title: 'asc', id: 'asc' } },
  )
  posts = new Collection<Post>(this)
}
