import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type Answers, renderPage } from '@vungxanh/remote/testing'
import { expect, test, vi } from 'vitest'
import { DrawingForm } from './drawing.tsx'

test('a checkpoint is typed near the ward, and not where two digits were exchanged', async () => {
  window.HTMLElement.prototype.scrollIntoView = () => {}
  const stop = vi.fn()
  const before = { latitude: null, longitude: null }
  const drawing = { what: 'checkpoint' as const, id: 'c1', title: 'Đặt vị trí Chốt số 1', group: undefined, before }
  const answers: Answers = () => ({ data: { placeCheckpoint: { __typename: 'CheckpointSuccess' } } })
  const { asked } = renderPage(
    <DrawingForm drawing={drawing} draft={[]} corners={[[105.91, 21.06]]} setDraft={() => {}} stop={stop} />,
    { role: 'CLERK', answers },
  )
  const typed = screen.getByLabelText(/Vĩ độ, kinh độ/)
  await userEvent.type(typed, '21,60 105,91')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  expect(await screen.findByText(/cách địa bàn hơn 15 km/)).toBeDefined()
  expect(asked).toEqual([])
  await userEvent.clear(typed)
  await userEvent.type(typed, '21,06 105,91')
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  await expect.poll(() => stop.mock.calls).toHaveLength(1)
  expect(asked).toEqual([
    { operation: 'PlaceCheckpoint', variables: { input: { id: 'c1', latitude: 21.06, longitude: 105.91 } } },
  ])
})
