import { InvalidInput, refuse } from '@vungxanh/subgraph'
import { TaskState, TaskStatus } from './task.ts'

const LONGEST_TITLE = 500
const LONGEST_OUTCOME = 2000

/** A task is overdue from the very moment after its deadline, and no longer once it is closed. */
export function taskStatus({ state, dueAt }: { state: TaskState; dueAt?: Date | null }, now: Date): TaskStatus {
  if (state === TaskState.DONE) return TaskStatus.DONE
  if (state === TaskState.CANCELLED) return TaskStatus.CANCELLED
  return dueAt && dueAt < now ? TaskStatus.OVERDUE : TaskStatus.OPEN
}

/** A deadline in the past is accepted: papers arrive late, and the task is then overdue from the start. */
export function refuseTask({ title }: { title: string }): InvalidInput | undefined {
  return refuse(
    /[\p{L}\p{N}]/u.test(title) ? undefined : new InvalidInput('title', 'Hãy nhập nội dung nhiệm vụ.'),
    title.length > LONGEST_TITLE
      ? new InvalidInput('title', `Nội dung nhiệm vụ dài tối đa ${LONGEST_TITLE} ký tự.`)
      : undefined,
  )
}

export function refuseOutcome(outcome: string | null | undefined, isRequired: boolean): InvalidInput | undefined {
  const text = outcome?.trim() ?? ''
  if (isRequired && text === '') return new InvalidInput('outcome', 'Hãy nhập lý do hủy nhiệm vụ.')
  if (text.length > LONGEST_OUTCOME) return new InvalidInput('outcome', `Nội dung dài tối đa ${LONGEST_OUTCOME} ký tự.`)
}
