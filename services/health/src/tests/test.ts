import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Pool } from './pool.ts'
import { Sample } from './sample.ts'

export enum TestMethod {
  RT_PCR = 'RT_PCR',
  RAPID_ANTIGEN = 'RAPID_ANTIGEN',
}
registerEnumType(TestMethod, { name: 'TestMethod', description: 'RAPID_ANTIGEN: test nhanh kháng nguyên.' })

export enum TestOutcome {
  NEGATIVE = 'NEGATIVE',
  POSITIVE = 'POSITIVE',
  INCONCLUSIVE = 'INCONCLUSIVE',
  PENDING = 'PENDING',
}
registerEnumType(TestOutcome, {
  name: 'TestOutcome',
  description:
    'NEGATIVE: âm tính. POSITIVE: dương tính. INCONCLUSIVE: không xác định, cần lấy lại. PENDING: chờ kết quả.',
})

/**
 * One examination of one sample, or of one pool. Person, group and moment repeat the sample's, so that lists and counts
 * read one table; a pool's test has neither person nor group.
 */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Một lần xét nghiệm một mẫu đơn hoặc một mẫu gộp. Số lần xét nghiệm không phải số người.' })
@Entity(rows.ofRecords)
@Index({ properties: ['unitCode', 'sampledAt', 'id'] })
@Check({ name: 'test_of_sample_or_pool', expression: '(sample_id is null) <> (pool_id is null)' })
@Check({ name: 'test_of_sample_has_person', expression: '(sample_id is null) = (person_id is null)' })
export class Test extends UnitRow {
  @Field(() => TestMethod)
  @Enum({ items: () => TestMethod, type: 'text' })
  method!: TestMethod

  @Field(() => TestOutcome)
  @Enum({ items: () => TestOutcome, type: 'text' })
  outcome!: TestOutcome

  @Field(() => DateTime, { description: 'Lúc lấy mẫu; với mẫu gộp là lúc gộp.' })
  @Property({ type: 'datetime', length: 3 })
  sampledAt!: Date

  @ManyToOne(() => Sample, { ref: true, nullable: true, index: true })
  sample?: Ref<Sample> | null

  @ManyToOne(() => Pool, { ref: true, nullable: true, index: true })
  pool?: Ref<Pool> | null

  @Property({ type: 'uuid', nullable: true, index: true })
  personId?: (string & Opt) | null

  @Property({ type: 'uuid', nullable: true })
  residentialGroupId?: (string & Opt) | null
}
