import { expect, test } from 'vitest'
import { TaskState, TaskStatus } from './task.ts'
import { refuseOutcome, refuseTask, taskStatus } from './task-rules.ts'

const now = new Date('2021-09-27T17:00:00+07:00')
const later = new Date(now.getTime() + 1)
const earlier = new Date(now.getTime() - 1)

test.each([
  [TaskState.OPEN, null, TaskStatus.OPEN],
  [TaskState.OPEN, later, TaskStatus.OPEN],
  [TaskState.OPEN, now, TaskStatus.OPEN],
  [TaskState.OPEN, earlier, TaskStatus.OVERDUE],
  [TaskState.DONE, earlier, TaskStatus.DONE],
  [TaskState.CANCELLED, earlier, TaskStatus.CANCELLED],
])('%s, due %s: %s', (state, dueAt, status) => {
  expect(taskStatus({ state, dueAt }, now)).toBe(status)
})

test('a task says what is to be done, in measure', () => {
  expect(refuseTask({ title: 'Lập kế hoạch xét nghiệm' })).toBeUndefined()
  for (const title of ['', ' ', '…', 'a\u0000', 'x'.repeat(501)])
    expect(refuseTask({ title })).toMatchObject({ field: 'title' })
  for (const dueAt of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00'])
    expect(refuseTask({ title: 'Việc', dueAt: new Date(dueAt) })).toMatchObject({ field: 'dueAt' })
})

test('who cancels says why', () => {
  expect(refuseOutcome(null, false)).toBeUndefined()
  expect(refuseOutcome(' ', true)).toMatchObject({ field: 'outcome' })
  expect(refuseOutcome('Trùng việc', true)).toBeUndefined()
  expect(refuseOutcome('x'.repeat(2001), false)).toMatchObject({ field: 'outcome' })
})
