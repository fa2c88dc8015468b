import { act, screen } from '@testing-library/react'
import type { Session } from '@vungxanh/remote'
import { renderPage, sessionOf } from '@vungxanh/remote/testing'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSessionWatch } from './session-watch.ts'

const notice = {
  id: 'b1',
  state: 'OPEN',
  account: { id: 'x', fullName: 'Nguyễn Đình Phúc' },
  reason: 'Cấp cứu tại điểm chi',
  endsAt: '',
  due: '',
} as const

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

let goOn: (session: Session) => void = () => {}

function Watched({ first, ask }: { first: Session; ask: () => Promise<void> }) {
  const [session, setSession] = useState(first)
  goOn = setSession
  useSessionWatch(session, ask)
  return null
}

function watch(first: Session) {
  const ask = vi.fn(() => Promise.resolve())
  renderPage(<Watched first={first} ask={ask} />, { role: first.viewer.role })
  return ask
}

test('the chair hears of an emergency that was opened, and not of those that were there before', () => {
  const before = { ...notice, id: 'b0', account: { id: 'y', fullName: 'Người Cũ' } }
  watch(sessionOf('CHAIR', { notices: [before] }))
  act(() => goOn(sessionOf('CHAIR', { notices: [before, notice] })))
  expect(screen.getByText('Nguyễn Đình Phúc vừa mở truy cập khẩn cấp')).toBeDefined()
  expect(screen.queryByText(/Người Cũ/)).toBeNull()
})

test('asks every fifteen seconds for the chair while the tab is seen, and for nobody else', () => {
  const ask = watch(sessionOf('CHAIR'))
  act(() => vi.advanceTimersByTime(31_000))
  expect(ask).toHaveBeenCalledTimes(2)
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  act(() => vi.advanceTimersByTime(60_000))
  expect(ask).toHaveBeenCalledTimes(2)
  const others = watch(sessionOf('CLERK'))
  act(() => vi.advanceTimersByTime(60_000))
  expect(others).not.toHaveBeenCalled()
})

test('says in which post the viewer finds themselves after theirs was taken away', () => {
  const first = sessionOf('APPROVER')
  watch(first)
  act(() => goOn({ ...first, viewer: { ...first.viewer, assignmentId: 'a2', post: 'Phó Trưởng đoàn' } }))
  expect(screen.getByText('Đang làm việc với vị trí: Phó Trưởng đoàn')).toBeDefined()
})
