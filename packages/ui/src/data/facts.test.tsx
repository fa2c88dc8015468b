import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { StatusBadge } from './facts.tsx'

afterEach(cleanup)

test.each([
  ['đã hủy', 'Đã hủy'],
  ['ở trọ', 'Ở trọ'],
  ['3 người đang cách ly', '3 người đang cách ly'],
])('a badge stands alone: %s', (word, shown) => {
  render(<StatusBadge>{word}</StatusBadge>)
  expect(screen.getByText(shown)).toBeTruthy()
})
