import { expect, test } from 'vitest'
import { linesOf } from './timeline.ts'

const contributions = {
  residents: [{ id: 'r1', at: '2021-09-28', title: 'Tạm vắng' }],
  health: [
    { id: 'h1', at: '2021-09-27T18:30:00Z', title: 'Xét nghiệm' },
    { id: 'h2', at: '2021-08-01', title: 'Tiêm mũi 1' },
  ],
  welfare: [{ id: 'w1', at: '2021-09-27T02:00:00Z', title: 'Chi hỗ trợ' }],
}

test('entries of all departments stand in one order; a day begins at midnight in Việt Nam', () => {
  expect(linesOf(contributions).map(({ id, department }) => `${department} ${id}`)).toEqual([
    'health h1',
    'residents r1',
    'welfare w1',
    'health h2',
  ])
})

test('one department’s alone', () => expect(linesOf(contributions, 'health').map(({ id }) => id)).toEqual(['h1', 'h2']))
