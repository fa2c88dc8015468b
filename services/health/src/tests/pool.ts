import { Collection } from '@mikro-orm/core'
import { Entity, Enum, Index, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Sample } from './sample.ts'

export enum PoolStatus {
  AWAITING_RESULT = 'AWAITING_RESULT',
  NEGATIVE = 'NEGATIVE',
  TO_RESAMPLE = 'TO_RESAMPLE',
  RESOLVED = 'RESOLVED',
}
registerEnumType(PoolStatus, {
  name: 'PoolStatus',
  description:
    'AWAITING_RESULT: chờ kết quả. NEGATIVE: âm tính, mọi thành viên âm tính. TO_RESAMPLE: nghi ngờ hoặc dương tính, phải lấy lại mẫu đơn của từng thành viên. RESOLVED: đã đủ kết quả mẫu đơn.',
})

/** Swabs of several people in one tube. Its result is the pool's; who is positive only single samples can say. */
@ObjectType({ description: 'Mẫu gộp: nhiều mẫu được xét nghiệm chung một lần.' })
@Entity(rows.ofRecords)
@Unique({ name: 'pool_code', properties: ['unitCode', 'code'] })
@Index({ properties: ['unitCode', 'pooledAt', 'id'] })
export class Pool extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  code!: string

  @Field(() => PoolStatus)
  @Enum({ items: () => PoolStatus, type: 'text' })
  status!: PoolStatus

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  pooledAt!: Date

  @OneToMany(
    () => Sample,
    (sample) => sample.pool,
    { orderBy: { sampledAt: 'asc', id: 'asc' } },
  )
  samples = new Collection<Sample>(this)
}
