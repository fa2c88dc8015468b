import { expect, test } from 'vitest'
import { countOf } from './paper-words.ts'

test('a list that was printed before all of it was read says so', () => {
  expect(countOf(1200, 1200, 'hộ')).toBe('1.200 hộ')
  expect(countOf(100, null, 'người')).toBe('100 người')
  expect(countOf(100, 5400, 'hộ')).toBe('chưa đủ: 100 trên 5.400 hộ')
})
