import { InvalidInput, refuse, refuseText } from '@vungxanh/subgraph'
import { TaskState, TaskStatus } from './task.ts'

const LONGEST_TITLE = 500
const LONGEST_OUTCOME = 2000
const EARLIEST_YEAR = 1930
const LATEST_YEAR = 2999

/** A task is overdue from the very moment after its deadline, and no longer once it is closed. */
export function taskStatus({ state, dueAt }: { state: TaskState; dueAt?: Date | null }, now: Date): TaskStatus {
  if (state === TaskState.DONE) return TaskStatus.DONE
  if (state === TaskState.CANCELLED) return TaskStatus.CANCELLED
  return dueAt && dueAt < now ? TaskStatus.OVERDUE : TaskStatus.OPEN
}

/** A deadline in the past is accepted: papers arrive late, and the task is then overdue from the start. */
export function refuseTask({ title, dueAt }: { title: string; dueAt?: Date | null }): InvalidInput | undefined {
  return refuse(
    /[\p{L}\p{N}]/u.test(title) ? undefined : new InvalidInput('title', 'Hãy nhập nội dung nhiệm vụ.'),
    refuseText('title', 'Nội dung nhiệm vụ', title, LONGEST_TITLE),
    dueAt && (dueAt.getUTCFullYear() < EARLIEST_YEAR || dueAt.getUTCFullYear() > LATEST_YEAR)
      ? new InvalidInput('dueAt', 'Năm của hạn không đúng. Hãy xem lại, hoặc để trống nếu không đặt hạn.')
      : undefined,
  )
}

export function refuseOutcome(outcome: string | null | undefined, isRequired: boolean): InvalidInput | undefined {
  if (isRequired && !outcome?.trim()) return new InvalidInput('outcome', 'Hãy nhập lý do hủy nhiệm vụ.')
  return refuseText('outcome', 'Kết quả hoặc lý do', outcome, LONGEST_OUTCOME)
}
