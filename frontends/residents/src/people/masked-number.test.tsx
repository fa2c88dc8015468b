import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@vungxanh/access'
import { type Answers, renderPage } from '@vungxanh/remote/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MaskedNumber } from './masked-number.tsx'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

function open(role: Role, result: object = { __typename: 'RevealSuccess', number: '0912345678' }) {
  const answers: Answers = (operation) => ({
    data: { [operation === 'RevealPhone' ? 'revealPhone' : 'revealIdentityNumber']: result },
  })
  return renderPage(<MaskedNumber kind="phone" id="p1" label="Điện thoại" masked="0912***678" />, { role, answers })
}

async function reveal() {
  const user = userEvent.setup({ advanceTimers: (delay) => vi.advanceTimersByTime(delay) })
  await user.click(screen.getByRole('button', { name: 'Hiện số: Điện thoại' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByLabelText(/Lý do cần số đầy đủ/), 'Gọi báo kết quả')
  await user.click(dialog.getByRole('button', { name: 'Hiện số' }))
}

test('shows a whole number for half a minute, after a reason', async () => {
  const { asked } = open('REGISTRAR')
  await reveal()
  expect(await screen.findByText('0912345678')).toBeDefined()
  expect(asked).toEqual([{ operation: 'RevealPhone', variables: { input: { id: 'p1', reason: 'Gọi báo kết quả' } } }])
  act(() => void vi.advanceTimersByTime(29_000))
  expect(screen.queryByText('0912345678')).not.toBeNull()
  act(() => void vi.advanceTimersByTime(2_000))
  expect(screen.queryByText('0912345678')).toBeNull()
  expect(screen.getByText('0912***678')).toBeDefined()
})

test('asks for the telephone of an establishment’s contact by its own way', async () => {
  const answers: Answers = () => ({
    data: { revealContactPhone: { __typename: 'RevealSuccess', number: '0987654321' } },
  })
  const { asked } = renderPage(<MaskedNumber kind="contact" id="e1" label="Điện thoại" masked="0987***321" />, {
    role: 'REGISTRAR',
    answers,
  })
  await reveal()
  expect(await screen.findByText('0987654321')).toBeDefined()
  expect(asked).toEqual([
    { operation: 'RevealContactPhone', variables: { input: { id: 'e1', reason: 'Gọi báo kết quả' } } },
  ])
})

test('words what is not within the duty', async () => {
  open('HEALTH_STAFF', { __typename: 'NumberNotFound', message: 'x' })
  await reveal()
  expect(await screen.findByText('Không có số này trong phạm vi công tác của bạn.')).toBeDefined()
})

test('offers nothing to who may not see whole numbers', () => {
  open('WELFARE_OFFICER')
  expect(screen.getByText('0912***678')).toBeDefined()
  expect(screen.queryByRole('button')).toBeNull()
})
