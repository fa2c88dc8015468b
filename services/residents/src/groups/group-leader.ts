import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Person } from '../people/person.ts'
import { ResidentialGroup } from './residential-group.ts'
import { SelfManagementGroup } from './self-management-group.ts'

/** Who leads a residential or a self-management group, from a day on; `toOn` is the first day that they do no longer. */
@ObjectType({ description: 'Một người làm tổ trưởng, từ ngày đến ngày.' })
@Entity(rows.ofLeaders)
@Check({
  name: 'group_leader_of_one_group',
  expression: '(residential_group_id is null) <> (self_management_group_id is null)',
})
@Check({ name: 'group_leader_lasts', expression: 'to_on is null or to_on >= from_on' })
@Index({
  name: 'group_leader_of_residential_group',
  expression:
    'create unique index group_leader_of_residential_group on group_leader (residential_group_id) where to_on is null',
})
@Index({
  name: 'group_leader_of_self_management_group',
  expression:
    'create unique index group_leader_of_self_management_group on group_leader (self_management_group_id) where to_on is null',
})
export class GroupLeader extends UnitRow {
  @ManyToOne(() => ResidentialGroup, { ref: true, nullable: true, index: true })
  residentialGroup?: Ref<ResidentialGroup> | null

  @ManyToOne(() => SelfManagementGroup, { ref: true, nullable: true, index: true })
  selfManagementGroup?: Ref<SelfManagementGroup> | null

  @ManyToOne(() => Person, { ref: true, index: true })
  person!: Ref<Person>

  @Field(() => LocalDateScalar)
  @Property({ type: 'date' })
  fromOn!: LocalDate

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Ngày thôi làm tổ trưởng; trống khi đang làm.',
  })
  @Property({ type: 'date', nullable: true })
  toOn?: (LocalDate & Opt) | null
}
