import type { Opt, Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Document } from '../documents/document.ts'
import { Organisation } from '../organisations/organisation.ts'

export enum TaskStatus {
  OPEN = 'OPEN',
  OVERDUE = 'OVERDUE',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}
registerEnumType(TaskStatus, {
  name: 'TaskStatus',
  description: 'OPEN: đang làm. OVERDUE: quá hạn mà chưa xong. DONE: đã xong. CANCELLED: đã hủy.',
})

/** What is stored: that a task is overdue is never a fact but a question asked at a moment. */
export enum TaskState {
  OPEN = 'OPEN',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}

@ObjectType({ description: 'Việc phải làm theo một văn bản, hoặc do đơn vị tự đặt ra.' })
@Entity(rows.ofDocuments)
@Index({ properties: ['unitCode', 'state', 'dueAt'] })
@Check({ name: 'task_closed_at_agrees', expression: "(state = 'OPEN') = (closed_at is null)" })
export class Task extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string

  @Field(() => DateTime, { nullable: true, description: 'Hạn hoàn thành; trống khi không đặt hạn.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  dueAt?: (Date & Opt) | null

  @Enum({ items: () => TaskState, type: 'text' })
  state: TaskState & Opt = TaskState.OPEN

  @Field(() => DateTime, { nullable: true, description: 'Lúc xong hoặc hủy; trống khi đang làm.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  closedAt?: (Date & Opt) | null

  @Field(() => String, { nullable: true, description: 'Kết quả, hoặc lý do hủy; trống khi chưa ghi.' })
  @Property({ type: 'text', nullable: true })
  outcome?: (string & Opt) | null

  @ManyToOne(() => Document, { ref: true, nullable: true, index: true })
  document?: Ref<Document> | null

  @ManyToOne(() => Organisation, { ref: true, nullable: true, index: true })
  assignee?: Ref<Organisation> | null
}
