import { expect } from 'vitest'
import { test } from '../testing.ts'
import { TaskState } from './task.ts'

const now = new Date('2021-09-27T17:00:00+07:00')

const ADD = `mutation ($input: AddTaskInput!) { addTask(input: $input) {
  __typename
  ... on AddTaskSuccess { task { id title dueAt status document { symbol } assignee { name } } }
  ... on InvalidInput { field }
} }`
const COMPLETE = `mutation ($input: CloseTaskInput!) { completeTask(input: $input) {
  __typename
  ... on CompleteTaskSuccess { task { status outcome closedAt } }
  ... on TaskNotOpen { status message }
} }`
const CANCEL = `mutation ($input: CloseTaskInput!) { cancelTask(input: $input) {
  __typename ... on CancelTaskSuccess { task { status outcome } } ... on InvalidInput { field } ... on TaskNotOpen { status }
} }`
const OF_DOCUMENT = `query ($symbol: String!, $unit: ID!) { documentBySymbol(symbol: $symbol) { tasks(unit: $unit) { title status } } }`
const OF_UNIT = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on AdminUnit { code tasks { title status } } } }`

interface Added {
  addTask: { __typename: string; field?: string; task?: { id: string } }
}

interface Completed {
  completeTask: { __typename: string }
}

test('puts an item of a document to a body of the unit, with a deadline', async ({ as, given, unit }) => {
  const document = await given.document('100-CV/ĐU')
  const station = await given.organisation('Trạm y tế')
  const { addTask } = await as('CLERK', { now }).run(ADD, {
    input: {
      unit,
      documentId: document.id,
      title: ' Lập kế hoạch xét nghiệm diện rộng ',
      dueAt: '2021-09-28T17:00:00+07:00',
      assigneeId: station.id,
    },
  })
  expect(addTask).toMatchObject({
    __typename: 'AddTaskSuccess',
    task: {
      title: 'Lập kế hoạch xét nghiệm diện rộng',
      dueAt: '2021-09-28T10:00:00.000Z',
      status: 'OPEN',
      document: { symbol: '100-CV/ĐU' },
      assignee: { name: 'Trạm y tế' },
    },
  })
  expect(await as('CHAIR', { now }).run(OF_DOCUMENT, { symbol: '100-CV/ĐU', unit })).toEqual({
    documentBySymbol: { tasks: [{ title: 'Lập kế hoạch xét nghiệm diện rộng', status: 'OPEN' }] },
  })
})

test('needs no document: a unit does not wait for orders', async ({ as, unit }) => {
  const { addTask } = await as('CLERK').run(ADD, { input: { unit, title: 'Rà soát khu trọ' } })
  expect(addTask).toMatchObject({ task: { document: null, dueAt: null, assignee: null, status: 'OPEN' } })
})

test('says what is wrong with a task', async ({ as, given, unit }) => {
  const issuer = await given.issuer('Chính phủ')
  const answer = async (changes: object) => {
    const { addTask } = await as('CLERK').run<Added>(ADD, { input: { unit, title: 'Việc', ...changes } })
    return addTask.field ?? addTask.__typename
  }
  expect(await answer({ unit: '00001' })).toBe('UnitOutOfScope')
  expect(await answer({ title: ' ' })).toBe('title')
  expect(await answer({ documentId: 'x' })).toBe('DocumentNotFound')
  expect(await answer({ assigneeId: 'x' })).toBe('assigneeId')
  expect(await answer({ assigneeId: issuer.id })).toBe('assigneeId')
})

test('is closed once, whoever tries at the same time', async ({ as, given }) => {
  const task = await given.task('Việc', { dueAt: '2021-09-20T17:00:00+07:00' })
  const complete = () =>
    as('CLERK', { now }).run<Completed>(COMPLETE, { input: { taskId: task.id, outcome: 'Đã xét nghiệm' } })
  const answers = await Promise.all([complete(), complete(), complete()])
  expect(
    answers.map(({ completeTask }) => completeTask).toSorted((a, b) => (a.__typename < b.__typename ? -1 : 1)),
  ).toEqual([
    {
      __typename: 'CompleteTaskSuccess',
      task: { status: 'DONE', outcome: 'Đã xét nghiệm', closedAt: '2021-09-27T10:00:00.000Z' },
    },
    { __typename: 'TaskNotOpen', status: 'DONE', message: 'Nhiệm vụ này đã được ghi là xong.' },
    { __typename: 'TaskNotOpen', status: 'DONE', message: 'Nhiệm vụ này đã được ghi là xong.' },
  ])
  const { cancelTask } = await as('CLERK').run(CANCEL, { input: { taskId: task.id, outcome: 'Trùng' } })
  expect(cancelTask).toEqual({ __typename: 'TaskNotOpen', status: 'DONE' })
})

test('is cancelled with a reason', async ({ as, given }) => {
  const task = await given.task('Việc')
  const cancel = async (input: object) => (await as('CLERK').run(CANCEL, { input })).cancelTask
  expect(await cancel({ taskId: task.id })).toEqual({ __typename: 'InvalidInput', field: 'outcome' })
  expect(await cancel({ taskId: 'x', outcome: 'Trùng' })).toEqual({ __typename: 'TaskNotFound' })
  expect(await cancel({ taskId: task.id, outcome: 'Trùng' })).toMatchObject({
    task: { status: 'CANCELLED', outcome: 'Trùng' },
  })
})

test('a unit’s tasks: open before closed, the nearest deadline first', async ({ as, given, unit }) => {
  await given.task('Không hạn')
  await given.task('Quá hạn', { dueAt: '2021-09-27T16:59:59+07:00' })
  await given.task('Còn hạn', { dueAt: '2021-09-27T18:00:00+07:00' })
  await given.task('Đã xong', { dueAt: '2021-09-01T18:00:00+07:00', state: TaskState.DONE })
  const representations = [{ __typename: 'AdminUnit', code: unit }]
  expect(await as('TEAM_LEADER', { now }).run(OF_UNIT, { representations })).toEqual({
    _entities: [
      {
        code: unit,
        tasks: [
          { title: 'Quá hạn', status: 'OVERDUE' },
          { title: 'Còn hạn', status: 'OPEN' },
          { title: 'Không hạn', status: 'OPEN' },
          { title: 'Đã xong', status: 'DONE' },
        ],
      },
    ],
  })
})

test('what may not be seen leaves the rest of the unit and the document', async ({ as, given, unit }) => {
  await given.document('08/PA-UBND')
  const representations = [{ __typename: 'AdminUnit', code: unit }]
  const analyst = await as('ANALYST').ask(OF_UNIT, { representations })
  expect(analyst).toMatchObject({ data: { _entities: [{ code: unit, tasks: null }] }, errors: [{ code: 'FORBIDDEN' }] })
  const chair = await as('CHAIR').ask(OF_DOCUMENT, { symbol: '08/PA-UBND', unit: '00001' })
  expect(chair).toMatchObject({ data: { documentBySymbol: { tasks: null } }, errors: [{ code: 'NOT_FOUND' }] })
})
