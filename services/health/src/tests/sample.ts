import type { Opt, Ref } from '@mikro-orm/core'
import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { rows } from '../access.ts'
import { Pool } from './pool.ts'

@ObjectType({ description: 'Một mẫu bệnh phẩm lấy từ một người, ở một thời điểm.' })
@Entity(rows.ofRecords)
@Unique({ name: 'sample_code', properties: ['unitCode', 'code'] })
export class Sample extends UnitRow {
  @Field(() => String, { nullable: true, description: 'Mã ghi trên ống; trống với test nhanh tại chỗ.' })
  @Property({ type: 'text', nullable: true })
  code?: (string & Opt) | null

  @Property({ type: 'uuid', index: true })
  personId!: string

  /** Where the person lived when sampled; a later move does not rewrite old counts. */
  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: (string & Opt) | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  sampledAt!: Date

  @ManyToOne(() => Pool, { ref: true, nullable: true, index: true })
  pool?: Ref<Pool> | null
}
