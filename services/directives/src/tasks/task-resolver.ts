import { LockMode } from '@mikro-orm/core'
import {
  type Context,
  DateTime,
  InvalidInput,
  isUuid,
  manyBy,
  requireInScope,
  UnitOutOfScope,
  UserError,
} from '@vungxanh/subgraph'
import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql'
import { Document } from '../documents/document.ts'
import { DocumentNotFound } from '../documents/registration-resolver.ts'
import { Organisation } from '../organisations/organisation.ts'
import { AdminUnit } from '../references.ts'
import { Task, TaskState, TaskStatus } from './task.ts'
import { refuseOutcome, refuseTask, taskStatus } from './task-rules.ts'

@InputType()
export class AddTaskInput {
  @Field(() => ID)
  unit!: string

  @Field(() => ID, { nullable: true, description: 'Văn bản giao việc; để trống khi đơn vị tự đặt việc.' })
  documentId?: string | null

  @Field(() => String)
  title!: string

  @Field(() => DateTime, { nullable: true, description: 'Để trống khi không đặt hạn.' })
  dueAt?: Date | null

  @Field(() => ID, { nullable: true, description: 'Cơ quan, tổ chức của đơn vị; để trống khi chưa giao.' })
  assigneeId?: string | null
}

@InputType()
export class CloseTaskInput {
  @Field(() => ID)
  taskId!: string

  @Field(() => String, { nullable: true, description: 'Kết quả khi hoàn thành (không bắt buộc); lý do khi hủy.' })
  outcome?: string | null
}

@ObjectType()
export class AddTaskSuccess {
  @Field(() => Task)
  task!: Task
}

@ObjectType()
export class CompleteTaskSuccess {
  @Field(() => Task)
  task!: Task
}

@ObjectType()
export class CancelTaskSuccess {
  @Field(() => Task)
  task!: Task
}

@ObjectType({ implements: UserError, description: 'Không có nhiệm vụ này trong phạm vi công tác.' })
export class TaskNotFound extends UserError {
  readonly code = 'TaskNotFound'

  constructor() {
    super('Không tìm thấy nhiệm vụ này trong phạm vi công tác của bạn. Hãy tải lại danh sách.')
  }
}

@ObjectType({ implements: UserError, description: 'Nhiệm vụ đã xong hoặc đã hủy từ trước.' })
export class TaskNotOpen extends UserError {
  readonly code = 'TaskNotOpen'

  @Field(() => TaskStatus)
  status: TaskStatus

  constructor(status: TaskStatus) {
    super(status === TaskStatus.DONE ? 'Nhiệm vụ này đã được ghi là xong.' : 'Nhiệm vụ này đã bị hủy.')
    this.status = status
  }
}

export const AddTaskResult = createUnionType({
  name: 'AddTaskResult',
  types: () => [AddTaskSuccess, DocumentNotFound, InvalidInput, UnitOutOfScope] as const,
})

export const CompleteTaskResult = createUnionType({
  name: 'CompleteTaskResult',
  types: () => [CompleteTaskSuccess, TaskNotFound, TaskNotOpen, InvalidInput] as const,
})

export const CancelTaskResult = createUnionType({
  name: 'CancelTaskResult',
  types: () => [CancelTaskSuccess, TaskNotFound, TaskNotOpen, InvalidInput] as const,
})

// PostgreSQL puts nulls last when ascending: tasks without a deadline come after those with one.
const tasksOfUnit = manyBy(Task, 'unitCode', { dueAt: 'asc', title: 'asc', id: 'asc' })

@Resolver(() => Task)
export class TaskResolver {
  @FieldResolver(() => TaskStatus)
  status(@Root() task: Task, @Ctx() { now }: Context): TaskStatus {
    return taskStatus(task, now)
  }

  @FieldResolver(() => Document, { nullable: true, description: 'Văn bản giao việc; trống khi đơn vị tự đặt việc.' })
  async document(@Root() task: Task): Promise<Document | null> {
    return task.document ? task.document.loadOrFail() : null
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Nơi thực hiện; trống khi chưa giao.' })
  async assignee(@Root() task: Task): Promise<Organisation | null> {
    return task.assignee ? task.assignee.loadOrFail() : null
  }

  @Mutation(() => AddTaskResult, { description: 'Đặt một nhiệm vụ, thường là một mục của một văn bản.' })
  async addTask(
    @Arg('input', () => AddTaskInput) input: AddTaskInput,
    @Ctx() { em, viewer }: Context,
  ): Promise<typeof AddTaskResult> {
    const { unit: unitCode, documentId, assigneeId, dueAt } = input
    if (!viewer.units.includes(unitCode)) return new UnitOutOfScope(unitCode)
    const title = input.title.normalize('NFC').trim()
    const refusal = refuseTask({ title, dueAt })
    if (refusal) return refusal

    const document = isUuid(documentId) ? await em.findOne(Document, { id: documentId, unitCode }) : null
    if (documentId && !document) return new DocumentNotFound(documentId)
    const assignee = isUuid(assigneeId)
      ? await em.findOne(Organisation, { id: assigneeId, unitCode, ofUnit: true })
      : null
    if (assigneeId && !assignee)
      return new InvalidInput('assigneeId', 'Nhiệm vụ chỉ giao cho cơ quan, tổ chức của đơn vị. Hãy chọn lại.')

    return Object.assign(new AddTaskSuccess(), {
      task: em.create(Task, { unitCode, title, dueAt, document, assignee }),
    })
  }

  @Mutation(() => CompleteTaskResult, { description: 'Ghi một nhiệm vụ là đã xong.' })
  async completeTask(
    @Arg('input', () => CloseTaskInput) input: CloseTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof CompleteTaskResult> {
    const task = await this.close(input, TaskState.DONE, context)
    return task instanceof UserError ? task : Object.assign(new CompleteTaskSuccess(), { task })
  }

  @Mutation(() => CancelTaskResult, { description: 'Hủy một nhiệm vụ, phải nêu lý do.' })
  async cancelTask(
    @Arg('input', () => CloseTaskInput) input: CloseTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof CancelTaskResult> {
    const task = await this.close(input, TaskState.CANCELLED, context)
    return task instanceof UserError ? task : Object.assign(new CancelTaskSuccess(), { task })
  }

  private async close(
    { taskId, outcome }: CloseTaskInput,
    state: TaskState.DONE | TaskState.CANCELLED,
    { em, now }: Context,
  ): Promise<Task | TaskNotFound | TaskNotOpen | InvalidInput> {
    const refusal = refuseOutcome(outcome, state === TaskState.CANCELLED)
    if (refusal) return refusal
    // Locked: two people may close one task at once, and the second must hear how the first closed it.
    const task = isUuid(taskId)
      ? await em.findOne(Task, { id: taskId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null
    if (!task) return new TaskNotFound()
    if (task.state !== TaskState.OPEN) return new TaskNotOpen(taskStatus(task, now))
    return em.assign(task, { state, closedAt: now, outcome: outcome?.normalize('NFC').trim() || null })
  }
}

@Resolver(() => Document)
export class DocumentTaskResolver {
  @FieldResolver(() => [Task], {
    nullable: true,
    description: 'Nhiệm vụ mà đơn vị đặt ra theo văn bản này, hạn gần trước.',
  })
  async tasks(
    @Root() document: Document,
    @Arg('unit', () => ID) unit: string,
    @Ctx() context: Context,
  ): Promise<Task[]> {
    requireInScope(unit, context)
    const tasks = await document.tasks.loadItems()
    return tasks.filter(({ unitCode }) => unitCode === unit)
  }
}

@Resolver(() => AdminUnit)
export class AdminUnitTaskResolver {
  @FieldResolver(() => [Task], {
    nullable: true,
    description: 'Nhiệm vụ của đơn vị: đang làm trước, hạn gần trước; rồi đến việc đã xong, đã hủy.',
  })
  async tasks(@Root() { code }: AdminUnit, @Ctx() context: Context): Promise<Task[]> {
    requireInScope(code, context)
    const tasks = await tasksOfUnit(code, context)
    const isClosed = ({ state }: Task): number => (state === TaskState.OPEN ? 0 : 1)
    return tasks.toSorted((one, other) => isClosed(one) - isClosed(other))
  }
}
